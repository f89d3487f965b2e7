package se.malmo.meet.notice;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Links;

/** What whoever registered a webhook reads by mail when it has been paused because nobody took what it sent; nothing where it goes again. */
final class WebhookText {
  private static final String PAUSED = """
      MATCH (t:WebhookTarget {state: 'paused'}) WHERE t.pausedBy = $message
      RETURN t.id AS id, t.url AS url, t.because AS because, t.by AS by
      """;

  private final Graph graph;
  private final Accounts accounts;
  private final RuleBook rules;

  WebhookText(Graph graph, Accounts accounts, RuleBook rules) {
    this.graph = graph;
    this.accounts = accounts;
    this.rules = rules;
  }

  Optional<Mail> write(Delivery delivery, String base) {
    return graph.read(PAUSED, Map.of("message", delivery.recipient())).stream().findFirst().flatMap(row -> accounts.byId(row.get("by").asString()).filter(one -> !one.isClosed())
        .flatMap(reader -> reader.email().map(to -> new Mail(delivery.id(), to, content(row, reader, base), Optional.empty()))));
  }

  private Content content(Record row, Account reader, String base) {
    String language = rules.of(reader.id()).language();
    Messages messages = Messages.of(language);
    // The server's name alone: what follows it may be a secret.
    String host = URI.create(row.get("url").asString()).getHost();
    return new Content(language, messages.get("mail.webhook.subject", host), List.of(
        new Content.Said(messages.get("mail.webhook." + row.get("because").asString(), host)),
        new Content.Said(messages.get("mail.webhook.then")),
        new Content.Leading(messages.get("mail.webhook.link"), base + Links.of(language).webhook(row.get("id").asString()))));
  }
}
