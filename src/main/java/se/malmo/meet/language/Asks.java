package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the writers of a text ask for something ("vi söker …", "what we lack is …") and where they say what they bring.
 *
 * @param asked what is asked for, without the words that ask; in the order of the text, apart from each other
 * @param offered the clauses that offer something
 */
public record Asks(List<Span> asked, List<Span> offered) {

  public Asks {
    asked = List.copyOf(asked);
    offered = List.copyOf(offered);
  }

  /** Reads each sentence in its own language; the items of a list belong to the line that announces it. */
  public static Asks in(AnalyzedText text) {
    List<Span> asked = new ArrayList<>();
    List<Span> offered = new ArrayList<>();
    boolean isListAsked = false;
    for (Sentence sentence : text.sentences()) {
      if (isListAsked && isItem(sentence, text.text())) {
        asked.add(sentence.span());
        continue;
      }
      AskReader reader = AskReader.of(sentence);
      asked.addAll(reader.asked());
      offered.addAll(reader.offered());
      isListAsked = reader.announces();
    }
    return new Asks(asked, offered);
  }

  private static boolean isItem(Sentence sentence, String text) {
    int start = sentence.span().start();
    String before = text.substring(text.lastIndexOf('\n', Math.max(0, start - 1)) + 1, start).strip();
    return !before.isEmpty() && before.codePoints().noneMatch(Character::isLetter);
  }

  /** Whether this place is inside something asked for. */
  public boolean asksAt(Span place) {
    return isIn(asked, place);
  }

  /** Whether this place is inside something offered. */
  public boolean offersAt(Span place) {
    return isIn(offered, place);
  }

  private static boolean isIn(List<Span> spans, Span place) {
    return spans.stream().anyMatch(span -> span.start() <= place.start() && place.end() <= span.end());
  }
}
