package se.malmo.meet.alliance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.alliance.Bonds.Member;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Graph;

/** Reads who has done what with whom; only what is public. */
public final class JointStore {
  private static final List<String> PUBLIC = Stream.of(Status.values()).filter(Status::isPublic).map(Status::code).toList();

  private static final String MEMBERS = """
      MATCH (a:Alliance {id: $id})<-[:MEMBER_OF]-(m:Organisation|Forvaltning) WHERE NOT coalesce(m.optedOut, false)
      RETURN DISTINCT m.id AS id, m.name AS name, coalesce(m.nameEn, m.name) AS nameEn, m:Forvaltning AS isForvaltning, m.sector AS sector,
        COLLECT { MATCH (m)-[:OFFERS]->(:Competence)-[:BROADER*0..2]->(t:Competence) WHERE t.id IN a.theme RETURN DISTINCT t.id } AS offers,
        COLLECT { MATCH (m)-[:PARTICIPATES_IN|SUBMITTED|ROUTED_TO]-(i:Initiative) WHERE i.published AND i.status IN $public
          WITH DISTINCT i ORDER BY i.date DESC LIMIT 1000 RETURN [i.id, i.reference, i.title, date(i.date)] } AS activities
      ORDER BY isForvaltning, name, id LIMIT 200
      """;

  private static final String ALL = """
      MATCH (i:Initiative) WHERE i.published AND i.status IN $public
      WITH i ORDER BY i.date DESC LIMIT 3000
      RETURN i.id AS id, i.reference AS reference, i.title AS title, date(i.date) AS day,
        COLLECT { MATCH (i)-[:PARTICIPATES_IN|SUBMITTED|ROUTED_TO]-(m:Organisation|Forvaltning) WHERE NOT coalesce(m.optedOut, false)
          RETURN DISTINCT m.id LIMIT 30 } AS members
      """;

  private static final String NAMES = """
      UNWIND $ids AS id
      MATCH (m:Organisation|Forvaltning {id: id})
      RETURN m.id AS id, m.name AS name, coalesce(m.nameEn, m.name) AS nameEn, m:Forvaltning AS isForvaltning, m.sector AS sector
      """;

  private final Graph graph;

  public JointStore(Graph graph) {
    this.graph = graph;
  }

  /** The members of an alliance, and what at least two of them did together. */
  record Joint(List<Member> members, List<Activity> activities) {}

  Joint of(String alliance) {
    List<Member> members = new ArrayList<>();
    Map<String, Activity> activities = new LinkedHashMap<>();
    for (Record row : graph.read(MEMBERS, Map.of("id", alliance, "public", PUBLIC))) {
      Member member = member(row, Set.copyOf(row.get("offers").asList(Value::asString)));
      members.add(member);
      for (Value one : row.get("activities").values()) {
        activities.computeIfAbsent(one.get(0).asString(), id -> new Activity(id, one.get(1).asString(), one.get(2).asString(), one.get(3).asLocalDate(), new HashSet<>()))
            .members().add(member.id());
      }
    }
    return new Joint(members, activities.values().stream().filter(activity -> activity.members().size() > 1)
        .sorted(java.util.Comparator.comparing(Activity::day).reversed().thenComparing(Activity::id)).toList());
  }

  /** What has been done, the latest 3,000. */
  List<Activity> all() {
    return graph.read(ALL, Map.of("public", PUBLIC)).stream().map(row -> new Activity(row.get("id").asString(), row.get("reference").asString(), row.get("title").asString(),
        day(row), Set.copyOf(row.get("members").asList(Value::asString)))).toList();
  }

  /** Who they are, by id. */
  Map<String, Member> named(Set<String> ids) {
    Map<String, Member> named = new HashMap<>();
    for (Record row : graph.read(NAMES, Map.of("ids", List.copyOf(ids)))) named.put(row.get("id").asString(), member(row, Set.of()));
    return named;
  }

  private static LocalDate day(Record row) {
    return row.get("day").asLocalDate();
  }

  private static Member member(Record row, Set<String> offers) {
    return new Member(row.get("id").asString(), row.get("name").asString(), row.get("nameEn").asString(), row.get("isForvaltning").asBoolean(),
        row.get("sector").isNull() ? Optional.empty() : Optional.of(row.get("sector").asString()), offers);
  }
}
