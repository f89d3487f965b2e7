package se.malmo.meet.matching;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.matching.Suggestion.Contact;
import se.malmo.meet.matching.Suggestion.Department;
import se.malmo.meet.matching.Suggestion.Partner;

/** What only the graph knows of the candidates. Reads across features, writes nothing. */
public final class CandidateStore {
  private static final int MOST_FACTS = 5_000;

  /** One row a competence edge, and one row a part in an earlier initiative that the text is like. */
  private static final String FACTS = """
      CALL () {
        UNWIND $competences AS asked
        MATCH (c:Competence {id: asked})
        CALL (c) {
          RETURN c AS met, 'same' AS way
          UNION MATCH (c)-[:BROADER]-(met:Competence) RETURN met, 'broader' AS way
          UNION MATCH (c)-[:RELATED]-(met:Competence) RETURN met, 'related' AS way
        }
        MATCH (met)<-[edge:OFFERS|SEEKS|NEEDS|HAS_MANDATE]-(n:Organisation|Initiative|Forvaltning)
        WHERE coalesce(n.published, true)
        RETURN asked, n.id AS target, labels(n)[0] AS label, type(edge) AS edge, coalesce(edge.strength, edge.weight, 1.0) AS strength, way,
          met.id AS met, met.labelSv AS sv, met.labelEn AS en
        ORDER BY strength DESC, target LIMIT $limit
        UNION ALL
        UNWIND $keywords AS asked
        MATCH (k:Keyword {id: asked})<-[edge:OFFERS|SEEKS]-(n:Organisation)
        RETURN asked, n.id AS target, 'Organisation' AS label, type(edge) AS edge, coalesce(edge.strength, 1.0) AS strength, 'same' AS way,
          k.id AS met, edge.text AS sv, edge.text AS en
        ORDER BY strength DESC, target LIMIT $limit
        UNION ALL
        UNWIND $initiatives AS asked
        MATCH (i:Initiative {id: asked}) WHERE NOT i.status IN ['declined', 'withdrawn']
        MATCH (i)-[edge:PARTICIPATES_IN|SUBMITTED|ROUTED_TO]-(n:Organisation|Forvaltning)
        RETURN asked, n.id AS target, labels(n)[0] AS label, 'VOTE' AS edge, 1.0 AS strength, coalesce(edge.role, 'participant') AS way,
          i.reference AS met, i.title AS sv, toString(i.date.year) AS en
        ORDER BY target LIMIT $limit
      }
      RETURN asked, target, label, edge, strength, way, met, sv, en
      """;

  private static final String PARTNERS = """
      MATCH (o:Organisation) WHERE o.id IN $ids
      RETURN o.id AS id, o.name AS name, o.sector AS sector, coalesce(o.claimed, true) AS claimed LIMIT 200
      """;

  private static final String DEPARTMENTS = """
      MATCH (f:Forvaltning) WHERE f.id IN $ids
      OPTIONAL MATCH (f)<-[since:AMBASSADOR_FOR]-(p:Person) WHERE since.to IS NULL
      WITH f, p ORDER BY p.name
      RETURN f.id AS id, f.name AS name, f.nameEn AS nameEn, [x IN collect(p) | [x.name, x.title]] AS ambassadors LIMIT 200
      """;

  private static final String INITIATIVES = """
      MATCH (i:Initiative) WHERE i.id IN $ids AND i.published
      RETURN i.id AS id, i.reference AS reference, i.title AS title, i.text AS text, i.language AS language, i.status AS status, i.date.year AS year,
        [(i)<-[edge:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) WHERE edge.role = 'leader' OR type(edge) = 'SUBMITTED' | o.name][..3] AS owners
      LIMIT 200
      """;

  private final Graph graph;

  public CandidateStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * One edge that speaks for somebody.
   *
   * @param asked the competence, keyword or initiative that was asked about
   * @param edge OFFERS, SEEKS, NEEDS, HAS_MANDATE, or VOTE for a part in an initiative
   * @param way same, broader or related; for a vote the role
   * @param met the competence at the other end; for a vote the initiative's reference
   * @param sv Swedish label; for a vote the title
   * @param en English label; for a vote the year
   */
  record Fact(String asked, String target, Kind kind, String edge, double strength, String way, String met, String sv, String en) {}

  record InitiativeRow(String id, String reference, String title, String text, Optional<Language> language, String status, int year, List<String> owners) {
    private static final Set<String> OVER = Set.of("ended", "declined", "withdrawn");

    /** Title and text as they are read together. */
    String whole() {
      return title + "\n\n" + text;
    }

    /** Whether it no longer goes on. */
    boolean isOver() {
      return OVER.contains(status);
    }
  }

  List<Fact> facts(List<String> competences, List<String> keywords, List<String> initiatives) {
    return graph.read(FACTS, Map.of("competences", competences, "keywords", keywords, "initiatives", initiatives, "limit", MOST_FACTS)).stream()
        .map(CandidateStore::fact).toList();
  }

  Map<String, Partner> partners(List<String> ids) {
    return byId(PARTNERS, ids, row -> new Partner(row.get("id").asString(), row.get("name").asString(), row.get("sector").asString(""),
        row.get("claimed").asBoolean()));
  }

  Map<String, Department> departments(List<String> ids) {
    return byId(DEPARTMENTS, ids, row -> new Department(row.get("id").asString(), row.get("name").asString(), row.get("nameEn").asString(),
        row.get("ambassadors").asList(pair -> new Contact(pair.get(0).asString(), pair.get(1).asString()))));
  }

  Map<String, InitiativeRow> initiatives(List<String> ids) {
    return byId(INITIATIVES, ids, row -> new InitiativeRow(row.get("id").asString(), row.get("reference").asString(), row.get("title").asString(),
        row.get("text").asString(), Language.of(row.get("language").asString("")), row.get("status").asString(), row.get("year").asInt(), row.get("owners").asList(Value::asString)));
  }

  private <T> Map<String, T> byId(String cypher, List<String> ids, Function<Record, T> mapping) {
    if (ids.isEmpty()) return Map.of();
    return graph.read(cypher, Map.of("ids", ids)).stream().collect(Collectors.toMap(row -> row.get("id").asString(), mapping));
  }

  private static Fact fact(Record row) {
    return new Fact(row.get("asked").asString(), row.get("target").asString(), Kind.of(row.get("label").asString()), row.get("edge").asString(),
        row.get("strength").asDouble(), row.get("way").asString(), row.get("met").asString(), row.get("sv").asString(""), row.get("en").asString(""));
  }
}
