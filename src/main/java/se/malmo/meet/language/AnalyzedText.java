package se.malmo.meet.language;

import java.util.List;
import java.util.stream.Stream;

/**
 * A text as it was read.
 *
 * @param language the main language: that of most tokens
 * @param keyphrases at most 30, heaviest first
 */
public record AnalyzedText(String text, Language language, List<Sentence> sentences, List<Keyphrase> keyphrases) {

  public AnalyzedText {
    sentences = List.copyOf(sentences);
    keyphrases = List.copyOf(keyphrases);
  }

  public Stream<Token> tokens() {
    return sentences.stream().flatMap(sentence -> sentence.tokens().stream());
  }
}
