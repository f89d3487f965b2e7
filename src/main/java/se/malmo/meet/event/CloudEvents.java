package se.malmo.meet.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.web.Role;

/** Puts events of the log into words for others: never an address, never free text, no person but an ambassador, no title that the public may not see. */
public final class CloudEvents {
  /** So many events of the log are looked through at a time. */
  static final int WINDOW = 500;
  /** Those who do something and are no account. */
  private static final Set<String> NO_ACCOUNT = Set.of("sender", "visitor", "writer", "import", "operator", "case", "register", "meet-malmo", "feeds", "retention");

  private static final String FACTS = """
      UNWIND range(0, size($asked) - 1) AS place
      WITH place, $asked[place] AS one
      OPTIONAL MATCH (i:Initiative {id: one.subject})
      OPTIONAL MATCH (a:Account {id: one.by})
      RETURN place, i.reference AS reference, CASE WHEN i.published THEN i.title END AS title, a.role AS role, CASE a.role WHEN 'ambassador' THEN a.name END AS name
      ORDER BY place
      """;

  private final Graph graph;
  private final EventLog log;

  public CloudEvents(Graph graph, EventLog log) {
    this.graph = graph;
    this.log = log;
  }

  /**
   * What came after an event.
   *
   * @param after the number up to which the log has been looked through
   * @param isEnd whether there was nothing more in the log
   */
  public record Heard(List<CloudEvent> events, long after, boolean isEnd) {}

  /**
   * What happened after an event, oldest first.
   *
   * @param source the beginning of our addresses
   * @param types those that are wanted, out of those that the role may hear; empty for all of them
   */
  public Heard after(long number, Role role, Set<String> types, int limit, String source) {
    List<Event> read = log.since(number, WINDOW);
    List<Event> wanted = new ArrayList<>();
    long seen = number;
    for (Event event : read) {
      if (wanted.size() == limit) return new Heard(told(wanted, source), seen, false);
      seen = event.sequence();
      if (kind(event).filter(kind -> kind.isFor(role) && (types.isEmpty() || types.contains(kind.type()))).isPresent()) wanted.add(event);
    }
    return new Heard(told(wanted, source), seen, read.size() < WINDOW);
  }

  /** One event as a machine of others may hear it; none where it stays inside, or there is none of that number. */
  public Optional<CloudEvent> byNumber(long number, String source) {
    List<Event> open = log.since(number - 1, 1).stream().filter(event -> event.sequence() == number && kind(event).filter(Kind::isForMachines).isPresent()).toList();
    return told(open, source).stream().findFirst();
  }

  /** The type outside of an event of the log; none for one that stays inside. */
  public static Optional<String> typeOf(Event event) {
    return kind(event).map(Kind::type);
  }

  private static Optional<Kind> kind(Event event) {
    return Kind.ofLogged(event.type());
  }

  private List<CloudEvent> told(List<Event> events, String source) {
    if (events.isEmpty()) return List.of();
    List<Map<String, String>> asked = events.stream().map(event -> Map.of("subject", event.subject(), "by", event.by())).toList();
    List<Record> facts = graph.read(FACTS, Map.of("asked", asked));
    return Stream.iterate(0, place -> place + 1).limit(events.size()).map(place -> told(events.get(place), facts.get(place), source)).toList();
  }

  private static CloudEvent told(Event event, Record facts, String source) {
    Kind kind = kind(event).orElseThrow();
    String reference = text(facts.get("reference"));
    Map<String, String> fields = new HashMap<>();
    kind.fields().forEach((detail, name) -> {
      if (!event.detail(detail).isEmpty()) fields.put(name, event.detail(detail));
    });
    CloudEvent.Data data = new CloudEvent.Data(event.subject(), reference, text(facts.get("title")), fields.get("department"), fields.get("from"), fields.get("answerBy"), fields.get("other"),
        fields.get("organisation"), by(event, facts));
    return new CloudEvent("1.0", String.valueOf(event.sequence()), source, kind.type(), kind.thing() + "/" + (reference == null ? event.subject() : reference), event.at().toString(),
        "application/json", data);
  }

  private static CloudEvent.By by(Event event, Record facts) {
    String role = text(facts.get("role"));
    if (role != null) return new CloudEvent.By(role, text(facts.get("name")));
    return NO_ACCOUNT.contains(event.by()) ? new CloudEvent.By(event.by(), null) : null;
  }

  /** What JSON leaves out is null here alone. */
  private static String text(Value value) {
    return value.isNull() ? null : value.asString();
  }
}
