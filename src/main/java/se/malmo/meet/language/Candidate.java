package se.malmo.meet.language;

import java.util.List;
import java.util.stream.Collectors;

/** A stretch of a sentence that may be a keyphrase, with how much its place in the text adds. */
record Candidate(List<Token> tokens, double emphasis) {

  private static final double VERB = 0.3;
  private static final double ADJECTIVE = 0.7;
  private static final double NOISE = 0.35;
  private static final double COMPOUND = 0.4;
  private static final double SHORTEST = 0.55;
  private static final double LETTER = 0.045;
  private static final int LONGEST = 18;
  private static final double EACH_MORE_WORD = 0.35;

  String lemma() {
    return tokens.stream().map(Token::lemma).collect(Collectors.joining(" "));
  }

  Span span() {
    return new Span(tokens.getFirst().span().start(), tokens.getLast().span().end());
  }

  List<String> words() {
    return tokens.stream().filter(Token::isContent).map(Token::lemma).distinct().toList();
  }

  /** A long word and a compound say more than a short one, a phrase more than its strongest word. */
  double specificity(StopWords stopWords) {
    double strongest = 0;
    int strong = 0;
    for (Token token : tokens) {
      if (token.isContent()) {
        boolean isDull = stopWords.isDull(token.lemma());
        strong += isDull ? 0 : 1;
        strongest = Math.max(strongest, specificity(token) * (isDull ? NOISE : 1));
      }
    }
    return strongest + EACH_MORE_WORD * Math.max(0, strong - 1);
  }

  private static double specificity(Token token) {
    double ofForm = SHORTEST + LETTER * Math.min(LONGEST, token.lemma().length()) + (token.parts().isEmpty() ? 0 : COMPOUND);
    return switch (token.partOfSpeech()) {
      case "VERB" -> ofForm * VERB;
      case "ADJ" -> ofForm * ADJECTIVE;
      default -> ofForm;
    };
  }
}
