package se.malmo.meet.interest;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.interest.Interests.Noted;
import se.malmo.meet.interest.Interests.Project;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;

/** Notes of interest in the graph: nodes without edges that name the project by its reference, so that no walk of the graph comes to a person. */
final class InterestStore {
  private static final String PROJECT = """
      MATCH (i:Initiative {reference: $reference}) WHERE i.published
      RETURN i {.reference, .title, .language, .status} AS i
      """;

  /** One that is new is marked until the log has told of it, so that of two at once only one is told of. */
  private static final String SAVE = """
      MERGE (n:Interest {key: $key})
      ON CREATE SET n += $properties, n.at = datetime($at), n.isNew = true
      """;

  private static final String NEW = """
      MATCH (n:Interest {key: $key}) WHERE n.isNew
      REMOVE n.isNew
      WITH n
      """;

  private static final String OF_FORVALTNING = """
      MATCH (n:Interest)
      MATCH (i:Initiative {reference: n.reference})
      WHERE $all OR EXISTS { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) WHERE f.id IN $forvaltningar }
      """;

  private static final String WHOLE = " RETURN n {.key, .name, .email, .organisation, .message, .language, at: n.at} AS n, i {.reference, .title, .language, .status} AS i ";

  private static final String PAGE = OF_FORVALTNING + WHOLE + "ORDER BY n.at DESC, n.key SKIP $skip LIMIT $limit";

  private static final String BY_KEY = "MATCH (n:Interest {key: $key}) MATCH (i:Initiative {reference: n.reference})" + WHOLE;

  private static final String OF = "MATCH (n:Interest {reference: $reference}) MATCH (i:Initiative {reference: n.reference})" + WHOLE + "ORDER BY n.at DESC, n.key LIMIT $limit";

  private static final String AT = "MATCH (n:Interest {reference: $reference}) WHERE n.key STARTS WITH $number RETURN n.at AS at LIMIT 1";

  private static final String LATELY = "MATCH (n:Interest) WHERE toLower(n.email) = toLower($email) AND n.at > datetime($after) AND n.at <= datetime($until) RETURN count(n) AS n";

  private static final String CONCERNED = """
      MATCH (i:Initiative {reference: $reference})
      RETURN coalesce(i.handler, '') AS handler, COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) RETURN DISTINCT f.id LIMIT 20 } AS forvaltningar,
        COLLECT { MATCH (i)<-[:PARTICIPATES_IN {role: 'leader'}]-(o:Organisation) WHERE NOT coalesce(o.optedOut, false) RETURN DISTINCT o.id LIMIT 20 } AS leaders
      """;

  private static final String COUNT = OF_FORVALTNING + "RETURN count(n) AS n";

  private static final List<String> OPEN = List.of("accepted", "working-group", "running");

  private final Graph graph;

  InterestStore(Graph graph) {
    this.graph = graph;
  }

  Optional<Project> project(String reference) {
    return graph.read(PROJECT, Map.of("reference", reference)).stream().map(row -> project(row.get("i"))).findFirst();
  }

  void save(String key, String reference, Interest interest, String language, Instant at) {
    Map<String, Object> properties = new HashMap<>(Map.of("reference", reference, "name", interest.name(), "email", interest.email(), "language", language));
    interest.organisation().ifPresent(organisation -> properties.put("organisation", organisation));
    interest.message().ifPresent(message -> properties.put("message", message));
    graph.write(List.of(new Graph.Statement(SAVE, Map.of("key", key, "properties", properties, "at", at.toString())),
        EventLog.appendWhere(NEW, Map.of("key", key), at, List.of(new EventLog.Happening("interest.noted", reference, "visitor", Map.of("note", key))))));
  }

  List<Noted> page(Optional<Set<String>> forvaltningar, int skip, int limit) {
    Map<String, Object> parameters = new HashMap<>(of(forvaltningar));
    parameters.putAll(Map.of("skip", skip, "limit", limit));
    return graph.read(PAGE, parameters).stream().map(InterestStore::noted).toList();
  }

  Optional<Noted> byId(String key) {
    return graph.read(BY_KEY, Map.of("key", key)).stream().map(InterestStore::noted).findFirst();
  }

  List<Noted> of(String reference, int limit) {
    return graph.read(OF, Map.of("reference", reference, "limit", limit)).stream().map(InterestStore::noted).toList();
  }

  Optional<Instant> at(String reference, String number) {
    return graph.read(AT, Map.of("reference", reference, "number", number)).stream().map(row -> row.get("at").asZonedDateTime().toInstant()).findFirst();
  }

  long lately(String email, Instant after, Instant until) {
    return graph.read(LATELY, Map.of("email", email, "after", after.toString(), "until", until.toString())).getFirst().get("n").asLong();
  }

  Interests.Concerned concerned(String reference) {
    return graph.read(CONCERNED, Map.of("reference", reference)).stream().findFirst().map(row -> new Interests.Concerned(row.get("handler").asString(),
        row.get("forvaltningar").asList(Value::asString), row.get("leaders").asList(Value::asString))).orElse(new Interests.Concerned("", List.of(), List.of()));
  }

  private static Map<String, Object> of(Optional<Set<String>> forvaltningar) {
    return Map.of("all", forvaltningar.isEmpty(), "forvaltningar", List.copyOf(forvaltningar.orElse(Set.of())));
  }

  long count(Optional<Set<String>> forvaltningar) {
    return graph.read(COUNT, of(forvaltningar)).getFirst().get("n").asLong();
  }

  private static Noted noted(Record row) {
    Value n = row.get("n");
    return new Noted(n.get("key").asString(), n.get("at").asZonedDateTime().toInstant(), project(row.get("i")), new Interest(n.get("name").asString(),
        n.get("email").asString(), text(n, "organisation"), text(n, "message")), n.get("language").asString("sv"));
  }

  private static Project project(Value i) {
    return new Project(i.get("reference").asString(), i.get("title").asString(), i.get("language").asString("sv"), OPEN.contains(i.get("status").asString()));
  }

  private static Optional<String> text(Value n, String field) {
    return Optional.ofNullable(n.get(field).asString(null));
  }
}
