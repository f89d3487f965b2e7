package se.malmo.meet.showcase;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.matching.Ending;
import se.malmo.meet.platform.Graph;

/** Reads the published initiatives in the graph, for lists and feeds. */
public final class ProjectStore {
  /** The states that the public may see. */
  static final List<String> PUBLIC = Stream.of(Status.values()).filter(Status::isPublic).map(Status::code).toList();

  /** All that have these words, those with all of them in the title first, then the newest, with what they can be narrowed by; at most 20,000. */
  private static final String MATCHING = """
      MATCH (i:Initiative) WHERE i.published AND i.status IN $public
        AND all(word IN $words WHERE toLower(i.title) CONTAINS word OR toLower(i.text) CONTAINS word OR toLower(i.reference) CONTAINS word
          OR EXISTS { (i)<-[:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) WHERE toLower(o.name) CONTAINS word AND NOT coalesce(o.optedOut, false) }
          OR EXISTS { (i)-[:ROUTED_TO]->(f:Forvaltning) WHERE toLower(f.name) CONTAINS word OR toLower(f.nameEn) CONTAINS word }
          OR EXISTS { (i)-[:NEEDS]->(c:Competence) WHERE toLower(c.labelSv) CONTAINS word OR toLower(c.labelEn) CONTAINS word })
      WITH i, all(word IN $words WHERE toLower(i.title) CONTAINS word) AS isTitle
      ORDER BY isTitle DESC, i.status = 'ended', i.date DESC, i.reference LIMIT 20000
      WITH i, [(i)-[:NEEDS]->(c:Competence) | c.id] AS needs
      RETURN i.reference AS reference, i.status AS status, i.date AS date, i.date.year AS year,
        [(i)-[:ROUTED_TO]->(f:Forvaltning) | f.id] AS forvaltningar,
        [(i)<-[:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) WHERE o.sector IS NOT NULL AND NOT coalesce(o.optedOut, false) | o.sector] AS sectors,
        CASE WHEN needs = [] THEN [(i)-[m:MENTIONS]->(:Keyword)-[:DENOTES]->(c:Competence) WHERE m.weight >= 0.05 | c.id] ELSE needs END AS competences
      """;

  private static final String LINES = """
      UNWIND range(0, size($references) - 1) AS place
      MATCH (i:Initiative {reference: $references[place]}) WHERE i.published AND i.status IN $public
      RETURN i.id AS id, i.reference AS reference, i.title AS title, coalesce(i.language, 'sv') AS language, i.status AS status, i.date AS date,
        left(i.text, 400) AS text, """ + Ending.CYPHER + """
         AS ending,
        COLLECT { MATCH (i)<-[e:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) WHERE (e.role = 'leader' OR type(e) = 'SUBMITTED') AND NOT coalesce(o.optedOut, false)
          RETURN DISTINCT o.name ORDER BY o.name LIMIT 3 } AS leaders,
        COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) RETURN DISTINCT [f.name, f.nameEn] LIMIT 5 } AS forvaltningar
      ORDER BY place
      """;

  /** Those that need the same, the most alike first. */
  private static final String NEAR = """
      MATCH (:Initiative {id: $id})-[:NEEDS]->(c:Competence)<-[:NEEDS]-(other:Initiative) WHERE other.published AND other.status IN $public
      WITH other, count(DISTINCT c) AS same WHERE same > 1
      RETURN other.reference AS reference ORDER BY same DESC, other.date DESC LIMIT 3
      """;

  private final Graph graph;

  public ProjectStore(Graph graph) {
    this.graph = graph;
  }

  List<Project> matching(List<String> words) {
    return graph.read(MATCHING, Map.of("words", words, "public", PUBLIC)).stream().map(ProjectStore::project).toList();
  }

  List<Project.Line> lines(List<String> references) {
    return graph.read(LINES, Map.of("references", references, "public", PUBLIC)).stream().map(ProjectStore::line).toList();
  }

  List<String> near(String id) {
    return graph.read(NEAR, Map.of("id", id, "public", PUBLIC)).stream().map(row -> row.get("reference").asString()).toList();
  }

  private static Project project(Record row) {
    return new Project(row.get("reference").asString(), Status.of(row.get("status").asString()).orElseThrow(), row.get("date").asZonedDateTime().toInstant(),
        row.get("year").asInt(), texts(row.get("forvaltningar")), texts(row.get("sectors")), texts(row.get("competences")));
  }

  private static Set<String> texts(Value list) {
    return Set.copyOf(list.asList(Value::asString));
  }

  private static Project.Line line(Record row) {
    return new Project.Line(row.get("id").asString(), row.get("reference").asString(), row.get("title").asString(), row.get("language").asString(),
        Status.of(row.get("status").asString()).orElseThrow(), row.get("date").asZonedDateTime().toInstant(), summary(row.get("text").asString("")),
        row.get("leaders").asList(Value::asString), row.get("forvaltningar").asList(pair -> pair.get(0).asString()),
        row.get("forvaltningar").asList(pair -> pair.get(1).asString()), Ending.of(row.get("ending")));
  }

  /** The beginning of a text in one line, cut between words. */
  static String summary(String text) {
    int longest = 180;
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= longest) return line;
    int space = line.lastIndexOf(' ', longest);
    int end = space < longest / 2 ? longest : space;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + " …";
  }
}
