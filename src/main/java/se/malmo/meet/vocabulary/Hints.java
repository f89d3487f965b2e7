package se.malmo.meet.vocabulary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.malmo.meet.language.Language;

/**
 * Competences that a text hints at without saying any of their labels: words of labels, each by how few competences use it (BM25 over the labels, without
 * repetition). A hint is weaker than a label and is told by its words.
 */
public final class Hints {
  private static final double RARITY = 1.5;
  private static final double LENGTH_PENALTY = 0.6;

  private final Map<Language, Map<String, List<Use>>> uses = new EnumMap<>(Language.class);
  private final Map<Language, Double> meanWords = new EnumMap<>(Language.class);
  private final int competences;

  /** A competence whose labels use a word, and how many words its labels have. */
  private record Use(String competence, int words) {}

  /**
   * A competence that is hinted at.
   *
   * @param points about one for a word that only this competence uses
   * @param words the text's words that hint, by stem, the strongest first
   */
  public record Hint(String competence, double points, List<String> words) {}

  Hints(Collection<Competence> all, LabelReader reader) {
    competences = all.size();
    for (Language language : Language.values()) {
      Map<String, List<Use>> byWord = new HashMap<>();
      long words = 0;
      for (Competence competence : all) {
        Set<String> stems = new HashSet<>();
        if (competence.isNamedIn(language)) stems.addAll(reader.read(competence.label(language), language).stored());
        competence.alternatives(language).forEach(label -> stems.addAll(reader.read(label, language).stored()));
        words += stems.size();
        stems.forEach(stem -> byWord.computeIfAbsent(stem, s -> new ArrayList<>(2)).add(new Use(competence.id(), stems.size())));
      }
      uses.put(language, byWord);
      meanWords.put(language, Math.max(1.0, (double) words / Math.max(1, competences)));
    }
  }

  /**
   * The competences that these words hint at most.
   *
   * @param words stems with their importance, 0 to 1
   */
  public List<Hint> of(Language language, Map<String, Double> words, int limit) {
    Map<String, Double> points = new HashMap<>();
    Map<String, Map<String, Double>> said = new HashMap<>();
    words.forEach((word, importance) -> {
      List<Use> using = uses.get(language).getOrDefault(word, List.of());
      double rarity = Math.log(1 + (competences - using.size() + 0.5) / (using.size() + 0.5)) / Math.log(1 + (competences + 0.5) / 0.5);
      for (Use use : using) {
        double length = 1 - LENGTH_PENALTY + LENGTH_PENALTY * use.words() / meanWords.get(language);
        double gives = importance * Math.pow(rarity, RARITY) / length;
        points.merge(use.competence(), gives, Double::sum);
        said.computeIfAbsent(use.competence(), c -> new LinkedHashMap<>()).put(word, gives);
      }
    });
    return points.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey())).limit(limit)
        .map(hint -> new Hint(hint.getKey(), hint.getValue(), said.get(hint.getKey()).entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey())).map(Map.Entry::getKey).toList()))
        .toList();
  }
}
