package se.malmo.meet.invitation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** What organisations wish, in the graph, and how often they were shown. */
final class WishesStore {
  private static final String OF = """
      MATCH (o:Organisation {id: $id})
      RETURN coalesce(o.invitationsAWeek, $usual) AS aWeek, o.capacity AS capacity, o.pausedUntil AS pausedUntil, o.confirmed AS confirmed, coalesce(o.stale, false) AS stale,
        COLLECT { MATCH (o)-[:AVOIDS]->(c:Competence) RETURN [c.id, c.labelSv, c.labelEn] ORDER BY c.labelSv LIMIT 200 } AS avoids
      """;
  private static final String KEEP = """
      MATCH (o:Organisation {id: $id})
      SET o.invitationsAWeek = $aWeek, o.capacity = $capacity, o.pausedUntil = CASE $pausedUntil WHEN '' THEN null ELSE date($pausedUntil) END
      """;
  private static final String AVOID = """
      MATCH (o:Organisation {id: $id}) MATCH (c:Competence {id: $competence})
      MERGE (o)-[never:AVOIDS]->(c) ON CREATE SET never.since = date($today), never.by = $by
      """;
  private static final String ALLOW = "MATCH (:Organisation {id: $id})-[never:AVOIDS]->(:Competence {id: $competence}) DELETE never";
  private static final String CONFIRM = """
      MATCH (o:Organisation {id: $id}) SET o.confirmed = date($today) REMOVE o.stale
      WITH o OPTIONAL MATCH (o)-[offer:OFFERS]->(:Competence) WHERE offer.doubted IS NOT NULL
      SET offer.strength = 1.0 REMOVE offer.doubted
      """;
  private static final String DOUBTED = """
      MATCH (o:Organisation {id: $id})-[offer:OFFERS]->(:Competence) WHERE offer.doubted IS NOT NULL RETURN DISTINCT offer.text AS text ORDER BY text LIMIT 50
      """;

  private static final String RESUMED = "MATCH (o:Organisation) WHERE o.pausedUntil <= date($today) WITH o ORDER BY o.id LIMIT $limit RETURN o.id AS id";
  private static final String RESUME = "MATCH (o:Organisation {id: $id}) WHERE o.pausedUntil <= date($today) REMOVE o.pausedUntil";
  private static final String AGED = "MATCH (o:Organisation) WHERE o.confirmed < date($before) AND NOT coalesce(o.stale, false) WITH o ORDER BY o.id LIMIT $limit\n";

  /** The newest first; only what a case was shown counts, not what somebody tried out. */
  private static final String SHOWN = """
      MATCH (x:Shown {organisation: $id}) WHERE x.at > datetime($since)
      OPTIONAL MATCH (i:Initiative {id: x.initiative})
      RETURN x.rank AS rank, x.at AS at, x.why AS why, coalesce(i.published, false) AS published, i.title AS title, i.reference AS reference
      ORDER BY at DESC, reference SKIP $skip LIMIT $limit
      """;
  private static final String SHOWN_COUNT = """
      MATCH (x:Shown {organisation: $id}) WHERE x.at > datetime($since) RETURN count(x) AS n, coalesce(sum(1.0 / (log(1 + x.rank) / log(2))), 0.0) AS exposure
      """;

  private final Graph graph;

  WishesStore(Graph graph) {
    this.graph = graph;
  }

  Optional<Wishes> of(String id) {
    return graph.read(OF, Map.of("id", id, "usual", Wishes.USUAL_A_WEEK)).stream().findFirst().map(WishesStore::wishes);
  }

