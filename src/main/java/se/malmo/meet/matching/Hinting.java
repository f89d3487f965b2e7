package se.malmo.meet.matching;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.Span;
import se.malmo.meet.language.StopWords;
import se.malmo.meet.vocabulary.Hints.Hint;
import se.malmo.meet.vocabulary.Vocabulary;

/** What a text asks for: what it says, and, more weakly, the competences that its words hint at. */
final class Hinting {
  private static final int MOST_HINTS = 20;

  private static final Map<Language, StopWords> STOP_WORDS = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) STOP_WORDS.put(language, StopWords.of(language));
  }

  private Hinting() {}

  static Asked asked(Profile profile, Vocabulary vocabulary, Weights weights) {
    Asked asked = new Asked(profile.keywords());
    for (Language language : Language.values()) {
      for (Hint hint : vocabulary.hints().of(language, words(profile, language, weights), weights.leastHint(), MOST_HINTS)) {
        // "Samla", "kväll", "tillsammans": what anybody may say of anything points nowhere alone.
        if (hint.words().stream().allMatch(word -> isEveryday(word, profile, language))) continue;
        List<Span> spans = hint.words().stream().flatMap(word -> Stream.of(word, Words.part(word))).map(profile.words().said()::get).filter(Objects::nonNull)
            .flatMap(said -> said.places().stream()).distinct().toList();
        String said = spans.getFirst().of(profile.text().text());
        double prominence = weights.hint() * Math.min(1, hint.points() / weights.fullHint());
        vocabulary.byId(hint.competence()).filter(competence -> !profile.refuses(competence))
            .ifPresent(competence -> asked.hint(competence, said, spans, prominence));
      }
    }
    return asked;
  }

  private static boolean isEveryday(String word, Profile profile, Language language) {
    return Stream.of(word, Words.part(word)).map(profile.words().said()::get).filter(Objects::nonNull).allMatch(said -> STOP_WORDS.get(language).isEveryday(said.lemma()));
  }

  /** The words of a language by how much each may hint. */
  private static Map<String, Double> words(Profile profile, Language language, Weights weights) {
    Map<String, Double> words = new HashMap<>();
    profile.words().said().forEach((word, said) -> {
      if (said.language() != language || Words.isPair(word) || Words.isStart(word)) return;
      double importance = (Words.isPart(word) ? weights.hintedPart() : 1) * (said.isName() ? 1 : weights.hintNotName());
      words.merge(Words.bare(word), importance, Math::max);
    });
    return words;
  }
}
