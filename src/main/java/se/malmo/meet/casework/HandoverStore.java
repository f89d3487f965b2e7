package se.malmo.meet.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.casework.Handover.Awaited;
import se.malmo.meet.casework.Handover.Away;
import se.malmo.meet.casework.Handover.Noted;
import se.malmo.meet.casework.Handover.Open;
import se.malmo.meet.casework.Handover.Person;
import se.malmo.meet.casework.Handover.Seat;
import se.malmo.meet.casework.Handover.Tie;
import se.malmo.meet.casework.Handover.Word;
import se.malmo.meet.initiative.Initiative.Holder;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;

/** What an ambassador hands over, out of the graph. Reads across features: cases, meetings, alliances and signals. */
final class HandoverStore {
  private static final String OPEN = "MATCH (i:Initiative {handler: $account}) WHERE i.status IN $open AND i.mergedInto IS NULL\n";

  private static final String CASES = OPEN + """
      WITH i ORDER BY CASE WHEN i.status IN ['received', 'assessed'] THEN coalesce(i.answerBy, date('9999-12-31')) ELSE date('9999-12-31') END, i.reference SKIP $skip LIMIT $limit
      RETURN i.reference AS reference, i.title AS title, coalesce(i.language, 'sv') AS language, i.status AS status, i.answerBy AS answerBy, coalesce(i.version, 0) AS version,
        COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) RETURN DISTINCT [f.id, f.name, coalesce(f.nameEn, f.name)] LIMIT 5 } AS forvaltningar,
        head(COLLECT { MATCH (e:Event {subject: i.id}) WHERE e.type STARTS WITH 'initiative.' RETURN [e.type, e.at] ORDER BY e.sequence DESC LIMIT 1 }) AS last,
        head(COLLECT { MATCH (e:Event {subject: i.id}) WHERE e.type STARTS WITH 'initiative.' AND coalesce(e.reason, '') <> ''
          RETURN [e.reason, coalesce(e.name, ''), e.at] ORDER BY e.sequence DESC LIMIT 1 }) AS word
      """;

  private static final String COUNT = OPEN + "RETURN count(i) AS n";

  private static final String AWAITED = """
      CALL () {
        MATCH (i:Initiative {handler: $account}) WHERE i.status IN ['received', 'assessed'] AND i.mergedInto IS NULL AND i.firstAnswerBy IS NOT NULL
        RETURN i, true AS isPromise, i.answerBy AS day, null AS lapses, coalesce(head(COLLECT { MATCH (e:Event {subject: i.id, type: 'initiative.extended'})
          RETURN e.reason ORDER BY e.sequence DESC LIMIT 1 }), '') AS reason
        UNION
        MATCH (i:Initiative {handler: $account}) WHERE i.status IN $open AND i.mergedInto IS NULL
        MATCH (p:Pairing {state: 'asked'}) WHERE i.id IN [p.from, p.to] AND p.lapses > datetime($now)
          AND EXISTS { MATCH (c:Consent {key: p.id + ' ' + i.id}) WHERE c.answer = '' }
        RETURN i, false AS isPromise, null AS day, p.lapses AS lapses, p.reason AS reason
      }
      RETURN i.reference AS reference, i.title AS title, coalesce(i.language, 'sv') AS language, isPromise, day, lapses, reason ORDER BY coalesce(day, date(lapses)), reference LIMIT $limit
      """;

