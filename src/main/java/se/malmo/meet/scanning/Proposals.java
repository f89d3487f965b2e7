package se.malmo.meet.scanning;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Caller;

/** What feeds propose: nothing of it is a signal before a person has said so, and what was decided on does not come again. */
public final class Proposals {
  /** Texts of others are not kept for longer; that they were there is. */
  static final Duration KEPT = Duration.ofDays(90);

  private final ProposalStore store;
  private final ConceptReader reader;
  private final InstantSource clock;
  private final Ids ids;

  Proposals(Graph graph, ConceptReader reader, InstantSource clock, Ids ids) {
    store = new ProposalStore(graph);
    this.reader = reader;
    this.clock = clock;
    this.ids = ids;
  }

  /** Those of the person's förvaltningar, the newest first. */
  List<Proposal> page(Caller caller, int skip, int size) {
    return store.page(caller.limit(), skip, size, reader::concepts);
  }

  long count(Caller caller) {
    return store.count(caller.limit());
  }

  /** @throws Problem.NotFound where none waits, or not for them */
  Proposal byId(String id, Caller caller) {
    return store.byId(id, reader::concepts).filter(one -> caller.limit().map(own -> own.contains(one.forvaltning().id())).orElse(true)).orElseThrow(Problem.NotFound::new);
  }

  /**
   * Makes a signal of a proposal.
   *
   * @param concepts those that it is about, by id
   * @return id of the signal
   * @throws Problem.Conflict where a colleague has decided meanwhile
   */
  String confirm(Proposal proposal, Set<String> concepts, Caller by) {
    String id = ids.next("sig-");
    ConceptReader.Read read = reader.read(proposal.title(), proposal.note());
    Language language = Language.of(proposal.language()).orElse(Language.SWEDISH);
    SignalStore.Fresh fresh = new SignalStore.Fresh(id, "item " + proposal.id(), proposal.title(), proposal.link(), proposal.note(), language.code(), proposal.forvaltning().id(),
        by.account(), "feed", clock.instant(), reader.keywords(read, concepts));
    if (!store.confirm(proposal, fresh, ids.next("act-"))) throw new Problem.Conflict("problem.signal.decided");
    return id;
  }

  /** @throws Problem.Conflict where a colleague has decided meanwhile */
  void dismiss(Proposal proposal, Caller by) {
    if (!store.dismiss(proposal, ids.next("act-"), by.account(), clock.instant())) throw new Problem.Conflict("problem.signal.decided");
  }

  /** Forgets what others wrote long ago; tells how many. */
  int purge() {
    return store.forget(clock.instant().minus(KEPT));
  }

  /** One that comes with a new city; where it is there already nothing happens. */
  void seed(FeedReader.Item item, FeedStore.Fresh feed, Instant at) {
    ConceptReader.Read read = reader.read(item.title(), item.note());
    store.add(FeedStore.item(ids.next("fei-"), feed.address(), feed.forvaltning(), item, read.language().code(), List.copyOf(read.byConcept().keySet())), feed.id(), feed.forvaltning(), at);
  }
}
