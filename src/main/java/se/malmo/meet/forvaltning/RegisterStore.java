package se.malmo.meet.forvaltning;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.neo4j.driver.Values;
import se.malmo.meet.forvaltning.Register.Post;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.vocabulary.Mentions;

/** The register of förvaltningar in the graph. */
final class RegisterStore {
  private static final String MAKE = "CREATE (f:Forvaltning {id: $id}) SET f += $properties, f.version = 1, f.created = datetime($at)";

  /** The lock is taken first: of two who change the same version only one does. */
  private static final String CHANGE = """
      MATCH (f:Forvaltning {id: $id})
      SET f.lock = $key
      WITH f WHERE coalesce(f.version, 0) = $version
      SET f += $properties, f.version = $version + 1, f.change = $key
      """;

  private static final String CHANGED = "MATCH (f:Forvaltning {id: $id, change: $key})\n";

  /** A retry after a lost answer finds its own change told of already. */
  private static final String CHANGED_NOW = CHANGED + "WHERE NOT EXISTS { (:Event {subject: $id, change: $key}) }\nWITH f\n";

  private static final String SUCCESSORS = CHANGED + """
      CALL (f) { MATCH (f)-[old:SUCCEEDED_BY]->() DELETE old }
      UNWIND $successors AS successor
      MATCH (s:Forvaltning {id: successor})
      MERGE (f)-[to:SUCCEEDED_BY]->(s) ON CREATE SET to.since = date($today), to.by = $by
      """;

  private static final String DONE = "MATCH (f:Forvaltning {id: $id}) RETURN f.change = $key AS done";

  private static final String LEADS_TO = "MATCH (s:Forvaltning)-[:SUCCEEDED_BY*0..20]->(:Forvaltning {id: $id}) WHERE s.id IN $from RETURN s.id AS id LIMIT 1";

  private static final String APPOINT = """
      MATCH (f:Forvaltning {id: $id})
      SET f.version = coalesce(f.version, 0) + 1
      MERGE (p:Person {id: $person})
      SET p.name = $name, p.title = $title
      WITH f, p WHERE NOT EXISTS { MATCH (p)-[now:AMBASSADOR_FOR]->(f) WHERE now.to IS NULL }
      CREATE (p)-[:AMBASSADOR_FOR {from: date($day), source: $by}]->(f)
      """;

  private static final String DISMISS = """
      MATCH (p:Person {id: $person})-[post:AMBASSADOR_FOR]->(f:Forvaltning {id: $id}) WHERE post.to IS NULL
      SET post.to = date($day), f.version = coalesce(f.version, 0) + 1
      """;

  private static final String POSTS = """
      MATCH (p:Person)-[post:AMBASSADOR_FOR]->(f:Forvaltning {id: $id})
      RETURN p.id AS person, p.name AS name, coalesce(p.title, '') AS title, post.from AS from, post.to AS to
      ORDER BY post.to IS NOT NULL, post.from DESC, name LIMIT 100
      """;

  private static final String OPEN = """
      MATCH (f:Forvaltning)<-[:ROUTED_TO]-(i:Initiative) WHERE i.status IN ['received', 'assessed', 'accepted', 'working-group', 'running']
      RETURN f.id AS id, count(DISTINCT i) AS n LIMIT 200
      """;

  private static final String VERSION = "MATCH (f:Forvaltning {id: $id}) RETURN coalesce(f.version, 0) AS version";

  private static final String OTHER_TODAY = """
      MATCH (f:Forvaltning)
      WITH f, coalesce(f.validFrom > date($today), false) OR coalesce(f.validUntil < date($today), false) AS dormant
      WHERE dormant <> coalesce(f.dormant, false)
      RETURN f.id AS id, dormant LIMIT 200
      """;

  private static final String TURN = "MATCH (f:Forvaltning {id: $id}) SET f.dormant = $dormant";

  private final Graph graph;
  private final InstantSource clock;

