package se.malmo.meet.membership;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.language.Language;
import se.malmo.meet.membership.Joinings.Kept;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Graph;

/** Organisations that have asked to join and not said yes yet: nodes without edges, that nothing else reads. */
final class JoiningStore {
  private static final String ASK = """
      MERGE (j:Joining {key: $key})
      ON CREATE SET j.id = $id, j.asks = 0
      SET j += $properties, j.asks = j.asks + 1, j.asked = datetime($at), j.secretHash = $hash
      """;

  private static final String FIELDS = """
       RETURN j {.id, .name, .description, .offers, .seeks, .sector, .textLanguage, .organisationNumber, .website, .email, .language, .browserHash, .asks} AS j
      """;

  private static final String BY_KEY = "MATCH (j:Joining {key: $key})" + FIELDS;
  private static final String BY_ID = "MATCH (j:Joining {id: $key}) WHERE j.asked > datetime($since)" + FIELDS;
  private static final String BY_SECRET = "MATCH (j:Joining {secretHash: $key}) WHERE j.asked > datetime($since)" + FIELDS;

  private static final String ASKED_OF = "MATCH (j:Joining {emailKey: $email}) WHERE j.asked > datetime($since) RETURN coalesce(sum(j.asks), 0) AS n";

  private static final String DONE = "MATCH (j:Joining {id: $id}) DETACH DELETE j";

  private final Graph graph;

  JoiningStore(Graph graph) {
    this.graph = graph;
  }

  /** One that asks. */
  record Asked(String key, String id, String emailKey, String secretHash, String browserHash, Instant at) {}

  /** @param mail in the same transaction */
  void ask(Joining joining, Asked asked, Graph.Statement mail) {
    OrganisationRow.Valid row = joining.row();
    Map<String, Object> properties = new HashMap<>(Map.of("name", row.name(), "description", row.description(), "offers", row.offers(), "seeks", row.seeks(), "email", joining.email(),
        "emailKey", asked.emailKey(), "language", joining.language(), "browserHash", asked.browserHash()));
    properties.put("sector", row.sector().map(Sector::code).orElse(null));
    properties.put("textLanguage", row.language().map(Language::code).orElse(null));
    properties.put("organisationNumber", row.organisationNumber().orElse(null));
    properties.put("website", row.website().orElse(null));
    graph.write(List.of(new Graph.Statement(ASK, Map.of("key", asked.key(), "id", asked.id(), "properties", properties, "at", asked.at().toString(), "hash", asked.secretHash())), mail));
  }

  Optional<Kept> byKey(String key) {
    return graph.read(BY_KEY, Map.of("key", key)).stream().map(JoiningStore::kept).findFirst();
  }

  /** @param since those asked before are too old */
  Optional<Kept> byId(String id, Instant since) {
    return graph.read(BY_ID, Map.of("key", id, "since", since.toString())).stream().map(JoiningStore::kept).findFirst();
  }

  Optional<Kept> bySecret(String hash, Instant since) {
    return graph.read(BY_SECRET, Map.of("key", hash, "since", since.toString())).stream().map(JoiningStore::kept).findFirst();
  }

  int askedOf(String email, Instant since) {
    return graph.read(ASKED_OF, Map.of("email", email, "since", since.toString())).getFirst().get("n").asInt();
  }

  void done(String id) {
    graph.write(DONE, Map.of("id", id));
  }

  private static Kept kept(Record row) {
    Value j = row.get("j");
    OrganisationRow.Valid said = new OrganisationRow.Valid(Optional.empty(), j.get("name").asString(), Sector.of(j.get("sector").asString("")), Language.of(j.get("textLanguage").asString("")),
        j.get("description").asString(), j.get("offers").asList(Value::asString), j.get("seeks").asList(Value::asString), List.of(),
        Optional.ofNullable(j.get("organisationNumber").asString(null)), Optional.ofNullable(j.get("website").asString(null)));
    return new Kept(j.get("id").asString(), new Joining(said, j.get("email").asString(), j.get("language").asString()), j.get("browserHash").asString(), j.get("asks").asInt());
  }
}
