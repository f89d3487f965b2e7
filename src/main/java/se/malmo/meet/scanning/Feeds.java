package se.malmo.meet.scanning;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.WebAddress;
import se.malmo.meet.web.Caller;

/** The feeds that förvaltningar follow: read from time to time, less often while they fail; what is new in them waits for a person. */
public final class Feeds {
  /** A feed that can be read is read this often. */
  static final Duration INTERVAL = Duration.ofHours(1);
  /** Between the first failure and the next try, and so on; the last is repeated. */
  static final List<Duration> PAUSES = List.of(Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(6), Duration.ofHours(12), Duration.ofHours(24));
  /** Much longer than a reading may take. */
  static final Duration LEASE = Duration.ofMinutes(3);
  static final int MOST_OF_UNIT = 50;
  /** With so many undecided nobody needs more. */
  static final int MOST_WAITING = 500;
  /** The names of the fields as a person meets them. */
  static final List<String> ORDER = List.of("address", "feedTitle", "forvaltning");

  private final FeedStore store;
  private final FeedFetcher fetcher;
  private final ConceptReader reader;
  private final InstantSource clock;
  private final Ids ids;

  Feeds(Graph graph, FeedFetcher fetcher, ConceptReader reader, InstantSource clock, Ids ids) {
    store = new FeedStore(graph);
    this.fetcher = fetcher;
    this.reader = reader;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Begins to follow a feed; nothing is fetched yet.
   *
   * @param own the förvaltningar that the person may follow one for
   * @throws Problem.Invalid naming every field at fault
   */
  void register(MultiMap fields, List<String> own, Caller by) {
    Checks checks = new Checks();
    String given = checks.required("address", fields.get("address"), WebAddress.LONGEST);
    Optional<WebAddress> address = WebAddress.of(given);
    if (!given.isEmpty() && address.isEmpty()) checks.fault("address", "problem.website");
    address.flatMap(fetcher::fault).ifPresent(code -> checks.fault("address", code.equals("port") ? "problem.feed.port" : "problem.feed.inside"));
    String title = checks.optional("feedTitle", fields.get("feedTitle"), Entry.LONGEST_TITLE).orElse("");
    String forvaltning = Entry.unit(checks, fields, own);
    checks.done();
    if (store.ofUnit(forvaltning) >= MOST_OF_UNIT) throw new Problem.Invalid("address", "problem.feed.many", MOST_OF_UNIT);
    boolean isNew = store.register(new FeedStore.Fresh(ids.next("fee-"), address.orElseThrow().text(), title, forvaltning, by.account(), "on"), clock.instant());
    if (!isNew) throw new Problem.Invalid("address", "problem.feed.known");
  }

  List<Feed> page(Optional<Set<String>> limit, int skip, int size) {
    return store.page(limit, skip, size);
  }

  long count(Optional<Set<String>> limit) {
    return store.count(limit);
  }

  /** @throws Problem.NotFound where there is none, or not for them */
  Feed byId(String id, Caller caller) {
    return store.byId(id).filter(feed -> caller.limit().map(own -> own.contains(feed.forvaltning().id())).orElse(true)).orElseThrow(Problem.NotFound::new);
  }

  void pause(Feed feed, Caller by) {
    store.set(feed.id(), "paused", "feed.paused", by.account(), clock.instant());
  }

  /** Has it read as soon as may be, from now on. */
  void readSoon(Feed feed, Caller by) {
    store.set(feed.id(), "on", "feed.asked", by.account(), clock.instant());
  }

  void remove(Feed feed, Caller by) {
    store.remove(feed.id(), by.account(), clock.instant());
  }

  /** Reads one that is due; false where none is, or others read it. */
  boolean readOne() {
    Instant now = clock.instant();
    Optional<FeedStore.Taken> taken = store.take(ids.next("lea-"), now, now.plus(LEASE));
    taken.ifPresent(this::read);
    return taken.isPresent();
  }

  private void read(FeedStore.Taken taken) {
    try {
      WebAddress address = WebAddress.of(taken.address()).orElseThrow(() -> new FeedFault("name"));
      FeedReader.Read read = FeedReader.read(fetcher.fetch(address), address);
      List<Map<String, Object>> items = read.items().stream().map(item -> item(taken, item)).toList();
      Instant now = clock.instant();
      store.done(taken, read.title(), items, MOST_WAITING, now, now.plus(INTERVAL));
    } catch (FeedFault e) {
      Instant now = clock.instant();
      store.failed(taken, e.told(), now, now.plus(PAUSES.get(Math.min(taken.failures(), PAUSES.size() - 1))));
    }
  }

  private Map<String, Object> item(FeedStore.Taken taken, FeedReader.Item item) {
    ConceptReader.Read read = reader.read(item.title(), item.note());
    return FeedStore.item(ids.next("fei-"), taken.address(), taken.forvaltning(), item, read.language().code(), List.copyOf(read.byConcept().keySet()));
  }
}
