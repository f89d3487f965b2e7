package se.malmo.meet.tie;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
import se.malmo.meet.tie.DeclaredTie.State;

/** Declared ties in the graph: a node with what the two know of each, and while it stands one edge that everybody may see. No edge leads to a person. */
public final class TieStore {
  /** Where such an edge comes from. */
  static final String SOURCE = "declared";
  /** What a tie that only one of the two has told of weighs, against one that both have. */
  static final double UNCONFIRMED = 0.5;

  private static final String PARTY = "{id: n.id, nameSv: n.name, nameEn: coalesce(n.nameEn, n.name), isForvaltning: n:Forvaltning, told: left(coalesce(n.description, ''), 90)} AS n ORDER BY n.nameSv, n.id LIMIT 10";
  private static final String NAMED = """
      CALL () {
        MATCH (n:Organisation) WHERE n.id = $name OR n.nameKey = $nameKey RETURN n LIMIT 20
        UNION
        MATCH (n:Forvaltning) WHERE n.id = $name OR toLower(n.name) = $lower OR toLower(coalesce(n.nameEn, '')) = $lower OR any(alias IN coalesce(n.aliases, []) WHERE toLower(alias) = $lower)
        RETURN n LIMIT 20
      }
      WITH n WHERE NOT coalesce(n.optedOut, false) AND n.closedOn IS NULL AND NOT coalesce(n.dormant, false)
      RETURN\s""" + PARTY;
  private static final String LIKE = """
      CALL () {
        MATCH (n:Organisation) WHERE n.nameKey STARTS WITH $nameKey RETURN n LIMIT 20
        UNION
        MATCH (n:Forvaltning) WHERE toLower(n.name) STARTS WITH $lower OR toLower(coalesce(n.nameEn, '')) STARTS WITH $lower RETURN n LIMIT 20
      }
      WITH n WHERE NOT coalesce(n.optedOut, false) AND n.closedOn IS NULL AND NOT coalesce(n.dormant, false)
      RETURN\s""" + PARTY;
  private static final String BY_PARTY = "MATCH (n:Organisation|Forvaltning {id: $id}) RETURN " + PARTY;

  /** What the other has said no to stays so until $quiet days are over, unless the other tells of it itself. */
  private static final String DECLARE = """
      MERGE (t:DeclaredTie {key: $key})
      ON CREATE SET t.id = $id, t.from = $from, t.to = $to, t.kind = $kind, t.state = 'withdrawn'
      SET t.lock = $act
      WITH t WHERE t.state = 'withdrawn' OR t.state = 'denied' AND (t.no = $side OR t.answered <= date($quiet))
      SET t.state = 'open', t.side = $side, t.note = $note, t.by = $by, t.day = date($day), t.act = $act, t.mailed = CASE WHEN $mails THEN date($day) ELSE t.mailed END
      REMOVE t.answered, t.no
      """;
  private static final String CONFIRM = """
      MATCH (t:DeclaredTie {id: $id}) SET t.lock = $act
      WITH t WHERE t.state = 'open' AND t.side <> $side AND $side IN [t.from, t.to]
      SET t.state = 'confirmed', t.answered = date($day), t.act = $act
      """;
  private static final String REFUSE = """
      MATCH (t:DeclaredTie {id: $id}) SET t.lock = $act
      WITH t WHERE t.state IN ['open', 'confirmed'] AND $side IN [t.from, t.to]
      SET t.state = CASE WHEN t.side = $side THEN 'withdrawn' ELSE 'denied' END, t.no = $side, t.answered = date($day), t.act = $act
      """;
  /** The edge is what the node says, and gone where it says that there is none. */
  private static final String EDGE = """
      MATCH (t:DeclaredTie {id: $id})
      MATCH (a:Organisation|Forvaltning {id: t.from})
      MATCH (b:Organisation|Forvaltning {id: t.to})
      CALL (t, a, b) { WITH t, a, b WHERE NOT t.state IN ['open', 'confirmed'] MATCH (a)-[old:TIED_TO {kind: t.kind}]->(b) DELETE old }
      WITH t, a, b WHERE t.state IN ['open', 'confirmed']
      MERGE (a)-[tied:TIED_TO {kind: t.kind}]->(b)
      SET tied.since = t.day, tied.source = $source, tied.confirmed = t.answered, tied.strength = CASE WHEN t.answered IS NULL THEN $unconfirmed ELSE 1.0 END
      """;
  private static final String DONE_NOW = "MATCH (t:DeclaredTie {id: $id, act: $act}) WITH t\n";
  private static final String IS_DONE = "OPTIONAL MATCH (t:DeclaredTie {id: $id, act: $act}) RETURN t IS NOT NULL AS done";

