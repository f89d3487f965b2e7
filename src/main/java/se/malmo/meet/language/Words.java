package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Corrects where a model cuts a sentence into words: a hyphen joins, a full stop ends, a character stays whole. */
final class Words {

  private static final String BEFORE = "([{<\"“”«»‘*_-–";
  private static final String AFTER = ")]}>\"“”«»*_,;:!?";

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
    List<Span> bare = words.stream().flatMap(word -> apart(word, sentence)).flatMap(word -> bare(word, sentence)).collect(Collectors.toCollection(ArrayList::new));
    return bare.isEmpty() ? bare : withoutFullStop(bare, sentence);
  }

  private static boolean belongTogether(Span before, Span next, String sentence) {
    if (before.end() != next.start()) {
      return false;
    }
    char last = sentence.charAt(before.end() - 1);
    char first = sentence.charAt(next.start());
    boolean isAfterHyphen = last == '-' && isWord(first)
        && before.end() - before.start() > 1 && isWord(sentence.charAt(before.end() - 2));
    boolean isHyphen = next.of(sentence).equals("-") && isWord(last)
        && next.end() < sentence.length() && isWord(sentence.charAt(next.end()));
    return isAfterHyphen || isHyphen || Character.isSurrogatePair(last, first);
  }

  /** "stopp.Kanske", and ".Kanske" right after "stopp": a space was left out after the full stop. */
  private static Stream<Span> apart(Span word, String sentence) {
    int stop = sentence.indexOf('.', word.start());
    boolean isGlued = stop >= 2 && stop < word.end() - 2 && Character.isLowerCase(sentence.charAt(stop - 1)) && Character.isLetter(sentence.charAt(stop - 2))
        && Character.isUpperCase(sentence.charAt(stop + 1)) && Character.isLowerCase(sentence.charAt(stop + 2)) && sentence.indexOf('.', stop + 1) != word.end() - 1;
    if (!isGlued) return Stream.of(word);
    return Stream.of(new Span(word.start(), stop), new Span(stop, stop + 1), new Span(stop + 1, word.end())).filter(span -> span.end() > span.start());
  }

  /** A bracket or hyphen before a word and a bracket after it are no part of it. */
  private static Stream<Span> bare(Span word, String sentence) {
    int start = word.start();
    int end = word.end();
    while (start < end - 1 && BEFORE.indexOf(sentence.charAt(start)) >= 0) {
      start++;
    }
    while (end > start + 1 && AFTER.indexOf(sentence.charAt(end - 1)) >= 0) {
      end--;
    }
    if (!isWord(sentence.charAt(start)) || start == word.start() && end == word.end()) {
      return Stream.of(word);
    }
    return Stream.of(new Span(word.start(), start), new Span(start, end), new Span(end, word.end()))
        .filter(span -> span.end() > span.start());
  }

  /** "SFI." at the end of a sentence is no abbreviation with a full stop of its own. */
  private static List<Span> withoutFullStop(List<Span> words, String sentence) {
    Span last = words.getLast();
    String word = last.of(sentence);
    boolean hasOneStop = word.length() > 2 && word.indexOf('.') == word.length() - 1;
    if (hasOneStop && isWord(word.charAt(word.length() - 2))) {
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
