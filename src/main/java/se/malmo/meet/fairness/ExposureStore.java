package se.malmo.meet.fairness;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** Who was shown how often, and whether the spreading rule is on, in the graph. */
final class ExposureStore {
  private static final String SHOWN = """
      MATCH (x:Shown) WHERE x.at > datetime($since) AND x.at < datetime($until)
      RETURN x.organisation AS id, count(x) AS times, sum(1.0 / (log(1 + x.rank) / log(2))) AS exposure, avg(x.rank) AS rank
      ORDER BY id
      """;
  private static final String ORGANISATIONS = """
      MATCH (o:Organisation) WHERE NOT coalesce(o.optedOut, false) AND o.closedOn IS NULL AND o.id > $after
      RETURN o.id AS id, o.name AS name, coalesce(o.sector, '') AS sector ORDER BY id LIMIT $limit
      """;
  private static final String RULE = "MATCH (r:SpreadingRule {id: 'rule'}) RETURN r.on AS on, r.at AS at, r.byName AS name, coalesce(r.why, '') AS why";
  private static final String SET = "MERGE (r:SpreadingRule {id: 'rule'}) SET r.on = $on, r.at = datetime($at), r.by = $by, r.byName = $name, r.why = $why";
  private static final int PAGE = 10_000;

  private final Graph graph;

  ExposureStore(Graph graph) {
    this.graph = graph;
  }

  /** How often one was shown: the sum of 1 / log2(1 + rank), and the mean rank. */
  record Shown(String id, long times, double exposure, double rank) {}

  record Named(String id, String name, String sector) {}

  /** Whether the rule is on, since when, by whom and why. */
  record Rule(boolean isOn, Instant at, String name, String why) {}

  List<Shown> shown(Instant since, Instant until) {
    return graph.read(SHOWN, Map.of("since", since.toString(), "until", until.toString())).stream().map(row -> new Shown(row.get("id").asString(), row.get("times").asLong(), row.get("exposure").asDouble(), row.get("rank").asDouble())).toList();
  }

  /** A page of all that may be suggested, by id. */
  List<Named> organisations(String after) {
    return graph.read(ORGANISATIONS, Map.of("after", after, "limit", PAGE)).stream().map(row -> new Named(row.get("id").asString(), row.get("name").asString(), row.get("sector").asString())).toList();
  }

  Optional<Rule> rule() {
    return graph.read(RULE, Map.of()).stream().findFirst().map(row -> new Rule(row.get("on").asBoolean(), row.get("at").asZonedDateTime().toInstant(), row.get("name").asString(""), row.get("why").asString()));
  }

  void set(boolean on, String why, String by, String name, Instant at) {
    graph.write(List.of(new Graph.Statement(SET, Map.of("on", on, "at", at.toString(), "by", by, "name", name, "why", why)),
        EventLog.append(at, List.of(new Happening(on ? "spreading.on" : "spreading.off", "spreading", by, Map.of("reason", why))))));
  }
}
