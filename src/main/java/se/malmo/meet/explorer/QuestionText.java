package se.malmo.meet.explorer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A question while it is read: its words, and which of them have been understood. */
final class QuestionText {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:[-'&.][\\p{L}\\p{N}]+)*");

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private final BitSet understood = new BitSet();

  /** A word with its place in the text. */
  record Word(String text, String lower, int start, int end) {}

  QuestionText(String text) {
    this.text = text;
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) words.add(new Word(matcher.group(), matcher.group().toLowerCase(java.util.Locale.ROOT), matcher.start(), matcher.end()));
  }

  String text() {
    return text;
  }

  List<Word> words() {
    return words;
  }

  void understand(int start, int end) {
    understood.set(start, end);
  }

  /** Whether any of this stretch has been understood. */
  boolean isUnderstood(int start, int end) {
    int next = understood.nextSetBit(start);
    return next >= 0 && next < end;
  }

  /** The text as long as it was, with a comma and spaces where something has been understood. */
  String withoutUnderstood() {
    StringBuilder rest = new StringBuilder(text);
    for (int i = understood.nextSetBit(0); i >= 0 && i < text.length(); i = understood.nextSetBit(i + 1)) {
      boolean isFirst = i == 0 || !understood.get(i - 1);
      rest.setCharAt(i, isFirst ? ',' : ' ');
    }
    return rest.toString();
  }

  boolean isUnderstood(Word word) {
    return isUnderstood(word.start(), word.end());
  }

  /** The text of so many words from one on, as written, with what stands between them. */
  String span(int from, int count) {
    return text.substring(words.get(from).start(), words.get(from + count - 1).end());
  }

  /** The words that nobody has understood yet. */
  List<Word> left() {
    return words.stream().filter(word -> !isUnderstood(word)).toList();
  }
}