  private static final String WHOLE = """
      MATCH (a:Organisation|Forvaltning {id: t.from})
      MATCH (b:Organisation|Forvaltning {id: t.to})
      RETURN t {.id, .kind, .note, .side, .state, .no, .day, .answered, .mailed} AS t,
        {id: a.id, nameSv: a.name, nameEn: coalesce(a.nameEn, a.name), isForvaltning: a:Forvaltning, told: ''} AS one,
        {id: b.id, nameSv: b.name, nameEn: coalesce(b.nameEn, b.name), isForvaltning: b:Forvaltning, told: ''} AS other
      """;
  private static final String BY_ID = "MATCH (t:DeclaredTie {id: $id})\n" + WHOLE;
  private static final String OF = """
      CALL () { MATCH (t:DeclaredTie {from: $party}) RETURN t UNION MATCH (t:DeclaredTie {to: $party}) RETURN t }
      WITH t WHERE t.state IN ['open', 'confirmed'] OR t.state = 'denied' AND t.side = $party
      """;
  private static final String ORDER = "ORDER BY t.state = 'open' AND t.side <> $party DESC, t.day DESC, t.id\n";
  private static final String PAGE = OF + "WITH t " + ORDER + "SKIP $skip LIMIT $limit\n" + WHOLE + ORDER;
  private static final String COUNT = OF + "RETURN count(t) AS n, count(CASE WHEN t.state = 'open' AND t.side <> $party THEN 1 END) AS toAnswer, count(CASE WHEN t.state = 'open' AND t.side = $party THEN 1 END) AS waiting";

  private final Graph graph;

  public TieStore(Graph graph) {
    this.graph = graph;
  }

  /** Those that are called so, or have this id. */
  List<Party> named(String name) {
    return parties(NAMED, name);
  }

  /** Those whose names begin so. */
  List<Party> like(String name) {
    return parties(LIKE, name);
  }

  private List<Party> parties(String cypher, String name) {
    return graph.read(cypher, Map.of("name", name, "nameKey", Organisation.nameKey(name), "lower", name.toLowerCase(Locale.ROOT))).stream().map(row -> party(row.get("n"))).toList();
  }

  Optional<Party> party(String id) {
    return graph.read(BY_PARTY, Map.of("id", id)).stream().map(row -> party(row.get("n"))).findFirst();
  }

  /**
   * A tie that is told of.
   *
   * @param id made of the key, so that the same tie has the same
   * @param side the id of the one that tells of it
   * @param by the account that does
   */
  record Telling(String key, String id, String from, String to, String kind, String note, String side, String by) {}

  /** How, when and by which event something is done. */
  record Act(String id, LocalDate day, Instant at, Happening told) {}

  /**
   * Tells of it.
   *
   * @param quiet what was said no to later than this day is left alone
   * @param mail its mail, nothing for none
   * @return false where it stands already, or was said no to
   */
  boolean declare(Telling telling, LocalDate quiet, Optional<Graph.Statement> mail, Act act) {
    Map<String, Object> parameters = parameters(telling.id(), telling.side(), act);
    parameters.putAll(Map.of("key", telling.key(), "from", telling.from(), "to", telling.to(), "kind", telling.kind(), "note", telling.note(), "by", telling.by(), "quiet", quiet.toString(), "mails", mail.isPresent()));
    return write(DECLARE, parameters, mail, act);
  }

  /** Says yes; false where nothing waits for this side's answer. */
  boolean confirm(String id, String side, Act act) {
    return write(CONFIRM, parameters(id, side, act), Optional.empty(), act);
  }

  /** Says no, or takes it back; false where there is nothing to. */
  boolean refuse(String id, String side, Act act) {
    return write(REFUSE, parameters(id, side, act), Optional.empty(), act);
  }

  private static Map<String, Object> parameters(String id, String side, Act act) {
    return new HashMap<>(Map.of("id", id, "side", side, "act", act.id(), "day", act.day().toString(), "source", SOURCE, "unconfirmed", UNCONFIRMED));
  }

  private boolean write(String cypher, Map<String, Object> parameters, Optional<Graph.Statement> mail, Act act) {
    List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(cypher, parameters), new Graph.Statement(EDGE, parameters)));
    mail.ifPresent(statements::add);
    statements.add(EventLog.appendWhere(DONE_NOW, Map.of("id", parameters.get("id"), "act", act.id()), act.at(), List.of(act.told())));
    statements.add(new Graph.Statement(IS_DONE, parameters));
    List<Record> rows = graph.write(statements);
    return !rows.isEmpty() && rows.getFirst().get("done").asBoolean();
  }

  Optional<DeclaredTie> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(TieStore::tie).findFirst();
  }

  /** What a party has a hand in, what waits for its answer first. */
  List<DeclaredTie> page(String party, int skip, int limit) {
    return graph.read(PAGE, Map.of("party", party, "skip", skip, "limit", limit)).stream().map(TieStore::tie).toList();
  }

  /**
   * How many ties a party has.
   *
   * @param toAnswer those that wait for its own answer
   * @param waiting those that wait for another's
   */
  record Count(long all, long toAnswer, long waiting) {}

  Count count(String party) {
    Record row = graph.read(COUNT, Map.of("party", party)).getFirst();
    return new Count(row.get("n").asLong(), row.get("toAnswer").asLong(), row.get("waiting").asLong());
  }

  private static DeclaredTie tie(Record row) {
    Value t = row.get("t");
    return new DeclaredTie(t.get("id").asString(), party(row.get("one")), party(row.get("other")), t.get("kind").asString(), t.get("note").asString(""), t.get("side").asString(),
        State.valueOf(t.get("state").asString().toUpperCase(Locale.ROOT)), t.get("no").asString(""), t.get("day").asLocalDate(), day(t.get("answered")), day(t.get("mailed")));
  }

  private static Optional<LocalDate> day(Value value) {
    return value.isNull() ? Optional.empty() : Optional.of(value.asLocalDate());
  }

  private static Party party(Value n) {
    return new Party(n.get("id").asString(), n.get("nameSv").asString(), n.get("nameEn").asString(), n.get("isForvaltning").asBoolean(), n.get("told").asString(""));
  }
}
