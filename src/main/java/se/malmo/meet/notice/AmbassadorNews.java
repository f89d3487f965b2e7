package se.malmo.meet.notice;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.ambassador.Booking;
import se.malmo.meet.ambassador.Bookings;
import se.malmo.meet.ambassador.Covering;
import se.malmo.meet.ambassador.Inquiries;
import se.malmo.meet.ambassador.Inquiry;
import se.malmo.meet.identity.Account;
import se.malmo.meet.notice.Delivery.Made;
import se.malmo.meet.notice.Rules.Matter;
import se.malmo.meet.notice.Rules.When;
import se.malmo.meet.platform.EventLog.Event;

/** Which mails questions to ambassadors and meetings with them ask for. */
public final class AmbassadorNews {
  /** A digest tells of meetings so far ahead. */
  private static final Duration AHEAD = Duration.ofDays(7);

  private final Inquiries inquiries;
  private final Bookings bookings;
  private final Covering covering;

  public AmbassadorNews(Inquiries inquiries, Bookings bookings, Covering covering) {
    this.inquiries = inquiries;
    this.bookings = bookings;
    this.covering = covering;
  }

  Inquiries inquiries() {
    return inquiries;
  }

  Bookings bookings() {
    return bookings;
  }

  static boolean isOf(Event event) {
    return event.type().startsWith("inquiry.") || event.type().startsWith("booking.");
  }

  Stream<Made> asked(Event event, RuleBook rules) {
    return switch (event.type()) {
      case "inquiry.received" -> Stream.concat(tell(Kind.INQUIRY, Matter.INQUIRY, covering.takers(event.detail("forvaltning")), event, rules), toVisitor(Kind.QUESTION, event));
      case "inquiry.moved" -> Stream.concat(tell(Kind.INQUIRY, Matter.INQUIRY, covering.takers(event.detail("forvaltning")), event, rules), toVisitor(Kind.PASSED, event));
      case "inquiry.answered" -> toVisitor(Kind.ANSWERED, event);
      case "booking.made" -> Stream.concat(toVisitor(Kind.BOOKED, event), toHosts(Kind.MEETING, event, rules));
      case "booking.off" -> Stream.concat(toVisitor(Kind.CANCELLED, event), toHosts(Kind.MEETING_OFF, event, rules));
      default -> Stream.empty();
    };
  }

  private static Stream<Made> toVisitor(Kind kind, Event event) {
    return Stream.of(Made.ofEvent(kind, event.subject(), event.subject(), event.sequence()));
  }

  private Stream<Made> toHosts(Kind kind, Event event, RuleBook rules) {
    return bookings.byId(event.subject()).stream()
        .flatMap(booking -> tell(kind, Matter.MEETING, covering.takers(booking.by(), booking.forvaltning().id()), event, rules));
  }

  /** Who does something knows it already. */
  private static Stream<Made> tell(Kind kind, Matter matter, List<Account> readers, Event event, RuleBook rules) {
    return readers.stream().filter(one -> one.email().isPresent() && !one.id().equals(event.by()) && rules.of(one.id()).of(matter) == When.NOW)
        .map(one -> Made.ofEvent(kind, one.id(), event.subject(), event.sequence()));
  }

  /** What a digest tells of. */
  record Daily(List<Inquiry> questions, List<Booking> meetings) {
    static final Daily NONE = new Daily(List.of(), List.of());

    boolean isEmpty() {
      return questions.isEmpty() && meetings.isEmpty();
    }
  }

  /** What is so now for those who want it once a day. */
  Daily now(Account reader, Set<String> covers, Rules wanted) {
    return new Daily(wanted.of(Matter.INQUIRY) == When.DIGEST ? inquiries.waitingFor(reader) : List.of(),
        wanted.of(Matter.MEETING) == When.DIGEST ? bookings.coming(covers, AHEAD) : List.of());
  }
}
