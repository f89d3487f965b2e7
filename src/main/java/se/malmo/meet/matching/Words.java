package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import se.malmo.meet.language.AnalyzedText;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.Sentence;
import se.malmo.meet.language.Span;
import se.malmo.meet.language.Token;

/**
 * The words of a text and how often it says them: stems, stems of the parts of
 * compounds (marked ~), how words begin (marked ^), and pairs of words that follow each other.
 *
 * @param said each word with its places
 */
public record Words(Map<String, Said> said) {
  private static final String PART = "~";
  private static final String START = "^";
  private static final int BEGINNING = 5;
  private static final Set<String> NAMES = Set.of("NOUN", "PROPN", "X");

  /**
   * A word as a text says it.
   *
   * @param places where it stands
   * @param language of the sentence that says it first
   * @param lemma its base form there; of a part or a pair the same as the word
   * @param isName whether it names a thing: a noun or a proper name, or a pair with one
   */
  public record Said(List<Span> places, Language language, String lemma, boolean isName) {
    int times() {
      return places.size();
    }
  }

  public static Words of(AnalyzedText text) {
    Map<String, Said> said = new LinkedHashMap<>();
    for (Sentence sentence : text.sentences()) {
      Token before = null;
      for (Token token : sentence.tokens()) {
        if (!isWord(token)) continue;
        if (!token.stem().isEmpty() && !token.isFiller()) {
          add(said, token.stem(), token.span(), sentence.language(), token.lemma(), isName(token));
          if (token.stem().length() > BEGINNING) add(said, START + token.stem().substring(0, BEGINNING), token.span(), sentence.language(), token.lemma(), isName(token));
          for (int i = 0; i < token.stemsOfParts().size(); i++) add(said, PART + token.stemsOfParts().get(i), token.span(), sentence.language(), token.stemsOfParts().get(i), isName(token));
        }
        // "brist på": a small word beside another says how it is meant; two small words say nothing.
        if (before != null && !(before.stem().isEmpty() && token.stem().isEmpty())) {
          add(said, inPair(before) + " " + inPair(token), new Span(before.span().start(), token.span().end()), sentence.language(), "",
              isName(before) || isName(token));
        }
        before = token;
      }
    }
    return new Words(said);
  }

  private static boolean isName(Token token) {
    return NAMES.contains(token.partOfSpeech());
  }

  private static boolean isWord(Token token) {
    return token.text().codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static String inPair(Token token) {
    return token.stem().isEmpty() ? token.text().toLowerCase(Locale.ROOT).replaceAll("\\s+", "") : token.stem();
  }

  private static void add(Map<String, Said> said, String word, Span place, Language language, String lemma, boolean isName) {
    List<Span> places = said.computeIfAbsent(word, w -> new Said(new ArrayList<>(1), language, lemma, isName)).places();
    // A compound of twice the same part says it once.
    if (places.isEmpty() || !places.getLast().equals(place)) places.add(place);
  }

  static boolean isPart(String word) {
    return word.startsWith(PART);
  }

  static boolean isStart(String word) {
    return word.startsWith(START);
  }

  static boolean isPair(String word) {
    return word.indexOf(' ') > 0;
  }

  static boolean isWhole(String word) {
    return !isPart(word) && !isPair(word) && !isStart(word);
  }

  static String part(String word) {
    return PART + word;
  }

  /** A word without the mark of a part. */
  static String bare(String word) {
    return isPart(word) ? word.substring(PART.length()) : word;
  }

  /** A part without its mark, or a word with that of a part. */
  static String twin(String word) {
    return isPart(word) ? bare(word) : part(word);
  }

  /** The words that a word of one text meets in another: a part meets the simple word and the other way round. */
  static List<String> meeting(String word) {
    if (isPair(word) || isStart(word)) return List.of(word);
    return isPart(word) ? List.of(word, bare(word)) : List.of(word, part(word));
  }

  /** How many words the text has that say something. */
  int length() {
    return said.entrySet().stream().filter(entry -> isWhole(entry.getKey())).mapToInt(entry -> entry.getValue().times()).sum();
  }

  /** What a node of the graph keeps of its own text: two arrays of the same length. */
  public Map<String, Object> properties() {
    return properties("words", "counts");
  }

  /** What it keeps of the same text in its other language. */
  public Map<String, Object> otherProperties() {
    return properties("otherWords", "otherCounts");
  }

  private Map<String, Object> properties(String words, String counts) {
    Map<String, Integer> times = new TreeMap<>();
    said.forEach((word, one) -> times.put(word, one.times()));
    return Map.of(words, List.copyOf(times.keySet()), counts, List.copyOf(times.values()));
  }
}