  RegisterStore(Graph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  private static Map<String, Object> properties(ForvaltningStore.Read read, Particulars typed, boolean isDormant) {
    Map<String, Object> properties = new HashMap<>(ForvaltningStore.properties(read));
    properties.put("validFrom", typed.from().orElse(null));
    properties.put("validUntil", typed.until().orElse(null));
    properties.put("dormant", isDormant);
    return properties;
  }

  void make(ForvaltningStore.Read read, Particulars typed, boolean isDormant, String by) {
    String id = read.forvaltning().id();
    Instant now = clock.instant();
    graph.write(List.of(new Graph.Statement(MAKE, Map.of("id", id, "at", now.toString(), "properties", properties(read, typed, isDormant))),
        Mentions.replace(Map.of(id, read.keywords())), EventLog.append(now, List.of(new Happening("forvaltning.saved", id, by)))));
  }

  /** Whether it was done: not where there is another version by now. */
  boolean change(ForvaltningStore.Read read, Particulars typed, boolean isDormant, int version, String by) {
    String id = read.forvaltning().id();
    Instant now = clock.instant();
    // Its own for each time that somebody saves, and the same where the graph tries it again.
    String key = UUID.randomUUID().toString();
    Map<String, Object> properties = properties(read, typed, isDormant);
    Map<String, Object> parameters = new HashMap<>(Map.of("id", id, "key", key, "version", version, "properties", properties, "successors", typed.successors(), "by", by,
        "today", Sweden.day(now).toString()));
    List<String> words = Values.value(properties.get("words")).asList(Values.ofString());
    return graph.write(List.of(new Graph.Statement(CHANGE, parameters), new Graph.Statement(SUCCESSORS, parameters),
        Mentions.replaceWhere(Map.of(id, read.keywords()), Map.of(id, words)),
        EventLog.appendWhere(CHANGED_NOW, Map.of("id", id, "key", key), now, List.of(new Happening("forvaltning.saved", id, by, details(typed, key)))),
        new Graph.Statement(DONE, parameters))).getFirst().get("done").asBoolean(false);
  }

  private static Map<String, String> details(Particulars typed, String key) {
    Map<String, String> details = new HashMap<>(Map.of("change", key, "name.sv", typed.name(), "name.en", typed.nameEn()));
    typed.from().ifPresent(day -> details.put("from", day.toString()));
    typed.until().ifPresent(day -> details.put("until", day.toString()));
    if (!typed.successors().isEmpty()) details.put("successors", String.join(" ", typed.successors()));
    return details;
  }

  boolean leadsTo(List<String> from, String id) {
    return !graph.read(LEADS_TO, Map.of("from", from, "id", id)).isEmpty();
  }

  /** The log has the förvaltning alone: whom it is about is published on its page for as long as they are ambassador. */
  void appoint(String id, String name, String title, LocalDate from, String by) {
    Map<String, Object> parameters = Map.of("id", id, "person", ForvaltningStore.personId(id, name), "name", name, "title", title, "day", from.toString(), "by", by);
    graph.write(List.of(new Graph.Statement(APPOINT, parameters), told("forvaltning.ambassador-appointed", id, by, Map.of())));
  }

  void dismiss(String id, String person, LocalDate to, String by) {
    graph.write(List.of(new Graph.Statement(DISMISS, Map.of("id", id, "person", person, "day", to.toString())), told("forvaltning.ambassador-ended", id, by, Map.of())));
  }

  void tell(String type, String id, String by, Map<String, String> details) {
    graph.write(List.of(told(type, id, by, details)));
  }

  private Graph.Statement told(String type, String id, String by, Map<String, String> details) {
    return EventLog.append(clock.instant(), List.of(new Happening(type, id, by, details)));
  }

  List<Post> posts(String id) {
    return graph.read(POSTS, Map.of("id", id)).stream().map(row -> new Post(row.get("person").asString(), row.get("name").asString(), row.get("title").asString(),
        row.get("from").asLocalDate(), row.get("to").isNull() ? Optional.empty() : Optional.of(row.get("to").asLocalDate()))).toList();
  }

  Map<String, Long> open() {
    return graph.read(OPEN, Map.of()).stream().collect(Collectors.toMap(row -> row.get("id").asString(), row -> row.get("n").asLong()));
  }

  int version(String id) {
    return graph.read(VERSION, Map.of("id", id)).getFirst().get("version").asInt();
  }

  int keepDays(LocalDate today) {
    var turned = graph.read(OTHER_TODAY, Map.of("today", today.toString()));
    turned.forEach(row -> {
      boolean dormant = row.get("dormant").asBoolean();
      String id = row.get("id").asString();
      graph.write(List.of(new Graph.Statement(TURN, Map.of("id", id, "dormant", dormant)), told(dormant ? "forvaltning.ended" : "forvaltning.begun", id, "register", Map.of())));
    });
    return turned.size();
  }
}
