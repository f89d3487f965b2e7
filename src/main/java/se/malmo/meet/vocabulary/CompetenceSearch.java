package se.malmo.meet.vocabulary;

import java.text.CollationKey;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;

/** Competences by the beginning of their labels. */
final class CompetenceSearch {
  private static final int WORST = 6;

  /** By label, as each language's readers expect them. */
  private final Map<Language, List<Entry>> byLabel = new EnumMap<>(Language.class);

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
    List<Entry> entries = competences.stream().map(c -> new Entry(c, lower(c.labelSv()), lower(c.labelEn()),
        c.alternativesSv().stream().map(CompetenceSearch::lower).toList(), c.alternativesEn().stream().map(CompetenceSearch::lower).toList())).toList();
    for (Language language : Language.values()) {
      Collator collator = Collator.getInstance(language.locale());
      // A collator's own keys, so that each label is weighed once.
      record Placed(Entry entry, CollationKey key) {}
      byLabel.put(language, entries.stream().map(entry -> new Placed(entry, collator.getCollationKey(entry.label(language))))
          .sorted(Comparator.comparing(Placed::key).thenComparing(placed -> placed.entry().competence().id())).map(Placed::entry).toList());
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT).strip();
  }

  /** The best first: a label that begins so, then one with a word that does, then an alternative label; the asked language before the other. */
  List<Competence> find(String query, Language language) {
    String asked = lower(query);
    List<Hit> hits = new ArrayList<>();
    for (Entry entry : byLabel.get(language)) {
      int rank = asked.isEmpty() ? 0 : rank(entry, asked, language);
      if (rank < WORST) hits.add(new Hit(entry, rank));
    }
    // A stable sort: those of one rank stay in the order of their labels.
    hits.sort(Comparator.comparingInt(Hit::rank));
    return hits.stream().map(hit -> hit.entry().competence()).toList();
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
