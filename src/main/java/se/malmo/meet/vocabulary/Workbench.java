package se.malmo.meet.vocabulary;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Rounds;

/** Where people change the vocabulary: each change can be undone, and what was read before is read again after it. One change at a time. */
public final class Workbench implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final int TRIES = 3;
  private static final Set<String> OF_TEXTS = Set.of("OFFERS", "SEEKS", "DENOTES");

  private final ChangeStore store;
  private final Vocabulary vocabulary;
  private final Rereading rereading;
  private final InstantSource clock;
  private final Ids ids;
  /** Changes wait for each other and for the texts that they make to be read again; who asks need not wait for the latter. */
  private final ExecutorService one = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("vocabulary-workbench").factory());

  public Workbench(ChangeStore store, Vocabulary vocabulary, Rereading rereading, InstantSource clock, Ids ids) {
    this.store = store;
    this.vocabulary = vocabulary;
    this.rereading = rereading;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * A change that is on disk.
   *
   * @param read ends when the stored texts have been read again
   */
  public record Done(Change change, CompletionStage<Change> read) {}

  /** A change that has been worked out and not yet written. */
  private record Plan(Change.Whole whole, Optional<String> stopped, long edges) {}

  /**
   * Does what a person wants; fails with Problem.Invalid where it cannot be, naming the field.
   *
   * @param by role of who wants it
   */
  public CompletionStage<Done> apply(Act act, String by) {
    return CompletableFuture.supplyAsync(() -> followedUp(written(act, by)), one);
  }

  /** Makes the graph what it was before a change; fails with Problem.NotFound or Problem.Conflict. */
  public CompletionStage<Done> undo(String change, String by) {
    return CompletableFuture.supplyAsync(() -> followedUp(undone(change, by)), one);
  }

  /** Goes on where a process that has ended left texts unread. */
  public void resume() {
    one.execute(() -> {
      try {
        store.unfinished().forEach(this::read);
      } catch (RuntimeException e) {
        LOG.warn("Texts of an earlier change of the vocabulary could not be read again; trying again in a minute: {}", e.getClass().getSimpleName());
        resumeLater();
      }
    });
  }

  private void resumeLater() {
    CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES, task -> {
      if (!one.isShutdown()) task.run();
    }).execute(this::resume);
  }

  /** The log of changes, newest first. */
  public List<Change> page(int skip, int limit) {
    return store.page(skip, limit);
  }

  public long count() {
    return store.count();
  }

  private Done followedUp(Change.Whole whole) {
    vocabulary.reload();
    Change made = store.byId(whole.change().id()).orElseThrow().change();
    return new Done(made, CompletableFuture.supplyAsync(() -> read(whole), one).exceptionally(failure -> {
      LOG.error("Texts could not be read again after {}; trying again in a minute", made.id(), failure);
      resumeLater();
      return made;
    }));
  }

  private Change read(Change.Whole whole) {
    store.finished(whole, rereading.saying(whole.labels(), whole.competences()));
    return store.byId(whole.change().id()).orElseThrow().change();
  }

  private Change.Whole written(Act act, String by) {
    return quickest(() -> {
      Plan plan = plan(act, by);
      return store.apply(plan.whole(), plan.stopped(), plan.edges()) ? Optional.of(plan.whole()) : Optional.empty();
    });
  }

  /** Somebody else may change the same competence between our reading and our writing; then all is worked out anew. */
  private static Change.Whole quickest(Supplier<Optional<Change.Whole>> attempt) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Change.Whole> done = attempt.get();
      if (done.isPresent()) return done.get();
    }
    throw new Problem.Conflict("problem.vocabulary.busy");
  }

  private Plan plan(Act act, String by) {
    vocabulary.reload();
    return switch (act) {
      case Act.Add add -> added(add, by);
      case Act.Alias alias -> aliased(alias, by);
      case Act.Merge merge -> merged(merge, by);
      case Act.Stop stop -> stopped(stop, by);
    };
  }

  private Plan added(Act.Add add, String by) {
    mustBeNew(add.term(), add.language());
    add.broader().forEach(id -> mustExist("broader", id));
    Language other = add.language() == Language.SWEDISH ? Language.ENGLISH : Language.SWEDISH;
    add.translation().ifPresent(translation -> vocabulary.labelled(translation, other).ifPresent(c -> {
      throw new Problem.Invalid("translation", "problem.vocabulary.label.taken", c.label(other), c.id());
    }));
    boolean swedish = add.language() == Language.SWEDISH;
    String id = new Slugs(vocabulary.all().stream().map(Competence::id).toList()).next(add.term());
    Map<String, Object> node = new HashMap<>(Map.of("id", id, "labelSv", swedish ? add.term() : add.translation().orElse(add.term()), "labelEn",
        swedish ? add.translation().orElse(add.term()) : add.term(), "alternativesSv", List.of(), "alternativesEn", List.of()));
    if (add.translation().isEmpty()) node.put("missing", other.code());
    List<CompetenceEdge> broader = add.broader().stream().map(wider -> new CompetenceEdge(id, "BROADER", true, "Competence", wider, Map.of())).toList();
    List<Rereading.Label> labels = new ArrayList<>(List.of(new Rereading.Label(add.term(), add.language())));
    add.translation().ifPresent(translation -> labels.add(new Rereading.Label(translation, other)));
    Change change = change(add, by, Optional.of(add.term()), Optional.of(add.language()), Optional.of(id), Optional.empty());
    return new Plan(new Change.Whole(change, new Delta(List.of(), List.of(node), List.of(), broader), labels, List.of(id)), Optional.empty(), -1);
  }

  private Plan aliased(Act.Alias alias, String by) {
    Map<String, Object> before = mustExist("competence", alias.competence());
    mustBeNew(alias.term(), alias.language());
    String language = alias.language() == Language.SWEDISH ? "Sv" : "En";
    Map<String, Object> after = new HashMap<>(before);
    for (String list : List.of("alternatives" + language, "added" + language)) {
      after.put(list, Stream.concat(Merging.strings(before, list).stream(), Stream.of(alias.term())).toList());
    }
    Change change = change(alias, by, Optional.of(alias.term()), Optional.of(alias.language()), Optional.of(alias.competence()), Optional.empty());
    return new Plan(new Change.Whole(change, new Delta(List.of(before), List.of(after), List.of(), List.of()),
        List.of(new Rereading.Label(alias.term(), alias.language())), List.of(alias.competence())), Optional.empty(), -1);
  }

  private Plan merged(Act.Merge merge, String by) {
    if (merge.competence().equals(merge.into())) throw new Problem.Invalid("into", "problem.vocabulary.same");
    Map<String, Object> gone = mustExist("competence", merge.competence());
    Map<String, Object> into = mustExist("into", merge.into());
    List<CompetenceEdge> goneEdges = store.edges(merge.competence());
    List<CompetenceEdge> intoEdges = store.edges(merge.into());
    if (goneEdges.size() > ChangeStore.MOST_EDGES || intoEdges.size() > ChangeStore.MOST_EDGES) {
      throw new Problem.Invalid("competence", "problem.vocabulary.edges", ChangeStore.MOST_EDGES);
    }
    Map<String, List<String>> others = new HashMap<>();
    vocabulary.all().stream().filter(c -> !c.id().equals(merge.competence()))
        .forEach(c -> others.put(c.id(), c.broader().stream().filter(id -> !id.equals(merge.competence())).toList()));
    Delta delta = new Merging(merge.into(), others).of(gone, into, goneEdges, intoEdges);
    Set<Rereading.Label> labels = new LinkedHashSet<>();
    Stream.of(merge.competence(), merge.into()).flatMap(id -> vocabulary.byId(id).stream()).forEach(c -> labels.addAll(Rereading.labels(c)));
    Change change = change(merge, by, Optional.empty(), Optional.empty(), Optional.of(merge.competence()), Optional.of(merge.into()));
    return new Plan(new Change.Whole(change, delta, List.copyOf(labels), List.of(merge.competence(), merge.into())), Optional.empty(),
        goneEdges.size() + intoEdges.size());
  }

  private Plan stopped(Act.Stop stop, String by) {
    Change change = change(stop, by, Optional.of(stop.term()), Optional.of(stop.language()), Optional.empty(), Optional.empty());
    String keyword = stop.language().code() + ":" + stop.term().toLowerCase(stop.language().locale());
    return new Plan(new Change.Whole(change, Delta.NOTHING, List.of(), List.of()), Optional.of(keyword), -1);
  }

  private Change change(Act act, String by, Optional<String> term, Optional<Language> language, Optional<String> competence, Optional<String> into) {
    return new Change(ids.next("voc-"), act.code(), clock.instant(), by, term, language.map(Language::code), competence, into, Optional.empty(), Optional.empty());
  }

  private Map<String, Object> mustExist(String field, String competence) {
    return store.properties(competence).orElseThrow(() -> new Problem.Invalid(field, "problem.vocabulary.unknown", competence));
  }

  private void mustBeNew(String term, Language language) {
    vocabulary.labelled(term, language).ifPresent(c -> {
      throw new Problem.Invalid("term", "problem.vocabulary.label.taken", c.label(language), c.id());
    });
    if (vocabulary.read(term, language).stored().isEmpty()) throw new Problem.Invalid("term", "problem.vocabulary.term.empty");
  }

  private Change.Whole undone(String id, String by) {
    Change.Whole whole = store.byId(id).orElseThrow(Problem.NotFound::new);
    if (whole.change().undoneAt().isPresent()) throw new Problem.Conflict("problem.vocabulary.undone");
    Delta inverse = inverse(whole);
    if (!store.undo(whole, inverse, ids.next("undo-"), by)) throw new Problem.Conflict("problem.vocabulary.changed");
    return whole;
  }

  /** What brings back the state before; later changes of the same competence stay where that can be told apart. */
  private Delta inverse(Change.Whole whole) {
    Delta inverse = whole.delta().inverse();
    return switch (whole.change().action()) {
      case "alias" -> withoutLabel(whole, inverse);
      case "add" -> withdrawn(whole.change().competence().orElseThrow(), inverse);
      default -> inverse;
    };
  }

  private Delta withoutLabel(Change.Whole whole, Delta inverse) {
    Map<String, Object> now = store.properties(whole.change().competence().orElseThrow()).orElseThrow(() -> new Problem.Conflict("problem.vocabulary.changed"));
    if (now.equals(inverse.before().getFirst())) return inverse;
    String language = whole.change().language().orElseThrow().equals("sv") ? "Sv" : "En";
    Map<String, Object> without = new HashMap<>(now);
    without.put("alternatives" + language, without(now, "alternatives" + language, whole.change().term().orElseThrow()));
    List<String> added = without(now, "added" + language, whole.change().term().orElseThrow());
    if (added.isEmpty()) without.remove("added" + language);
    else without.put("added" + language, added);
    return new Delta(List.of(now), List.of(without), List.of(), List.of());
  }

  private static List<String> without(Map<String, Object> properties, String list, String label) {
    return Merging.strings(properties, list).stream().filter(one -> !one.equals(label)).toList();
  }

  /** A competence that people or imports have come to use is not taken away under them. */
  private Delta withdrawn(String competence, Delta inverse) {
    Map<String, Object> now = store.properties(competence).orElseThrow(() -> new Problem.Conflict("problem.vocabulary.changed"));
    boolean used = store.edges(competence).stream().anyMatch(edge -> !OF_TEXTS.contains(edge.type()) && !inverse.removed().contains(edge));
    if (used) throw new Problem.Conflict("problem.vocabulary.used");
    return new Delta(List.of(now), List.of(), inverse.removed(), List.of());
  }

  @Override
  public void close() {
    Rounds.end(one);
  }
}
