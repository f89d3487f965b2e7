package se.malmo.meet.alliance;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.alliance.Alliance.Member;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Json;

/** Alliances, their members and themes in the graph. */
public final class AllianceStore {
  private static final String KNOWN = """
      UNWIND $ids AS sourceId
      MATCH (a:Alliance {source: $source, sourceId: sourceId})
      RETURN sourceId, a.id AS id, a.contentHash AS contentHash, [(a)<-[:MEMBER_OF]-(m) | m.id] AS members
      """;

  /** Only what this source has said before is said anew: a member that came another way stays. */
  private static final String SAVE = """
      UNWIND $rows AS row
      MERGE (a:Alliance {id: row.id})
      SET a += row.properties
      WITH a, row
      CALL (a) { MATCH (a)<-[old:MEMBER_OF {source: $source}]-() DELETE old }
      CALL (a) { MATCH (a)-[old:ABOUT {source: $source}]->() DELETE old }
      CALL (a, row) {
        UNWIND row.properties.theme AS theme
        MATCH (c:Competence {id: theme})
        CREATE (a)-[:ABOUT {since: date(row.since), source: $source}]->(c)
      }
      CALL (a, row) {
        UNWIND row.members AS member
        MATCH (o:Organisation {source: $source, sourceId: 'id:' + member})
        CREATE (o)-[:MEMBER_OF {since: date(row.since), source: $source}]->(a)
      }
      CALL (a, row) {
        UNWIND row.members AS member
        MATCH (f:Forvaltning {id: member})
        CREATE (f)-[:MEMBER_OF {since: date(row.since), source: $source}]->(a)
      }
      """;

  private static final String ALL = """
      MATCH (a:Alliance)
      RETURN a.id AS id, a.name AS name, a.nameEn AS nameEn, a.description AS description, a.theme AS theme,
        COLLECT { MATCH (a)<-[of:MEMBER_OF]-(m:Organisation|Forvaltning) WHERE NOT coalesce(m.optedOut, false) RETURN [m.id, m.name, of.since] ORDER BY m.name, m.id } AS members
      ORDER BY name, id LIMIT 200
      """;

  private static final String BY_ID = """
      MATCH (a:Alliance {id: $id})
      RETURN a.id AS id, a.name AS name, a.nameEn AS nameEn, a.description AS description, a.theme AS theme,
        COLLECT { MATCH (a)<-[of:MEMBER_OF]-(m:Organisation|Forvaltning) WHERE NOT coalesce(m.optedOut, false)
          RETURN [m.id, m.name, of.since] ORDER BY of.since, m.name, m.id LIMIT 200 } AS members
      """;

  private final Graph graph;
  private final InstantSource clock;

  public AllianceStore(Graph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /** A row with the id that its node has or gets, and those that were in it before. */
  record Read(String id, AllianceRow row, List<String> before) {}

  /** What the graph already has of a source row. */
  record Known(String id, String contentHash, List<String> members) {}

  /** Without the day it began: the demo city counts that from the day it is made, and a start tomorrow is no change. */
  static String contentHash(AllianceRow row) {
    return Hash.sha256(Json.write(List.of(row.name(), row.nameEn(), row.description(), row.theme(), row.members())));
  }

  Map<String, Known> known(Collection<String> sourceIds, String source) {
    Map<String, Known> known = new HashMap<>();
    for (Record row : graph.read(KNOWN, Map.of("ids", List.copyOf(sourceIds), "source", source))) {
      known.put(row.get("sourceId").asString(), new Known(row.get("id").asString(), row.get("contentHash").asString(""), row.get("members").asList(Value::asString)));
    }
    return known;
  }

  void save(Collection<Read> read, String source) {
    Stream<EventLog.Happening> saved = read.stream().map(one -> new EventLog.Happening("alliance.saved", one.id(), source));
    // Who is in it is found by the alliance; who has left is not.
    Stream<EventLog.Happening> members = read.stream().flatMap(one -> one.before().stream()).distinct()
        .map(id -> new EventLog.Happening("membership.changed", id, source));
    graph.write(List.of(
        new Graph.Statement(SAVE, Map.of("rows", read.stream().map(one -> row(one, source)).toList(), "source", source)),
        EventLog.append(clock.instant(), Stream.concat(saved, members).toList())));
  }

  List<Alliance> all() {
    return graph.read(ALL, Map.of()).stream().map(AllianceStore::alliance).toList();
  }

  Optional<Alliance> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(AllianceStore::alliance).findFirst();
  }

  private static Map<String, Object> row(Read read, String source) {
    AllianceRow row = read.row();
    Map<String, Object> properties = Map.of("source", source, "sourceId", row.id(), "contentHash", contentHash(row), "name", row.name(), "nameEn",
        row.nameEn(), "description", row.description(), "theme", row.theme());
    return Map.of("id", read.id(), "properties", properties, "members", row.members(), "since", row.since().toString());
  }

  private static Alliance alliance(Record row) {
    return new Alliance(row.get("id").asString(), row.get("name").asString(), row.get("nameEn").asString(), row.get("description").asString(),
        row.get("theme").asList(Value::asString),
        row.get("members").asList(member -> new Member(member.get(0).asString(), member.get(1).asString(), member.get(2).asLocalDate())));
  }
}
