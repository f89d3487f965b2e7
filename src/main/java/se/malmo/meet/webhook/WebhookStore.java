package se.malmo.meet.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** Targets in the graph. */
final class WebhookStore {
  private static final String FIELDS = "{.id, .url, .wanted, .state, .because, .by, at: t.at, oldUntil: t.oldUntil} AS target";

  private static final String REGISTER = """
      MERGE (t:WebhookTarget {key: $url})
      ON CREATE SET t.id = $id, t.url = $url, t.wanted = $wanted, t.state = 'active', t.because = '', t.secret = $secret, t.by = $by, t.at = datetime($at)
      """;

  private static final String ITS = "MATCH (t:WebhookTarget {id: $id}) WITH t\n";

  private static final String LIST = """
      MATCH (t:WebhookTarget)
      RETURN t\s""" + FIELDS + """
      ,
        COUNT { (d:WebhookDelivery {target: t.id, state: 'waiting'}) } AS waiting, COUNT { (d:WebhookDelivery {target: t.id, state: 'failed'}) } AS failed, t.delivered AS delivered
      ORDER BY t.url LIMIT 100
      """;

  private static final String BY_ID = "MATCH (t:WebhookTarget {id: $id}) RETURN t " + FIELDS;

  private static final String SECRETS = """
      MATCH (t:WebhookTarget {id: $id})
      RETURN [t.secret] + CASE WHEN t.oldSecret IS NOT NULL AND t.oldUntil > datetime($now) THEN [t.oldSecret] ELSE [] END AS secrets
      """;

  private static final String ROTATE = """
      MATCH (t:WebhookTarget {id: $id})
      SET t.oldSecret = t.secret, t.oldUntil = datetime($until), t.secret = $secret
      """;

  private static final String PAUSE = """
      MATCH (t:WebhookTarget {id: $id, state: 'active'})
      SET t.state = 'paused', t.because = $because, t.pausedBy = $turn
      """;

  private static final String PAUSED_NOW = "MATCH (t:WebhookTarget {id: $id, pausedBy: $turn}) WITH t\n";

  private static final String RESUME = """
      MATCH (t:WebhookTarget {id: $id, state: 'paused'})
      SET t.state = 'active', t.because = '', t.resumedBy = $turn
      REMOVE t.pausedBy
      WITH t MATCH (d:WebhookDelivery {target: $id, state: 'waiting'}) SET d.nextTry = datetime($at)
      """;

  private static final String RESUMED_NOW = "MATCH (t:WebhookTarget {id: $id, resumedBy: $turn}) WITH t\n";

  private static final String REMOVE = "MATCH (t:WebhookTarget {id: $id}) DELETE t";

  private static final String REMOVE_MESSAGES = "MATCH (d:WebhookDelivery {target: $id}) WITH d LIMIT 10000 DELETE d";

  private static final String COUNT = "MATCH (t:WebhookTarget) RETURN count(t) AS n";

  private static final String FORGET = "MATCH (t:WebhookTarget) WHERE t.oldUntil <= datetime($now) REMOVE t.oldSecret, t.oldUntil";

  private final Graph graph;

  WebhookStore(Graph graph) {
    this.graph = graph;
  }

  /** Registers one; false where there is one of that address. */
  boolean register(Target target, String sealed) {
    Map<String, Object> which = Map.of("id", target.id());
    return !graph.write(List.of(
        new Graph.Statement(REGISTER, Map.of("id", target.id(), "url", target.url(), "wanted", target.wanted(), "secret", sealed, "by", target.by(), "at", target.at().toString())),
        EventLog.appendWhere(ITS, which, target.at(), List.of(new Happening("webhook.registered", target.id(), target.by()))),
        new Graph.Statement(BY_ID, which))).isEmpty();
  }

  List<Target.Listed> list() {
    return graph.read(LIST, Map.of()).stream().map(row -> new Target.Listed(target(row), row.get("waiting").asLong(), row.get("failed").asLong(), moment(row.get("delivered")))).toList();
  }

  Optional<Target> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(WebhookStore::target).findFirst();
  }

  long count() {
    return graph.read(COUNT, Map.of()).getFirst().get("n").asLong();
  }

  /** The sealed secrets that sign now, the newest first. */
  List<String> secrets(String id, Instant now) {
    return graph.read(SECRETS, Map.of("id", id, "now", now.toString())).stream().flatMap(row -> row.get("secrets").asList(Value::asString).stream()).toList();
  }

  void rotate(String id, String sealed, Instant until, String by, Instant at) {
    graph.write(List.of(new Graph.Statement(ROTATE, Map.of("id", id, "secret", sealed, "until", until.toString())),
        EventLog.appendWhere(ITS, Map.of("id", id), at, List.of(new Happening("webhook.rotated", id, by)))));
  }

  /**
   * Pauses one that is not paused.
   *
   * @param turn names this pausing, so that it is told once
   * @param more what else is done
   */
  void pause(String id, String because, String turn, String by, Instant at, List<Graph.Statement> more) {
    List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(PAUSE, Map.of("id", id, "because", because, "turn", turn)),
        EventLog.appendWhere(PAUSED_NOW, Map.of("id", id, "turn", turn), at, List.of(new Happening("webhook.paused", id, by, Map.of("reason", because))))));
    statements.addAll(more);
    graph.write(statements);
  }

  void resume(String id, String turn, String by, Instant at) {
    graph.write(List.of(new Graph.Statement(RESUME, Map.of("id", id, "turn", turn, "at", at.toString())),
        EventLog.appendWhere(RESUMED_NOW, Map.of("id", id, "turn", turn), at, List.of(new Happening("webhook.resumed", id, by)))));
  }

  /** Removes it with its secrets; what is left of many messages goes later. */
  void remove(String id, String by, Instant at) {
    graph.write(List.of(EventLog.appendWhere(ITS, Map.of("id", id), at, List.of(new Happening("webhook.removed", id, by))), new Graph.Statement(REMOVE, Map.of("id", id)),
        new Graph.Statement(REMOVE_MESSAGES, Map.of("id", id))));
  }

  void told(String id, String type, String by, Instant at) {
    graph.write(List.of(EventLog.appendWhere(ITS, Map.of("id", id), at, List.of(new Happening(type, id, by)))));
  }

  void forgetOldSecrets(Instant now) {
    graph.write(FORGET, Map.of("now", now.toString()));
  }

  static Target target(Record row) {
    Value target = row.get("target");
    return new Target(target.get("id").asString(), target.get("url").asString(), target.get("wanted").asList(Value::asString), target.get("state").asString().equals("paused"),
        target.get("because").asString(), target.get("by").asString(), target.get("at").asZonedDateTime().toInstant(), moment(target.get("oldUntil")));
  }

  static Optional<Instant> moment(Value at) {
    return at.isNull() ? Optional.empty() : Optional.of(at.asZonedDateTime().toInstant());
  }
}
