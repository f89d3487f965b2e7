package se.malmo.meet.convening;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;

/** Large meetings in the graph, with the pairs that must not sit together. */
final class AssemblyStore {
  private static final String MAKE = """
      MERGE (a:Assembly {key: $key})
      ON CREATE SET a.id = $id, a.version = 1, a.planVersion = 0, a.guests = 0, a.here = 0, a.came = 0, a.tables = 0, a.ties = 0, a.byChance = 0.0, a.ideas = 0,
        a.made = datetime($at), a.by = $by, a += $properties, a.day = date($day)
      """;
  private static final String FIRST_TIME = "MATCH (a:Assembly {id: $id}) WHERE NOT EXISTS { (:Event {subject: $id}) }\nWITH a\n";
  private static final String BY_KEY = "MATCH (a:Assembly {key: $key}) RETURN a.id AS id";

  /** Setting what is set already takes the lock, so that of two who save at once the second sees what the first has saved. */
  private static final String CHANGE = """
      MATCH (a:Assembly {id: $id})
      SET a.version = a.version
      WITH a WHERE a.version = $version
      SET a += $properties, a.day = date($day), a.version = a.version + 1, a.act = $act
      WITH a MATCH (n:Guest|NoGo {assembly: $id}) SET n.ends = datetime($ends)
      """;
  private static final String DONE = "MATCH (a:Assembly {id: $id, act: $act})\nWITH a\n";
  private static final String IS_DONE = "OPTIONAL MATCH (a:Assembly {id: $id}) RETURN coalesce(a.act = $act, false) AS done";

  private static final String COMING = "MATCH (a:Assembly) WHERE a.key STARTS WITH $key AND a.day >= date($day) RETURN a.id LIMIT 1";

  private static final String WHOLE = """
       RETURN a {.id, .titleSv, .titleEn, .day, .place, .themes, .tableSize, .version, .planVersion, .guests, .here, .came, .tables, .ties, .byChance, .ideas} AS a
      """;
  private static final String PAGE = "MATCH (a:Assembly) WITH a ORDER BY a.day DESC, a.id SKIP $skip LIMIT $limit" + WHOLE + "ORDER BY a.day DESC, a.id";
  private static final String COUNT = "MATCH (a:Assembly) RETURN count(a) AS n";
  private static final String BY_ID = "MATCH (a:Assembly {id: $id})" + WHOLE;

  private static final String KEEP_APART = """
      MATCH (a:Assembly {id: $assembly})
      SET a.version = a.version
      WITH a WHERE COUNT { (:NoGo {assembly: $assembly}) } < $most
      MERGE (n:NoGo {key: $assembly + ' ' + $one + ' ' + $other})
      ON CREATE SET n.id = $id, n.assembly = $assembly, n.one = $one, n.other = $other, n.ends = datetime($ends)
      SET n.reason = $reason
      """;
  private static final String IS_APART = "OPTIONAL MATCH (n:NoGo {key: $assembly + ' ' + $one + ' ' + $other}) RETURN n IS NOT NULL AS done";
  private static final String LET_TOGETHER = "MATCH (n:NoGo {id: $id, assembly: $assembly}) DETACH DELETE n";

  private static final String NO_GOS = """
      MATCH (n:NoGo {assembly: $assembly})
      CALL (n) {
        UNWIND [n.one, n.other] AS end
        OPTIONAL MATCH (g:Guest {id: end})
        OPTIONAL MATCH (u:Organisation|Forvaltning {id: end})
        RETURN collect([coalesce(g.name, u.name, end), coalesce(g.name, u.nameEn, u.name, end)]) AS names
      }
      RETURN n {.id, .one, .other, .reason} AS n, names ORDER BY names[0][0], n.id LIMIT 200
      """;

  private final Graph graph;

  AssemblyStore(Graph graph) {
    this.graph = graph;
  }

  /** The moment at which a meeting is over: when its day is. */
  static Instant ends(LocalDate day) {
    return day.plusDays(1).atStartOfDay(Sweden.ZONE).toInstant();
  }

