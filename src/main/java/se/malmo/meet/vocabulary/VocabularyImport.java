package se.malmo.meet.vocabulary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.vocabulary.VocabularyStore.Known;
import se.malmo.meet.vocabulary.VocabularyStore.Sourced;

/** A vocabulary from a file into the graph: finds its own again, keeps what people have changed, cuts what would be a loop. */
public final class VocabularyImport {
  /** With more new or changed competences than this all stored texts are read again, not only those that say their labels. */
  private static final int FEW = 200;

  private final VocabularyStore store;
  private final Vocabulary vocabulary;
  private final Rereading rereading;

  public VocabularyImport(VocabularyStore store, Vocabulary vocabulary, Rereading rereading) {
    this.store = store;
    this.vocabulary = vocabulary;
    this.rereading = rereading;
  }

  /**
   * How an import went.
   *
   * @param taken concepts that are in, new or not
   * @param added concepts that were new
   * @param changed concepts that were known and have changed
   * @param skipped concepts that could not be taken
   * @param textsRead stored texts that have been read again
   */
  public record Result(long taken, long added, long changed, long skipped, long textsRead) {}

  /** Hears how far an import has come. */
  @FunctionalInterface
  public interface Progress {
    /** So many of so many steps. */
    void at(long done, long of);
  }

  /** The ids that the concepts of a file have, or are given. */
  private static final class Identities {
    private final Map<String, String> byKey = new HashMap<>();
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, String> merged = new HashMap<>();
    private final Slugs slugs;

    Identities(List<Known> all) {
      slugs = new Slugs(all.stream().flatMap(k -> Stream.concat(Stream.of(k.id()), k.merged().stream())).toList());
      for (Known one : all) {
        known.put(one.id(), one);
        byKey.put(one.id(), one.id());
        one.merged().forEach(gone -> merged.put(gone, one.id()));
      }
      // An IRI says more than a slug that happens to be the same.
      all.forEach(one -> one.source().ifPresent(source -> byKey.put(source, one.id())));
    }

    Optional<String> mergedInto(Concept concept) {
      return Optional.ofNullable(merged.get(concept.source())).or(() -> concept.slug().map(merged::get));
    }

    String idOf(Concept concept) {
      String before = byKey.getOrDefault(concept.source(), concept.slug().filter(known::containsKey).orElse(null));
      String id = before != null ? before : concept.slug().filter(slugs::isFree).map(slugs::take)
          .orElseGet(() -> slugs.next(concept.labelSv().isEmpty() ? concept.labelEn() : concept.labelSv()));
      byKey.put(concept.source(), id);
      return id;
    }

    /** The competence that an edge points to, by IRI or slug. */
    Optional<String> target(String key) {
      return Optional.ofNullable(byKey.get(key)).or(() -> Optional.ofNullable(merged.get(key)));
    }
  }

  /** The same, written. */
  public Result run(Path file, Consumer<Remark> remarks, Progress progress) throws IOException {
    return run(file, false, remarks, progress);
  }

