package se.malmo.meet.vocabulary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;

/**
 * How alike a term and the labels of the vocabulary are: shared words, shared parts of compounds and shared runs of three letters, the
 * rare ones weighing more (Dice 1945 over weighted features).
 */
final class Nearness {
  private static final double WORD = 3;
  private static final double PART = 2;
  private static final double TRIGRAM = 0.25;
  private static final double LEAST = 0.2;
  /** A run of letters that stands in more labels than this tells nothing. */
  private static final int COMMON = 2_000;

  private final LabelReader reader;
  private final List<Label> labels = new ArrayList<>();
  private final Map<String, List<Integer>> byFeature = new HashMap<>();

  private record Label(Competence competence, double weight) {}

  Nearness(Collection<Competence> competences, LabelReader reader) {
    this.reader = reader;
    List<Map<String, Double>> features = new ArrayList<>();
    for (Competence competence : competences) {
      for (Language language : Language.values()) {
        Stream<String> own = competence.isNamedIn(language) ? Stream.of(competence.label(language)) : Stream.empty();
        Stream.concat(own, competence.alternatives(language).stream()).forEach(label -> {
          Map<String, Double> read = features(label, language);
          int number = labels.size();
          labels.add(new Label(competence, 0));
          features.add(read);
          read.keySet().forEach(feature -> byFeature.computeIfAbsent(feature, f -> new ArrayList<>()).add(number));
        });
      }
    }
    for (int i = 0; i < labels.size(); i++) labels.set(i, new Label(labels.get(i).competence(), weight(features.get(i))));
  }

  List<Hole.Near> to(String term, Language language, int most) {
    Map<String, Double> asked = features(term, language);
    double own = weight(asked);
    Map<Integer, Double> shared = new HashMap<>();
    asked.forEach((feature, weight) -> {
      List<Integer> having = byFeature.getOrDefault(feature, List.of());
      if (having.size() <= COMMON) having.forEach(label -> shared.merge(label, weight * rarity(feature), Double::sum));
    });
    Map<Competence, Double> best = new HashMap<>();
    shared.forEach((number, weight) -> {
      Label label = labels.get(number);
      best.merge(label.competence(), Math.min(1, 2 * weight / (own + label.weight())), Math::max);
    });
    return best.entrySet().stream().filter(one -> one.getValue() >= LEAST).map(one -> new Hole.Near(one.getKey(), one.getValue()))
        .sorted(Comparator.comparingDouble(Hole.Near::likeness).reversed().thenComparing(near -> near.competence().id())).limit(most).toList();
  }

  private double weight(Map<String, Double> features) {
    return features.entrySet().stream().mapToDouble(feature -> feature.getValue() * rarity(feature.getKey())).sum();
  }

  private double rarity(String feature) {
    return Math.log(1 + (labels.size() + 1.0) / (1 + byFeature.getOrDefault(feature, List.of()).size()));
  }

  private Map<String, Double> features(String label, Language language) {
    Map<String, Double> features = new HashMap<>();
    LabelReader.Read read = reader.read(label, language);
    Set<String> words = new HashSet<>(read.words());
    // A part of a compound meets the same word alone, and the other way round.
    read.parts().forEach(part -> features.put(language.code() + ":" + part, PART));
    words.forEach(word -> features.put(language.code() + ":" + word, WORD));
    String letters = " " + label.toLowerCase(Locale.ROOT).strip() + " ";
    for (int i = 0; i + 3 <= letters.length(); i++) features.put(letters.substring(i, i + 3), TRIGRAM);
    return features;
  }
}