  private static Map<String, Object> parameters(AssemblyEntry entry) {
    Map<String, Object> properties = Map.of("titleSv", entry.titleSv(), "titleEn", entry.titleEn(), "place", entry.place(), "themes", entry.themes(), "tableSize", entry.tableSize());
    return new HashMap<>(Map.of("properties", properties, "day", entry.day().toString(), "ends", ends(entry.day()).toString()));
  }

  /**
   * Makes a meeting.
   *
   * @param key the same key again makes nothing new
   * @return its id
   */
  String make(AssemblyEntry entry, String id, String key, Instant at, String by) {
    Map<String, Object> parameters = parameters(entry);
    parameters.putAll(Map.of("id", id, "key", key, "at", at.toString(), "by", by));
    graph.write(List.of(new Graph.Statement(MAKE, parameters), EventLog.appendWhere(FIRST_TIME, Map.of("id", id), at, List.of(new Happening("assembly.made", id, by)))));
    return graph.read(BY_KEY, Map.of("key", key)).getFirst().get("id").asString();
  }

  /** Whether it was changed: not where somebody has changed it since this version. */
  boolean change(String id, int version, AssemblyEntry entry, String act, Instant at, String by) {
    Map<String, Object> parameters = parameters(entry);
    parameters.putAll(Map.of("id", id, "version", version, "act", act));
    return write(id, act, new Graph.Statement(CHANGE, parameters), at, new Happening("assembly.changed", id, by));
  }

  /** Does something that leaves the act's name at the meeting where it could be done, and tells the log only then. */
  boolean write(String id, String act, Graph.Statement change, Instant at, Happening told) {
    Map<String, Object> done = Map.of("id", id, "act", act);
    return graph.write(List.of(change, EventLog.appendWhere(DONE, done, at, List.of(told)), new Graph.Statement(IS_DONE, done))).getFirst().get("done").asBoolean();
  }

  /** Whether there is a meeting on that day or later whose key begins so. */
  boolean hasComing(String key, LocalDate day) {
    return !graph.read(COMING, Map.of("key", key, "day", day.toString())).isEmpty();
  }

  List<Assembly> page(int skip, int limit) {
    return graph.read(PAGE, Map.of("skip", skip, "limit", limit)).stream().map(AssemblyStore::assembly).toList();
  }

  long count() {
    return graph.read(COUNT, Map.of()).getFirst().get("n").asLong();
  }

  Optional<Assembly> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(AssemblyStore::assembly).findFirst();
  }

  /** Whether they are kept apart: not where there are too many such pairs already. */
  boolean keepApart(Assembly assembly, String id, Pair pair, String reason, int most) {
    Map<String, Object> ends = Map.of("assembly", assembly.id(), "one", pair.one(), "other", pair.other());
    Map<String, Object> parameters = new HashMap<>(ends);
    parameters.putAll(Map.of("id", id, "reason", reason, "most", most, "ends", ends(assembly.day()).toString()));
    return graph.write(List.of(new Graph.Statement(KEEP_APART, parameters), new Graph.Statement(IS_APART, ends))).getFirst().get("done").asBoolean();
  }

  void letTogether(String assembly, String id) {
    graph.write(LET_TOGETHER, Map.of("assembly", assembly, "id", id));
  }

  List<NoGo> noGos(String assembly) {
    return graph.read(NO_GOS, Map.of("assembly", assembly)).stream().map(row -> {
      Value n = row.get("n");
      List<List<String>> names = row.get("names").asList(pair -> pair.asList(Value::asString));
      return new NoGo(n.get("id").asString(), n.get("one").asString(), n.get("other").asString(), names.get(0), names.get(1), n.get("reason").asString());
    }).toList();
  }

  private static Assembly assembly(Record row) {
    Value a = row.get("a");
    Assembly.Tally tally = new Assembly.Tally(a.get("guests").asInt(), a.get("here").asInt(), a.get("came").asInt(), a.get("tables").asInt(), a.get("ties").asInt(), a.get("byChance").asDouble(),
        a.get("ideas").asInt());
    return new Assembly(a.get("id").asString(), a.get("titleSv").asString(), a.get("titleEn").asString(), a.get("day").asLocalDate(), a.get("place").asString(),
        a.get("themes").asList(Value::asString), a.get("tableSize").asInt(), a.get("version").asInt(), a.get("planVersion").asInt(), tally);
  }
}
