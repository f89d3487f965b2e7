package se.malmo.meet.scanning;

import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.scanning.Meeting.Party;
import se.malmo.meet.web.Caller;

/** Meetings in person that somebody notes: most of what ties people together is never written anywhere else. */
public final class Meetings {
  /** The names of the fields as a person meets them. */
  static final List<String> ORDER = List.of("party", "counterpart", "day", "remark");
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_REMARK = 500;
  private static final int MOST_YEARS = 10;

  private final MeetingStore store;
  private final InstantSource clock;
  private final Ids ids;

  Meetings(Graph graph, InstantSource clock, Ids ids) {
    store = new MeetingStore(graph);
    this.clock = clock;
    this.ids = ids;
  }

  LocalDate today() {
    return Sweden.today(clock);
  }

  /** Those that a name may mean, to choose from; none where it is clear. */
  List<Party> choices(String name) {
    String plain = name.replace('\0', ' ').strip();
    if (plain.isEmpty() || plain.length() > LONGEST_NAME) return List.of();
    List<Party> named = store.named(plain);
    return named.size() > 1 ? named : List.of();
  }

  /**
   * Notes a meeting.
   *
   * @param filling names the form, so that a double click notes it once
   * @throws Problem.Invalid naming every field at fault
   */
  void note(MultiMap fields, String filling, Caller by) {
    Checks checks = new Checks();
    Optional<Party> one = party(checks, "party", fields);
    Optional<Party> other = party(checks, "counterpart", fields);
    if (one.isPresent() && one.map(Party::id).equals(other.map(Party::id))) checks.fault("counterpart", "problem.meeting.same");
    LocalDate day = day(checks, fields.get("day"));
    String remark = checks.optional("remark", fields.get("remark"), LONGEST_REMARK).orElse("");
    checks.done();
    store.note(ordered(one.orElseThrow(), other.orElseThrow(), day, remark, by), filling, clock.instant());
  }

  /** The tie of a pair has one direction: from an organisation to a förvaltning, else by id. */
  private Meeting ordered(Party one, Party other, LocalDate day, String remark, Caller by) {
    boolean isTurned = one.isForvaltning() == other.isForvaltning() ? one.id().compareTo(other.id()) > 0 : one.isForvaltning();
    return new Meeting(ids.next("mee-"), isTurned ? other : one, isTurned ? one : other, day, remark, by.account(), by.name());
  }

  private Optional<Party> party(Checks checks, String field, MultiMap fields) {
    String name = checks.required(field, fields.get(field), LONGEST_NAME);
    if (name.isEmpty()) return Optional.empty();
    List<Party> named = store.named(name);
    if (named.size() != 1) checks.fault(field, named.isEmpty() ? "problem.meeting.unknown" : "problem.meeting.which", name);
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  private LocalDate day(Checks checks, String value) {
    String given = checks.required("day", value, LONGEST_NAME);
    try {
      LocalDate day = LocalDate.parse(given);
      if (day.isAfter(today()) || day.isBefore(today().minusYears(MOST_YEARS))) checks.fault("day", "problem.meeting.day", MOST_YEARS);
      return day;
    } catch (DateTimeParseException e) {
      if (!given.isEmpty()) checks.fault("day", "problem.date");
      return LocalDate.EPOCH;
    }
  }

  List<Meeting> page(int skip, int limit) {
    return store.page(skip, limit);
  }

  long count() {
    return store.count();
  }

  /** Whether the person may take it back: who noted it, and those who coordinate. */
  static boolean mayRemove(Meeting meeting, Caller caller) {
    return caller.limit().isEmpty() || meeting.by().equals(caller.account());
  }

  /** @throws Problem.NotFound where there is none, or somebody else noted it */
  void remove(String id, Caller by) {
    store.remove(store.byId(id).filter(meeting -> mayRemove(meeting, by)).orElseThrow(Problem.NotFound::new), by.account(), clock.instant());
  }
}
