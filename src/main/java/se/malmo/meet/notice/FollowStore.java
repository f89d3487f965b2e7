package se.malmo.meet.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Graph;

/** Those who follow something by mail, in the graph: nodes without edges, gone when they stop. */
final class FollowStore {
  private static final String FIELDS = """
       RETURN f.id AS id, f.email AS email, f.language AS language, f.target AS target, f.state AS state, f.asks AS asks, f.asked AS asked, f.told AS told
      """;

  private static final String BY_ID = "MATCH (f:Follower {id: $key})" + FIELDS;
  private static final String BY_KEY = "MATCH (f:Follower {key: $key})" + FIELDS;
  private static final String BY_CONFIRM = "MATCH (f:Follower {confirmHash: $key})" + FIELDS;
  private static final String BY_STOP = "MATCH (f:Follower {stopHash: $key})" + FIELDS;

  private static final String ASK = """
      MERGE (f:Follower {key: $key})
      ON CREATE SET f += $properties, f.state = 'asked', f.asks = 0, f.told = 0
      SET f.asks = f.asks + 1, f.asked = datetime($at), f.language = $language
      """;

  private static final String ASKED_OF_ADDRESS = "MATCH (f:Follower {email: $email}) WHERE f.asked > datetime($since) RETURN coalesce(sum(f.asks), 0) AS n";
  private static final String ASKED_OF_ALL = "MATCH (f:Follower) WHERE f.asked > datetime($since) RETURN count(f) AS n";

  private static final String CONFIRM = """
      MATCH (f:Follower {confirmHash: $hash})
      WHERE f.state = 'asked'
      SET f.state = 'confirmed', f.confirmed = datetime($at), f.told = $told
      RETURN f.id AS id
      """;

  private static final String STOP = "MATCH (f:Follower {stopHash: $hash}) WITH f, f.id AS id DETACH DELETE f RETURN id";

  private static final String TOLD = "MATCH (f:Follower {id: $id}) SET f.told = CASE WHEN f.told < $told THEN $told ELSE f.told END";

  private static final String TARGETS = "MATCH (f:Follower) WHERE f.target STARTS WITH 'theme:' AND f.state = 'confirmed' RETURN DISTINCT f.target AS target LIMIT 2000";

  private static final String OF_TARGETS = """
      MATCH (f:Follower) WHERE f.target IN $targets AND f.state = 'confirmed' AND f.id > $after
      RETURN f.id AS id ORDER BY id LIMIT $limit
      """;

  private static final String CHANGED = """
      MATCH (e:Event) WHERE e.sequence > $from AND e.sequence <= $to AND e.type IN $types
      WITH e.subject AS id, max(e.sequence) AS last ORDER BY last DESC LIMIT $limit
      MATCH (i:Initiative {id: id}) WHERE i.published AND i.status IN $public
      WITH i, last, [(i)-[:NEEDS]->(c:Competence) | c.id] AS needs
      RETURN i.reference AS reference, i.title AS title, i.status AS status,
        CASE WHEN needs = [] THEN [(i)-[m:MENTIONS]->(:Keyword)-[:DENOTES]->(c:Competence) WHERE m.weight >= 0.05 | c.id] ELSE needs END AS competences,
        COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) RETURN DISTINCT f.id LIMIT 20 } AS forvaltningar
      ORDER BY last DESC
      """;

  private static final String TITLE = "MATCH (i:Initiative {reference: $id}) WHERE i.published RETURN i.title AS name";
  private static final String FORVALTNING = "MATCH (f:Forvaltning {id: $id}) RETURN CASE WHEN $english THEN coalesce(f.nameEn, f.name) ELSE f.name END AS name";

  private static final String PURGE = """
      MATCH (f:Follower) WHERE f.asked < datetime($before) AND f.state = 'asked' WITH f LIMIT 10000
      DETACH DELETE f RETURN count(*) AS n
      """;

  private static final List<Status> PUBLIC = List.of(Status.ACCEPTED, Status.WORKING_GROUP, Status.RUNNING, Status.ENDED);

  private final Graph graph;

  FollowStore(Graph graph) {
    this.graph = graph;
  }

