package se.malmo.meet.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** Cases that are merged, run together, parted or related, in the graph. */
final class PairingStore {
  private static final String PROPOSE = """
      MERGE (p:Pairing {id: $id})
      ON CREATE SET p += $properties, p.at = datetime($at), p.lapses = datetime($lapses), p.state = 'asked'
      WITH p UNWIND $authors AS author
      MERGE (c:Consent {key: $id + ' ' + author})
      ON CREATE SET c.pairing = $id, c.initiative = author, c.answer = '', c.word = ''
      """;

  private static final String ONE = """
       MATCH (a:Initiative {id: p.from}) MATCH (b:Initiative {id: p.to})
      RETURN p {.id, .sort, .from, .to, .title, .part, .reason, .name, .at, .lapses, .state, made: coalesce(p.made, ''), sequence: coalesce(p.sequence, 0)} AS p,
        a.reference AS fromReference, b.reference AS toReference, coalesce(head(COLLECT { MATCH (m:Initiative {id: p.made}) RETURN m.reference }), '') AS madeReference,
        COLLECT { MATCH (c:Consent {pairing: p.id}) MATCH (i:Initiative {id: c.initiative})
          RETURN [c.initiative, i.reference, c.answer, c.word] ORDER BY i.reference } AS answers
      """;

  private static final String OF = """
      CALL () { MATCH (p:Pairing {from: $id}) RETURN p UNION MATCH (p:Pairing {to: $id}) RETURN p UNION MATCH (p:Pairing {made: $id}) RETURN p }
      WITH p ORDER BY p.at DESC, p.id LIMIT 50
      """ + ONE + " ORDER BY p.at DESC, p.id";

  private static final String BY_ID = "MATCH (p:Pairing {id: $id})" + ONE;

  /** Only the first answer counts, and none after the time to answer. */
  private static final String ANSWER = """
      MATCH (p:Pairing {id: $pairing}) MATCH (c:Consent {key: $pairing + ' ' + $initiative})
      SET c.lock = $act
      WITH p, c WHERE p.state = 'asked' AND p.lapses > datetime($at) AND c.answer = ''
      SET c.answer = $answer, c.word = $word, c.act = $act, c.at = datetime($at)
      """;

  private static final String ANSWERED = """
      MATCH (c:Consent {key: $pairing + ' ' + $initiative, act: $act}) WHERE NOT EXISTS { (:Event {subject: $initiative, act: $act}) }
      WITH c
      """;

  private static final String ANSWERED_NOW = "MATCH (c:Consent {key: $pairing + ' ' + $initiative}) RETURN c.act = $act AS done";

  private static final String DROP = "MATCH (p:Pairing {id: $id, state: 'asked'}) SET p.state = 'dropped', p.dropped = datetime($at)";

  /** What was carried out, or dropped, at the same moment by another is not told of. */
  private static final String DROPPED = "MATCH (p:Pairing {id: $id, state: 'dropped', dropped: datetime($at)})\nWITH p\n";

  /** The locks are taken first; nothing that cannot be taken back may have happened to these cases since. */
  private static final String BEGIN = """
      MATCH (p:Pairing {id: $pairing}) SET p.lock = $act
      WITH p MATCH (a:Initiative {id: p.from}) SET a.lock = $act
      WITH p, a MATCH (b:Initiative {id: p.to}) SET b.lock = $act
      WITH p, a, b WHERE p.state = $before AND coalesce(a.version, 0) = $fromVersion AND coalesce(b.version, 0) = $toVersion
        AND NOT EXISTS { MATCH (c:Consent {pairing: p.id}) WHERE c.answer <> 'yes' }
        AND NOT EXISTS { MATCH (e:Event) WHERE e.subject IN $watched AND e.type IN $types AND e.sequence > coalesce(p.sequence, 0) }
      SET p.state = $after, p.act = $act, a += $properties, a.act = $act, a.version = $fromVersion + 1, b.act = $act, b.version = $toVersion + 1
      """;

  private static final String NUMBERED = """
      MATCH (p:Pairing {id: $pairing, act: $act}) MATCH (e:Event {subject: p.from}) WHERE e.act = $act
      WITH p, max(e.sequence) AS last SET p.sequence = last
      """;

