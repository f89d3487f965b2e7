package se.malmo.meet.explorer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;

/** Reads who and what has a name. */
public final class NameStore {
  private static final String NAMED = """
      UNWIND $keys AS key
      MATCH (o:Organisation {nameKey: key}) WHERE NOT coalesce(o.optedOut, false)
      RETURN key, o.id AS id ORDER BY o.claimed DESC, id LIMIT 100
      """;

  private static final String HEADS = """
      MATCH (n:Forvaltning|Alliance)
      RETURN n.id AS id, [n.name, n.nameEn] + coalesce(n.aliases, []) AS names ORDER BY id LIMIT 1000
      """;

  /** Names that begin with the words before those that have them further in. */
  private static final String FOUND = """
      CALL () {
        MATCH (n:Organisation|Forvaltning|Alliance) WHERE toLower(n.name) CONTAINS $words OR toLower(n.nameEn) CONTAINS $words RETURN n, n.name AS name LIMIT 200
        UNION
        MATCH (n:Forvaltning) WHERE any(alias IN n.aliases WHERE toLower(alias) CONTAINS $words) RETURN n, n.name AS name LIMIT 20
        UNION
        MATCH (n:Competence) WHERE toLower(n.labelSv) CONTAINS $words OR toLower(n.labelEn) CONTAINS $words RETURN n, n.labelSv AS name LIMIT 200
        UNION
        MATCH (n:Initiative) WHERE n.published AND n.status IN $public AND toLower(n.title) CONTAINS $words RETURN n, n.title AS name LIMIT 200
      }
      WITH DISTINCT n, name WHERE NOT coalesce(n.optedOut, false)
      ORDER BY NOT toLower(name) STARTS WITH $words, NOT n:Forvaltning, NOT n:Organisation, size(name), n.id LIMIT $most
      RETURN n.id AS id, labels(n)[0] AS label, coalesce(n.reference, n.id) AS key, name, coalesce(n.nameEn, n.labelEn, name) AS nameEn, n.sector AS sector,
        n.date.year AS year
      """;

  private final Graph graph;

  public NameStore(Graph graph) {
    this.graph = graph;
  }

  /** Somebody with one of the names that it goes by. */
  record Named(String name, String id) {}

  /** Organisations by these names, as the graph keeps names for comparing. */
  List<Named> organisations(Collection<String> keys) {
    return graph.read(NAMED, Map.of("keys", List.copyOf(keys))).stream().map(row -> new Named(row.get("key").asString(), row.get("id").asString())).toList();
  }

  /** Every name of every förvaltning and alliance. */
  List<Named> others() {
    return graph.read(HEADS, Map.of()).stream()
        .flatMap(row -> row.get("names").asList(Value::asString).stream().filter(name -> name != null && !name.isBlank()).map(name -> new Named(name, row.get("id").asString())))
        .toList();
  }

  /** Those whose names hold these words. */
  List<Node> find(String words, int most) {
    return graph.read(FOUND, Map.of("words", words.strip().toLowerCase(java.util.Locale.ROOT), "most", most, "public", ExplorerStore.PUBLIC)).stream()
        .map(ExplorerStore::node).toList();
  }
}
