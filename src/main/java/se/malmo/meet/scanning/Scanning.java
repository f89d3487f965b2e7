package se.malmo.meet.scanning;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.language.TextAnalyzer;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Route;

/** What the city notices of the world outside, put together: signals, the feeds that propose some, and meetings. */
public final class Scanning implements AutoCloseable {
  private static final String DEMO = "demo";

  private final Signals signals;
  private final ConceptReader reader;
  private final Proposals proposals;
  private final Feeds feeds;
  private final FeedStore feedStore;
  private final FeedRounds rounds;
  private final Meetings meetings;
  private final Ids ids;

  public Scanning(Graph graph, Vocabulary vocabulary, TextAnalyzer analyzer, InstantSource clock, Ids ids) {
    this(graph, vocabulary, analyzer, clock, ids, new FeedFetcher());
  }

  Scanning(Graph graph, Vocabulary vocabulary, TextAnalyzer analyzer, InstantSource clock, Ids ids, FeedFetcher fetcher) {
    this.ids = ids;
    reader = new ConceptReader(vocabulary, analyzer);
    signals = new Signals(graph, clock, ids);
    proposals = new Proposals(graph, reader, clock, ids);
    feedStore = new FeedStore(graph);
    feeds = new Feeds(graph, fetcher, reader, clock, ids);
    rounds = new FeedRounds(feeds, fetcher);
    meetings = new Meetings(graph, clock, ids);
  }

  public Signals signals() {
    return signals;
  }

  Feeds feeds() {
    return feeds;
  }

  Proposals proposals() {
    return proposals;
  }

  ConceptReader reader() {
    return reader;
  }

  Meetings meetings() {
    return meetings;
  }

  /** Reads feeds from time to time, until closed. */
  public FeedRounds rounds() {
    return rounds;
  }

  /** @param forvaltningar the city's departments that there are today, by name */
  public List<Route> routes(Supplier<List<Forvaltning.Name>> forvaltningar) {
    SignalRoutes ofSignals = new SignalRoutes(signals, reader, proposals, forvaltningar);
    return Stream.of(new SignalApi(signals, reader, forvaltningar, ids).routes(), ofSignals.routes(), new FeedRoutes(feeds, proposals, forvaltningar).routes(), new MeetingRoutes(meetings).routes(), ofSignals.routesOfOne())
        .flatMap(List::stream).toList();
  }

  @Override
  public void close() {
    rounds.close();
  }

  /** Forgets what others wrote long ago and nobody wanted; tells how many. */
  public int purge() {
    return proposals.purge();
  }

  /**
   * A signal of an invented city; where it is there already nothing happens.
   *
   * @param key of its own
   */
  public void seedSignal(String key, String title, String link, String note, String forvaltning, Instant at) {
    String id = "sig-" + DEMO + "-" + key;
    ConceptReader.Read read = reader.read(title, note);
    signals.seed(new SignalStore.Fresh(id, id, title, Optional.of(link).filter(one -> !one.isEmpty()), note, read.language().code(), forvaltning, DEMO, DEMO, at,
        reader.keywords(read, read.byConcept().keySet())));
  }

  /** A feed of an invented city with what it has proposed; it is paused, so that nobody asks for it. */
  public void seedFeed(String key, String address, String title, String forvaltning, Instant at) {
    feedStore.register(new FeedStore.Fresh("fee-" + DEMO + "-" + key, address, title, forvaltning, DEMO, "paused"), at);
  }

  /** Something that such a feed has proposed; where it was there once nothing happens. */
  public void seedProposal(String feed, String address, String forvaltning, String title, String link, String note, Instant at) {
    FeedReader.Item item = new FeedReader.Item(Hash.sha256(title), title, Optional.of(link), note, Optional.of(at));
    proposals.seed(item, new FeedStore.Fresh("fee-" + DEMO + "-" + feed, address, "", forvaltning, DEMO, "paused"), at);
  }
}
