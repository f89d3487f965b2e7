package se.malmo.meet.initiative;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.matching.Directory.Entry;
import se.malmo.meet.matching.Kind;
import se.malmo.meet.platform.Graph;

/**
 * Whom a sender would like to work with, and whom the text was for.
 *
 * @param members in the sender's order; organisations that have opted out since are not among them
 * @param pointed the förvaltning that the text pointed to when it came in
 */
public record ChosenTeam(List<Entry> members, Optional<Entry> pointed) {
  /** Where nothing was chosen and the text pointed nowhere. */
  public static final ChosenTeam NONE = new ChosenTeam(List.of(), Optional.empty());

  /** Only of the case that has just been made: another filling in of the same form changes nothing. Who is not in the graph any more is left out. */
  private static final String KEEP = """
      MATCH (i:Initiative {id: $id})
      UNWIND range(0, size($team) - 1) AS rank
      OPTIONAL MATCH (o:Organisation {id: $team[rank]}) WHERE NOT coalesce(o.optedOut, false)
      OPTIONAL MATCH (f:Forvaltning {id: $team[rank]})
      WITH i, rank, coalesce(o, f) AS member WHERE member IS NOT NULL
      MERGE (i)-[chose:CHOSE]->(member)
      ON CREATE SET chose.rank = rank
      """;

  private static final String OF = """
      MATCH (i:Initiative {id: $id})
      RETURN COLLECT { MATCH (i)-[chose:CHOSE]->(n) WHERE NOT coalesce(n.optedOut, false)
          RETURN [n.id, head(labels(n)), n.name, coalesce(n.nameEn, n.name)] ORDER BY chose.rank LIMIT 20 } AS members,
        COLLECT { MATCH (f:Forvaltning {id: head(coalesce(i.proposed, []))}) RETURN [f.id, 'Forvaltning', f.name, coalesce(f.nameEn, f.name)] LIMIT 1 } AS pointed
      """;

  public ChosenTeam {
    members = List.copyOf(members);
  }

  /** The statement that keeps a team, in the transaction that makes the case. */
  static Graph.Statement keep(String id, List<String> team) {
    return new Graph.Statement(KEEP, Map.of("id", id, "team", team));
  }

  /** That of an initiative. */
  static ChosenTeam of(Graph graph, String id) {
    return graph.read(OF, Map.of("id", id)).stream().findFirst().map(ChosenTeam::read).orElse(NONE);
  }

  private static ChosenTeam read(Record row) {
    return new ChosenTeam(row.get("members").asList(ChosenTeam::entry), row.get("pointed").asList(ChosenTeam::entry).stream().findFirst());
  }

  private static Entry entry(Value one) {
    return new Entry(one.get(0).asString(), one.get(1).asString().equals("Organisation") ? Kind.ORGANISATION : Kind.FORVALTNING, one.get(2).asString(), one.get(3).asString());
  }

  /** Whether somebody is in it. */
  public boolean has(String id) {
    return members.stream().anyMatch(member -> member.id().equals(id));
  }
}
