package se.malmo.meet.scanning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.scanning.Meeting.Party;

/** Meetings in the graph: each with who noted it, and for each pair that met one tie that everybody may see. */
public final class MeetingStore {
  /** Where such a tie comes from. */
  static final String SOURCE = "möte";

  private static final String NAMED = """
      CALL () {
        MATCH (n:Organisation) WHERE n.id = $name OR n.nameKey = $nameKey RETURN n LIMIT 20
        UNION
        MATCH (n:Forvaltning) WHERE n.id = $name OR toLower(n.name) = $lower OR toLower(coalesce(n.nameEn, '')) = $lower OR any(alias IN coalesce(n.aliases, []) WHERE toLower(alias) = $lower)
        RETURN n LIMIT 20
      }
      WITH n WHERE NOT coalesce(n.optedOut, false)
      RETURN {id: n.id, nameSv: n.name, nameEn: coalesce(n.nameEn, n.name), isForvaltning: n:Forvaltning} AS n ORDER BY n.nameSv, n.id LIMIT 10
      """;

  private static final String NOTE = """
      MERGE (m:Meeting {key: $key})
      ON CREATE SET m.id = $id, m.one = $one, m.other = $other, m.day = date($day), m.remark = $remark, m.by = $by, m.at = datetime($at)
      """;

  /** The tie is what the meetings say: as new as the last of them, and gone with them. */
  private static final String TIE = """
      MATCH (a:Organisation|Forvaltning {id: $one}), (b:Organisation|Forvaltning {id: $other})
      OPTIONAL MATCH (m:Meeting {one: $one, other: $other})
      WITH a, b, max(m.day) AS latest, count(m) AS times
      CALL (a, b, times) { WITH a, b, times WHERE times = 0 MATCH (a)-[old:MET_WITH]->(b) DELETE old }
      WITH a, b, latest, times WHERE times > 0
      MERGE (a)-[met:MET_WITH]->(b)
      SET met.since = latest, met.times = times, met.source = $source
      """;

  private static final String FIRST_TIME = "MATCH (m:Meeting {id: $id}) WHERE NOT EXISTS { (:Event {subject: $id}) }\nWITH m\n";
  private static final String THERE = "MATCH (m:Meeting {id: $id})\nWITH m\n";
  private static final String REMOVE = "MATCH (m:Meeting {id: $id}) DETACH DELETE m";

  private static final String WHOLE = """
      OPTIONAL MATCH (a:Organisation|Forvaltning {id: m.one})
      OPTIONAL MATCH (b:Organisation|Forvaltning {id: m.other})
      OPTIONAL MATCH (who:Account {id: m.by})
      RETURN m {.id, .one, .other, .day, .remark, .by, at: m.at} AS m, coalesce(who.name, '') AS who,
        {id: m.one, nameSv: coalesce(a.name, m.one), nameEn: coalesce(a.nameEn, a.name, m.one), isForvaltning: coalesce(a:Forvaltning, false)} AS one,
        {id: m.other, nameSv: coalesce(b.name, m.other), nameEn: coalesce(b.nameEn, b.name, m.other), isForvaltning: coalesce(b:Forvaltning, false)} AS other
      """;

  private static final String PAGE = "MATCH (m:Meeting) WITH m ORDER BY m.day DESC, m.at DESC, m.id SKIP $skip LIMIT $limit\n" + WHOLE + "ORDER BY m.day DESC, m.at DESC, m.id";
  private static final String BY_ID = "MATCH (m:Meeting {id: $id})\n" + WHOLE;
  private static final String COUNT = "MATCH (m:Meeting) RETURN count(m) AS n";

  private final Graph graph;

  public MeetingStore(Graph graph) {
    this.graph = graph;
  }

  /** Organisations and förvaltningar that are called so, or have this id. */
  List<Party> named(String name) {
    return graph.read(NAMED, Map.of("name", name, "nameKey", Organisation.nameKey(name), "lower", name.toLowerCase(Locale.ROOT))).stream().map(row -> party(row.get("n"))).toList();
  }

  /** @param key the same key again notes nothing new */
  void note(Meeting meeting, String key, Instant at) {
    Map<String, Object> properties = new HashMap<>(pair(meeting));
    properties.putAll(Map.of("key", key, "id", meeting.id(), "day", meeting.day().toString(), "remark", meeting.remark(), "by", meeting.by(), "at", at.toString()));
    graph.write(List.of(new Graph.Statement(NOTE, properties), new Graph.Statement(TIE, pair(meeting)),
        EventLog.appendWhere(FIRST_TIME, Map.of("id", meeting.id()), at, List.of(new Happening("meeting.noted", meeting.id(), meeting.by(), ends(meeting))))));
  }

  void remove(Meeting meeting, String by, Instant at) {
    Map<String, Object> id = Map.of("id", meeting.id());
    graph.write(List.of(EventLog.appendWhere(THERE, id, at, List.of(new Happening("meeting.removed", meeting.id(), by, ends(meeting)))), new Graph.Statement(REMOVE, id),
        new Graph.Statement(TIE, pair(meeting))));
  }

  private static Map<String, Object> pair(Meeting meeting) {
    return Map.of("one", meeting.one().id(), "other", meeting.other().id(), "source", SOURCE);
  }

  private static Map<String, String> ends(Meeting meeting) {
    return Map.of("one", meeting.one().id(), "other", meeting.other().id());
  }

  List<Meeting> page(int skip, int limit) {
    return graph.read(PAGE, Map.of("skip", skip, "limit", limit)).stream().map(MeetingStore::meeting).toList();
  }

  long count() {
    return graph.read(COUNT, Map.of()).getFirst().get("n").asLong();
  }

  Optional<Meeting> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(MeetingStore::meeting).findFirst();
  }

  private static Meeting meeting(Record row) {
    Value m = row.get("m");
    LocalDate day = m.get("day").asLocalDate();
    return new Meeting(m.get("id").asString(), party(row.get("one")), party(row.get("other")), day, m.get("remark").asString(""), m.get("by").asString(""), row.get("who").asString(""));
  }

  private static Party party(Value n) {
    return new Party(n.get("id").asString(), n.get("nameSv").asString(), n.get("nameEn").asString(), n.get("isForvaltning").asBoolean());
  }
}
