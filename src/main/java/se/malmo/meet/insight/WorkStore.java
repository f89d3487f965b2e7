package se.malmo.meet.insight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Value;
import se.malmo.meet.insight.Findings.Open;
import se.malmo.meet.insight.GapWork.Invitation;
import se.malmo.meet.matching.Covering.Member;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;

/** Gaps that are being worked on, and the drafts of invitations that came of it, in the graph. */
final class WorkStore {
  /** A second click, or a retry after a lost answer, finds all there and makes nothing new. */
  private static final String BEGIN = """
      MERGE (w:GapWork {id: $gap})
      ON CREATE SET w += $properties, w.at = datetime($at), w.key = $key
      WITH w WHERE w.key = $key
      UNWIND $invited AS one
      MATCH (who:Organisation|Forvaltning {id: one.who})
      MERGE (i:Invitation {id: one.id})
      ON CREATE SET i.gap = $gap, i.status = 'draft', i.at = datetime($at), i.by = $by, i.covers = one.covers
      MERGE (i)-[:TO]->(who)
      """;

  private static final String BEGUN_NOW = "MATCH (w:GapWork {id: $gap, key: $key}) WITH w ";

  /** Drafts go; what somebody has sent by then stays. */
  private static final String END = """
      MATCH (w:GapWork {id: $gap})
      OPTIONAL MATCH (i:Invitation {gap: $gap, status: 'draft'})
      DETACH DELETE i
      WITH DISTINCT w
      DELETE w
      """;

  private static final String WORKED_ON = "MATCH (w:GapWork {id: $gap}) WITH w ";

  private static final String ALL = """
      MATCH (w:GapWork) WITH w ORDER BY w.at DESC LIMIT 500
      RETURN w.id AS gap, w.by AS by, w.at AS at, w.factor AS factor, COLLECT {
        MATCH (i:Invitation {gap: w.id})-[:TO]->(who)
        RETURN {id: i.id, who: who.id, sv: who.name, en: coalesce(who.nameEn, who.name), unit: who:Forvaltning, covers: i.covers, draft: i.status = 'draft'} ORDER BY i.id LIMIT 50
      } AS invitations
      """;

  private final Graph graph;

  WorkStore(Graph graph) {
    this.graph = graph;
  }

  /** Keeps that a gap is worked on, with a draft for each of its team. */
  void begin(Open open, String by, String key, List<String> invitationIds, Instant at) {
    String gap = open.gap().id();
    List<Member> team = open.team().members();
    List<Map<String, Object>> invited = new ArrayList<>();
    for (int i = 0; i < team.size(); i++) invited.add(Map.of("id", invitationIds.get(i), "who", team.get(i).id(), "covers", team.get(i).covers()));
    Map<String, Object> parameters = new HashMap<>(Map.of("gap", gap, "at", at.toString(), "key", key, "by", by, "invited", invited));
    parameters.put("properties", Map.of("by", by, "kind", open.gap().kind(), "theme", open.gap().theme(), "factor", open.factorIfWorkedOn(), "before", open.gap().score(), "after", open.scoreIfWorkedOn()));
    graph.write(List.of(new Graph.Statement(BEGIN, parameters),
        EventLog.appendWhere(BEGUN_NOW, Map.of("gap", gap, "key", key), at, List.of(new EventLog.Happening("gap.work-begun", gap, by)))));
  }

  /** Takes that back. */
  void end(String gap, String by, Instant at) {
    graph.write(List.of(EventLog.appendWhere(WORKED_ON, Map.of("gap", gap), at, List.of(new EventLog.Happening("gap.work-undone", gap, by))),
        new Graph.Statement(END, Map.of("gap", gap))));
  }

  /** All that are worked on, by the id of the gap. */
  Map<String, GapWork> all() {
    Map<String, GapWork> all = new HashMap<>();
    graph.read(ALL, Map.of()).forEach(row -> all.put(row.get("gap").asString(), new GapWork(row.get("gap").asString(), row.get("by").asString(),
        row.get("at").asZonedDateTime().toInstant(), row.get("factor").asDouble(), row.get("invitations").asList(WorkStore::invitation))));
    return all;
  }

  private static Invitation invitation(Value one) {
    return new Invitation(one.get("id").asString(), one.get("who").asString(), one.get("sv").asString(), one.get("en").asString(), one.get("unit").asBoolean(),
        one.get("covers").asList(Value::asString), one.get("draft").asBoolean());
  }
}
