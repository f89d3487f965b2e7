package se.malmo.meet.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.web.Role;

/**
 * What others are told of, and who may hear it. An event of the log that is not in this table stays inside: accounts and sessions, who was refused, who read
 * what was asked to be kept secret, notes and scores of colleagues, what an organisation does not want to be asked.
 *
 * @param logged its type in the log
 * @param name the middle of its type outside
 * @param isForMachines whether a machine of others may hear it; else only coordinators and administrators
 * @param fields which details of the log are told, each with its name outside; no free text is ever among them
 */
public record Kind(String logged, String name, boolean isForMachines, Map<String, String> fields) {
  private static final String BEFORE = "se.malmo.meet.";
  private static final String VERSION = ".v1";
  private static final Map<String, String> NOTHING = Map.of();
  private static final Map<String, String> DEPARTMENT = Map.of("forvaltning", "department");
  private static final Map<String, String> OTHER = Map.of("other", "other");
  private static final Map<String, String> ORGANISATION = Map.of("organisation", "organisation");

  /** In the order of docs/events.md. */
  public static final List<Kind> ALL = Stream.of(
      open("case.received", "initiative.received", NOTHING),
      open("case.imported", "initiative.saved", NOTHING),
      open("case.assigned", "initiative.routed", DEPARTMENT),
      open("case.moved", "initiative.moved", Map.of("forvaltning", "department", "from", "from")),
      open("case.returned", "initiative.returned", Map.of("from", "from")),
      open("case.extended", "initiative.extended", Map.of("until", "answerBy")),
      states("assessed", "accepted", "referred", "declined", "working-group", "running", "ended", "withdrawn"),
      open("case.removed", "initiative.removed", NOTHING),
      inside("case.asked", "initiative.asked", OTHER),
      inside("case.agreed", "initiative.agreed", NOTHING),
      inside("case.disagreed", "initiative.disagreed", NOTHING),
      inside("case.merged", "initiative.merged", OTHER),
      inside("case.joined", "initiative.joined", OTHER),
      inside("case.bundled", "initiative.bundled", OTHER),
      inside("case.parted", "initiative.parted", NOTHING),
      inside("case.unpaired", "initiative.unpaired", OTHER),
      inside("case.messaged", "initiative.messaged", NOTHING),
      inside("case.replied", "initiative.replied", NOTHING),
      inside("case.invited", "initiative.invited", ORGANISATION),
      inside("case.invitation-accepted", "initiative.invitation-accepted", NOTHING),
      inside("case.invitation-declined", "initiative.invitation-declined", NOTHING),
      inside("case.invitation-withdrawn", "initiative.invitation-withdrawn", NOTHING),
      inside("case.invitation-undone", "initiative.invitation-undone", NOTHING),
      inside("case.invitation-lapsed", "initiative.invitation-lapsed", NOTHING),
      open("organisation.saved", "organisation.saved", NOTHING),
      open("organisation.opted-out", "organisation.opted-out", NOTHING),
      open("organisation.opted-in", "organisation.opted-in", NOTHING),
      open("organisation.confirmed", "organisation.confirmed", NOTHING),
      open("organisation.resumed", "organisation.resumed", NOTHING),
      open("organisation.closed", "organisation.closed", NOTHING),
      open("organisation.reopened", "organisation.reopened", NOTHING),
      open("organisation.aged", "organisation.aged", NOTHING),
      open("organisation.removed", "organisation.removed", NOTHING),
      open("organisation.membership-changed", "membership.changed", NOTHING),
      open("alliance.saved", "alliance.saved", NOTHING),
      open("department.saved", "forvaltning.saved", NOTHING),
      open("department.begun", "forvaltning.begun", NOTHING),
      open("department.ended", "forvaltning.ended", NOTHING),
      open("department.succeeded", "forvaltning.succeeded", Map.of("to", "department")),
      open("department.ambassador-appointed", "forvaltning.ambassador-appointed", NOTHING),
      open("department.ambassador-ended", "forvaltning.ambassador-ended", NOTHING),
      open("vocabulary.changed", "vocabulary.changed", NOTHING),
      open("signal.logged", "signal.logged", DEPARTMENT),
      open("signal.confirmed", "signal.confirmed", DEPARTMENT),
      open("signal.changed", "signal.concepts", NOTHING),
      open("signal.removed", "signal.removed", NOTHING),
      inside("gap.work-begun", "gap.work-begun", NOTHING),
      inside("gap.work-undone", "gap.work-undone", NOTHING),
      inside("gap.dismissed", "gap.dismissed", NOTHING),
      inside("gap.dismissal-undone", "gap.dismissal-undone", NOTHING),
      inside("inquiry.received", "inquiry.received", DEPARTMENT),
      inside("inquiry.answered", "inquiry.answered", NOTHING),
      inside("inquiry.moved", "inquiry.moved", Map.of("forvaltning", "department", "from", "from")),
      inside("booking.made", "booking.made", NOTHING),
      inside("booking.off", "booking.off", NOTHING),
      inside("letter.received", "letter.received", NOTHING),
      inside("interest.noted", "interest.noted", NOTHING),
      inside("feedback.given", "feedback.given", NOTHING)).flatMap(Function.identity()).toList();

  private static final Map<String, Kind> BY_LOGGED = ALL.stream().collect(Collectors.toMap(Kind::logged, Function.identity()));
  private static final Map<String, Kind> BY_TYPE = ALL.stream().collect(Collectors.toMap(Kind::type, Function.identity()));

  private static Stream<Kind> open(String name, String logged, Map<String, String> fields) {
    return Stream.of(new Kind(logged, name, true, fields));
  }

  private static Stream<Kind> inside(String name, String logged, Map<String, String> fields) {
    return Stream.of(new Kind(logged, name, false, fields));
  }

  private static Stream<Kind> states(String... states) {
    return Stream.of(states).map(state -> new Kind("initiative." + state, "case." + state, true, NOTHING));
  }

  /** Its type outside: "se.malmo.meet.case.moved.v1". What the type's data say may grow; what would break a reader gets another number. */
  public String type() {
    return BEFORE + name + VERSION;
  }

  /** What it happens to: "case". */
  String thing() {
    return name.substring(0, name.indexOf('.'));
  }

  static Optional<Kind> ofLogged(String type) {
    return Optional.ofNullable(BY_LOGGED.get(type));
  }

  static Optional<Kind> ofType(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /** Whether a machine of others may hear of this type. */
  public static boolean isOpen(String type) {
    return ofType(type).filter(Kind::isForMachines).isPresent();
  }

  boolean isFor(Role role) {
    return switch (role) {
      case COORDINATOR, ADMINISTRATOR -> true;
      case INTEGRATOR -> isForMachines;
      case MEMBER, AMBASSADOR, AUDITOR -> false;
    };
  }

  /** What the types that a machine may hear of are about, in their order: "case", "organisation". */
  public static List<String> openThings() {
    return ALL.stream().filter(Kind::isForMachines).map(Kind::thing).distinct().toList();
  }

  /** A type as people read it: "case.moved.v1". */
  public static String shortly(String type) {
    return type.substring(BEFORE.length());
  }

  /** What a type is about: "case"; "" for a type that there is not. */
  public static String thingOf(String type) {
    return ofType(type).map(Kind::thing).orElse("");
  }

  /** The types that a role may hear of, in their order. */
  public static List<String> typesFor(Role role) {
    return ALL.stream().filter(kind -> kind.isFor(role)).map(Kind::type).toList();
  }
}
