package se.malmo.meet.webhook;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import se.malmo.meet.event.CloudEvents;
import se.malmo.meet.event.Kind;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Lookup;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Seal;
import se.malmo.meet.platform.WebAddress;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;
import se.malmo.meet.webhook.Message.State;

/** The targets that others have registered, what has been sent to each, and what people do with them. */
public final class Webhooks {
  /** After a new secret the old one signs too for so long, so that a receiver can change in peace. */
  static final Duration OVERLAP = Duration.ofHours(24);
  static final Duration KEPT = Duration.ofDays(90);
  static final int MOST = 50;
  /** The names of the fields as a person meets them. */
  static final List<String> ORDER = List.of("url", "wanted", "do");
  private static final int HTTPS = 443;
  private static final int FIRST_FREE = 1_024;

  private final WebhookStore store;
  private final MessageStore messages;
  private final Lookup lookup;
  private final boolean mayBeHere;
  private final Seal seal;
  private final Function<String, Graph.Statement> mail;
  private final InstantSource clock;
  private final Ids ids;

  /**
   * The targets of a graph.
   *
   * @param lookup which addresses may be used
   * @param mayBeHere whether this machine may be a target, without TLS too: for trying things out alone
   * @param mail makes the mail that tells of a pause, by the id of the message that led to it
   * @param key of the server; seals the secrets
   */
  public Webhooks(Graph graph, Lookup lookup, boolean mayBeHere, Function<String, Graph.Statement> mail, InstantSource clock, Ids ids, byte[] key) {
    store = new WebhookStore(graph);
    messages = new MessageStore(graph);
    this.lookup = lookup;
    this.mayBeHere = mayBeHere;
    this.mail = mail;
    this.clock = clock;
    this.ids = ids;
    seal = new Seal(key);
  }

  /** Who takes the messages round. */
  public Courier courier(Graph graph, EventLog log, CloudEvents events) {
    return new Courier(graph, log, events, this, new Sender(lookup, Sender.LIMIT), new Schedule(new Random()), clock, ids);
  }

  /** A target with its secret, which is told here and never again. */
  public record Fresh(Target target, String secret) {}

  /**
   * Registers a target.
   *
   * @throws Problem.Invalid naming every field at fault
   */
  Fresh register(MultiMap fields, Caller by) {
    Checks checks = new Checks();
    String given = checks.required("url", fields.get("url"), WebAddress.LONGEST);
    Optional<WebAddress> address = WebAddress.of(given);
    if (!given.isEmpty() && address.isEmpty()) checks.fault("url", "problem.webhook.url");
    address.flatMap(this::fault).ifPresent(key -> checks.fault("url", key));
    List<String> wanted = wanted(fields.getAll("wanted"));
    if (wanted.isEmpty()) checks.fault("wanted", "problem.webhook.wanted");
    checks.done();
    if (store.count() >= MOST) throw new Problem.Invalid("url", "problem.webhook.many", MOST);
    Target target = new Target(ids.next("whk-"), address.orElseThrow().text(), wanted, false, "", by.account(), clock.instant(), Optional.empty());
    String secret = Signature.secret();
    if (!store.register(target, seal.close(secret, target.id()))) throw new Problem.Invalid("url", "problem.webhook.known");
    return new Fresh(target, secret);
  }

  private Optional<String> fault(WebAddress address) {
    if (!address.isSecure() && !mayBeHere) return Optional.of("problem.webhook.https");
    if (address.port() != HTTPS && address.port() < FIRST_FREE) return Optional.of("problem.webhook.port");
    try {
      if (lookup.isInside(address)) return Optional.of("problem.webhook.inside");
      lookup.pinned(address.host());
      return Optional.empty();
    } catch (Lookup.Refused e) {
      return Optional.of("problem.webhook." + e.code());
    }
  }

  /** What there is of what is asked for, in order; a whole sort stands for all of its types. */
  private static List<String> wanted(List<String> asked) {
    List<String> things = Kind.openThings().stream().filter(asked::contains).toList();
    List<String> types = Kind.typesFor(Role.INTEGRATOR).stream().filter(type -> asked.contains(type) && !things.contains(Kind.thingOf(type))).toList();
    return java.util.stream.Stream.concat(things.stream(), types.stream()).toList();
  }

  List<Target.Listed> list() {
    return store.list();
  }

  /** @throws Problem.NotFound where there is none */
  Target byId(String id) {
    return store.byId(id).orElseThrow(Problem.NotFound::new);
  }

  /** The secrets that sign now, the newest first; those that this server's key does not open are left out. */
  List<String> secrets(String id) {
    return store.secrets(id, clock.instant()).stream().flatMap(sealed -> seal.open(sealed, id).stream()).toList();
  }

  /** Gives it a new secret; the one before signs too for a while. */
  Fresh rotate(Target target, Caller by) {
    String secret = Signature.secret();
    Instant now = clock.instant();
    store.rotate(target.id(), seal.close(secret, target.id()), now.plus(OVERLAP), by.account(), now);
    return new Fresh(byId(target.id()), secret);
  }

  void pause(Target target, Caller by) {
    store.pause(target.id(), "person", ids.next("act-"), by.account(), clock.instant(), List.of());
  }

  /** Pauses it because a message could not be delivered, and has whoever registered it told by mail. */
  void pauseBecause(String target, String because, String message) {
    store.pause(target, because, message, "meet-malmo", clock.instant(), List.of(mail.apply(message)));
  }

  void resume(Target target, Caller by) {
    store.resume(target.id(), ids.next("act-"), by.account(), clock.instant());
  }

  void remove(Target target, Caller by) {
    store.remove(target.id(), by.account(), clock.instant());
  }

  /** Has one that failed sent again, or all of them; tells how many. */
  long again(Target target, Optional<String> message, Caller by) {
    Instant now = clock.instant();
    long many = messages.again(target.id(), message, now);
    if (many > 0) store.told(target.id(), "webhook.replayed", by.account(), now);
    return many;
  }

  List<Message> page(Target target, List<State> states, int skip, int limit) {
    return messages.page(target.id(), states, skip, limit);
  }

  /** Those that failed, of all targets, the newest first. */
  List<Message> failed(int skip, int limit) {
    return messages.failed(skip, limit);
  }

  long count(Target target, List<State> states) {
    return messages.count(target.id(), states);
  }

  /** Throws away what was told long ago, and secrets that sign no more; tells how many messages. */
  public int purge() {
    Instant now = clock.instant();
    store.forgetOldSecrets(now);
    return messages.purge(now.minus(KEPT));
  }
}
