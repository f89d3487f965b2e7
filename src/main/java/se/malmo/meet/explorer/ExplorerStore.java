package se.malmo.meet.explorer;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.explorer.Surroundings.Near;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.neighbours.Neighbour.Kind;
import se.malmo.meet.platform.Graph;

/** Reads nodes, what is around them and the ties between them, and only what is public; each statement bounds its rows. */
public final class ExplorerStore {
  static final List<String> PUBLIC = Stream.of(Status.values()).filter(Status::isPublic).map(Status::code).toList();

  private static final String NODES = """
      UNWIND $ids AS id
      CALL (id) {
        MATCH (n:Organisation|Forvaltning|Alliance|Competence|Initiative {id: id}) RETURN n
        UNION
        MATCH (n:Initiative {reference: id}) RETURN n
      }
      WITH n WHERE NOT coalesce(n.optedOut, false) AND (NOT n:Initiative OR n.published AND n.status IN $public)
      RETURN n.id AS id, labels(n)[0] AS label, coalesce(n.reference, n.id) AS key, coalesce(n.name, n.title, n.labelSv) AS name,
        coalesce(n.nameEn, n.labelEn, n.name, n.title) AS nameEn, n.sector AS sector, n.date.year AS year
      """;

  /** At most 25,000 ties are looked at; each counts half for every two years of its age, and an undated one half. */
  private static final String AROUND = """
      MATCH (n:Organisation|Forvaltning|Alliance|Competence|Initiative {id: $id})
      MATCH (n)-[e:PARTICIPATES_IN|SUBMITTED|ROUTED_TO|NEEDS|OFFERS|SEEKS|HAS_MANDATE|MEMBER_OF|ABOUT|MET_WITH|TIED_TO|BROADER|RELATED]-(m)
      WITH n, e, m LIMIT 25000
      WITH e, m, labels(m)[0] AS label, coalesce(e.since, e.at, n.date, m.date) AS since
      WHERE label IN $labels AND NOT coalesce(m.optedOut, false) AND (label <> 'Initiative' OR m.published AND m.status IN $public)
        AND ($sectors = [] OR label <> 'Organisation' OR m.sector IN $sectors) AND ($anytime OR $from <= since.year <= $to)
      WITH m, label, since.year + since.ordinalDay / 366.0 AS at, coalesce(e.strength, e.weight, 1.0) AS weight
      WITH m, label, sum(weight * coalesce(0.5 ^ (($now - at) / 2), 0.5)) AS strength, max(at) AS latest
      ORDER BY strength DESC, latest DESC, m.id
      WITH label, count(*) AS total, collect([m, strength, latest])[..$each] AS near
      RETURN label, total, [one IN near | {id: one[0].id, label: label, key: coalesce(one[0].reference, one[0].id),
        name: coalesce(one[0].name, one[0].title, one[0].labelSv), nameEn: coalesce(one[0].nameEn, one[0].labelEn, one[0].name, one[0].title),
        sector: one[0].sector, year: one[0].date.year, strength: one[1], latest: toInteger(one[2])}] AS near
      """;

  /** Every edge points from the one with few to the one with many, so the way out of each is short. */
  private static final String TIES = """
      UNWIND $ids AS id
      MATCH (a:Organisation|Forvaltning|Alliance|Competence|Initiative {id: id})
      CALL (a) {
        MATCH (a)-[e:PARTICIPATES_IN|SUBMITTED|ROUTED_TO|NEEDS|OFFERS|SEEKS|HAS_MANDATE|MEMBER_OF|ABOUT|MET_WITH|TIED_TO|BROADER|RELATED]->(b)
        WITH e, b LIMIT 25000
        WHERE b.id IN $ids
        RETURN e, b LIMIT 100
      }
      RETURN a.id AS from, b.id AS to, type(e) AS type, coalesce(e.role, CASE type(e) WHEN 'TIED_TO' THEN e.kind END, '') AS role, type(e) <> 'TIED_TO' OR e.confirmed IS NOT NULL AS confirmed, toString(date(coalesce(e.since, e.at, a.date, b.date))) AS since,
        coalesce(e.source, CASE WHEN type(e) IN ['BROADER', 'RELATED'] THEN 'vocabulary' END, a.source, b.source, 'form') AS source, coalesce(e.strength, e.weight, 1.0) AS strength
      ORDER BY from, to, type LIMIT 1000
      """;

  private final Graph graph;

  public ExplorerStore(Graph graph) {
    this.graph = graph;
  }

  /** Those of these ids, or case references, that everybody may see. */
  List<Node> nodes(Collection<String> ids) {
    if (ids.isEmpty()) return List.of();
    return graph.read(NODES, Map.of("ids", List.copyOf(ids), "public", PUBLIC)).stream().map(ExplorerStore::node).toList();
  }

  /** What is around a node, at most so many of each kind. */
  Surroundings around(Node centre, Filter filter, LocalDate today, int each) {
    Map<Kind, List<Near>> near = new EnumMap<>(Kind.class);
    Map<Kind, Long> totals = new EnumMap<>(Kind.class);
    List<String> labels = Stream.of("Organisation", "Forvaltning", "Alliance", "Competence", "Initiative").filter(label -> filter.shows(Kind.of(label))).toList();
    Map<String, Object> asked = Map.of("id", centre.id(), "labels", labels, "public", PUBLIC, "sectors", List.copyOf(filter.sectors()),
        "anytime", filter.years().isAll(), "from", filter.years().from(), "to", filter.years().to(), "each", each,
        "now", today.getYear() + today.getDayOfYear() / 366.0);
    for (Record row : graph.read(AROUND, asked)) {
      Kind kind = Kind.of(row.get("label").asString());
      near.put(kind, row.get("near").asList(one -> new Near(node(one), one.get("strength").asDouble(), number(one.get("latest")))));
      totals.put(kind, row.get("total").asLong());
    }
    return new Surroundings(centre, near, totals);
  }

  /** The ties among these nodes. */
  List<Tie> ties(Collection<String> ids) {
    return graph.read(TIES, Map.of("ids", List.copyOf(ids))).stream().map(ExplorerStore::tie).toList();
  }

  static Node node(org.neo4j.driver.types.MapAccessor row) {
    String name = row.get("name").asString("");
    return new Node(row.get("id").asString(), Kind.of(row.get("label").asString()), row.get("key").asString(), name, row.get("nameEn").asString(name),
        text(row.get("sector")), number(row.get("year")));
  }

  static Tie tie(org.neo4j.driver.types.MapAccessor row) {
    return new Tie(row.get("from").asString(), row.get("to").asString(), row.get("type").asString(), row.get("role").asString(""),
        text(row.get("since")).map(LocalDate::parse), text(row.get("source")), row.get("strength").asDouble(), row.get("confirmed").asBoolean());
  }

  private static Optional<String> text(Value value) {
    return value.isNull() ? Optional.empty() : Optional.of(value.asString());
  }

  private static Optional<Integer> number(Value value) {
    return value.isNull() ? Optional.empty() : Optional.of(value.asInt());
  }
}
