package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.List;

/** Corrects where a model cuts a sentence into words: a hyphen joins, a full stop ends, a character stays whole. */
final class Words {

  private Words() {}

  static List<Span> of(List<Span> cut, String sentence) {
    List<Span> words = new ArrayList<>();
    for (Span span : cut) {
      if (!words.isEmpty() && belongTogether(words.getLast(), span, sentence)) {
        words.add(new Span(words.removeLast().start(), span.end()));
      } else {
        words.add(span);
      }
    }
    return words.isEmpty() ? words : withoutFullStop(words, sentence);
  }

  private static boolean belongTogether(Span before, Span next, String sentence) {
    if (before.end() != next.start()) {
      return false;
    }
    char last = sentence.charAt(before.end() - 1);
    char first = sentence.charAt(next.start());
    boolean isAfterHyphen = last == '-' && isWord(first) && before.end() - before.start() > 1 && isWord(sentence.charAt(before.end() - 2));
    boolean isHyphen = next.of(sentence).equals("-") && isWord(last) && next.end() < sentence.length() && isWord(sentence.charAt(next.end()));
    return isAfterHyphen || isHyphen || Character.isSurrogatePair(last, first);
  }

  /** "SFI." at the end of a sentence is no abbreviation with a full stop of its own. */
  private static List<Span> withoutFullStop(List<Span> words, String sentence) {
    Span last = words.getLast();
    String word = last.of(sentence);
    if (word.length() > 2 && word.endsWith(".") && word.indexOf('.') == word.length() - 1 && isWord(word.charAt(word.length() - 2))) {
      words.removeLast();
      words.add(new Span(last.start(), last.end() - 1));
      words.add(new Span(last.end() - 1, last.end()));
    }
    return words;
  }

  private static boolean isWord(char letter) {
    return Character.isLetterOrDigit(letter);
  }
}
