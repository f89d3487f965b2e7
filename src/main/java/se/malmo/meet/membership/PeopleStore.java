package se.malmo.meet.membership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** Who speaks for which organisation, and who has been asked to, in the graph: no edge leads from an organisation to a person. */
final class PeopleStore {
  private static final String MEMBERS = "MATCH (a:Account {role: 'member'}) WHERE a.isPerson AND NOT coalesce(a.closed, false) AND $organisation IN a.organisations";

  private static final String CONTACT = "MATCH (c:ProfileContact {organisation: $organisation}) RETURN c.account AS account";

  /** Whoever is it stays so; where they go, or nobody is, it is the first of the others by name. */
  private static final String KEEP_CONTACT = """
      MATCH (o:Organisation {id: $organisation}) SET o.lock = $act
      MERGE (c:ProfileContact {organisation: $organisation})
      WITH c, head(COLLECT { MATCH (a:Account {role: 'member'}) WHERE a.isPerson AND NOT coalesce(a.closed, false) AND $organisation IN a.organisations AND a.id <> $leaves
        RETURN a.id ORDER BY a.id = coalesce(c.account, '') DESC, a.name, a.id LIMIT 1 }) AS next
      SET c.account = next
      """;

  /** The organisation is locked before it is counted: of the last two who leave at once one stays. */
  private static final String LEAVE = """
      MATCH (o:Organisation {id: $organisation}) SET o.lock = $act
      WITH o MATCH (a:Account {id: $account}) WHERE $organisation IN a.organisations
        AND COUNT { MATCH (b:Account {role: 'member'}) WHERE b.isPerson AND NOT coalesce(b.closed, false) AND b.id <> $account AND $organisation IN b.organisations } > 0
      SET a.organisations = [one IN a.organisations WHERE one <> $organisation], a.act = $act
      """;
  private static final String NO_INVITES = "MATCH (a:Account {id: $account, act: $act}) MATCH (p:PersonInvite {organisation: $organisation, by: $account}) DETACH DELETE p";
  private static final String LEFT = "MATCH (a:Account {id: $account, act: $act}) WITH a\n";
  private static final String HAS_LEFT = "MATCH (a:Account {id: $account}) RETURN coalesce(a.act, '') = $act AS done";

  private static final String ADD = """
      MATCH (a:Account {id: $account}) WHERE NOT $organisation IN coalesce(a.organisations, [])
      SET a.organisations = coalesce(a.organisations, []) + $organisation
      """;
  private static final String MAKE_CONTACT = "MATCH (c:ProfileContact {organisation: $organisation}) " + MEMBERS + " AND a.id = $account SET c.account = $account";

  private static final String ASK = """
      MATCH (o:Organisation {id: $organisation}) SET o.lock = $act
      WITH o WHERE o.closedOn IS NULL AND COUNT { MATCH (p:PersonInvite {organisation: $organisation}) WHERE p.key <> $key AND p.spent IS NULL AND p.asked > datetime($since) } < $most
      MERGE (p:PersonInvite {key: $key})
      ON CREATE SET p.id = $id, p.asks = 0
      SET p += $properties, p.asks = p.asks + 1, p.asked = datetime($at), p.secretHash = $hash, p.act = $act
      REMOVE p.spent
      """;
  private static final String ASKED = "MATCH (p:PersonInvite {key: $key, act: $act}) WITH p\n";
  private static final String IS_ASKED = "OPTIONAL MATCH (p:PersonInvite {key: $key, act: $act}) RETURN p IS NOT NULL AS done";

  private static final String FIELDS = """
       WITH p MATCH (o:Organisation {id: p.organisation}) WHERE o.closedOn IS NULL
       RETURN p {.id, .organisation, .email, .name, .by, .language, .asks, .takesOver, .leaves, .asked} AS p, o.name AS organisation
      """;
  private static final String OPEN = " WHERE p.spent IS NULL AND p.asked > datetime($since)";
  private static final String BY_KEY = "MATCH (p:PersonInvite {key: $key}) RETURN p.id AS id, p.asks AS asks";
  private static final String BY_ID = "MATCH (p:PersonInvite {id: $key})" + OPEN + FIELDS;
  private static final String BY_SECRET = "MATCH (p:PersonInvite {secretHash: $key})" + OPEN + FIELDS;
  private static final String OF = "MATCH (p:PersonInvite {organisation: $key})" + OPEN + FIELDS + " ORDER BY p.asked DESC, p.id LIMIT 50";
  private static final String ASKED_OF = "MATCH (p:PersonInvite {emailKey: $email}) WHERE p.asked > datetime($since) RETURN coalesce(sum(p.asks), 0) AS n";

  /** The first line locks it, so that of two at once the second sees that it is spent. */
  private static final String SPEND = """
      MATCH (p:PersonInvite {id: $id}) SET p.tried = datetime($at)
      WITH p WHERE p.spent IS NULL
      SET p.spent = datetime($at)
      RETURN p.id AS id
      """;
  private static final String WAITS = "MATCH (p:PersonInvite {id: $id, organisation: $organisation}) WHERE p.spent IS NULL WITH p\n";
  private static final String WITHDRAW = "MATCH (p:PersonInvite {id: $id, organisation: $organisation}) WHERE p.spent IS NULL DETACH DELETE p";

