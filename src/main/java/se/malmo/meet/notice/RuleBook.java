package se.malmo.meet.notice;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.notice.Rules.Matter;
import se.malmo.meet.notice.Rules.When;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.web.Role;

/** The rules of all who handle cases; nodes without edges. */
public final class RuleBook {
  /** More accounts than a city has for this. */
  private static final int MOST_ACCOUNTS = 2_000;

  private static final String OF = "MATCH (r:NoticeRules {account: $account}) RETURN r {.*} AS r LIMIT 1";
  private static final String SAVE = "MERGE (r:NoticeRules {account: $account}) SET r += $rules";
  private static final String ALL = "MATCH (r:NoticeRules) RETURN r {.*} AS r LIMIT 5000";

  private final Graph graph;
  private final Accounts accounts;

  public RuleBook(Graph graph, Accounts accounts) {
    this.graph = graph;
    this.accounts = accounts;
  }

  Rules of(String account) {
    return graph.read(OF, Map.of("account", account)).stream().map(RuleBook::rules).findFirst().orElse(Rules.USUAL);
  }

  void save(String account, Rules rules) {
    Map<String, Object> properties = new HashMap<>(Map.of("language", rules.language()));
    rules.whens().forEach((matter, when) -> properties.put(matter.code(), when.code()));
    graph.write(SAVE, Map.of("account", account, "rules", properties));
  }

  /** Everybody's who has said something, by account. */
  Map<String, Rules> all() {
    Map<String, Rules> all = new HashMap<>();
    graph.read(ALL, Map.of()).forEach(row -> all.put(row.get("r").get("account").asString(), rules(row)));
    return all;
  }

  /** Those who handle cases and have an account that is good for something. */
  List<Account> readers() {
    return accounts.page(0, MOST_ACCOUNTS).stream().filter(one -> !one.isClosed() && (one.role() == Role.AMBASSADOR || one.role() == Role.COORDINATOR)).toList();
  }

  private static Rules rules(Record row) {
    Value r = row.get("r");
    Map<Matter, When> whens = new EnumMap<>(Matter.class);
    for (Matter matter : Matter.values()) When.of(r.get(matter.code()).asString("")).ifPresent(when -> whens.put(matter, when));
    return new Rules(r.get("language").asString("sv"), whens);
  }
}
