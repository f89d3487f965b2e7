package se.malmo.meet.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;

/** What decides whether organisations can be asked now. Reads across features, writes nothing. */
final class CandidateFacts {
  private static final String OF = """
      UNWIND $ids AS id
      MATCH (o:Organisation {id: id})
      RETURN id, coalesce(o.roles, []) AS roles, coalesce(o.invitationsAWeek, $usual) AS aWeek, o.capacity AS capacity,
        COUNT { MATCH (v:Invitation {organisation: id}) WHERE v.at > datetime($weekAgo) } AS lately,
        COUNT { MATCH (v:Invitation {organisation: id, state: 'accepted'}) MATCH (i:Initiative {id: v.initiative}) WHERE NOT i.status IN $over } AS running,
        COUNT { MATCH (a:Account {role: 'member'}) WHERE a.isPerson AND NOT coalesce(a.closed, false) AND id IN a.organisations } AS members,
        EXISTS { (o)-[:PARTICIPATES_IN|SUBMITTED]->(:Initiative {id: $initiative}) } AS isIn,
        COLLECT { MATCH (v:Invitation {organisation: id, state: 'declined'}) WHERE v.reason = 'not-our-role' RETURN DISTINCT v.role } AS lowered
      """;

  private final Graph graph;

  CandidateFacts(Graph graph) {
    this.graph = graph;
  }

  /**
   * One of them.
   *
   * @param aWeek how many invitations it wants in seven days
   * @param lately how many it has had in the last seven
   * @param running initiatives that it joined by an invitation and that go on
   * @param members how many speak for it
   * @param isIn whether it takes part already
   * @param lowered roles that it has said are not its
   */
  record Facts(String id, List<String> roles, int aWeek, Optional<Integer> capacity, int lately, int running, int members, boolean isIn, List<String> lowered) {}

  List<Facts> of(List<String> ids, String initiative, Instant weekAgo) {
    return graph.read(OF, Map.of("ids", ids, "initiative", initiative, "weekAgo", weekAgo.toString(), "usual", Wishes.USUAL_A_WEEK, "over", Invitations.OVER)).stream()
        .map(CandidateFacts::facts).toList();
  }

  private static Facts facts(Record row) {
    return new Facts(row.get("id").asString(), row.get("roles").asList(Value::asString), row.get("aWeek").asInt(),
        row.get("capacity").isNull() ? Optional.empty() : Optional.of((int) row.get("capacity").asDouble()), row.get("lately").asInt(), row.get("running").asInt(), row.get("members").asInt(),
        row.get("isIn").asBoolean(), row.get("lowered").asList(Value::asString));
  }
}
