package se.malmo.meet.convening;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Value;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Graph;

/** Organisations and förvaltningar by name, what they know of a theme, and which of them have to do with each other. Reads across features, writes nothing. */
final class UnitStore {
  private static final String NAMED = """
      CALL () {
        MATCH (n:Organisation) WHERE n.id = $name OR n.nameKey = $nameKey RETURN n LIMIT 20
        UNION
        MATCH (n:Forvaltning) WHERE n.id = $name OR toLower(n.name) = $lower OR toLower(coalesce(n.nameEn, '')) = $lower OR any(alias IN coalesce(n.aliases, []) WHERE toLower(alias) = $lower)
        RETURN n LIMIT 20
      }
      WITH n WHERE NOT coalesce(n.optedOut, false) AND NOT coalesce(n.dormant, false)
      RETURN n.id AS id, n.name AS nameSv, coalesce(n.nameEn, n.name) AS nameEn, n:Forvaltning AS isForvaltning, coalesce(n.sector, '') AS sector ORDER BY nameSv, id LIMIT 10
      """;

  /** Those that had something to do with the same initiative, but for one that came to nothing, or are in the same alliance. */
  private static final String TOGETHER = """
      UNWIND $ids AS id
      MATCH (n:Organisation|Forvaltning {id: id})
      CALL (n) {
        MATCH (n)-[:PARTICIPATES_IN|SUBMITTED|ROUTED_TO]-(i:Initiative) WHERE NOT i.status IN ['declined', 'referred', 'withdrawn'] RETURN i.id AS through LIMIT 5000
        UNION
        MATCH (n)-[:MEMBER_OF]->(a:Alliance) RETURN a.id AS through LIMIT 500
      }
      WITH through, collect(DISTINCT id) AS together WHERE size(together) > 1
      RETURN DISTINCT together LIMIT 20000
      """;

  private static final String MET = """
      UNWIND $ids AS id
      MATCH (n:Organisation|Forvaltning {id: id})-[tie:MET_WITH|TIED_TO]->(other:Organisation|Forvaltning) WHERE other.id IN $ids AND (type(tie) = 'MET_WITH' OR tie.confirmed IS NOT NULL)
      RETURN [id, other.id] AS together LIMIT 20000
      """;

  /** What they offer or decide about, or something narrower. */
  private static final String THEMES = """
      UNWIND $ids AS id
      MATCH (n:Organisation|Forvaltning {id: id})-[:OFFERS|HAS_MANDATE]->(:Competence)-[:BROADER*0..2]->(c:Competence) WHERE c.id IN $themes
      RETURN id, collect(DISTINCT c.id) AS themes LIMIT 1000
      """;

  private final Graph graph;

  UnitStore(Graph graph) {
    this.graph = graph;
  }

  /** Those that are called so, or have this id. */
  List<Unit> named(String name) {
    return graph.read(NAMED, Map.of("name", name, "nameKey", Organisation.nameKey(name), "lower", name.toLowerCase(Locale.ROOT))).stream().map(row -> {
      boolean isForvaltning = row.get("isForvaltning").asBoolean();
      Optional<Sector> sector = isForvaltning ? Optional.of(Sector.PUBLIC) : Sector.of(row.get("sector").asString());
      return new Unit(row.get("id").asString(), row.get("nameSv").asString(), row.get("nameEn").asString(), isForvaltning, sector);
    }).toList();
  }

  /** Pairs that have a common initiative or alliance, or have met. */
  Set<Pair> ties(Collection<String> ids) {
    Set<Pair> ties = new HashSet<>();
    for (String question : List.of(TOGETHER, MET)) {
      graph.read(question, Map.of("ids", List.copyOf(ids))).forEach(row -> tie(row.get("together").asList(Value::asString), ties));
    }
    return ties;
  }

  private static void tie(List<String> together, Set<Pair> ties) {
    for (int i = 0; i < together.size(); i++) {
      for (int j = 0; j < i; j++) ties.add(Pair.of(together.get(i), together.get(j)));
    }
  }

  /** For each of them the themes that they know. */
  Map<String, Set<String>> themes(Collection<String> ids, List<String> themes) {
    Map<String, Set<String>> known = new HashMap<>();
    if (themes.isEmpty()) return known;
    graph.read(THEMES, Map.of("ids", List.copyOf(ids), "themes", themes)).forEach(row -> known.put(row.get("id").asString(), Set.copyOf(row.get("themes").asList(Value::asString))));
    return known;
  }
}
