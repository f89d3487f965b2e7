package se.malmo.meet.explorer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;

/** Looks in the graph for what a question asks; each statement gives at most 200 rows, the most telling first. */
public final class AnswerStore {
  /** Those who took part in projects with all who are named, about the theme; who offers the theme in any project where the question says with whom or when. */
  private static final String THROUGH_PROJECTS = """
      MATCH (i:Initiative) WHERE i.published AND i.status IN $statuses AND ($anytime OR $from <= i.date.year <= $to)
        AND all(who IN $with WHERE EXISTS { (i)-[:ROUTED_TO|PARTICIPATES_IN|SUBMITTED]-(w) WHERE w.id = who })
      WITH i ORDER BY i.date DESC LIMIT 20000
      WITH i, $themes = [] OR EXISTS { (i)-[:NEEDS]->(c:Competence) WHERE c.id IN $themes } AS about
      MATCH (i)<-[:PARTICIPATES_IN|SUBMITTED]-(o:Organisation)
      WHERE NOT coalesce(o.optedOut, false) AND ($sectors = [] OR o.sector IN $sectors) AND NOT o.id IN $with
      WITH o, collect(DISTINCT {id: i.id, year: i.date.year, about: about}) AS joint
      WITH o, joint, EXISTS { (o)-[e:OFFERS|SEEKS]->(c:Competence) WHERE c.id IN $themes AND type(e) IN $ties } AS offers
      WITH o AS n, [one IN joint WHERE one.about OR offers AND $inAny] AS projects WHERE size(projects) > 0
      RETURN n.id AS id, 'Organisation' AS label, n.id AS key, n.name AS name, n.name AS nameEn, n.sector AS sector, null AS year,
        [one IN projects[..3] | one.id] AS via, size(projects) AS times, projects[0].year AS latest
      ORDER BY times DESC, latest DESC, id LIMIT 200
      """;

  /** Those in an alliance with all who are named, or in the named alliance itself. */
  private static final String THROUGH_ALLIANCES = """
      MATCH (a:Alliance) WHERE all(who IN $with WHERE a.id = who OR EXISTS { (a)<-[:MEMBER_OF]-(w) WHERE w.id = who })
      MATCH (a)<-[e:MEMBER_OF]-(n:Organisation)
      WHERE NOT coalesce(n.optedOut, false) AND ($sectors = [] OR n.sector IN $sectors) AND NOT n.id IN $with AND ($anytime OR $from <= e.since.year <= $to)
        AND ($themes = [] OR EXISTS { (a)-[:ABOUT]->(c:Competence) WHERE c.id IN $themes } OR EXISTS { (n)-[:OFFERS|SEEKS]->(c:Competence) WHERE c.id IN $themes })
      WITH n, collect(DISTINCT a.id) AS via, max(e.since.year) AS latest
      RETURN n.id AS id, 'Organisation' AS label, n.id AS key, n.name AS name, n.name AS nameEn, n.sector AS sector, null AS year,
        via[..3] AS via, size(via) AS times, latest
      ORDER BY times DESC, latest DESC, id LIMIT 200
      """;

  private static final String OFFERING = """
      MATCH (c:Competence)<-[e:OFFERS|SEEKS]-(n:Organisation)
      WHERE c.id IN $themes AND type(e) IN $ties AND NOT coalesce(n.optedOut, false) AND ($sectors = [] OR n.sector IN $sectors)
      WITH n, collect(DISTINCT c.id) AS via, max(e.since.year) AS latest
      RETURN n.id AS id, 'Organisation' AS label, n.id AS key, n.name AS name, n.name AS nameEn, n.sector AS sector, null AS year,
        via[..3] AS via, size(via) AS times, latest
      ORDER BY times DESC, latest DESC, id LIMIT 200
      """;

  private static final String OF_SECTOR = """
      MATCH (n:Organisation) WHERE NOT coalesce(n.optedOut, false) AND ($sectors = [] OR n.sector IN $sectors)
      WITH n, COUNT { (n)-[:PARTICIPATES_IN|SUBMITTED]->() } AS times
      RETURN n.id AS id, 'Organisation' AS label, n.id AS key, n.name AS name, n.name AS nameEn, n.sector AS sector, null AS year, [] AS via, times, null AS latest
      ORDER BY times DESC, id LIMIT 200
      """;

  private static final String PROJECTS = """
      MATCH (n:Initiative) WHERE n.published AND n.status IN $statuses AND ($anytime OR $from <= n.date.year <= $to)
        AND all(who IN $with WHERE EXISTS { (n)-[:ROUTED_TO|PARTICIPATES_IN|SUBMITTED]-(w) WHERE w.id = who })
        AND ($sectors = [] OR EXISTS { (n)<-[:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) WHERE o.sector IN $sectors AND NOT coalesce(o.optedOut, false) })
        AND ($themes = [] OR EXISTS { (n)-[:NEEDS]->(c:Competence) WHERE c.id IN $themes }
          OR $sectors <> [] AND EXISTS { (n)<-[:PARTICIPATES_IN|SUBMITTED]-(o:Organisation)-[:OFFERS]->(c:Competence)
            WHERE c.id IN $themes AND o.sector IN $sectors AND NOT coalesce(o.optedOut, false) })
      RETURN n.id AS id, 'Initiative' AS label, n.reference AS key, n.title AS name, n.title AS nameEn, null AS sector, n.date.year AS year,
        COLLECT { MATCH (n)<-[:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) WHERE NOT coalesce(o.optedOut, false) AND ($sectors = [] OR o.sector IN $sectors)
          RETURN DISTINCT o.id LIMIT 3 } AS via, COUNT { (n)<-[:PARTICIPATES_IN|SUBMITTED]-(:Organisation) } AS times, n.date.year AS latest
      ORDER BY n.date DESC, id LIMIT 200
      """;

