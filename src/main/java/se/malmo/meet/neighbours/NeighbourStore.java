package se.malmo.meet.neighbours;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.neighbours.Neighbour.Kind;
import se.malmo.meet.neighbours.Neighbourhood.Group;
import se.malmo.meet.platform.Graph;

/** Reads what is tied to a node, across features, and only what is public. */
public final class NeighbourStore {
  /** Of several ties to the same one the strongest is told; at most 5,000 edges are looked at. */
  private static final String AROUND = """
      UNWIND $ids AS id
      MATCH (n:Initiative|Organisation|Forvaltning|Alliance|Competence {id: id})
      MATCH (n)-[e:PARTICIPATES_IN|SUBMITTED|ROUTED_TO|NEEDS|OFFERS|SEEKS|HAS_MANDATE|MEMBER_OF|ABOUT|MET_WITH|TIED_TO|BROADER|RELATED]-(m:Initiative|Organisation|Forvaltning|Alliance|Competence)
      WHERE coalesce(m.published, true) AND NOT coalesce(m.optedOut, false) AND NOT m.id IN $ids
      WITH n, e, m LIMIT 5000
      WITH m, e, startNode(e) = n AS outward, coalesce(e.strength, e.weight, 1.0) AS weight, CASE WHEN type(e) <> 'TIED_TO' THEN coalesce(e.role, '') WHEN e.confirmed IS NULL THEN 'claimed' ELSE e.kind END AS role
      ORDER BY CASE WHEN type(e) = 'SUBMITTED' OR role = 'leader' THEN 0 WHEN type(e) IN ['BROADER', 'RELATED', 'SEEKS'] THEN 2 ELSE 1 END, weight DESC
      WITH m, collect({type: type(e), role: role, outward: outward, since: e.since})[0] AS tie, count(*) AS times, max(weight) AS weight
      ORDER BY tie.role = 'leader' OR tie.type = 'SUBMITTED' DESC, times DESC, weight DESC, m.date DESC, coalesce(m.name, m.title, m.labelSv), m.id
      WITH labels(m)[0] AS label, collect({key: coalesce(m.reference, m.id), name: coalesce(m.name, m.title, m.labelSv),
        nameEn: coalesce(m.nameEn, m.labelEn, m.name, m.title), type: tie.type, role: tie.role, outward: tie.outward,
        year: coalesce(tie.since.year, m.date.year)}) AS near
      RETURN label, near[..$each] AS shown, size(near) AS total
      """;

  private final Graph graph;

  public NeighbourStore(Graph graph) {
    this.graph = graph;
  }

  /** What is tied to any of these nodes, at most so many of each kind. */
  Neighbourhood around(List<String> ids, int each) {
    return new Neighbourhood(graph.read(AROUND, Map.of("ids", ids, "each", each)).stream().map(NeighbourStore::group)
        .sorted(Comparator.comparing(Group::kind)).toList());
  }

  private static Group group(Record row) {
    Kind kind = Kind.of(row.get("label").asString());
    return new Group(kind, row.get("shown").asList(one -> neighbour(kind, one)), row.get("total").asLong());
  }

  private static Neighbour neighbour(Kind kind, Value one) {
    String name = one.get("name").asString("");
    return new Neighbour(kind, one.get("key").asString(), name, one.get("nameEn").asString(name),
        tie(one.get("type").asString(), one.get("role").asString(), one.get("outward").asBoolean(), kind),
        one.get("year").isNull() ? Optional.empty() : Optional.of(one.get("year").asInt()));
  }

  /** The tie as it is read from the middle of the picture. */
  private static String tie(String type, String role, boolean outward, Kind kind) {
    return switch (type) {
      case "PARTICIPATES_IN" -> role.isEmpty() ? "participant" : role;
      case "SUBMITTED" -> "submitted";
      case "ROUTED_TO" -> kind == Kind.PROJECT ? "project" : "routed";
      case "NEEDS" -> kind == Kind.PROJECT ? "needed" : "needs";
      case "OFFERS" -> kind == Kind.ORGANISATION ? "offered" : "offers";
      case "SEEKS" -> kind == Kind.ORGANISATION ? "sought" : "seeks";
      case "HAS_MANDATE" -> "mandate";
      case "MEMBER_OF" -> "member";
      case "ABOUT" -> kind == Kind.ALLIANCE ? "theme" : "about";
      case "MET_WITH" -> "met";
      case "TIED_TO" -> declared(role, outward);
      case "BROADER" -> outward ? "broader" : "narrower";
      default -> "related";
    };
  }

  /** What the other is to the one in the middle, where both say so. */
  private static String declared(String said, boolean outward) {
    return switch (said) {
      case "supplies" -> outward ? "customer" : "supplier";
      case "owns" -> outward ? "subsidiary" : "owner";
      case "belongs" -> outward ? "belongs" : "associate";
      default -> said;
    };
  }
}
