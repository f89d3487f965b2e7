package se.malmo.meet;

import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.ambassador.AnswerRoutes;
import se.malmo.meet.ambassador.BookingRoutes;
import se.malmo.meet.ambassador.Bookings;
import se.malmo.meet.ambassador.Covering;
import se.malmo.meet.ambassador.Inquiries;
import se.malmo.meet.ambassador.InquiryRoutes;
import se.malmo.meet.ambassador.QuestionApi;
import se.malmo.meet.ambassador.Slot;
import se.malmo.meet.ambassador.SlotRoutes;
import se.malmo.meet.ambassador.Slots;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.notice.AmbassadorNews;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.web.Route;

/** Questions to ambassadors and meetings with them, put together. */
final class AmbassadorSide {
  private final Inquiries inquiries;
  private final Slots slots;
  private final Bookings bookings;
  private final Covering covering;
  private final Ids ids;

  AmbassadorSide(Graph graph, Accounts accounts, Clock clock, Ids ids, byte[] key) {
    this.ids = ids;
    covering = new Covering(accounts);
    inquiries = new Inquiries(graph, covering, clock, ids, key);
    slots = new Slots(graph, covering, clock, ids);
    bookings = new Bookings(graph, covering, clock, ids, key);
  }

  List<Route> routes(Forvaltningar forvaltningar) {
    return Stream.of(
        new InquiryRoutes(inquiries, forvaltningar, ids).routes(),
        new BookingRoutes(slots, bookings, forvaltningar, ids).routes(),
        new AnswerRoutes(inquiries, forvaltningar).routes(), new QuestionApi(inquiries, forvaltningar).routes(),
        new SlotRoutes(slots, bookings, forvaltningar::names).routes()).flatMap(List::stream).toList();
  }

  /** What mails there are to make of it. */
  AmbassadorNews news() {
    return new AmbassadorNews(inquiries, bookings, covering);
  }

  /** The förvaltningar where a meeting can be booked. */
  Set<String> bookable() {
    return slots.bookable();
  }

  /** Throws away times that have been; tells how many. */
  int purge() {
    return slots.purge();
  }

  /** A question of an invented city. */
  void seedQuestion(String id, String forvaltning, String question, String draft, String name, int daysAgo) {
    inquiries.seed(id, forvaltning, question, draft, name, daysAgo);
  }

  /** A time of an invented city. */
  void seedSlot(String id, String forvaltning, int daysAhead, LocalTime time, int minutes, Slot.Spot spot) {
    slots.seed(id, forvaltning, daysAhead, time, minutes, spot);
  }
}
