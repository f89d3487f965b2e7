package se.malmo.meet.matching;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.matching.Evidence.Label;
import se.malmo.meet.platform.Graph;

/** Who in the graph could cover what is needed, with what keeps them from it. Reads across features, writes nothing. */
public final class TeamStore {
  /** So many of each kind for each competence that is met. */
  private static final int MOST_EACH = 50;
  /** So many of each kind in all. */
  private static final int MOST_OF_A_KIND = 100;

  /**
   * One row for each who could take part, with the best way to each need. Förvaltningar, businesses and others are limited apart, so that none of them crowds
   * out another that the rules ask for. A keyword is offered where the offer says no more than it: "torgmiddag med grannar" offers no neighbour. The lists
   * come in one map, so that the statement is planned once and not for each mix of their lengths.
   */
  private static final String CANDIDATES = """
      CALL () {
        UNWIND $asked.competences AS need
        MATCH (c:Competence {id: need})
        CALL (c) {
          RETURN c AS met, 1.0 AS closeness
          UNION MATCH (c)-[:BROADER]-(met:Competence) RETURN met, $broader AS closeness
        }
        CALL (met) {
          MATCH (met)<-[mandate:HAS_MANDATE]-(n:Forvaltning) WHERE NOT coalesce(n.dormant, false)
          RETURN n, coalesce(mandate.weight, 1.0) AS strength
          UNION ALL
          UNWIND [true, false] AS business
          CALL (met, business) {
            MATCH (met)<-[offer:OFFERS]-(n:Organisation)
            WHERE (coalesce(n.sector, '') = 'business') = business AND NOT n.id IN $asked.excluded AND NOT coalesce(n.optedOut, false) AND n.closedOn IS NULL
              AND coalesce(toFloatOrNull(n.capacity), 1.0) > 0 AND coalesce(left(toStringOrNull(n.pausedUntil), 10), '') <= $today
            RETURN n, coalesce(offer.strength, 1.0) AS strength
            ORDER BY n.id IN $asked.relevant DESC, strength DESC, n.id LIMIT $each
          }
          RETURN n, strength
        }
        RETURN need, n, closeness * strength AS quality, met.id AS met, met.labelSv AS sv, met.labelEn AS en
        UNION ALL
        UNWIND $asked.keywords AS need
        MATCH (k:Keyword {id: need})
        UNWIND [true, false] AS business
        CALL (k, business) {
          MATCH (k)<-[offer:OFFERS]-(n:Organisation)
          WHERE size(split(trim(coalesce(offer.text, k.lemma, '')), ' ')) = size(split(coalesce(k.lemma, ''), ' '))
            AND (coalesce(n.sector, '') = 'business') = business AND NOT n.id IN $asked.excluded AND NOT coalesce(n.optedOut, false) AND n.closedOn IS NULL
            AND coalesce(toFloatOrNull(n.capacity), 1.0) > 0 AND coalesce(left(toStringOrNull(n.pausedUntil), 10), '') <= $today
          RETURN n, offer
          ORDER BY n.id IN $asked.relevant DESC, coalesce(offer.strength, 1.0) DESC, n.id LIMIT $each
        }
        RETURN need, n, coalesce(offer.strength, 1.0) AS quality, k.id AS met, offer.text AS sv, offer.text AS en
      }
      WITH * WHERE quality > 0 AND NOT n.id IN $asked.excluded AND NOT coalesce(n.optedOut, false) AND n.closedOn IS NULL
        AND coalesce(toFloatOrNull(n.capacity), 1.0) > 0 AND coalesce(left(toStringOrNull(n.pausedUntil), 10), '') <= $today
      WITH * ORDER BY quality DESC, met
      WITH n, need, head(collect({need: need, quality: quality, met: met, sv: sv, en: en})) AS way
      WITH n, collect(way) AS ways, sum(way.quality) AS sum
      ORDER BY n.id IN $asked.relevant DESC, sum DESC, n.id
      WITH labels(n)[0] AS label, coalesce(n.sector, '') = 'business' AS business, collect({node: n, ways: ways})[..$most] AS some
      UNWIND some AS one
      WITH label, one.node AS n, one.ways AS ways
      RETURN label, n.id AS id, n.name AS name, coalesce(n.nameEn, n.name) AS nameEn, coalesce(n.sector, '') AS sector, ways,
        [(n)-[:CONFLICT]-(other) WHERE other:Organisation OR other:Forvaltning | other.id] AS conflicts
      ORDER BY id
      """;

  private final Graph graph;

  public TeamStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * Somebody who could take part.
   *
   * @param ways the best way to each need that it covers
   * @param conflicts ids of those it may not be in a team with; its own where it may not be in any
   */
  record Available(String id, Kind kind, String name, String nameEn, String sector, List<Way> ways, List<String> conflicts) {}

  /**
   * How a need is covered.
   *
   * @param quality more than 0, up to 1: strength of the edge, less for a broader or narrower competence
   * @param met the competence or keyword that is offered or decided about
   */
  record Way(String need, double quality, Label met) {}

  /**
   * Those who cover any of the needs and are available today.
   *
   * @param relevant who comes first where there are too many
   */
  List<Available> candidates(List<String> competences, List<String> keywords, List<String> relevant, List<String> excluded, Weights weights, LocalDate today) {
    Map<String, Object> asked = Map.of("competences", competences, "keywords", keywords, "relevant", relevant, "excluded", excluded);
    return graph.read(CANDIDATES, Map.of("asked", asked, "broader", weights.broader(), "today", today.toString(), "each", MOST_EACH, "most", MOST_OF_A_KIND)).stream()
        .map(TeamStore::available).toList();
  }

  private static Available available(Record row) {
    return new Available(row.get("id").asString(), Kind.of(row.get("label").asString()), row.get("name").asString(), row.get("nameEn").asString(),
        row.get("sector").asString(), row.get("ways").asList(TeamStore::way), row.get("conflicts").asList(Value::asString));
  }

  private static Way way(Value way) {
    return new Way(way.get("need").asString(), Math.min(1, way.get("quality").asDouble()),
        new Label(way.get("met").asString(), way.get("sv").asString(""), way.get("en").asString("")));
  }
}
