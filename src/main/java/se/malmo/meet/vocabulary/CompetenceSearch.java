package se.malmo.meet.vocabulary;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;

/** Competences by the beginning of their labels. */
final class CompetenceSearch {
  private static final int WORST = 6;

  private final List<Entry> entries;

  private record Entry(Competence competence, String sv, String en, List<String> alternativesSv, List<String> alternativesEn) {
    String label(Language language) {
      return language == Language.ENGLISH ? en : sv;
    }

    List<String> alternatives(Language language) {
      return language == Language.ENGLISH ? alternativesEn : alternativesSv;
    }
  }

  private record Hit(Entry entry, int rank) {}

  CompetenceSearch(Collection<Competence> competences) {
    entries = competences.stream().map(c -> new Entry(c, lower(c.labelSv()), lower(c.labelEn()), c.alternativesSv().stream().map(CompetenceSearch::lower).toList(),
        c.alternativesEn().stream().map(CompetenceSearch::lower).toList())).toList();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT).strip();
  }

  /** The best first: a label that begins so, then one with a word that does, then an alternative label; the asked language before the other. */
  List<Competence> find(String query, Language language) {
    String asked = lower(query);
    Collator collator = Collator.getInstance(Locale.of("sv", "SE"));
    // A collator's own keys, so that each label is weighed once.
    record Placed(Hit hit, java.text.CollationKey key) {}
    List<Placed> hits = new ArrayList<>();
    for (Entry entry : entries) {
      int rank = asked.isEmpty() ? 0 : rank(entry, asked, language);
      if (rank < WORST) hits.add(new Placed(new Hit(entry, rank), collator.getCollationKey(entry.label(language))));
    }
    return hits.stream().sorted(Comparator.comparingInt((Placed placed) -> placed.hit().rank()).thenComparing(Placed::key)
        .thenComparing(placed -> placed.hit().entry().competence().id())).map(placed -> placed.hit().entry().competence()).toList();
  }

  private static int rank(Entry entry, String asked, Language language) {
    Language other = language == Language.SWEDISH ? Language.ENGLISH : Language.SWEDISH;
    if (entry.label(language).startsWith(asked)) return 0;
    if (hasWord(entry.label(language), asked)) return 1;
    if (entry.alternatives(language).stream().anyMatch(label -> label.startsWith(asked) || hasWord(label, asked))) return 2;
    if (entry.label(other).startsWith(asked) || hasWord(entry.label(other), asked)) return 3;
    if (entry.alternatives(other).stream().anyMatch(label -> label.startsWith(asked) || hasWord(label, asked))) return 4;
    boolean inside = asked.length() > 3 && Stream.of(entry.sv(), entry.en()).anyMatch(label -> label.contains(asked));
    return inside ? WORST - 1 : WORST;
  }

  private static boolean hasWord(String label, String beginning) {
    return label.contains(" " + beginning) || label.contains("-" + beginning) || label.contains("(" + beginning);
  }
}
