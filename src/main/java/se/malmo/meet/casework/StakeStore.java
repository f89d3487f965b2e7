package se.malmo.meet.casework;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** Whom people who handle cases have ties to (jäv, förvaltningslagen 16 §), in the graph: nodes without edges, for colleagues alone. */
final class StakeStore {
  private static final String DECLARE = """
      MERGE (s:Stake {key: $account + ' ' + $nameKey})
      ON CREATE SET s.account = $account, s.nameKey = $nameKey, s.at = datetime($at)
      SET s.name = $name, s.why = $why
      """;

  private static final String END = "MATCH (s:Stake {key: $account + ' ' + $nameKey}) DELETE s";

  private static final String OF = "MATCH (s:Stake {account: $account}) RETURN s.nameKey AS nameKey, s.name AS name, s.why AS why ORDER BY s.name LIMIT 200";

  /** Other accounts of the same person share the address. Whoever owns the one that they have told of, or is owned by it, counts too, also where only one of the two says so. */
  private static final String TIED = """
      MATCH (a:Account {id: $account})
      RETURN EXISTS { MATCH (i:Initiative {id: $initiative}) WHERE a.email IS NOT NULL AND toLower(i.senderEmail) = a.email } AS isSender,
        COLLECT { MATCH (i:Initiative {id: $initiative}) MATCH (s:Stake {account: $account})
          WHERE EXISTS { (:Organisation {nameKey: s.nameKey})-[:PARTICIPATES_IN|SUBMITTED]->(i) } OR s.nameKey = $senderKey
            OR EXISTS { MATCH (:Organisation {nameKey: s.nameKey})-[:TIED_TO {kind: 'owns'}]-(near:Organisation) WHERE near.nameKey = $senderKey OR EXISTS { (near)-[:PARTICIPATES_IN|SUBMITTED]->(i) } }
          RETURN s.name ORDER BY s.name LIMIT 10 } AS names
      """;

  private final Graph graph;

  StakeStore(Graph graph) {
    this.graph = graph;
  }

  /** A tie that somebody has told of. */
  record Stake(String nameKey, String name, String why) {}

  void declare(String account, String nameKey, String name, String why, Instant at) {
    graph.write(List.of(new Graph.Statement(DECLARE, Map.of("account", account, "nameKey", nameKey, "name", name, "why", why, "at", at.toString())),
        EventLog.append(at, List.of(new Happening("stake.declared", account, account)))));
  }

  void end(String account, String nameKey, Instant at) {
    graph.write(List.of(new Graph.Statement(END, Map.of("account", account, "nameKey", nameKey)),
        EventLog.append(at, List.of(new Happening("stake.ended", account, account)))));
  }

  List<Stake> of(String account) {
    return graph.read(OF, Map.of("account", account)).stream().map(row -> new Stake(row.get("nameKey").asString(), row.get("name").asString(), row.get("why").asString(""))).toList();
  }

  /**
   * What ties an account to a case.
   *
   * @param senderKey the sender's organisation as names are compared, "" for none
   * @return "" where the person sent it, else whom they have a tie to; empty where nothing ties them
   */
  Optional<String> tie(String account, String initiative, String senderKey) {
    return graph.read(TIED, Map.of("account", account, "initiative", initiative, "senderKey", senderKey)).stream().flatMap(row -> {
      List<String> names = row.get("names").asList(name -> name.asString());
      if (row.get("isSender").asBoolean()) return java.util.stream.Stream.of("");
      return names.stream().limit(1);
    }).findFirst();
  }
}
