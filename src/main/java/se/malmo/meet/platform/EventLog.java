package se.malmo.meet.platform;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** The graph's own log of what changed, in one order that every server and every import sees alike. */
public final class EventLog {
  /**
   * Ends the transaction that made a change. The log's one node is locked last and until the commit, so a reader that has seen
   * number n has seen all before it.
   */
  private static final String APPEND = """
      MERGE (log:EventLog {id: 'log'})
      SET log.last = coalesce(log.last, 0) + size(events)
      WITH events, log.last - size(events) AS before
      UNWIND range(1, size(events)) AS place
      WITH before + place AS sequence, events[place - 1] AS event
      CREATE (e:Event {sequence: sequence, type: event.type, subject: event.subject, at: datetime($at), by: event.by})
      SET e += event.details
      """;

  /** Tells of as many as the pattern finds, and takes no lock where it finds none. */
  private static final String APPEND_EACH = """
      WITH collect(DISTINCT subject) AS subjects WHERE size(subjects) > 0
      MERGE (log:EventLog {id: 'log'})
      SET log.last = coalesce(log.last, 0) + size(subjects)
      WITH subjects, log.last - size(subjects) AS before
      UNWIND range(1, size(subjects)) AS place
      CREATE (:Event {sequence: before + place, type: $type, subject: subjects[place - 1], at: datetime($at), by: $by})
      """;

  private static final String SINCE = """
      MATCH (event:Event) WHERE event.sequence > $sequence
      RETURN event {.*} AS event, event.sequence AS sequence
      ORDER BY sequence LIMIT $limit
      """;

  private static final String NUMBERED = "UNWIND $numbers AS number MATCH (event:Event {sequence: number}) RETURN event {.*} AS event";

  private static final String OF_SUBJECT = """
      MATCH (event:Event {subject: $subject})
      RETURN event {.*} AS event, event.sequence AS sequence
      ORDER BY sequence LIMIT 200
      """;

  private static final String LAST = "OPTIONAL MATCH (log:EventLog {id: 'log'}) RETURN coalesce(log.last, 0) AS last";

  private static final Set<String> FIELDS = Set.of("sequence", "type", "subject", "at", "by");

  private final Graph graph;

  /**
   * Something that happened to one node.
   *
   * @param details what more there is to know of it, by name
   */
  public record Event(long sequence, String type, String subject, String by, Instant at, Map<String, String> details) {
    public Event {
      details = Map.copyOf(details);
    }

    /** A detail, "" where there is none. */
    public String detail(String name) {
      return details.getOrDefault(name, "");
    }
  }

  /**
   * Something to be told: what happened to which node, by whom (the id of an account, a role or a machine's name, never a person's address).
   *
   * @param details what more there is to know of it; none of them has the name of a field of the event
   */
  public record Happening(String type, String subject, String by, Map<String, String> details) {
    public Happening {
      if (details.keySet().stream().anyMatch(FIELDS::contains)) throw new IllegalArgumentException("A detail has the name of a field: " + details.keySet());
      details = Map.copyOf(details);
    }

    public Happening(String type, String subject, String by) {
      this(type, subject, by, Map.of());
    }
  }

  public EventLog(Graph graph) {
    this.graph = graph;
  }

  /** The statement that appends; to be the last of the transaction that makes the change. */
  public static Graph.Statement append(Instant at, List<Happening> happenings) {
    return appendWhere("", Map.of(), at, happenings);
  }

  /**
   * The same, only where a pattern is found: for a transaction that may come a second time, by a double click or a retry after a commit.
   *
   * @param pattern a constant MATCH that ends with WITH
   * @param parameters of the pattern
   */
  public static Graph.Statement appendWhere(String pattern, Map<String, Object> parameters, Instant at, List<Happening> happenings) {
    return new Graph.Statement(pattern + "WITH $events AS events\n" + APPEND, with(parameters, at, happenings));
  }

  /**
   * Tells of those alone that a pattern finds, in one transaction with many changes of which each may have been made by somebody else.
   *
   * @param pattern constant Cypher that takes rows of "event", with the fields and details of a happening, and ends with those of them to be told of
   */
  public static Graph.Statement appendThose(String pattern, Map<String, Object> parameters, Instant at, List<Happening> happenings) {
    return new Graph.Statement("UNWIND $events AS event\n" + pattern + "WITH collect(event) AS events WHERE size(events) > 0\n" + APPEND, with(parameters, at, happenings));
  }

  private static Map<String, Object> with(Map<String, Object> parameters, Instant at, List<Happening> happenings) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("events", happenings.stream()
        .map(happening -> Map.<String, Object>of("type", happening.type(), "subject", happening.subject(), "by", happening.by(), "details", happening.details()))
        .toList());
    all.put("at", at.toString());
    return all;
  }

  /**
   * Tells the same of every node that a pattern finds.
   *
   * @param pattern constant Cypher that ends with rows of "subject", the id of a node
   */
  public static Graph.Statement appendEach(String pattern, Map<String, Object> parameters, Instant at, String type, String by) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.putAll(Map.of("type", type, "at", at.toString(), "by", by));
    return new Graph.Statement(pattern + APPEND_EACH, all);
  }

  /** The number of the newest event, 0 for a new graph. */
  public long last() {
    return graph.read(LAST, Map.of()).getFirst().get("last").asLong();
  }

  /** The events after a number, oldest first, at most so many. */
  public List<Event> since(long sequence, int limit) {
    return graph.read(SINCE, Map.of("sequence", sequence, "limit", limit)).stream().map(EventLog::event).toList();
  }

  /** The events of these numbers, by number; without those that there are not. */
  public Map<Long, Event> numbered(Set<Long> numbers) {
    if (numbers.isEmpty()) return Map.of();
    Map<Long, Event> events = new HashMap<>();
    graph.read(NUMBERED, Map.of("numbers", List.copyOf(numbers))).stream().map(EventLog::event).forEach(event -> events.put(event.sequence(), event));
    return events;
  }

  /** All that happened to one node, oldest first. */
  public List<Event> of(String subject) {
    return graph.read(OF_SUBJECT, Map.of("subject", subject)).stream().map(EventLog::event).toList();
  }

  private static Event event(Record row) {
    return event(row.get("event"));
  }

  /** An event out of all the properties of its node. */
  public static Event event(Value event) {
    Map<String, String> details = new HashMap<>();
    event.keys().forEach(key -> {
      if (!FIELDS.contains(key)) details.put(key, event.get(key).asString());
    });
    return new Event(event.get("sequence").asLong(), event.get("type").asString(), event.get("subject").asString(), event.get("by").asString(),
        event.get("at").asZonedDateTime().toInstant(), details);
  }
}