  /** A meeting is carried by whoever noted it, a joint initiative by who handles it, an alliance and what nobody handles by all of the förvaltning. */
  private static final String TIES = """
      UNWIND $units AS unit
      MATCH (f:Forvaltning {id: unit.id})
      CALL (f) {
        MATCH (m:Meeting {other: f.id, by: $account}) RETURN m.one AS organisation
        UNION
        MATCH (i:Initiative {handler: $account})-[:ROUTED_TO]->(f) WHERE NOT i.status IN ['declined', 'withdrawn']
        MATCH (o:Organisation)-[:PARTICIPATES_IN|SUBMITTED]->(i) RETURN o.id AS organisation
      }
      MATCH (o:Organisation {id: organisation}) WHERE NOT coalesce(o.optedOut, false)
        AND NOT EXISTS { MATCH (m:Meeting {one: o.id, other: f.id}) WHERE m.by IN unit.others }
        AND NOT EXISTS { MATCH (o)-[:PARTICIPATES_IN|SUBMITTED]->(i:Initiative)-[:ROUTED_TO]->(f)
          WHERE NOT i.status IN ['declined', 'withdrawn'] AND (i.handler IN unit.others OR i.handler IS NULL AND size(unit.others) > 0) }
        AND (size(unit.others) = 0 OR NOT EXISTS { (o)-[:MEMBER_OF]->(:Alliance)<-[:MEMBER_OF]-(f) })
      WITH DISTINCT f, o ORDER BY f.name, o.name, o.id LIMIT $limit
      RETURN [f.id, f.name, coalesce(f.nameEn, f.name)] AS forvaltning, o.id AS organisation, o.name AS name,
        COLLECT { MATCH (m:Meeting {one: o.id, other: f.id, by: $account}) RETURN m.day ORDER BY m.day DESC LIMIT 1000 } AS days,
        COLLECT { MATCH (o)-[:PARTICIPATES_IN|SUBMITTED]->(i:Initiative {handler: $account})-[:ROUTED_TO]->(f) WHERE NOT i.status IN ['declined', 'withdrawn']
          RETURN DISTINCT i.reference ORDER BY i.reference DESC LIMIT 5 } AS initiatives
      ORDER BY f.name, name, organisation
      """;

  private static final String SEATS = """
      UNWIND $units AS unit
      WITH unit WHERE size(unit.others) = 0
      MATCH (f:Forvaltning {id: unit.id})-[:MEMBER_OF]->(a:Alliance)
      RETURN DISTINCT [f.id, f.name, coalesce(f.nameEn, f.name)] AS forvaltning, a.id AS alliance, a.name AS sv, coalesce(a.nameEn, a.name) AS en ORDER BY sv, alliance LIMIT $limit
      """;

  private static final String SIGNALS = """
      MATCH (s:Signal {by: $account}) WHERE s.changedBy IS NULL
      RETURN s.id AS id, s.title AS title, coalesce(s.language, 'sv') AS language, s.at AS at ORDER BY at DESC, id LIMIT $limit
      """;

  private static final String STANDS_IN = """
      MATCH (a:Account {deputy: $account}) WHERE a.isPerson AND NOT coalesce(a.closed, false) AND a.absentUntil >= date($today)
      RETURN a.name AS name, a.absentFrom AS from, a.absentUntil AS until ORDER BY from, name LIMIT 20
      """;

  /** Those whose account was closed, or who do something else now, as long as a case is still theirs. */
  private static final String PEOPLE = """
      MATCH (a:Account) WHERE a.isPerson AND a.role <> 'member' AND ($all OR a.id = $account OR any(one IN coalesce(a.forvaltningar, []) WHERE one IN $own))
      WITH a, COUNT { MATCH (i:Initiative {handler: a.id}) WHERE i.status IN $open AND i.mergedInto IS NULL } AS cases
      WHERE cases > 0 OR a.role = 'ambassador' AND NOT coalesce(a.closed, false)
      """;

  private static final String PEOPLE_PAGE = PEOPLE + """
      RETURN a.id AS id, coalesce(a.name, '') AS name, coalesce(a.forvaltningar, []) AS forvaltningar, cases, coalesce(a.closed, false) AS closed
      ORDER BY name, id SKIP $skip LIMIT $limit
      """;

  private static final String PEOPLE_COUNT = PEOPLE + "RETURN count(a) AS n";

  private final Graph graph;

  HandoverStore(Graph graph) {
    this.graph = graph;
  }

  /** @param others the ambassadors of a förvaltning beside the one who hands over */
  record Unit(String id, List<String> others) {}

  private static Map<String, Object> of(String account, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("account", account);
    all.put("open", Stalls.STEPS.stream().map(Status::code).toList());
    return all;
  }

  List<Open> cases(String account, int skip, int limit) {
    return graph.read(CASES, of(account, Map.of("skip", skip, "limit", limit))).stream().map(HandoverStore::open).toList();
  }

