package se.malmo.meet.insight;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.insight.Snapshot.Ambassador;
import se.malmo.meet.insight.Snapshot.Competence;
import se.malmo.meet.insight.Snapshot.Forvaltning;
import se.malmo.meet.insight.Snapshot.Initiative;
import se.malmo.meet.insight.Snapshot.Organisation;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;

/** Reads from the graph what the gap radar looks at, page by page, each a short reading of its own. Reads across features, writes nothing. */
final class SnapshotStore {
  private static final int PAGE = 500;
  private static final int MOST_INITIATIVES = 100_000;
  private static final int MOST_ORGANISATIONS = 200_000;
  private static final int MOST_COMPETENCES = 50_000;
  private static final int MOST_FORVALTNINGAR = 2_000;
  private static final int MOST_AMBASSADORS = 2_000;

  private static final String COMPETENCES = """
      MATCH (c:Competence) WHERE c.id > $after WITH c ORDER BY c.id LIMIT $page
      RETURN c.id AS id, coalesce(c.labelSv, c.id) AS sv, coalesce(c.labelEn, c.labelSv, c.id) AS en, [(c)-[:BROADER]->(b:Competence) | b.id] AS broader
      ORDER BY id
      """;

  /** An offer in one's own words counts where the words have come to denote a competence. */
  private static final String ORGANISATIONS = """
      MATCH (o:Organisation) WHERE o.id > $after WITH o ORDER BY o.id LIMIT $page
      RETURN o.id AS id, o.name AS name, coalesce(o.sector, '') AS sector,
        CASE WHEN coalesce(o.optedOut, false) OR o.closedOn IS NOT NULL THEN [] ELSE [(o)-[:OFFERS]->(c:Competence) | c.id] + [(o)-[:OFFERS]->(:Keyword)-[:DENOTES]->(c:Competence) | c.id] END AS offers
      ORDER BY id
      """;

  private static final String FORVALTNINGAR = """
      MATCH (f:Forvaltning) WHERE f.id > $after WITH f ORDER BY f.id LIMIT $page
      RETURN f.id AS id, f.name AS sv, coalesce(f.nameEn, f.name) AS en, CASE WHEN coalesce(f.dormant, false) THEN [] ELSE [(f)-[:HAS_MANDATE]->(c:Competence) | c.id] END AS mandates
      ORDER BY id
      """;

  private static final String AMBASSADORS = """
      MATCH (p:Person)-[since:AMBASSADOR_FOR]->(f:Forvaltning) WHERE p.id > $after AND since.to IS NULL
      RETURN p.id AS id, p.name AS name, min(f.id) AS forvaltning
      ORDER BY id LIMIT $page
      """;

  /** What is needed is what people have said; where they have not, what the text names; and always what was kept as unmet. A case that was merged counts as the one it went into. */
  private static final String INITIATIVES = """
      MATCH (i:Initiative) WHERE i.id > $after AND i.mergedInto IS NULL WITH i ORDER BY i.id LIMIT $page
      WITH i, [(i)-[:NEEDS]->(c:Competence) | c.id] AS needs, [(d:Demand)-[:FROM]->(i) | d] AS demands
      RETURN i.id AS id, i.reference AS reference, coalesce(i.title, i.reference) AS title, coalesce(i.published, false) AS public, i.date AS date,
        i.status AS status, size(demands) > 0 AS unmet,
        CASE WHEN needs = [] THEN [(i)-[m:MENTIONS]->(:Keyword)-[:DENOTES]->(c:Competence) WHERE m.weight >= 0.05 | c.id] ELSE needs END
          + COLLECT { UNWIND demands AS d MATCH (d)-[:NEEDS]->(n) MATCH (n)-[:DENOTES*0..1]->(c:Competence) RETURN c.id } AS needs,
        [(i)<-[:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) | o.id] AS organisations,
        [(i)-[:ROUTED_TO]->(f:Forvaltning) | f.id] + [(i)<-[:PARTICIPATES_IN|SUBMITTED]-(f:Forvaltning) | f.id] AS forvaltningar
      ORDER BY id
      """;

  private static final Set<String> LEFT_OUT = Set.of("declined", "withdrawn");

  private final Graph graph;

  SnapshotStore(Graph graph) {
    this.graph = graph;
  }

  Snapshot read(Pace pace) {
    Map<String, Competence> competences = byId(pace, COMPETENCES, MOST_COMPETENCES, row -> new Competence(row.get("id").asString(), row.get("sv").asString(), row.get("en").asString(),
        row.get("broader").asList(Value::asString)));
    Map<String, Forvaltning> forvaltningar = byId(pace, FORVALTNINGAR, MOST_FORVALTNINGAR, row -> new Forvaltning(row.get("id").asString(), row.get("sv").asString(), row.get("en").asString(),
        texts(row.get("mandates"))));
    List<Initiative> initiatives = byId(pace, INITIATIVES, MOST_INITIATIVES, SnapshotStore::initiative).values().stream().flatMap(Optional::stream)
        .sorted(Comparator.comparing(Initiative::date).thenComparing(Initiative::reference)).toList();
    Map<String, Organisation> organisations = byId(pace, ORGANISATIONS, MOST_ORGANISATIONS, row -> new Organisation(row.get("id").asString(), row.get("name").asString(""),
        row.get("sector").asString(), texts(row.get("offers"))));
    Set<String> active = new HashSet<>();
    initiatives.forEach(one -> active.addAll(one.organisations()));
    organisations.values().removeIf(one -> one.offers().isEmpty() && !active.contains(one.id()));
    Map<String, Ambassador> ambassadors = byId(pace, AMBASSADORS, MOST_AMBASSADORS, row -> new Ambassador(row.get("id").asString(), row.get("name").asString(""),
        row.get("forvaltning").asString()));
    return new Snapshot(competences, organisations, forvaltningar, initiatives, ambassadors);
  }

  private <T> Map<String, T> byId(Pace pace, String cypher, int most, Function<Record, T> make) {
    Map<String, T> all = new HashMap<>();
    String after = "";
    List<Record> rows;
    do {
      rows = graph.read(cypher, Map.of("after", after, "page", PAGE));
      for (Record row : rows) all.put(row.get("id").asString(), make.apply(row));
      pace.breathe();
      if (!rows.isEmpty()) after = rows.getLast().get("id").asString();
    } while (rows.size() == PAGE && all.size() < most);
    return all;
  }

  private static Optional<Initiative> initiative(Record row) {
    if (LEFT_OUT.contains(row.get("status").asString(""))) return Optional.empty();
    LocalDate date = row.get("date").isNull() ? LocalDate.EPOCH : Sweden.day(row.get("date").asZonedDateTime().toInstant());
    return Optional.of(new Initiative(row.get("reference").asString(), row.get("title").asString(), row.get("public").asBoolean(), date, texts(row.get("needs")),
        row.get("unmet").asBoolean(), texts(row.get("organisations")), texts(row.get("forvaltningar"))));
  }

  private static Set<String> texts(Value list) {
    return Set.copyOf(new HashSet<>(list.asList(Value::asString)));
  }
}
