package se.malmo.meet.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import se.malmo.meet.event.CloudEvent;
import se.malmo.meet.event.CloudEvents;
import se.malmo.meet.event.Kind;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Rounds;
import se.malmo.meet.platform.WebAddress;
import se.malmo.meet.webhook.MessageStore.Made;

/**
 * Goes round: reads what has happened, makes a message for each target that wants it, and sends what is due, to each target beside the others. A message is
 * marked as delivered right after its receiver has taken it: a server that dies in between sends that one again, under the same id.
 */
public final class Courier implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int PAGE = 200;
  private static final int BATCH = 5;
  /** Whoever takes messages and dies keeps them from others no longer than this. */
  static final Duration LEASE = Duration.ofMinutes(1);
  /** A lease that ends sooner than this is too short for another message. */
  private static final Duration ROOM = Sender.LIMIT.plusSeconds(5);

  private final EventLog log;
  private final CloudEvents events;
  private final WebhookStore targets;
  private final MessageStore messages;
  private final Webhooks webhooks;
  private final Sender sender;
  private final Schedule schedule;
  private final InstantSource clock;
  private final Ids ids;
  /** The targets that this server is at work for. */
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Rounds rounds = new Rounds("webhooks", "A round of the webhooks could not be ended");

  Courier(Graph graph, EventLog log, CloudEvents events, Webhooks webhooks, Sender sender, Schedule schedule, InstantSource clock, Ids ids) {
    this.log = log;
    this.events = events;
    this.webhooks = webhooks;
    this.sender = sender;
    this.schedule = schedule;
    this.clock = clock;
    this.ids = ids;
    targets = new WebhookStore(graph);
    messages = new MessageStore(graph);
  }

  /**
   * Goes round until closed.
   *
   * @param source the beginning of our addresses
   */
  public void begin(String source) {
    prepare();
    rounds.begin(BETWEEN, BETWEEN, () -> round(source));
  }

  /** From now on all that happens is told; on a graph that has been followed before, from where that ended. */
  public void prepare() {
    messages.begin(log.last());
  }

  /** One round; what is under way for one target holds up no other. */
  public List<CompletableFuture<Void>> round(String source) {
    follow();
    List<CompletableFuture<Void>> work = new ArrayList<>();
    for (Target target : messages.due(clock.instant())) {
      if (busy.add(target.id())) work.add(CompletableFuture.runAsync(() -> deliverOrTryAgain(target, source), threads).whenComplete((done, failure) -> busy.remove(target.id())));
    }
    return work;
  }

  private void follow() {
    long seen = messages.cursor();
    for (List<Event> read = log.since(seen, PAGE); !read.isEmpty(); read = log.since(seen, PAGE)) {
      List<Target> all = targets.list().stream().map(Target.Listed::target).filter(one -> !one.isPaused()).toList();
      List<Made> made = new ArrayList<>();
      for (Event event : read) {
        CloudEvents.typeOf(event).filter(Kind::isOpen).ifPresent(type -> all.stream().filter(one -> one.wants(type))
            .forEach(one -> made.add(new Made(ids.next("msg-"), one.id(), event.sequence(), type))));
      }
      messages.advance(seen, read.getLast().sequence(), ids.next("fol-"), made, clock.instant());
      seen = read.getLast().sequence();
    }
  }

  private void deliverOrTryAgain(Target target, String source) {
    try {
      boolean goesOn = true;
      while (goesOn && !rounds.isEnding()) goesOn = deliver(target, source);
    } catch (RuntimeException e) {
      if (!rounds.isEnding()) LOG.warn("The messages for {} could not be sent; trying again: {}", target.id(), e.getClass().getSimpleName());
    }
  }

  /** Sends some that are due; false where there are no more, or the target is paused. */
  private boolean deliver(Target target, String source) {
    Instant now = clock.instant();
    String lease = ids.next("lea-");
    Instant until = now.plus(LEASE);
    List<Message> taken = messages.take(target.id(), lease, BATCH, now, until);
    if (taken.isEmpty()) return false;
    List<String> secrets = webhooks.secrets(target.id());
    for (Message message : taken) {
      if (rounds.isEnding() || clock.instant().plus(ROOM).isAfter(until)) break;
      if (!sent(target, message, lease, secrets, source)) {
        messages.release(lease);
        return false;
      }
    }
    messages.release(lease);
    return true;
  }

  /** Sends one; false where the target is paused for it. */
  private boolean sent(Target target, Message message, String lease, List<String> secrets, String source) {
    Sender.Outcome outcome = send(target, message, secrets, source);
    Instant now = clock.instant();
    if (outcome.isTaken()) {
      messages.delivered(message.id(), outcome.status(), now);
      return true;
    }
    Optional<Instant> next = outcome.isGone() ? Optional.empty() : schedule.after(message.tries() + 1).map(now::plus);
    messages.failed(message.id(), lease, outcome.status(), outcome.reason(), next, now);
    if (next.isPresent()) return true;
    webhooks.pauseBecause(target.id(), outcome.isGone() ? "gone" : "spent", message.id());
    LOG.warn("The webhook {} is paused: {}", target.id(), outcome.isGone() ? "its receiver wants no more" : "all tries are spent");
    return false;
  }

  private Sender.Outcome send(Target target, Message message, List<String> secrets, String source) {
    Optional<CloudEvent> event = events.byNumber(message.event(), source);
    Optional<WebAddress> address = WebAddress.of(target.url());
    // Without a secret that this server can open nothing leaves: it would not be known as ours.
    if (event.isEmpty() || address.isEmpty() || secrets.isEmpty()) return new Sender.Outcome(0, "unsigned");
    byte[] body = event.get().json();
    long seconds = clock.instant().getEpochSecond();
    return sender.send(address.get(), Map.of("Content-Type", "application/cloudevents+json; charset=utf-8", "webhook-id", message.id(), "webhook-timestamp", String.valueOf(seconds),
        "webhook-signature", Signature.of(secrets, message.id(), seconds, body)), body);
  }

  @Override
  public void close() {
    rounds.close();
    Rounds.end(threads);
    sender.close();
  }
}