  long count(String account) {
    return graph.read(COUNT, of(account, Map.of())).getFirst().get("n").asLong();
  }

  private static Open open(Record row) {
    Value last = row.get("last");
    Value word = row.get("word");
    return new Open(row.get("reference").asString(), row.get("title").asString(""), row.get("language").asString(), Status.of(row.get("status").asString()).orElseThrow(),
        row.get("answerBy").isNull() ? Optional.empty() : Optional.of(row.get("answerBy").asLocalDate()), row.get("version").asInt(), row.get("forvaltningar").asList(HandoverStore::holder),
        last.isNull() ? Optional.empty() : Optional.of(new CaseList.Last(last.get(0).asString(), last.get(1).asZonedDateTime().toInstant())),
        word.isNull() ? Optional.empty() : Optional.of(new Word(word.get(0).asString(), word.get(1).asString(), word.get(2).asZonedDateTime().toInstant())));
  }

  private static Holder holder(Value f) {
    return new Holder(f.get(0).asString(), f.get(1).asString(), f.get(2).asString(""));
  }

  List<Awaited> awaited(String account, Instant now, int limit) {
    return graph.read(AWAITED, of(account, Map.of("now", now.toString(), "limit", limit))).stream().map(row -> new Awaited(row.get("isPromise").asBoolean(), row.get("reference").asString(),
        row.get("title").asString(""), row.get("language").asString(), row.get("day").isNull() ? Sweden.day(row.get("lapses").asZonedDateTime().toInstant()) : row.get("day").asLocalDate(),
        row.get("reason").asString(""))).toList();
  }

  List<Tie> ties(String account, List<Unit> units, int limit) {
    return graph.read(TIES, of(account, Map.of("units", maps(units), "limit", limit))).stream().map(row -> {
      List<LocalDate> days = row.get("days").asList(Value::asLocalDate);
      return new Tie(holder(row.get("forvaltning")), row.get("organisation").asString(), row.get("name").asString(), days.size(), days.stream().findFirst(),
          row.get("initiatives").asList(Value::asString));
    }).toList();
  }

  List<Seat> seats(List<Unit> units, boolean isEnglish, int limit) {
    return graph.read(SEATS, Map.of("units", maps(units), "limit", limit)).stream()
        .map(row -> new Seat(holder(row.get("forvaltning")), row.get("alliance").asString(), row.get(isEnglish ? "en" : "sv").asString())).toList();
  }

  private static List<Map<String, Object>> maps(List<Unit> units) {
    return units.stream().map(one -> Map.<String, Object>of("id", one.id(), "others", one.others())).toList();
  }

  List<Noted> signals(String account, int limit) {
    return graph.read(SIGNALS, of(account, Map.of("limit", limit))).stream()
        .map(row -> new Noted(row.get("id").asString(), row.get("title").asString(), row.get("language").asString(), row.get("at").asZonedDateTime().toInstant())).toList();
  }

  List<Away> standsIn(String account, LocalDate today) {
    return graph.read(STANDS_IN, of(account, Map.of("today", today.toString()))).stream()
        .map(row -> new Away(row.get("name").asString(""), row.get("from").asLocalDate(), row.get("until").asLocalDate())).toList();
  }

  /** @param limit the only förvaltningar whose people are seen, empty for all */
  List<Person> people(String account, Optional<Set<String>> limit, int skip, int most) {
    return graph.read(PEOPLE_PAGE, of(account, Map.of("all", limit.isEmpty(), "own", List.copyOf(limit.orElse(Set.of())), "skip", skip, "limit", most))).stream()
        .map(row -> new Person(row.get("id").asString(), row.get("name").asString(), row.get("forvaltningar").asList(Value::asString), row.get("cases").asLong(), row.get("closed").asBoolean()))
        .toList();
  }

  long people(String account, Optional<Set<String>> limit) {
    return graph.read(PEOPLE_COUNT, of(account, Map.of("all", limit.isEmpty(), "own", List.copyOf(limit.orElse(Set.of()))))).getFirst().get("n").asLong();
  }

  void tell(String type, String account, String by, Map<String, String> details, Instant at) {
    graph.write(List.of(EventLog.append(at, List.of(new Happening(type, account, by, details)))));
  }
}