  private static final String ALLIANCES = """
      MATCH (n:Alliance) WHERE ($themes = [] OR EXISTS { (n)-[:ABOUT]->(c:Competence) WHERE c.id IN $themes })
        AND all(who IN $with WHERE EXISTS { (n)<-[:MEMBER_OF]-(w) WHERE w.id = who })
        AND ($sectors = [] OR EXISTS { (n)<-[:MEMBER_OF]-(o:Organisation) WHERE o.sector IN $sectors AND NOT coalesce(o.optedOut, false) })
      RETURN n.id AS id, 'Alliance' AS label, n.id AS key, n.name AS name, coalesce(n.nameEn, n.name) AS nameEn, null AS sector, null AS year,
        COLLECT { MATCH (n)<-[:MEMBER_OF]-(o:Organisation) WHERE NOT coalesce(o.optedOut, false) RETURN o.id LIMIT 3 } AS via,
        COUNT { (n)<-[:MEMBER_OF]-() } AS times, COLLECT { MATCH (n)<-[e:MEMBER_OF]-() RETURN max(e.since.year) AS y }[0] AS latest
      ORDER BY times DESC, id LIMIT 200
      """;

  private static final String FORVALTNINGAR = """
      MATCH (n:Forvaltning)
      WITH n, COLLECT { MATCH (n)<-[:ROUTED_TO|PARTICIPATES_IN]-(i:Initiative) WHERE i.published AND i.status IN $statuses AND ($anytime OR $from <= i.date.year <= $to)
          AND ($themes = [] OR EXISTS { (i)-[:NEEDS]->(c:Competence) WHERE c.id IN $themes })
          AND all(who IN $with WHERE EXISTS { (i)-[:ROUTED_TO|PARTICIPATES_IN|SUBMITTED]-(w) WHERE w.id = who })
          AND ($sectors = [] OR EXISTS { (i)<-[:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) WHERE o.sector IN $sectors })
          RETURN i ORDER BY i.date DESC LIMIT 500 } AS projects
      WHERE (size(projects) > 0 OR $with = [] AND EXISTS { (n)-[:HAS_MANDATE]->(c:Competence) WHERE c.id IN $themes }) AND NOT n.id IN $with
      RETURN n.id AS id, 'Forvaltning' AS label, n.id AS key, n.name AS name, n.nameEn AS nameEn, null AS sector, null AS year,
        [i IN projects[..3] | i.id] AS via, size(projects) AS times, projects[0].date.year AS latest
      ORDER BY times DESC, id LIMIT 200
      """;

  private static final String COMPETENCES = """
      MATCH (n:Competence) WHERE ($themes = [] OR n.id IN $themes) AND ($with <> [] OR $themes <> [])
        AND all(who IN $with WHERE EXISTS { (w)-[:HAS_MANDATE|OFFERS|SEEKS|ABOUT]->(n) WHERE w.id = who })
      RETURN n.id AS id, 'Competence' AS label, n.id AS key, n.labelSv AS name, n.labelEn AS nameEn, null AS sector, null AS year, [] AS via,
        COUNT { (n)<-[:OFFERS]-() } AS times, null AS latest
      ORDER BY COUNT { (n)<-[:HAS_MANDATE|OFFERS|SEEKS|NEEDS|ABOUT]-() } DESC, id LIMIT 200
      """;

  private final Graph graph;

  public AnswerStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * What is asked for.
   *
   * @param with ids of those with whom something was done
   * @param themes competences, the narrower ones with them
   * @param ties OFFERS, SEEKS or both
   */
  record Asked(List<String> with, Set<String> themes, List<String> ties, List<String> sectors, List<String> statuses, Years years) {
    private Map<String, Object> parameters() {
      return new HashMap<>(Map.of("with", with, "themes", List.copyOf(themes), "ties", ties, "sectors", sectors, "statuses", statuses, "anytime", years.isAll(),
          "from", years.from(), "to", years.to(), "inAny", !with.isEmpty() || !years.isAll() || statuses.size() < ExplorerStore.PUBLIC.size()));
    }
  }

  /**
   * One that fits.
   *
   * @param via ids of what it fits by: projects, alliances, competences
   * @param times how many of those there are
   */
  record Found(Node node, List<String> via, long times, Optional<Integer> latest) {}

  List<Found> throughProjects(Asked asked) {
    return found(THROUGH_PROJECTS, asked);
  }

  List<Found> throughAlliances(Asked asked) {
    return found(THROUGH_ALLIANCES, asked);
  }

  List<Found> offering(Asked asked) {
    return found(OFFERING, asked);
  }

  List<Found> ofSector(Asked asked) {
    return found(OF_SECTOR, asked);
  }

  List<Found> projects(Asked asked) {
    return found(PROJECTS, asked);
  }

  List<Found> alliances(Asked asked) {
    return found(ALLIANCES, asked);
  }

  List<Found> forvaltningar(Asked asked) {
    return found(FORVALTNINGAR, asked);
  }

  List<Found> competences(Asked asked) {
    return found(COMPETENCES, asked);
  }

  private List<Found> found(String statement, Asked asked) {
    return graph.read(statement, asked.parameters()).stream().map(AnswerStore::found).toList();
  }

  private static Found found(Record row) {
    return new Found(ExplorerStore.node(row), row.get("via").asList(Value::asString), row.get("times").asLong(),
        row.get("latest").isNull() ? Optional.empty() : Optional.of(row.get("latest").asInt()));
  }
}