  private static final String DONE = "MATCH (p:Pairing {id: $pairing}) RETURN p.act = $act AS done";

  private static final String NOW = "MATCH (p:Pairing {id: $pairing, act: $act}) WHERE NOT EXISTS { (:Event {subject: p.from, act: $act}) }\nWITH p\n";

  /** The part is handled where the whole is. */
  private static final String PART = """
      MATCH (p:Pairing {id: $pairing, act: $act}) MATCH (a:Initiative {id: p.from}) MATCH (part:Initiative {id: $made})
      SET p.made = $made, part.handler = a.handler, part.proposed = a.proposed, part.firstAnswerBy = a.firstAnswerBy, part.partOf = a.reference
      WITH a, part MATCH (a)-[old:ROUTED_TO]->(f:Forvaltning)
      MERGE (part)-[to:ROUTED_TO]->(f) ON CREATE SET to += properties(old)
      """;

  private static final String JOIN_PART = """
      MATCH (p:Pairing {id: $pairing, act: $act}) MATCH (a:Initiative {id: p.from}) MATCH (part:Initiative {id: p.made})
      SET part.mergedInto = a.reference, part.version = coalesce(part.version, 0) + 1
      """;

  private static final String SINCE = """
      MATCH (e:Event) WHERE e.subject IN $watched AND e.type IN $types AND e.sequence > $sequence
      MATCH (i:Initiative {id: e.subject})
      RETURN e.type AS type, i.reference AS reference ORDER BY e.sequence LIMIT 1
      """;

  private static final String RELATE = """
      MATCH (a:Initiative {id: $from}) MATCH (b:Initiative {id: $to})
      MERGE (a)-[r:RELATED_TO {relation: $relation}]->(b)
      ON CREATE SET r.at = datetime($at), r.by = $by, r.reason = $reason
      """;

  private static final String RELATED = """
      MATCH (i:Initiative {id: $id})-[r:RELATED_TO]-(o:Initiative)
      RETURN o.reference AS reference, o.title AS title, r.relation AS relation, startNode(r) = i AS outward, r.reason AS reason
      ORDER BY reference, relation LIMIT 100
      """;

  private static final String UNRELATE = "MATCH (:Initiative {id: $from})-[r:RELATED_TO {relation: $relation}]-(:Initiative {id: $to}) DELETE r";

  private static final String INTO = "MATCH (i:Initiative {id: $id}) RETURN i.mergedInto AS into";

  private final Graph graph;

  PairingStore(Graph graph) {
    this.graph = graph;
  }

  /** How a case stands to another. */
  record Related(String reference, String title, String relation, boolean isOutward, String reason) {}

  /** Something that cannot be taken back. */
  record Settled(String type, String reference) {}

  /**
   * A change to the cases of a pairing.
   *
   * @param versions of both cases as they were seen
   * @param watched cases to which nothing of these types may have happened since
   */
  record Step(String pairing, String act, String before, String after, int fromVersion, int toVersion, Map<String, Object> properties, List<String> watched, List<String> types) {}

  void propose(String id, Map<String, Object> properties, List<String> authors, Instant at, Instant lapses, List<Happening> told) {
    graph.write(List.of(new Graph.Statement(PROPOSE, Map.of("id", id, "properties", properties, "authors", authors, "at", at.toString(), "lapses", lapses.toString())),
        EventLog.append(at, told)));
  }

  boolean answer(String pairing, String initiative, String act, boolean isYes, String word, Instant at, Happening told) {
    Map<String, Object> which = Map.of("pairing", pairing, "initiative", initiative, "act", act);
    Map<String, Object> all = new HashMap<>(which);
    all.putAll(Map.of("answer", isYes ? "yes" : "no", "word", word, "at", at.toString()));
    return graph.write(List.of(new Graph.Statement(ANSWER, all), EventLog.appendWhere(ANSWERED, which, at, List.of(told)), new Graph.Statement(ANSWERED_NOW, which)))
        .stream().findFirst().filter(row -> row.get("done").asBoolean(false)).isPresent();
  }