  private static Wishes wishes(Record row) {
    return new Wishes(row.get("aWeek").asInt(), row.get("capacity").isNull() ? Optional.empty() : Optional.of((int) row.get("capacity").asDouble()),
        row.get("pausedUntil").isNull() ? Optional.empty() : Optional.of(LocalDate.parse(row.get("pausedUntil").asObject().toString().substring(0, 10))),
        row.get("avoids").asList(one -> new Wishes.Avoided(one.get(0).asString(), one.get(1).asString(""), one.get(2).asString(""))),
        row.get("confirmed").isNull() ? Optional.empty() : Optional.of(row.get("confirmed").asLocalDate()), row.get("stale").asBoolean());
  }

  void keep(String id, Wishes wishes, Instant at, Happening told) {
    Map<String, Object> parameters = new HashMap<>(Map.of("id", id, "aWeek", wishes.aWeek(), "pausedUntil", wishes.pausedUntil().map(LocalDate::toString).orElse("")));
    parameters.put("capacity", wishes.capacity().orElse(null));
    graph.write(List.of(new Graph.Statement(KEEP, parameters), EventLog.append(at, List.of(told))));
  }

  void avoid(String id, String competence, LocalDate today, Instant at, Happening told) {
    graph.write(List.of(new Graph.Statement(AVOID, Map.of("id", id, "competence", competence, "today", today.toString(), "by", told.by())), EventLog.append(at, List.of(told))));
  }

  void allow(String id, String competence, Instant at, Happening told) {
    graph.write(List.of(new Graph.Statement(ALLOW, Map.of("id", id, "competence", competence)), EventLog.append(at, List.of(told))));
  }

  void confirm(String id, LocalDate today, Instant at, Happening told) {
    graph.write(List.of(new Graph.Statement(CONFIRM, Map.of("id", id, "today", today.toString())), EventLog.append(at, List.of(told))));
  }

  /** The offers that somebody has said are not theirs. */
  List<String> doubted(String id) {
    return graph.read(DOUBTED, Map.of("id", id)).stream().map(row -> row.get("text").asString("")).toList();
  }

  /** Those whose pause is over. */
  List<String> rested(LocalDate today, int limit) {
    return graph.read(RESUMED, Map.of("today", today.toString(), "limit", limit)).stream().map(row -> row.get("id").asString()).toList();
  }

  void resume(String id, LocalDate today, Instant at) {
    graph.write(List.of(EventLog.appendWhere("MATCH (o:Organisation {id: $id}) WHERE o.pausedUntil <= date($today)\nWITH o\n", Map.of("id", id, "today", today.toString()), at,
        List.of(new Happening("organisation.resumed", id, "meet-malmo"))), new Graph.Statement(RESUME, Map.of("id", id, "today", today.toString()))));
  }

  /** Marks those that nobody has confirmed since a day; tells how many. */
  int age(LocalDate before, int limit, Instant at) {
    Map<String, Object> parameters = Map.of("before", before.toString(), "limit", limit);
    return graph.write(List.of(EventLog.appendEach(AGED + "WITH o.id AS subject\n", parameters, at, "organisation.aged", "meet-malmo"),
        new Graph.Statement(AGED + "SET o.stale = true RETURN count(o) AS n", parameters))).getFirst().get("n").asInt();
  }

  /** One time that somebody was suggested to a case. */
  record Row(int rank, Instant at, List<String> why, boolean isPublic, String title, String reference) {}

  /** @param exposure the sum of 1 / log2(1 + rank) */
  record Count(long times, double exposure) {}

  Count count(String id, Instant since) {
    Record row = graph.read(SHOWN_COUNT, Map.of("id", id, "since", since.toString())).getFirst();
    return new Count(row.get("n").asLong(), row.get("exposure").asDouble());
  }

  List<Row> shown(String id, Instant since, int skip, int limit) {
    return graph.read(SHOWN, Map.of("id", id, "since", since.toString(), "skip", skip, "limit", limit)).stream().map(row -> new Row(row.get("rank").asInt(),
        row.get("at").asZonedDateTime().toInstant(), row.get("why").asList(one -> one.asString()), row.get("published").asBoolean(), row.get("title").asString(""),
        row.get("reference").asString(""))).toList();
  }
}