  /**
   * Reads a file and writes what is new or has changed in it.
   *
   * @param isPreview whether nothing is written
   * @throws se.malmo.meet.platform.Problem.Invalid where the file as a whole cannot be read; nothing has then been written
   */
  public Result run(Path file, boolean isPreview, Consumer<Remark> remarks, Progress progress) throws IOException {
    Set<String> skipped = new HashSet<>();
    Consumer<Remark> counting = remark -> {
      if (remark.isSkipped()) skipped.add(remark.place());
      remarks.accept(remark);
    };
    List<Concept> concepts = ConceptFile.read(file, counting);
    Identities identities = new Identities(store.known());
    Map<String, Concept> byId = identified(concepts, identities, counting);
    Map<String, Competence> competences = related(byId, identities, counting);
    List<Sourced> changed = new ArrayList<>();
    int added = 0;
    for (Competence competence : competences.values()) {
      Known before = identities.known.get(competence.id());
      if (before != null && before.hash().equals(VocabularyStore.hash(competence))) continue;
      if (before == null) added++;
      Concept concept = byId.get(competence.id());
      changed.add(new Sourced(competence, concept.slug().filter(concept.source()::equals).isPresent() ? Optional.empty() : Optional.of(concept.source())));
    }
    if (isPreview) return new Result(competences.size(), added, changed.size() - added, skipped.size(), 0);
    Set<Rereading.Label> labels = new HashSet<>();
    changed.forEach(one -> vocabulary.byId(one.competence().id()).ifPresent(before -> labels.addAll(Rereading.labels(before))));
    store.save(changed, done -> progress.at(done, changed.size()));
    long texts = 0;
    if (!changed.isEmpty()) {
      vocabulary.reload();
      changed.forEach(one -> labels.addAll(Rereading.labels(one.competence())));
      texts = changed.size() > FEW ? rereading.all() : rereading.saying(labels, changed.stream().map(one -> one.competence().id()).toList());
    }
    return new Result(competences.size(), added, changed.size() - added, skipped.size(), texts);
  }

  private static Map<String, Concept> identified(List<Concept> concepts, Identities identities, Consumer<Remark> remarks) {
    Map<String, Concept> byId = new LinkedHashMap<>();
    for (Concept concept : concepts) {
      Optional<String> into = identities.mergedInto(concept);
      if (into.isPresent()) {
        remarks.accept(Remark.cut(concept.place(), "", "problem.vocabulary.merged", into.get()));
        continue;
      }
      Concept twin = byId.putIfAbsent(identities.idOf(concept), concept);
      if (twin != null) {
        remarks.accept(Remark.skipped(concept.place(), new se.malmo.meet.platform.Problem.Field("", "problem.vocabulary.twice", twin.place())));
      }
      if (concept.labelSv().isEmpty()) remarks.accept(Remark.cut(concept.place(), "label_sv", "problem.vocabulary.lent", concept.labelEn()));
      if (concept.labelEn().isEmpty()) remarks.accept(Remark.cut(concept.place(), "label_en", "problem.vocabulary.lent", concept.labelSv()));
    }
    return byId;
  }

  /** The competences with edges to what there is, and without loops. */
  private Map<String, Competence> related(Map<String, Concept> byId, Identities identities, Consumer<Remark> remarks) {
    Map<String, List<String>> broader = new LinkedHashMap<>();
    Map<String, List<String>> beside = new HashMap<>();
    byId.forEach((id, concept) -> {
      broader.put(id, targets(id, concept, "broader", concept.broader(), identities, remarks));
      beside.put(id, targets(id, concept, "related", concept.related(), identities, remarks));
    });
    Map<String, List<String>> others = new HashMap<>();
    vocabulary.all().stream().filter(c -> !byId.containsKey(c.id())).forEach(c -> others.put(c.id(), c.broader()));
    Map<String, List<String>> taken = new Hierarchy(others).add(broader,
        (from, to) -> remarks.accept(Remark.cut(byId.get(from).place(), "broader", "problem.vocabulary.loop", to)));
    Map<String, Competence> competences = new LinkedHashMap<>();
    byId.forEach((id, concept) -> competences.put(id, concept.competence(id, taken.get(id), beside.get(id))));
    return competences;
  }

  private static List<String> targets(String id, Concept concept, String field, List<String> keys, Identities identities, Consumer<Remark> remarks) {
    List<String> targets = new ArrayList<>();
    for (String key : keys) {
      Optional<String> target = identities.target(key);
      if (target.isEmpty()) remarks.accept(Remark.cut(concept.place(), field, "problem.vocabulary.target", key));
      else if (target.get().equals(id)) remarks.accept(Remark.cut(concept.place(), field, "problem.vocabulary.own"));
      else if (!targets.contains(target.get())) targets.add(target.get());
    }
    return targets;
  }
}
