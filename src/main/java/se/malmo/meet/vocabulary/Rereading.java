package se.malmo.meet.vocabulary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.vocabulary.RereadingStore.Offer;
import se.malmo.meet.vocabulary.RereadingStore.Row;
import se.malmo.meet.vocabulary.Vocabulary.Offered;

/** Reads stored texts again when the vocabulary has changed, so that the graph says of them what a new text would be told. */
public final class Rereading {
  private static final int BATCH = 50;

  private final RereadingStore store;
  private final Vocabulary vocabulary;
  private final StoredText.Reader reader;

  public Rereading(RereadingStore store, Vocabulary vocabulary, StoredText.Reader reader) {
    this.store = store;
    this.vocabulary = vocabulary;
    this.reader = reader;
  }

  /** A label in its language. */
  record Label(String text, Language language) {}

  /** All labels by which a competence is found in texts. */
  static Set<Label> labels(Competence competence) {
    Set<Label> labels = new HashSet<>();
    for (Language language : Language.values()) {
      if (competence.isNamedIn(language)) labels.add(new Label(competence.label(language), language));
      competence.alternatives(language).forEach(label -> labels.add(new Label(label, language)));
    }
    return labels;
  }

  /** Reads every stored text again; says how many. */
  long all() {
    List<String> found = new ArrayList<>();
    for (String kind : RereadingStore.KINDS) found.addAll(store.saying(kind, List.of()));
    return read(found, new Pass(Set.of()));
  }

  /** Reads the stored texts again that say any of these labels, in words or in compounds, or offer one of these competences; says how many. */
  long saying(Collection<Label> labels, Collection<String> competences) {
    Set<List<String>> stems = new HashSet<>();
    Set<List<String>> lemmas = new HashSet<>();
    for (Label label : labels) {
      LabelReader.Read read = vocabulary.read(label.text(), label.language());
      // A label of words that no text keeps could stand anywhere.
      if (!read.words().isEmpty() && read.stored().isEmpty()) return all();
      if (read.words().isEmpty()) continue;
      stems.add(List.copyOf(new TreeSet<>(read.stored())));
      lemmas.add(List.copyOf(new TreeSet<>(read.lemmas())));
    }
    if (stems.isEmpty()) return 0;
    Set<String> found = new LinkedHashSet<>();
    for (String kind : RereadingStore.KINDS) found.addAll(store.saying(kind, List.copyOf(stems)));
    found.addAll(store.naming(List.copyOf(lemmas)));
    found.addAll(store.offering(competences));
    return read(found, new Pass(found));
  }

  private long read(Collection<String> found, Pass pass) {
    List<String> ids = List.copyOf(found);
    for (int from = 0; from < ids.size(); from += BATCH) pass.read(store.rows(ids.subList(from, Math.min(ids.size(), from + BATCH))));
    store.tidy(pass.denoted, pass.ids);
    return ids.size();
  }

  /** One reading of many texts: what they are found to mean, and which they are; none of them for all. */
  private final class Pass {
    final Map<String, Set<String>> denoted = new HashMap<>();
    final Set<String> ids;

    Pass(Set<String> ids) {
      this.ids = ids;
    }

    void read(List<Row> rows) {
      Map<String, List<Keyword>> mentions = new LinkedHashMap<>();
      List<RereadingStore.Change> changes = new ArrayList<>();
      for (Row row : rows) {
        List<Keyword> keywords = reader.read(row.text());
        row.mentions().keySet().forEach(keyword -> denoted.putIfAbsent(keyword, new HashSet<>()));
        row.offers().stream().filter(offer -> offer.kind().equals("Keyword")).forEach(offer -> denoted.putIfAbsent(offer.to(), new HashSet<>()));
        keywords.forEach(word -> {
          Set<String> meanings = denoted.computeIfAbsent(word.id(), id -> new HashSet<>());
          word.competence().map(Competence::id).ifPresent(meanings::add);
        });
        if (!row.says(keywords)) mentions.put(row.text().id(), keywords);
        change(row, changes);
      }
      store.write(rows, mentions, changes);
    }

    /** The edges of what is offered and sought in the organisation's own words; those that are right already stay as they are. */
    private void change(Row row, List<RereadingStore.Change> changes) {
      Language language = row.text().language().orElse(Language.SWEDISH);
      Map<String, RereadingStore.Change> wanted = new LinkedHashMap<>();
      Stream.concat(row.offered().stream().map(text -> Map.entry("OFFERS", text)), row.sought().stream().map(text -> Map.entry("SEEKS", text)))
          .forEach(said -> vocabulary.offered(said.getValue(), language)
              .forEach(it -> wanted.putIfAbsent(key(said.getKey(), it), new RereadingStore.Change(row.text().id(), said.getKey(), said.getValue(), it))));
      Map<String, Offer> there = new HashMap<>();
      row.offers().forEach(offer -> there.put(offer.type() + offer.kind() + offer.to(), offer));
      wanted.forEach((key, change) -> {
        if (there.remove(key) == null) row.offers().stream().filter(offer -> offer.isOf(change)).findFirst().ifPresent(old -> changes.add(change.as(old)));
      });
      // What is left stands for words that now mean something else; an edge without such words was made by hand.
      there.values().stream().filter(offer -> row.isSaid(offer)).forEach(offer -> changes.add(RereadingStore.Change.gone(row.text().id(), offer)));
    }

    private static String key(String type, Offered offered) {
      return type + offered.competence().map(c -> "Competence" + c.id()).orElseGet(() -> "Keyword" + offered.keyword().orElseThrow().id());
    }
  }
}
