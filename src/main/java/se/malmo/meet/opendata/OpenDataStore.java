package se.malmo.meet.opendata;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;

/** Reads published projects in whole, a file at a time, and when the data began and last changed. */
public final class OpenDataStore {
  private static final List<String> PUBLIC = Stream.of(Status.values()).filter(Status::isPublic).map(Status::code).toList();

  private static final String COUNT = "MATCH (i:Initiative) WHERE i.published AND i.status IN $public RETURN count(i) AS n";

  /** Who takes part and who decides are those that the project's page names. */
  private static final String PROJECTS = """
      MATCH (i:Initiative) WHERE i.published AND i.status IN $public
      WITH i ORDER BY i.reference SKIP $skip LIMIT $limit
      RETURN i.reference AS reference, i.title AS title, i.text AS text, coalesce(i.language, 'sv') AS language, i.status AS status, i.date AS date,
        coalesce(i.outcome, '') AS outcome, coalesce(i.lesson, '') AS lesson,
        COLLECT { MATCH (i)<-[e:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) WHERE NOT coalesce(o.optedOut, false)
          WITH DISTINCT o ORDER BY o.name, o.id LIMIT 100 RETURN [o.id, o.name] } AS partners,
        COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) WITH DISTINCT f ORDER BY f.name LIMIT 20 RETURN [f.id, f.name] } AS forvaltningar,
        COLLECT { MATCH (i)-[:NEEDS]->(c:Competence) WITH DISTINCT c ORDER BY c.id LIMIT 100 RETURN c.id } AS competences
      ORDER BY reference
      """;

  private static final String DAYS = """
      OPTIONAL MATCH (log:EventLog {id: 'log'})
      OPTIONAL MATCH (first:Event {sequence: 1})
      OPTIONAL MATCH (last:Event {sequence: log.last})
      RETURN coalesce(first.at, last.at) AS first, last.at AS last
      """;

  private final Graph graph;

  public OpenDataStore(Graph graph) {
    this.graph = graph;
  }

  /** Somebody by id and name. */
  record Named(String id, String name) {}

  /** A published project in whole. */
  record PublishedProject(String reference, String title, String text, String language, String status, LocalDate date, String outcome, String lesson, List<Named> partners,
      List<Named> forvaltningar, List<String> competences) {}

  /** When the first thing was told to the event log, and the last. */
  record Days(Optional<LocalDate> first, Optional<LocalDate> last) {}

  long countProjects() {
    return graph.read(COUNT, Map.of("public", PUBLIC)).getFirst().get("n").asLong();
  }

  List<PublishedProject> projects(int skip, int limit) {
    return graph.read(PROJECTS, Map.of("public", PUBLIC, "skip", skip, "limit", limit)).stream().map(OpenDataStore::project).toList();
  }

  Days days() {
    Record row = graph.read(DAYS, Map.of()).getFirst();
    return new Days(day(row.get("first")), day(row.get("last")));
  }

  private static Optional<LocalDate> day(Value at) {
    return at.isNull() ? Optional.empty() : Optional.of(Sweden.day(at.asZonedDateTime().toInstant()));
  }

  private static PublishedProject project(Record row) {
    Instant date = row.get("date").asZonedDateTime().toInstant();
    return new PublishedProject(row.get("reference").asString(), row.get("title").asString(), row.get("text").asString(""), row.get("language").asString(), row.get("status").asString(),
        Sweden.day(date), row.get("outcome").asString(), row.get("lesson").asString(), named(row.get("partners")), named(row.get("forvaltningar")),
        row.get("competences").asList(Value::asString));
  }

  private static List<Named> named(Value pairs) {
    return pairs.asList(pair -> new Named(pair.get(0).asString(), pair.get(1).asString()));
  }
}
