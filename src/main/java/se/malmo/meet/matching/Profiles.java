package se.malmo.meet.matching;

import java.util.Optional;
import se.malmo.meet.language.AnalyzedText;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.TextAnalyzer;
import se.malmo.meet.vocabulary.Vocabulary;

/** Reads texts: language, keyphrases, competences, words. */
public final class Profiles {
  private final TextAnalyzer analyzer;
  private final Vocabulary vocabulary;

  public Profiles(TextAnalyzer analyzer, Vocabulary vocabulary) {
    this.analyzer = analyzer;
    this.vocabulary = vocabulary;
  }

  /** Whether a text that was read is in a language that can be. */
  boolean isRead(Profile profile) {
    return analyzer.isRead(profile.text().text());
  }

  /** Reads a text; a language that is known is not guessed. */
  public Profile of(String text, Optional<Language> language) {
    AnalyzedText analyzed = language.map(known -> analyzer.analyze(text, known)).orElseGet(() -> analyzer.analyze(text));
    return new Profile(analyzed, vocabulary.link(analyzed), Words.of(analyzed));
  }
}