  private final Graph graph;

  PeopleStore(Graph graph) {
    this.graph = graph;
  }

  /** The account that is turned to first; empty where nobody has said. */
  Optional<String> contact(String organisation) {
    return graph.read(CONTACT, Map.of("organisation", organisation)).stream().findFirst().flatMap(row -> Optional.ofNullable(row.get("account").asString(null)));
  }

  /** Takes somebody off; false where they do not speak for it, or are the last one. */
  boolean leave(String organisation, String account, String act, Instant at, Happening told) {
    Map<String, Object> parameters = Map.of("organisation", organisation, "account", account, "leaves", account, "act", act);
    return isDone(List.of(new Graph.Statement(LEAVE, parameters), new Graph.Statement(KEEP_CONTACT, parameters), new Graph.Statement(NO_INVITES, parameters),
        EventLog.appendWhere(LEFT, Map.of("account", account, "act", act), at, List.of(told)), new Graph.Statement(HAS_LEFT, parameters)));
  }

  /** Lets somebody speak for it too. */
  void add(String organisation, String account, boolean isContact, String act, Instant at, Happening told) {
    Map<String, Object> parameters = Map.of("organisation", organisation, "account", account, "leaves", "", "act", act);
    List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(KEEP_CONTACT, parameters), new Graph.Statement(ADD, parameters)));
    if (isContact) statements.add(new Graph.Statement(MAKE_CONTACT, parameters));
    statements.add(EventLog.append(at, List.of(told)));
    graph.write(statements);
  }

  void makeContact(String organisation, String account, String act, Instant at, Happening told) {
    Map<String, Object> parameters = Map.of("organisation", organisation, "account", account, "leaves", "", "act", act);
    graph.write(List.of(new Graph.Statement(KEEP_CONTACT, parameters), new Graph.Statement(MAKE_CONTACT, parameters), EventLog.append(at, List.of(told))));
  }

  /**
   * What is kept of somebody who is asked.
   *
   * @param key the same for the same address and organisation
   */
  record Asked(String key, String id, String organisation, Map<String, Object> properties, String secretHash, Instant at) {}

  /**
   * Keeps it, with its mail in the same transaction.
   *
   * @param since those asked before are too old to count
   * @return false where as many wait as may
   */
  boolean ask(Asked asked, String act, Instant since, int most, List<Graph.Statement> mail, Happening told) {
    Map<String, Object> parameters = new HashMap<>(Map.of("organisation", asked.organisation(), "key", asked.key(), "id", asked.id(), "properties", asked.properties(), "hash", asked.secretHash(),
        "act", act, "at", asked.at().toString(), "since", since.toString(), "most", most));
    List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(ASK, parameters)));
    statements.addAll(mail);
    statements.add(EventLog.appendWhere(ASKED, Map.of("key", asked.key(), "act", act), asked.at(), List.of(told)));
    statements.add(new Graph.Statement(IS_ASKED, parameters));
    return isDone(statements);
  }

  private boolean isDone(List<Graph.Statement> statements) {
    List<Record> rows = graph.write(statements);
    return !rows.isEmpty() && rows.getFirst().get("done").asBoolean();
  }

  /** Its id and how many times they were asked. */
  Optional<Map.Entry<String, Integer>> byKey(String key) {
    return graph.read(BY_KEY, Map.of("key", key)).stream().findFirst().map(row -> Map.entry(row.get("id").asString(), row.get("asks").asInt()));
  }

  /** @param since those asked before are too old */
  Optional<People.Asked> byId(String id, Instant since) {
    return read(BY_ID, id, since).stream().findFirst();
  }

  Optional<People.Asked> bySecret(String hash, Instant since) {
    return read(BY_SECRET, hash, since).stream().findFirst();
  }

  /** Those who have not answered yet, the newest first. */
  List<People.Asked> of(String organisation, Instant since) {
    return read(OF, organisation, since);
  }

  private List<People.Asked> read(String cypher, String key, Instant since) {
    return graph.read(cypher, Map.of("key", key, "since", since.toString())).stream().map(PeopleStore::asked).toList();
  }

  int askedOf(String email, Instant since) {
    return graph.read(ASKED_OF, Map.of("email", email, "since", since.toString())).getFirst().get("n").asInt();
  }

  boolean spend(String id, Instant at) {
    return !graph.write(SPEND, Map.of("id", id, "at", at.toString())).isEmpty();
  }

  void withdraw(String id, String organisation, Instant at, Happening told) {
    Map<String, Object> parameters = Map.of("id", id, "organisation", organisation);
    graph.write(List.of(EventLog.appendWhere(WAITS, parameters, at, List.of(told)), new Graph.Statement(WITHDRAW, parameters)));
  }

  private static People.Asked asked(Record row) {
    Value p = row.get("p");
    return new People.Asked(p.get("id").asString(), p.get("organisation").asString(), row.get("organisation").asString(), p.get("email").asString(), p.get("name").asString(), p.get("by").asString(),
        p.get("language").asString("sv"), p.get("asks").asInt(), p.get("takesOver").asBoolean(false), p.get("leaves").asBoolean(false), p.get("asked").asZonedDateTime().toInstant());
  }
}
