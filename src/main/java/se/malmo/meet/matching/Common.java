package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.language.Lexicon.Mention;
import se.malmo.meet.language.Lexicon;
import se.malmo.meet.language.Span;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Keyword;

/**
 * What a new text and an earlier one both say, filler and names of places aside.
 *
 * @param matter what it is about
 * @param scarce things that only one can have: a site, premises, a contract, funds, a time; and names and numbers, which are of such things
 */
record Common(Share matter, Share scarce) {
  private static final Lexicon THINGS = Lexicon.of(Relations.class, "scarce-things");
  private static final Lexicon PLACES = Lexicon.ofNames(Relations.class, "places");
  private static final Set<String> NAME_OR_NUMBER = Set.of("PROPN", "NUM");

  /**
   * A share, 0 to 1, of all that the shorter text says, each word by its rarity.
   *
   * @param spans where in the new text
   */
  record Share(double value, List<Span> spans) {}

  /**
   * Compares two texts.
   *
   * @param rarity of a word, 1 for one that nobody says, near 0 for one that everybody says
   * @param compoundPart a part of a compound, against a whole word
   */
  static Common of(Profile text, Profile earlier, ToDoubleFunction<String> rarity, double compoundPart) {
    Map<String, Double> ours = weighed(text, rarity, compoundPart);
    Map<String, Double> theirs = weighed(earlier, rarity, compoundPart);
    double shorter = Math.min(sum(ours.values()), sum(theirs.values()));
    Set<Span> places = spans(PLACES.in(text.text()));
    Set<Span> things = spans(THINGS.in(text.text()));
    text.text().tokens().filter(token -> NAME_OR_NUMBER.contains(token.partOfSpeech())).forEach(token -> things.add(token.span()));
    Map<String, Double> matter = new LinkedHashMap<>();
    Map<String, Double> scarce = new LinkedHashMap<>();
    ours.forEach((word, weight) -> {
      List<Span> spans = text.words().said().get(word).places();
      boolean isShared = Words.meeting(word).stream().anyMatch(theirs::containsKey);
      if (isShared && spans.stream().noneMatch(places::contains)) (spans.stream().anyMatch(things::contains) ? scarce : matter).put(word, weight);
    });
    Share inWords = share(matter, shorter, text);
    return new Common(text.language() == earlier.language() ? inWords : larger(inWords, inCompetences(text, earlier)), share(scarce, shorter, text));
  }

  /** Both together. */
  double all() {
    return matter.value + scarce.value;
  }

  Stream<Span> spans() {
    return Stream.concat(matter.spans.stream(), scarce.spans.stream());
  }

  private static Share share(Map<String, Double> shared, double whole, Profile text) {
    List<Span> spans = shared.keySet().stream().flatMap(word -> text.words().said().get(word).places().stream()).toList();
    return new Share(whole == 0 ? 0 : sum(shared.values()) / whole, spans);
  }

  /** Texts in different languages share no words but may well share what the vocabulary knows. */
  private static Share inCompetences(Profile text, Profile earlier) {
    Set<String> theirs = earlier.keywords().stream().flatMap(keyword -> keyword.competence().stream()).map(Competence::id).collect(Collectors.toSet());
    List<Keyword> shared = text.keywords().stream().filter(keyword -> keyword.competence().filter(its -> theirs.contains(its.id())).isPresent()).toList();
    List<Span> spans = new ArrayList<>();
    shared.forEach(keyword -> spans.addAll(keyword.spans()));
    return new Share(shared.stream().mapToDouble(Keyword::weight).sum(), spans);
  }

  private static Share larger(Share one, Share other) {
    return other.value > one.value ? other : one;
  }

  private static Map<String, Double> weighed(Profile profile, ToDoubleFunction<String> rarity, double compoundPart) {
    Map<String, Double> weighed = new LinkedHashMap<>();
    for (String word : profile.words().said().keySet()) {
      if (Words.isPair(word) || Words.isStart(word)) continue;
      weighed.put(word, rarity.applyAsDouble(word) * (Words.isPart(word) ? compoundPart : 1));
    }
    return weighed;
  }

  private static double sum(Collection<Double> weights) {
    return weights.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static Set<Span> spans(List<Mention> mentions) {
    return mentions.stream().map(Mention::span).collect(Collectors.toCollection(HashSet::new));
  }
}
