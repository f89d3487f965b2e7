package se.malmo.meet.vocabulary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.malmo.meet.language.Language;

/**
 * Competences that a text hints at without saying any of their labels: words of labels, each by how few competences use it (BM25 over the labels, without
 * repetition). A hint is weaker than a label and is told by its words.
 */
public final class Hints {
  private static final double RARITY = 1.5;
  private static final double LENGTH_PENALTY = 0.6;
  private static final Use[] NOBODY = {};

  private final Map<Language, Map<String, Use[]>> uses = new EnumMap<>(Language.class);
  private final List<String> competences;

  /** A competence, by its place, whose labels use a word, with the points that the word gives it. */
  private record Use(int competence, double gives) {}

  /**
   * A competence that is hinted at.
   *
   * @param points about one for a word that only this competence uses
   * @param words the text's words that hint, by stem, the strongest first
   */
  public record Hint(String competence, double points, List<String> words) {}

  Hints(Collection<Competence> all, LabelReader reader) {
    competences = all.stream().map(Competence::id).sorted().toList();
    Map<String, Competence> byId = all.stream().collect(Collectors.toMap(Competence::id, Function.identity()));
    for (Language language : Language.values()) {
      List<Set<String>> stems = competences.stream().map(byId::get).map(competence -> stems(competence, language, reader)).toList();
      Map<String, List<Integer>> byWord = new HashMap<>();
      for (int i = 0; i < stems.size(); i++) for (String stem : stems.get(i)) byWord.computeIfAbsent(stem, s -> new ArrayList<>(2)).add(i);
      double mean = Math.max(1.0, stems.stream().mapToInt(Set::size).average().orElse(0));
      Map<String, Use[]> using = new HashMap<>();
      byWord.forEach((word, places) -> {
        double rarity = Math.pow(rarity(places.size()), RARITY);
        using.put(word, places.stream().map(place -> new Use(place, rarity / (1 - LENGTH_PENALTY + LENGTH_PENALTY * stems.get(place).size() / mean))).toArray(Use[]::new));
      });
      uses.put(language, using);
    }
  }

  private static Set<String> stems(Competence competence, Language language, LabelReader reader) {
    Set<String> stems = new HashSet<>();
    if (competence.isNamedIn(language)) stems.addAll(reader.read(competence.label(language), language).stored());
    competence.alternatives(language).forEach(label -> stems.addAll(reader.read(label, language).stored()));
    return stems;
  }

  private double rarity(int using) {
    return Math.log(1 + (competences.size() - using + 0.5) / (using + 0.5)) / Math.log(1 + (competences.size() + 0.5) / 0.5);
  }

  /**
   * The competences that these words hint at most.
   *
   * @param words stems with their importance, 0 to 1
   * @param least points that one must have
   */
  public List<Hint> of(Language language, Map<String, Double> words, double least, int limit) {
    double[] points = new double[competences.size()];
    words.forEach((word, importance) -> {
      for (Use use : using(language, word)) points[use.competence()] += importance * use.gives();
    });
    // Places rise with the ids, so that of equals the lower id comes first.
    List<Integer> best = IntStream.range(0, points.length).filter(place -> points[place] > 0 && points[place] >= least).boxed()
        .sorted(Comparator.<Integer>comparingDouble(place -> points[place]).reversed().thenComparing(Comparator.naturalOrder())).limit(limit).toList();
    return best.stream().map(place -> new Hint(competences.get(place), points[place], said(language, words, place))).toList();
  }

  private List<String> said(Language language, Map<String, Double> words, int competence) {
    Map<String, Double> said = new HashMap<>();
    words.forEach((word, importance) -> {
      for (Use use : using(language, word)) if (use.competence() == competence) said.put(word, importance * use.gives());
    });
    return said.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey).toList();
  }

  private Use[] using(Language language, String word) {
    return uses.get(language).getOrDefault(word, NOBODY);
  }
}
