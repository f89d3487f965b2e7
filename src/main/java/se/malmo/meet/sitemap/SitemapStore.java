package se.malmo.meet.sitemap;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Graph;

/** Reads which public things have a page, by kind and by pages. */
public final class SitemapStore {
  private static final List<String> PUBLIC = Stream.of(Status.values()).filter(Status::isPublic).map(Status::code).toList();

  private static final String COUNTS = """
      RETURN COUNT { MATCH (i:Initiative) WHERE i.published AND i.status IN $public } AS projects,
        COUNT { MATCH (o:Organisation) WHERE NOT coalesce(o.optedOut, false) } AS organisations
      """;

  private static final String PROJECTS = """
      MATCH (i:Initiative) WHERE i.published AND i.status IN $public RETURN i.reference AS key ORDER BY key SKIP $skip LIMIT $limit
      """;

  private static final String ORGANISATIONS = """
      MATCH (o:Organisation) WHERE NOT coalesce(o.optedOut, false) RETURN o.id AS key ORDER BY key SKIP $skip LIMIT $limit
      """;

  /** Competences that somebody needs, offers or seeks: the others have nothing to tell. */
  private static final String THEMES = """
      MATCH (c:Competence) WHERE EXISTS { (c)<-[:OFFERS|SEEKS]-(o:Organisation) WHERE NOT coalesce(o.optedOut, false) } OR EXISTS { (c)<-[:NEEDS]-(i:Initiative) WHERE i.published AND i.status IN $public }
      RETURN c.id AS key ORDER BY key LIMIT 5000
      """;

  private static final String FORVALTNINGAR = "MATCH (f:Forvaltning) RETURN f.id AS key ORDER BY key LIMIT 200";

  private static final String ALLIANCES = "MATCH (a:Alliance) RETURN a.id AS key ORDER BY key LIMIT 200";

  private final Graph graph;

  public SitemapStore(Graph graph) {
    this.graph = graph;
  }

  /** How many pages there are of what there can be many of. */
  record Counts(long projects, long organisations) {}

  Counts counts() {
    return graph.read(COUNTS, Map.of("public", PUBLIC)).stream().map(row -> new Counts(row.get("projects").asLong(), row.get("organisations").asLong())).findFirst().orElseThrow();
  }

  List<String> projects(int skip, int limit) {
    return keys(PROJECTS, Map.of("public", PUBLIC, "skip", skip, "limit", limit));
  }

  List<String> organisations(int skip, int limit) {
    return keys(ORGANISATIONS, Map.of("skip", skip, "limit", limit));
  }

  List<String> themes() {
    return keys(THEMES, Map.of("public", PUBLIC));
  }

  List<String> forvaltningar() {
    return keys(FORVALTNINGAR, Map.of());
  }

  List<String> alliances() {
    return keys(ALLIANCES, Map.of());
  }

  private List<String> keys(String cypher, Map<String, Object> parameters) {
    return graph.read(cypher, parameters).stream().map(row -> row.get("key").asString()).toList();
  }
}
