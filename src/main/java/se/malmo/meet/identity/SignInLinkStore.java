package se.malmo.meet.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.identity.SignInLinks.Link;
import se.malmo.meet.platform.Graph;

/** Links to sign in with in the graph: hashes of their secrets, of the browsers that asked, and of the addresses that were asked for. */
final class SignInLinkStore {
  private static final String ASK = "CREATE (l:SignInLink) SET l += $properties, l.asked = datetime($at)";

  private static final String ASKED_OF = "MATCH (l:SignInLink {addressHash: $address}) WHERE l.asked > datetime($since) RETURN count(l) AS n";

  private static final String BY_ID = """
      MATCH (l:SignInLink {id: $id}) WHERE l.account IS NOT NULL
      RETURN l.id AS id, l.account AS account, l.language AS language, l.spent IS NULL AND l.asked > datetime($since) AS open
      """;

  private static final String GOOD = """
      MATCH (l:SignInLink {secretHash: $hash})
      WHERE l.browserHash = $browser AND l.spent IS NULL AND l.account IS NOT NULL AND l.asked > datetime($since)
      RETURN l.id AS id
      """;

  /** The first line locks it, so that of two at once the second sees that it is spent. */
  private static final String SPEND = """
      MATCH (l:SignInLink {secretHash: $hash}) SET l.tried = datetime($at)
      WITH l WHERE l.browserHash = $browser AND l.spent IS NULL AND l.account IS NOT NULL AND l.asked > datetime($since)
      SET l.spent = datetime($at)
      RETURN l.account AS account
      """;

  private final Graph graph;

  SignInLinkStore(Graph graph) {
    this.graph = graph;
  }

  /** What is kept of one who asks; without an account where there is none by the address. */
  record Asked(String id, String addressHash, Optional<String> account, String language, String secretHash, String browserHash, Instant at) {}

  /** @param mail in the same transaction */
  void ask(Asked asked, Graph.Statement mail) {
    Map<String, Object> properties = new HashMap<>(Map.of("id", asked.id(), "addressHash", asked.addressHash(), "language", asked.language(), "secretHash", asked.secretHash(),
        "browserHash", asked.browserHash()));
    asked.account().ifPresent(account -> properties.put("account", account));
    graph.write(List.of(new Graph.Statement(ASK, Map.of("properties", properties, "at", asked.at().toString())), mail));
  }

  int askedOf(String addressHash, Instant since) {
    return graph.read(ASKED_OF, Map.of("address", addressHash, "since", since.toString())).getFirst().get("n").asInt();
  }

  /** @param since those asked before are too old */
  Optional<Link> byId(String id, Instant since) {
    return graph.read(BY_ID, Map.of("id", id, "since", since.toString())).stream().findFirst()
        .map(row -> new Link(row.get("id").asString(), row.get("account").asString(), row.get("language").asString(), row.get("open").asBoolean()));
  }

  boolean isGood(String hash, String browser, Instant since) {
    return !graph.read(GOOD, Map.of("hash", hash, "browser", browser, "since", since.toString())).isEmpty();
  }

  /** The account that it lets in. */
  Optional<String> spend(String hash, String browser, Instant at, Instant since) {
    return graph.write(SPEND, Map.of("hash", hash, "browser", browser, "at", at.toString(), "since", since.toString())).stream().findFirst().map(row -> row.get("account").asString());
  }
}
