package se.malmo.meet.ambassador;

import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Times for those who meet: put up, taken away, and each booking with its visitor's matter. */
public final class SlotRoutes {
  private static final int LONGEST_WORD = 2_000;

  private final Slots slots;
  private final Bookings bookings;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;

  public SlotRoutes(Slots slots, Bookings bookings, Supplier<List<Forvaltning.Name>> forvaltningar) {
    this.slots = slots;
    this.bookings = bookings;
    this.forvaltningar = forvaltningar;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/motestider", "/en/meeting-times", Audience.CASE_FILE, request -> page(request, 200, empty(request))),
        Route.form("/motestider", "/en/meeting-times", Audience.CASE_FILE, this::change, request -> filled(request, 403, List.of(request.again("day", "problem.form.lay")))),
        Route.page("/motestider/:id", "/en/meeting-times/:id", Audience.CASE_FILE, request -> booking(request, 200, Form.empty(request.formToken()))),
        Route.form("/motestider/:id", "/en/meeting-times/:id", Audience.CASE_FILE, this::cancel,
            request -> booking(request, 403, ofBooking(request, List.of(request.again("word", "problem.form.lay"))))),
        Route.beside("/motestider/:id/mote.ics", "/en/meeting-times/:id/meeting.ics", Audience.CASE_FILE, this::calendar)
    ).flatMap(List::stream).toList();
  }

  private static Form empty(Request request) {
    MultiMap usual = MultiMap.caseInsensitiveMultiMap().set("length", "30").set("weeks", "1").set("way", SlotForm.PLACE);
    return new Form(usual, request.formToken(), List.of());
  }

  /** The förvaltningar that somebody may put up times for. */
  private List<Forvaltning.Name> own(Request request) {
    return request.caller().limit().map(own -> forvaltningar.get().stream().filter(one -> own.contains(one.id())).toList()).orElseGet(forvaltningar);
  }

  private Answer page(Request request, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("slots.title"), request.messages()), "").in(AnswerRoutes.MENU);
    Paging paging = Paging.of(request.pageNumber(), slots.countComing(request.caller()), request.links().slots(), "");
    List<Slot> coming = slots.coming(request.caller(), paging.skip(), Paging.SIZE);
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "form", form, "slots", coming, "paging", paging, "own", own(request), "past", bookings.past(request.caller()),
        "names", bookings.names(coming.stream().flatMap(slot -> slot.booking().stream()).toList()), "isSaved", request.query("saved").isPresent()));
    parameters.put("today", slots.today().toString());
    return Answer.html(status, Templates.render("ambassador/times.jte", parameters));
  }

  private Answer change(Request request) {
    if ("remove".equals(request.fields().get("do"))) return remove(request);
    try {
      slots.add(SlotForm.parse(request.fields(), own(request).stream().map(Forvaltning.Name::id).toList(), slots.now()), request.caller());
      return Answer.seeOther(request.links().slots() + "?saved=1");
    } catch (Problem.Invalid e) {
      return filled(request, 400, e.fields());
    }
  }

  private Answer remove(Request request) {
    String id = Optional.ofNullable(request.fields().get("id")).orElse("");
    if (slots.remove(id, request.caller())) return Answer.seeOther(request.links().slots());
    return filled(request, 409, List.of(new Problem.Field("slot", "problem.slot.booked")));
  }

  private Answer filled(Request request, int status, List<Problem.Field> faults) {
    return page(request, status, Form.of(request.fields(), request.formToken(), faults, SlotForm.ORDER, request.messages()));
  }

  private Answer booking(Request request, int status, Form form) {
    Booking booking = bookings.seen(request.path("id"), request.caller());
    String heading = request.messages().get("slots.booking", booking.name());
    Page page = request.page(form.titled(heading, request.messages()), "").in(AnswerRoutes.MENU);
    return Answer.html(status, Templates.render("ambassador/booking.jte", Map.of("page", page, "heading", heading, "form", form, "booking", booking,
        "canBeOff", booking.canBeOff(bookings.now()), "hasBeen", booking.off().isEmpty() && !booking.hours().ends().isAfter(bookings.now()))));
  }

  private Answer cancel(Request request) {
    Booking booking = bookings.seen(request.path("id"), request.caller());
    try {
      Checks checks = new Checks();
      String word = checks.required("word", request.fields().get("word"), LONGEST_WORD);
      checks.done();
      if (bookings.offByHost(booking, word, request.caller())) return Answer.seeOther(request.links().deskBooking(booking.id()));
      return booking(request, 409, ofBooking(request, List.of(new Problem.Field("word", "problem.booking.begun"))));
    } catch (Problem.Invalid e) {
      return booking(request, 400, ofBooking(request, e.fields()));
    }
  }

  private static Form ofBooking(Request request, List<Problem.Field> faults) {
    return Form.of(request.fields(), request.formToken(), faults, List.of("word"), request.messages());
  }

  private Answer calendar(Request request) {
    Booking booking = bookings.seen(request.path("id"), request.caller());
    return BookingRoutes.file(request, booking, request.messages().get("booking.calendar.host", booking.name()));
  }
}
