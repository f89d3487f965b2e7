package se.malmo.meet;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.event.CloudEvents;
import se.malmo.meet.event.EventApi;
import se.malmo.meet.event.EventStreams;
import se.malmo.meet.failed.FailedQueue;
import se.malmo.meet.failed.FailedRoutes;
import se.malmo.meet.notice.FailedMails;
import se.malmo.meet.notice.Kind;
import se.malmo.meet.notice.Outbox;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Lookup;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.web.Route;
import se.malmo.meet.webhook.Courier;
import se.malmo.meet.webhook.FailedMessages;
import se.malmo.meet.webhook.WebhookRoutes;
import se.malmo.meet.webhook.Webhooks;

/** What other systems are told of, put together. */
final class IntegrationSide implements AutoCloseable {
  private final EventStreams streams;
  private final EventApi events;
  private final Webhooks webhooks;
  private final Courier courier;
  private final Optional<String> publicUrl;
  private final Outbox outbox;
  private final Graph graph;
  private final Clock clock;

  IntegrationSide(Graph graph, EventLog log, Settings settings, Outbox outbox, Clock clock, Ids ids, byte[] key) {
    this.outbox = outbox;
    this.graph = graph;
    this.clock = clock;
    CloudEvents told = new CloudEvents(graph, log);
    publicUrl = MailSettings.of(settings.services()).publicUrl();
    streams = new EventStreams(log, told, clock);
    events = new EventApi(log, told, streams, publicUrl);
    boolean mayBeHere = mayBeHere(settings);
    webhooks = new Webhooks(graph, new Lookup(mayBeHere), mayBeHere, message -> outbox.statement(Kind.WEBHOOK, "webhook " + message, message), clock, ids, key);
    courier = webhooks.courier(graph, log, told);
    streams.begin();
  }

  /** Whether this very machine may be told by webhook: where somebody tries things out on it, and nobody else reaches the server. */
  private static boolean mayBeHere(Settings settings) {
    return settings.service("MEET_WEBHOOK_LOOPBACK").filter("true"::equals).isPresent() && List.of("127.0.0.1", "localhost", "::1").contains(settings.host());
  }

  /** @param jobs what is done every hour */
  List<Route> routes(FailedQueue jobs) {
    FailedRoutes failed = new FailedRoutes(List.of(new FailedMails(outbox), new FailedMessages(webhooks), jobs), graph, clock);
    return Stream.of(events.routes(), new WebhookRoutes(webhooks).routes(), failed.routes()).flatMap(List::stream).toList();
  }

  Courier courier() {
    return courier;
  }

  /** Begins to tell by webhook, until closed. */
  void begin(String ownAddress) {
    courier.begin(publicUrl.orElse(ownAddress));
  }

  /** Throws away what nobody needs any more; tells how many. */
  int purge() {
    return webhooks.purge();
  }

  @Override
  public void close() {
    courier.close();
    streams.close();
  }
}
