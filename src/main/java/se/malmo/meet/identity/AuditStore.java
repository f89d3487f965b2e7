package se.malmo.meet.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.platform.Graph;

/** The event log with the names of those who are in it. */
final class AuditStore {
  private static final String PAGE = """
      MATCH (e:Event) WHERE e.sequence < $before
        AND ($type = '' OR e.type STARTS WITH $type) AND ($by = '' OR e.by = $by) AND ($subject = '' OR e.subject = $subject)
      WITH e ORDER BY e.sequence DESC LIMIT $limit
      OPTIONAL MATCH (a:Account {id: e.by})
      OPTIONAL MATCH (i:Initiative {id: e.subject})
      RETURN e {.*} AS event, a.name AS name, i.reference AS reference ORDER BY e.sequence DESC
      """;

  private static final String CASE = "MATCH (i:Initiative {reference: $reference}) RETURN i.id AS id";

  private final Graph graph;

  AuditStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * An event as it is examined.
   *
   * @param name of the account that did it, "" for a role or a machine
   * @param reference of the case that it was done to, "" for anything else
   */
  record Entry(Event event, String name, String reference) {}

  List<Entry> page(Audit.Query query, int limit) {
    Map<String, Object> parameters = new HashMap<>(Map.of("before", query.before().orElse(Long.MAX_VALUE), "type", query.type(), "by", query.by(),
        "subject", id(query.subject()), "limit", limit));
    return graph.read(PAGE, parameters).stream().map(AuditStore::entry).toList();
  }

  private String id(String subject) {
    if (!subject.startsWith("MM-")) return subject;
    return graph.read(CASE, Map.of("reference", subject)).stream().map(row -> row.get("id").asString()).findFirst().orElse(subject);
  }

  private static Entry entry(Record row) {
    Value event = row.get("event");
    return new Entry(EventLog.event(event), row.get("name").asString(""), row.get("reference").asString(""));
  }
}
