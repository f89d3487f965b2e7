package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.malmo.meet.language.Span;
import se.malmo.meet.vocabulary.Vocabulary.Near;

/** A text as the index is asked about it: features with what each would give, and why it is asked. */
final class Query {
  private final Term[] words;
  private final Term[] wholeWords;
  private final Term[] edges;
  private final double perfect;

  /** Why a feature is asked about. */
  sealed interface Cause {}

  /**
   * A word of the text.
   *
   * @param word as it is in the text
   * @param met as it is in the profile: the same, a part of it, or its translation
   * @param translation the other language's word as people write it, empty for the same language
   */
  record Word(String word, String met, String translation) implements Cause {}

  /**
   * An edge to a competence, or to a keyword that is none.
   *
   * @param asked what of the text leads there, that which weighs most first
   */
  record Edge(String type, String met, List<String> asked) implements Cause {}

  /** A feature with the points that it gives for each unit that a profile has of it. */
  record Term(int feature, double asked, Cause cause) {}

  Query(Words text, Asked asked, ProfileIndex index, Translations translations, Map<String, List<Near>> nearby, Weights weights) {
    List<Term> terms = new ArrayList<>();
    double[] most = {0};
    int length = text.length();
    Statistics statistics = index.statistics();
    text.said().forEach((word, said) -> {
      double kind = said.isName() ? 1 : weights.notName();
      int feature = index.numbering().known(word);
      most[0] += kind * weight(word, word, feature, said.times(), index, weights) * statistics.said(said.times(), length, weights);
      meet(word, word, feature, said.times(), "", kind, index, weights, terms);
      if (Words.isPair(word) || Words.isStart(word)) return;
      int twin = index.numbering().twin(word, feature);
      if (twin >= 0) meet(word, Words.twin(word), twin, said.times(), "", kind, index, weights, terms);
      for (Translations.Translation other : translations.of(said.language(), Words.bare(word))) {
        double share = kind * weights.translated() * Math.pow(other.weight(), weights.translationSharpness());
        // The part's own discount is for what it shares by chance; its translation was found in texts.
        if (Words.isPart(word)) share *= weights.translatedPart() / weights.compoundPart();
        int met = index.numbering().known(other.stem());
        meet(word, other.stem(), met, said.times(), other.lemma(), share, index, weights, terms);
        if (Words.isPart(word)) continue;
        int part = index.numbering().twin(other.stem(), met);
        if (part >= 0) meet(word, Words.part(other.stem()), part, said.times(), other.lemma(), share, index, weights, terms);
      }
    });
    words = sorted(terms);
    wholeWords = Arrays.stream(words).filter(term -> Words.isWhole(((Word) term.cause()).word())).toArray(Term[]::new);
    perfect = most[0];
    edges = sorted(edges(asked, index, nearby, weights));
  }

  private static void meet(String word, String met, int feature, int times, String translation, double share, ProfileIndex index, Weights weights, List<Term> into) {
    if (feature >= 0) into.add(new Term(feature, share * weight(word, met, feature, times, index, weights), new Word(word, met, translation)));
  }

  private static double weight(String word, String met, int feature, int times, ProfileIndex index, Weights weights) {
    boolean part = Words.isPart(word) || Words.isPart(met);
    double share = part ? weights.compoundPart() : Words.isPair(word) ? weights.pair() : Words.isStart(word) ? weights.beginning() : 1;
    return weights.word() * share * (times == 1 ? 1 : Math.pow(times, weights.repetition())) * index.rarities().of(feature);
  }

  /** All that the text's competences lead to: the same, wider, narrower and related ones, by each kind of edge. */
  static List<Term> edges(Asked asked, ProfileIndex index, Map<String, List<Near>> nearby, Weights weights) {
    List<Term> terms = new ArrayList<>();
    closeness(asked, nearby, weights).forEach((met, from) -> {
      int[] features = index.numbering().edges(met);
      List<String> said = List.of();
      for (int i = 0; i < features.length; i++) {
        if (features[i] < 0) continue;
        String type = Features.COMPETENCE_EDGES.get(i);
        double worth = worth(type, features[i], met, from, index, weights);
        if (worth <= 0) continue;
        if (said.isEmpty()) said = closestFirst(from);
        terms.add(new Term(features[i], worth, new Edge(type, met, said)));
      }
    });
    return terms;
  }

  private static List<String> closestFirst(Map<String, Double> from) {
    if (from.size() == 1) return List.of(from.keySet().iterator().next());
    return from.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed()).map(Map.Entry::getKey).toList();
  }

  /** How close each competence, or keyword that is none, is to what the text asks for: by what it meets, and by what of the text leads there. */
  static Map<String, Map<String, Double>> closeness(Asked asked, Map<String, List<Near>> nearby, Weights weights) {
    Map<String, Map<String, Double>> byMet = new LinkedHashMap<>();
    for (String id : asked.competences()) {
      add(byMet, id, id, asked.prominence(id));
      for (Near near : nearby.getOrDefault(id, List.of())) {
        add(byMet, near.id(), id, asked.prominence(id) * (near.isRelated() ? weights.related() : weights.broader()));
      }
    }
    for (String id : asked.keywords()) add(byMet, id, id, weights.keyword() * asked.prominence(id));
    return byMet;
  }

  private static void add(Map<String, Map<String, Double>> byMet, String met, String asked, double closeness) {
    byMet.computeIfAbsent(met, m -> new LinkedHashMap<>()).merge(asked, closeness, Math::max);
  }

  /**
   * What an edge of full strength gives to whoever has it.
   *
   * @param from how close each thing that the text asks for is to what the edge leads to
   */
  static double worth(String type, String met, Map<String, Double> from, ProfileIndex index, Weights weights) {
    return worth(type, index.numbering().known(Features.edge(type, met)), met, from, index, weights);
  }

  private static double worth(String type, int feature, String met, Map<String, Double> from, ProfileIndex index, Weights weights) {
    double same = from.getOrDefault(met, 0.0);
    double all = 0;
    for (double one : from.values()) all += one;
    double close = type.equals("HAS_MANDATE") ? same + weights.nearMandate() * (all - same) : all;
    return close * Math.pow(index.statistics().rarity(feature, type), weights.edgeRarity()) * points(type, weights);
  }

  private static double points(String type, Weights weights) {
    return switch (type) {
      case "HAS_MANDATE" -> weights.mandate();
      case "SEEKS" -> weights.competence() * weights.seeks();
      case "MENTIONS" -> weights.competence() * weights.mentions();
      case "MEMBER_OF" -> weights.competence() * weights.theme();
      default -> weights.competence();
    };
  }

  private static Term[] sorted(List<Term> terms) {
    Term[] sorted = terms.toArray(Term[]::new);
    Arrays.sort(sorted, Comparator.comparingInt(Term::feature));
    return sorted;
  }

  /** By rising number of the feature. */
  Term[] words() {
    return words;
  }

  /** Those of them that the text says as a word of its own, neither as a part nor as a pair. */
  Term[] wholeWords() {
    return wholeWords;
  }

  /** By rising number of the feature. */
  Term[] edges() {
    return edges;
  }

  /** What the text would give a profile that says exactly the same: depends on no other profile's presence. */
  double perfect() {
    return perfect;
  }
}