  /** @param told the number of the last event that they have heard of */
  record Follower(String id, String email, String language, String target, boolean isConfirmed, int asks, Instant asked, long told) {
    @Override
    public String toString() {
      return id;
    }
  }

  /** A public project that has got further. */
  record Changed(String reference, String title, Status status, Set<String> competences, Set<String> forvaltningar) {}

  /** What of a follower is set when they first ask. */
  record Asked(String key, String id, String email, String language, String target, String confirmHash, String stopHash, Instant at) {}

  /** @param more in the same transaction */
  void ask(Asked asked, Graph.Statement more) {
    Map<String, Object> properties = new HashMap<>(Map.of("id", asked.id(), "email", asked.email(), "target", asked.target(), "confirmHash", asked.confirmHash(), "stopHash", asked.stopHash()));
    graph.write(new ArrayList<>(List.of(
        new Graph.Statement(ASK, Map.of("key", asked.key(), "properties", properties, "language", asked.language(), "at", asked.at().toString())), more)));
  }

  Optional<Follower> byId(String id) {
    return one(BY_ID, id);
  }

  Optional<Follower> byKey(String key) {
    return one(BY_KEY, key);
  }

  Optional<Follower> byConfirm(String hash) {
    return one(BY_CONFIRM, hash);
  }

  Optional<Follower> byStop(String hash) {
    return one(BY_STOP, hash);
  }

  private Optional<Follower> one(String cypher, String key) {
    return graph.read(cypher, Map.of("key", key)).stream().map(FollowStore::follower).findFirst();
  }

  private static Follower follower(Record row) {
    return new Follower(row.get("id").asString(), row.get("email").asString(), row.get("language").asString(), row.get("target").asString(),
        row.get("state").asString().equals("confirmed"), row.get("asks").asInt(), row.get("asked").asZonedDateTime().toInstant(), row.get("told").asLong());
  }

  long askedOfAddress(String email, Instant since) {
    return graph.read(ASKED_OF_ADDRESS, Map.of("email", email, "since", since.toString())).getFirst().get("n").asLong();
  }

  long askedOfAll(Instant since) {
    return graph.read(ASKED_OF_ALL, Map.of("since", since.toString())).getFirst().get("n").asLong();
  }

  boolean confirm(String hash, long told, Instant at) {
    return !graph.write(CONFIRM, Map.of("hash", hash, "told", told, "at", at.toString())).isEmpty();
  }

  boolean stop(String hash) {
    return !graph.write(STOP, Map.of("hash", hash)).isEmpty();
  }

  static Graph.Statement told(String id, long told) {
    return new Graph.Statement(TOLD, Map.of("id", id, "told", told));
  }

  List<String> followedThemes() {
    return graph.read(TARGETS, Map.of()).stream().map(row -> row.get("target").asString()).toList();
  }

  List<String> ofTargets(Set<String> targets, String after, int limit) {
    return graph.read(OF_TARGETS, Map.of("targets", List.copyOf(targets), "after", after, "limit", limit)).stream().map(row -> row.get("id").asString()).toList();
  }

  List<Changed> changed(long from, long to, int limit) {
    return graph.read(CHANGED, Map.of("from", from, "to", to, "limit", limit, "types", PUBLIC.stream().map(status -> "initiative." + status.code()).toList(),
        "public", PUBLIC.stream().map(Status::code).toList())).stream().map(row -> new Changed(row.get("reference").asString(), row.get("title").asString(),
        Status.of(row.get("status").asString()).orElseThrow(), Set.copyOf(row.get("competences").asList(Value::asString)), Set.copyOf(row.get("forvaltningar").asList(Value::asString)))).toList();
  }

  String title(String reference) {
    return graph.read(TITLE, Map.of("id", reference)).stream().map(row -> row.get("name").asString()).findFirst().orElse("");
  }

  String forvaltning(String id, boolean english) {
    return graph.read(FORVALTNING, Map.of("id", id, "english", english)).stream().map(row -> row.get("name").asString()).findFirst().orElse("");
  }

  int purge(Instant before) {
    return graph.write(PURGE, Map.of("before", before.toString())).getFirst().get("n").asInt();
  }
}