  void drop(String id, Instant at, List<Happening> told) {
    Map<String, Object> which = Map.of("id", id, "at", at.toString());
    graph.write(List.of(new Graph.Statement(DROP, which), EventLog.appendWhere(DROPPED, which, at, told)));
  }

  /** Does it with its events, all or nothing; tells whether. */
  boolean carry(Step step, List<Graph.Statement> more, Instant at, List<Happening> told) {
    Map<String, Object> which = Map.of("pairing", step.pairing(), "act", step.act());
    Map<String, Object> all = new HashMap<>(which);
    all.putAll(Map.of("before", step.before(), "after", step.after(), "fromVersion", step.fromVersion(), "toVersion", step.toVersion(), "properties", step.properties(),
        "watched", step.watched(), "types", step.types()));
    List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(BEGIN, all)));
    statements.addAll(more);
    statements.add(EventLog.appendWhere(NOW, which, at, told.stream().map(one -> {
      Map<String, String> details = new HashMap<>(one.details());
      details.put("act", step.act());
      return new Happening(one.type(), one.subject(), one.by(), details);
    }).toList()));
    statements.add(new Graph.Statement(NUMBERED, which));
    statements.add(new Graph.Statement(DONE, which));
    return graph.write(statements).getFirst().get("done").asBoolean(false);
  }

  static Graph.Statement part(String pairing, String act, String made) {
    return new Graph.Statement(PART, Map.of("pairing", pairing, "act", act, "made", made));
  }

  static Graph.Statement joinPart(String pairing, String act) {
    return new Graph.Statement(JOIN_PART, Map.of("pairing", pairing, "act", act));
  }

  /** The first thing that cannot be taken back. */
  Optional<Settled> since(List<String> watched, List<String> types, long sequence) {
    return graph.read(SINCE, Map.of("watched", watched, "types", types, "sequence", sequence)).stream()
        .map(row -> new Settled(row.get("type").asString(), row.get("reference").asString())).findFirst();
  }

  /** All that a case is part of, newest first, at most fifty. */
  List<Pairing> of(String id) {
    return graph.read(OF, Map.of("id", id)).stream().map(PairingStore::pairing).toList();
  }

  Optional<Pairing> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(PairingStore::pairing).findFirst();
  }

  void relate(String from, String to, String relation, String by, String reason, Instant at, List<Happening> told) {
    graph.write(List.of(new Graph.Statement(RELATE, Map.of("from", from, "to", to, "relation", relation, "by", by, "reason", reason, "at", at.toString())),
        EventLog.append(at, told)));
  }

  void unrelate(String from, String to, String relation, Instant at, List<Happening> told) {
    graph.write(List.of(new Graph.Statement(UNRELATE, Map.of("from", from, "to", to, "relation", relation)), EventLog.append(at, told)));
  }

  List<Related> related(String id) {
    return graph.read(RELATED, Map.of("id", id)).stream().map(row -> new Related(row.get("reference").asString(), row.get("title").asString(""), row.get("relation").asString(),
        row.get("outward").asBoolean(), row.get("reason").asString(""))).toList();
  }

  Optional<String> into(String id) {
    return graph.read(INTO, Map.of("id", id)).stream().flatMap(row -> Optional.ofNullable(row.get("into").asString(null)).stream()).findFirst();
  }

  private static Pairing pairing(Record row) {
    var p = row.get("p");
    return new Pairing(p.get("id").asString(), Pairing.Sort.of(p.get("sort").asString()).orElseThrow(), p.get("from").asString(), row.get("fromReference").asString(),
        p.get("to").asString(), row.get("toReference").asString(), p.get("title").asString(""), p.get("part").asString(""), p.get("reason").asString(""),
        p.get("name").asString(""), p.get("at").asZonedDateTime().toInstant(), p.get("lapses").asZonedDateTime().toInstant(), p.get("state").asString(),
        p.get("made").asString(), row.get("madeReference").asString(), p.get("sequence").asLong(),
        row.get("answers").asList(one -> new Pairing.Answered(one.get(0).asString(), one.get(1).asString(), one.get(2).asString(), one.get(3).asString())));
  }
}
