package se.malmo.meet.ambassador;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.ambassador.Booking.Asked;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Writing;

/** Free times of a förvaltning's ambassador, a form to book one, and the page of a booking with its file for a calendar and the way back. */
public final class BookingRoutes {
  static final String CALENDAR = "text/calendar; charset=utf-8";

  private final Slots slots;
  private final Bookings bookings;
  private final Forvaltningar forvaltningar;
  private final Ids ids;

  public BookingRoutes(Slots slots, Bookings bookings, Forvaltningar forvaltningar, Ids ids) {
    this.slots = slots;
    this.bookings = bookings;
    this.forvaltningar = forvaltningar;
    this.ids = ids;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/forvaltningar/:id/mote", "/en/departments/:id/meeting", Audience.ANYONE, this::choose),
        Route.form("/forvaltningar/:id/mote", "/en/departments/:id/meeting", Audience.ANYONE, Writing.BOOKING, this::book, this::askAgain),
        Route.page("/mote/:secret", "/en/meeting/:secret", Audience.HOLDER_OF_SECRET, request -> receipt(request, 200, "")),
        Route.beside("/mote/:secret/mote.ics", "/en/meeting/:secret/meeting.ics", Audience.HOLDER_OF_SECRET, this::calendar),
        Route.form("/mote/:secret/avboka", "/en/meeting/:secret/cancel", Audience.HOLDER_OF_SECRET, this::cancel, request -> receipt(request, 403, "problem.form.lay")),
        Route.page("/mote/:secret/avboka", "/en/meeting/:secret/cancel", Audience.HOLDER_OF_SECRET, request -> receipt(request, 200, ""))
    ).flatMap(List::stream).toList();
  }

  private Forvaltning forvaltning(Request request) {
    return forvaltningar.byId(request.path("id")).orElseThrow(Problem.NotFound::new);
  }

  /** The list of free times, or the form for the one that was chosen. */
  private Answer choose(Request request) {
    Forvaltning forvaltning = forvaltning(request);
    Optional<Slot> chosen = request.query("slot").flatMap(id -> slots.free(id, forvaltning.id()));
    if (chosen.isPresent()) return page(request, 200, forvaltning, chosen, Form.empty(request.formToken()));
    Paging paging = Paging.of(request.pageNumber(), slots.countFree(forvaltning.id()), request.links().bookMeeting(forvaltning.id()), "");
    SortedMap<LocalDate, List<Slot>> days = slots.free(forvaltning.id(), paging.skip(), Paging.SIZE).stream()
        .collect(Collectors.groupingBy(slot -> slot.hours().day(), TreeMap::new, Collectors.toList()));
    Page page = request.page(heading(request, forvaltning), request.messages().get("book.lead")).in("ambassadors").unlisted();
    return Answer.html(200, Templates.render("ambassador/slots.jte", Map.of("page", page, "forvaltning", forvaltning, "days", days, "paging", paging,
        "isGone", request.query("slot").isPresent())));
  }

  private static String heading(Request request, Forvaltning forvaltning) {
    return request.messages().get("book.title", forvaltning.name(request.messages().language()));
  }

  /** @param chosen the time that the form is for; without it one of the next free ones is to be chosen */
  private Answer page(Request request, int status, Forvaltning forvaltning, Optional<Slot> chosen, Form form) {
    String heading = heading(request, forvaltning);
    Page page = request.page(form.titled(heading, request.messages()), request.messages().get("book.lead")).in("ambassadors").unlisted();
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "form", form, "heading", heading, "key", InquiryRoutes.key(form.values(), ids), "forvaltning", forvaltning,
        "others", chosen.isPresent() ? List.of() : slots.free(forvaltning.id(), 0, Paging.SIZE)));
    parameters.put("chosen", chosen.orElse(null));
    return Answer.html(status, Templates.render("ambassador/book.jte", parameters));
  }

  private Answer book(Request request) {
    Forvaltning forvaltning = forvaltning(request);
    String id = Optional.ofNullable(request.fields().get("slot")).orElse("");
    Optional<Slot> slot = slots.free(id, forvaltning.id());
    try {
      Asked asked = Asked.parse(request.fields());
      String key = InquiryRoutes.key(request.fields(), ids);
      Optional<String> secret = slot.isPresent() ? bookings.book(slot.get(), asked, key, request.messages().language()) : bookings.booked(id, asked, key);
      if (secret.isPresent()) return Answer.seeOther(request.links().booking(secret.get()));
      // Somebody else was first: all that was typed stands there, beside the times that are left.
      return filled(request, 409, forvaltning, Optional.empty(), List.of(new Problem.Field("slot", id.isEmpty() ? "problem.booking.choose" : "problem.booking.taken")));
    } catch (Problem.Invalid e) {
      List<Problem.Field> faults = slot.isPresent() ? e.fields()
          : Stream.concat(Stream.of(new Problem.Field("slot", id.isEmpty() ? "problem.booking.choose" : "problem.booking.taken")), e.fields().stream()).toList();
      return filled(request, 400, forvaltning, slot, faults);
    }
  }

  private Answer filled(Request request, int status, Forvaltning forvaltning, Optional<Slot> slot, List<Problem.Field> faults) {
    return page(request, status, forvaltning, slot, Form.ofVisitor(request.fields(), request.formToken(), faults, Asked.ORDER, request.messages()));
  }

  private Answer askAgain(Request request) {
    Forvaltning forvaltning = forvaltning(request);
    Optional<Slot> slot = Optional.ofNullable(request.fields().get("slot")).flatMap(id -> slots.free(id, forvaltning.id()));
    return filled(request, 403, forvaltning, slot, List.of(request.again("again", "problem.form.lay")));
  }

  private Booking booking(Request request) {
    return bookings.bySecret(request.path("secret")).orElseThrow(Problem.NotFound::new);
  }

  /** @param fault a message key of why it could not be called off, "" for nothing */
  private Answer receipt(Request request, int status, String fault) {
    Booking booking = booking(request);
    Page page = request.page(request.messages().get(booking.off().isPresent() ? "booking.off.title" : "booking.title"), "");
    return Answer.html(status, Templates.render("ambassador/booked.jte", Map.of("page", page, "booking", booking, "secret", request.path("secret"), "token", request.formToken(),
        "canBeOff", booking.canBeOff(bookings.now()), "fault", fault)));
  }

  private Answer cancel(Request request) {
    if (!bookings.offByVisitor(booking(request))) return receipt(request, 409, "problem.booking.begun");
    return Answer.seeOther(request.links().booking(request.path("secret")));
  }

  private Answer calendar(Request request) {
    Booking booking = booking(request);
    String summary = request.messages().get("booking.calendar.summary", booking.forvaltning().name(request.messages().language()));
    return file(request, booking, summary);
  }

  /** The file of a booking, for either of those who meet. */
  static Answer file(Request request, Booking booking, String summary) {
    String organizer = request.absolute(request.links().forvaltning(booking.forvaltning().id()));
    String text = MeetingCalendar.of(booking, summary, organizer, request.messages());
    return Answer.file(CALENDAR, request.messages().get(booking.off().isPresent() ? "booking.calendar.off" : "booking.calendar.file"), text.getBytes(StandardCharsets.UTF_8));
  }
}
