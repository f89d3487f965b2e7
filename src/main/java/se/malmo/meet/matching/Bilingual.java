package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.TranslationStore.Pair;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;

/** Learns what words mean in the other language: from the vocabulary's labels, and from texts that are there in both. */
public final class Bilingual {
  /** Fewer texts than this teach chance. */
  private static final int FEWEST_TEXTS = 200;
  private static final int MOST_TEXTS = 4_000;
  private static final int DIMENSIONS = 800;
  private static final int MOST_MEANINGS = 5;
  private static final double LEAST = 0.05;
  private static final double IN_ORDER = 0.8;
  private static final String FROM_LABELS = "vocabulary";
  private static final String FROM_TEXTS = "texts";

  private final TranslationStore store;
  private final Profiles profiles;
  private final Projection projection;

  public Bilingual(Graph graph, Profiles profiles, Projection projection) {
    store = new TranslationStore(graph);
    this.profiles = profiles;
    this.projection = projection;
  }

  /** A text in both languages. */
  public record Parallel(String sv, String en) {}

  /** Writes the translations that the vocabulary's preferred labels give: one word each, or a compound of two parts and two words. */
  public void learnFrom(Vocabulary vocabulary) {
    Map<String, Pair> pairs = new TreeMap<>();
    for (Competence competence : vocabulary.all()) {
      List<Said> sv = words(competence.labelSv(), Language.SWEDISH);
      List<Said> en = words(competence.labelEn(), Language.ENGLISH);
      if (sv.size() == 1 && en.size() == 1) add(pairs, sv.getFirst(), en.getFirst(), 1);
      List<Said> parts = sv.size() == 1 ? sv.getFirst().parts : sv;
      if (parts.size() == 2 && en.size() == 2) for (int i = 0; i < 2; i++) add(pairs, parts.get(i), en.get(i), IN_ORDER);
    }
    store.replace(List.copyOf(pairs.values()), FROM_LABELS);
    projection.translated(store.all());
  }

  private record Said(String stem, String lemma, List<Said> parts) {}

  private List<Said> words(String label, Language language) {
    return profiles.of(label, Optional.of(language)).text().tokens().filter(token -> !token.stem().isEmpty())
        .map(token -> {
          List<Said> parts = new ArrayList<>();
          boolean whole = token.parts().size() == token.stemsOfParts().size();
          for (int i = 0; whole && i < token.parts().size(); i++) parts.add(new Said(token.stemsOfParts().get(i), token.parts().get(i), List.of()));
          return new Said(token.stem(), token.lemma(), parts);
        }).toList();
  }

  private static void add(Map<String, Pair> pairs, Said sv, Said en, double weight) {
    pairs.putIfAbsent(sv.lemma + "\t" + en.lemma, new Pair(sv.lemma, sv.stem, en.lemma, en.stem, weight, weight));
  }

  /** Learns translations and the concept space from texts in both languages; too few teach nothing. Takes seconds to minutes. */
  public void learnFrom(List<Parallel> texts) {
    if (texts.size() < FEWEST_TEXTS) return;
    List<Parallel> some = texts.subList(0, Math.min(MOST_TEXTS, texts.size()));
    List<Words> sv = some.parallelStream().map(text -> profiles.of(text.sv(), Optional.of(Language.SWEDISH)).words()).toList();
    List<Words> en = some.parallelStream().map(text -> profiles.of(text.en(), Optional.of(Language.ENGLISH)).words()).toList();
    store.replace(aligned(sv, en), FROM_TEXTS);
    projection.translated(store.all());
    List<ConceptSpace.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < sv.size(); i++) pairs.add(new ConceptSpace.Pair(counts(sv.get(i)), counts(en.get(i))));
    projection.learnt(ConceptSpace.learn(pairs, DIMENSIONS));
  }

  private static Map<String, Integer> counts(Words words) {
    Map<String, Integer> counts = new TreeMap<>();
    words.said().forEach((word, said) -> counts.put(word, said.times()));
    return counts;
  }

  private static List<Pair> aligned(List<Words> sv, List<Words> en) {
    Numbered first = new Numbered(sv);
    Numbered second = new Numbered(en);
    List<Map<Integer, Double>> toEn = new Alignment(first.texts, second.texts, first.size(), second.size()).learn();
    List<Map<Integer, Double>> toSv = new Alignment(second.texts, first.texts, second.size(), first.size()).learn();
    Map<Long, double[]> both = new LinkedHashMap<>();
    for (int word = 0; word < toEn.size(); word++) for (var meaning : best(toEn.get(word))) edge(both, word, meaning.getKey())[0] = meaning.getValue();
    for (int word = 0; word < toSv.size(); word++) for (var meaning : best(toSv.get(word))) edge(both, meaning.getKey(), word)[1] = meaning.getValue();
    List<Pair> pairs = new ArrayList<>();
    both.forEach((edge, weights) -> {
      int from = (int) (edge >> 32);
      int to = edge.intValue();
      pairs.add(new Pair(first.lemma(from), first.word(from), second.lemma(to), second.word(to), weights[0], weights[1]));
    });
    return pairs;
  }

  private static List<Map.Entry<Integer, Double>> best(Map<Integer, Double> meanings) {
    return meanings.entrySet().stream().filter(meaning -> meaning.getValue() >= LEAST)
        .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey())).limit(MOST_MEANINGS).toList();
  }

  private static double[] edge(Map<Long, double[]> edges, int from, int to) {
    return edges.computeIfAbsent((long) from << 32 | to, e -> new double[2]);
  }

  /** The words of many texts by number: whole words, and parts of compounds as the words that they are. */
  private static final class Numbered {
    final List<int[]> texts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> lemmas = new ArrayList<>();

    Numbered(List<Words> all) {
      for (Words text : all) {
        texts.add(text.said().entrySet().stream().filter(said -> Words.isWhole(said.getKey()) || Words.isPart(said.getKey()))
            .mapToInt(said -> number(Words.bare(said.getKey()), said.getValue().lemma())).distinct().toArray());
      }
    }

    private int number(String word, String lemma) {
      return numbers.computeIfAbsent(word, w -> {
        words.add(w);
        lemmas.add(lemma);
        return words.size() - 1;
      });
    }

    int size() {
      return words.size();
    }

    String word(int number) {
      return words.get(number);
    }

    String lemma(int number) {
      return lemmas.get(number);
    }
  }
}
