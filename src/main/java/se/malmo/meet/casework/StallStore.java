package se.malmo.meet.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import se.malmo.meet.casework.Stalls.Chosen;
import se.malmo.meet.casework.Stalls.Rule;
import se.malmo.meet.casework.Stalls.Still;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;

/** Cases that stand still, and the rules of that, in the graph: nodes without edges. */
final class StallStore {
  private static final String RULES = """
      MATCH (r:StallRule)
      OPTIONAL MATCH (a:Account {id: r.by})
      RETURN r.step AS step, r.days AS days, coalesce(a.name, '') AS name, r.at AS at LIMIT 20
      """;

  private static final String SAVE = "UNWIND $rules AS one MERGE (r:StallRule {step: one.step}) SET r.days = one.days, r.by = $by, r.at = datetime($at)";

  private static final String STILL = """
      UNWIND $limits AS limit
      MATCH (i:Initiative) WHERE i.status = limit.step AND i.mergedInto IS NULL
      CALL (i) { OPTIONAL MATCH (e:Event {subject: i.id}) RETURN max(e.at) AS last, max(e.sequence) AS event }
      WITH i, limit, event, coalesce(last, i.date) AS last WHERE last < datetime(limit.before)
      RETURN i.id AS id, coalesce(event, 0) AS event, last ORDER BY last, id LIMIT $most
      """;

  private final Graph graph;

  StallStore(Graph graph) {
    this.graph = graph;
  }

  /** How many days it was and is now. */
  record Change(int before, int now) {}

  Map<Status, Rule> rules() {
    Map<Status, Rule> rules = new EnumMap<>(Status.class);
    for (Record row : graph.read(RULES, Map.of())) {
      Status step = Status.of(row.get("step").asString()).orElseThrow();
      rules.put(step, new Rule(step, row.get("days").asInt(), Optional.of(new Chosen(row.get("name").asString(), row.get("at").asZonedDateTime().toInstant()))));
    }
    return rules;
  }

  void save(Map<Status, Change> changes, String by, Instant at) {
    List<Map<String, Object>> rules = new ArrayList<>();
    List<Happening> told = new ArrayList<>();
    changes.forEach((step, change) -> {
      rules.add(Map.of("step", step.code(), "days", change.now()));
      told.add(new Happening("stall.changed", "stall-" + step.code(), by, Map.of("before", String.valueOf(change.before()), "days", String.valueOf(change.now()))));
    });
    graph.write(List.of(new Graph.Statement(SAVE, Map.of("rules", rules, "by", by, "at", at.toString())), EventLog.append(at, told)));
  }

  /** @param limits for each step the moment before which the last event must lie */
  Map<String, Still> still(Map<Status, Instant> limits, int most) {
    List<Map<String, String>> steps = limits.entrySet().stream().map(one -> Map.of("step", one.getKey().code(), "before", one.getValue().toString())).toList();
    Map<String, Still> still = new LinkedHashMap<>();
    graph.read(STILL, Map.of("limits", steps, "most", most))
        .forEach(row -> still.put(row.get("id").asString(), new Still(row.get("event").asLong(), Sweden.day(row.get("last").asZonedDateTime().toInstant()))));
    return still;
  }
}
