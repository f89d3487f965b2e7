package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.language.Span;
import se.malmo.meet.matching.Evidence.Label;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Keyword;

/** What a text asks the graph about: its competences and its other keywords, each by the words that said it. */
final class Asked {
  private final Map<String, Entry> byId = new LinkedHashMap<>();
  private double heaviest;

  private static final class Entry {
    final Optional<Competence> competence;
    final String said;
    final Label label;
    final Set<Span> spans = new LinkedHashSet<>();
    double weight;
    double hinted;
    boolean isAdded;

    Entry(Keyword first) {
      competence = first.competence();
      said = first.text();
      label = first.competence().map(c -> new Label(c.id(), c.labelSv(), c.labelEn()))
          .orElseGet(() -> new Label(first.id(), first.text(), first.text()));
    }

    Entry(Competence hinted, String said) {
      competence = Optional.of(hinted);
      this.said = said;
      label = new Label(hinted.id(), hinted.labelSv(), hinted.labelEn());
    }
  }

  Asked(List<Keyword> keywords) {
    for (Keyword keyword : keywords) {
      Entry entry = byId.computeIfAbsent(keyword.competence().map(Competence::id).orElse(keyword.id()), id -> new Entry(keyword));
      if (Choices.isAdded(keyword)) {
        entry.isAdded = true;
        continue;
      }
      entry.weight += keyword.weight();
      entry.spans.addAll(keyword.spans());
      heaviest = Math.max(heaviest, entry.weight);
    }
  }

  /** Takes a competence in that the text only hints at; one that it says stays as it is, one that a person added counts no less than the hint did. */
  void hint(Competence competence, String said, Collection<Span> spans, double prominence) {
    Entry known = byId.get(competence.id());
    if (known != null) {
      if (known.isAdded) known.hinted = Math.max(known.hinted, prominence);
      return;
    }
    Entry entry = new Entry(competence, said);
    entry.spans.addAll(spans);
    entry.hinted = prominence;
    byId.put(competence.id(), entry);
  }

  List<String> competences() {
    return byId.values().stream().flatMap(entry -> entry.competence.stream()).map(Competence::id).distinct().toList();
  }

  /** Keywords without a competence; an organisation may offer just that in its own words. */
  List<String> keywords() {
    List<String> ids = new ArrayList<>();
    byId.values().stream().filter(entry -> entry.competence.isEmpty()).forEach(entry -> ids.add(entry.label.id()));
    return ids;
  }

  /** The user's own words, the first that said it; the label where a person added it. */
  String said(String id) {
    return byId.get(id).said;
  }

  Label label(String id) {
    return byId.get(id).label;
  }

  /** Where it is said; nowhere where a person added it. */
  Set<Span> spans(String id) {
    return byId.get(id).spans;
  }

  /** Whether the text only hints at it and nobody added it. */
  boolean isHinted(String id) {
    Entry entry = byId.get(id);
    return entry.hinted > 0 && !entry.isAdded;
  }

  /**
   * 1 for what the text says most, falling with the root of the weight: what is said in passing counts, but less. What a person added has 1, or more
   * where the text hinted at it already.
   */
  double prominence(String id) {
    Entry entry = byId.get(id);
    if (entry.isAdded) return Math.max(1, entry.hinted);
    return entry.hinted > 0 ? entry.hinted : Math.sqrt(entry.weight / heaviest);
  }
}
