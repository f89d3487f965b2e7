package se.malmo.meet.matching;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** The versions of the weights in the graph: nodes without edges, numbered without a gap. */
final class WeightStore {
  /** Who it was is asked of the account, where it is mended and erased. */
  private static final String ROW = " OPTIONAL MATCH (a:Account {id: w.by}) RETURN w.number AS number, w.at AS at, coalesce(a.name, '') AS name, w.why AS why, w.back AS back, w.names AS names, w.values AS values";
  private static final String NEWEST = "MATCH (w:WeightVersion) WITH w ORDER BY w.number DESC LIMIT 1" + ROW;
  private static final String PAGE = "MATCH (w:WeightVersion) WHERE w.number < $before WITH w ORDER BY w.number DESC LIMIT $limit" + ROW + " ORDER BY number DESC";
  private static final String BY_NUMBER = "MATCH (w:WeightVersion {number: $number})" + ROW;

  /** A number is given once: of two who saw the same version, the second makes none. */
  private static final String SAVE = """
      MERGE (w:WeightVersion {number: $number})
      ON CREATE SET w.act = $act, w.at = datetime($at), w.by = $by, w.why = $why, w.back = $back, w.names = $names, w.values = $values
      """;
  private static final String UNTOLD = """
      MATCH (w:WeightVersion {number: $number, act: $act}) WHERE NOT EXISTS { (:Event {subject: $subject, act: $act}) }
      WITH w
      """;
  private static final String SAVED = "MATCH (w:WeightVersion {number: $number}) RETURN w.act = $act AS done";
  private static final String SUBJECT = "weights";

  private final Graph graph;

  WeightStore(Graph graph) {
    this.graph = graph;
  }

  /** A version that is to be kept, by an act that is its own. */
  record Making(WeightVersion version, String act, String by) {}

  /** Whether it was kept; not where its number is taken. */
  boolean save(Making making, Map<String, String> told) {
    WeightVersion version = making.version();
    Instant at = version.at();
    Map<String, Object> parameters = new HashMap<>(Map.of("number", version.number(), "act", making.act(), "at", at.toString(), "by", making.by(), "why", version.why(),
        "names", List.copyOf(version.weights().numbers().keySet()), "values", List.copyOf(version.weights().numbers().values())));
    parameters.put("back", version.back().isEmpty() ? null : version.back().getAsInt());
    Map<String, String> details = new HashMap<>(told);
    details.put("act", making.act());
    List<Record> rows = graph.write(List.of(new Graph.Statement(SAVE, parameters),
        EventLog.appendWhere(UNTOLD, Map.of("number", version.number(), "act", making.act(), "subject", SUBJECT), at,
            List.of(new Happening(WeightVersion.CHANGED, SUBJECT, making.by(), details))),
        new Graph.Statement(SAVED, Map.of("number", version.number(), "act", making.act()))));
    return !rows.isEmpty() && rows.getFirst().get("done").asBoolean();
  }

  Optional<WeightVersion> newest() {
    return graph.read(NEWEST, Map.of()).stream().findFirst().map(WeightStore::version);
  }

  Optional<WeightVersion> byNumber(int number) {
    return graph.read(BY_NUMBER, Map.of("number", number)).stream().findFirst().map(WeightStore::version);
  }

  /** Those under a number, newest first. */
  List<WeightVersion> before(int number, int limit) {
    return graph.read(PAGE, Map.of("before", number, "limit", limit)).stream().map(WeightStore::version).toList();
  }

  private static WeightVersion version(Record row) {
    List<String> names = row.get("names").asList(Value::asString);
    List<Double> values = row.get("values").asList(Value::asDouble);
    Map<String, Double> numbers = new HashMap<>();
    for (int i = 0; i < names.size(); i++) numbers.put(names.get(i), values.get(i));
    return new WeightVersion(row.get("number").asInt(), row.get("at").asZonedDateTime().toInstant(), row.get("name").asString(), row.get("why").asString(),
        row.get("back").isNull() ? OptionalInt.empty() : OptionalInt.of(row.get("back").asInt()), Weights.of(numbers));
  }
}
