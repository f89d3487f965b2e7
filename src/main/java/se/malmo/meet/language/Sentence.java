package se.malmo.meet.language;

import java.util.List;

/** A sentence, heading or list item of a text, in one language. */
public record Sentence(Span span, Language language, List<Token> tokens) {

  public Sentence {
    tokens = List.copyOf(tokens);
  }
}
