package se.malmo.meet.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import opennlp.tools.langdetect.LanguageDetectorME;

/**
 * Tells whether a text is in a language that is read: Swedish, English or a neighbour of Swedish that much the same words serve for. A text too short to
 * tell, one of names alone, and one of which a good part is read, count as read.
 */
final class Readable {
  private static final int ENOUGH_LETTERS = 1_500;
  /** A shorter sentence tells nothing by itself. */
  private static final int FEWEST_WORDS = 4;
  private static final double FUNCTION_SHARE = 0.2;
  private static final double READ_SHARE = 0.3;
  private static final double DICTIONARY_SHARE = 0.5;
  /** How much surer of another language the model must be, and how sure at least: of nonsense it is sure of nothing. */
  private static final double SURER = 1.5;
  private static final double SURE = 0.02;
  private static final Set<String> READ = Set.of("eng", "swe", "dan", "nob", "nno", "fao", "isl");
  private static final Pattern SENTENCES = Pattern.compile("[.!?:;\\n]+");
  private static final Pattern SPACES = Pattern.compile("[^\\p{L}\\p{M}'’-]+");
  /** Function words that other languages have as well. */
  private static final Set<String> ELSEWHERE_TOO = Set.of("a", "all", "also", "am", "an", "as", "at", "be", "by", "de", "den", "dit", "do", "du", "en", "era", "fast",
      "ha", "har", "he", "hem", "hen", "hit", "i", "in", "is", "ja", "ju", "kan", "man", "me", "men", "most", "ni", "no", "nu", "ok", "om", "on", "one", "or", "over",
      "per", "sa", "se", "see", "sin", "so", "ta", "to", "tre", "under", "ut", "var", "was", "we", "will");

  private final LanguageDetectorME model;
  private final SwedishDictionary dictionary;
  private final StopWords swedish;
  private final StopWords english;

  Readable(LanguageDetectorME model, SwedishDictionary dictionary, StopWords swedish, StopWords english) {
    this.model = model;
    this.dictionary = dictionary;
    this.swedish = swedish;
    this.english = english;
  }

  boolean isRead(String text) {
    String start = text.substring(0, Math.min(text.length(), ENOUGH_LETTERS));
    if (isInOtherLetters(start)) return false;
    int all = 0;
    int read = 0;
    for (String sentence : SENTENCES.split(start)) {
      List<String> words = words(sentence);
      all += words.size();
      long function = words.stream().filter(this::isFunction).count();
      if (words.size() >= FEWEST_WORDS && function >= FUNCTION_SHARE * words.size()) read += words.size();
    }
    return read > 0 && read >= READ_SHARE * all || isReadByWords(start);
  }

  /** Whether most of its letters are of no alphabet that the languages read are written in. */
  private static boolean isInOtherLetters(String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    long latin = text.codePoints().filter(letter -> Character.isLetter(letter) && Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN).count();
    return letters > 1 && latin * 2 < letters;
  }

  private boolean isReadByWords(String text) {
    List<String> unnamed = unnamed(text);
    if (unnamed.size() < FEWEST_WORDS) return true;
    long known = unnamed.stream().filter(word -> isFunction(word) || word.length() < 40 && word.length() > 2 && dictionary.accepts(word)).count();
    return known >= DICTIONARY_SHARE * unnamed.size() || !isOtherByModel(String.join(" ", unnamed));
  }

  private boolean isOtherByModel(String text) {
    double read = 0;
    double other = 0;
    for (opennlp.tools.langdetect.Language guess : model.predictLanguages(text)) {
      if (READ.contains(guess.getLang())) read = Math.max(read, guess.getConfidence());
      else other = Math.max(other, guess.getConfidence());
    }
    return other >= SURE && other > SURER * read;
  }

  private boolean isFunction(String word) {
    return !ELSEWHERE_TOO.contains(word) && (swedish.isFunction(word) || english.isFunction(word));
  }

  private static List<String> words(String sentence) {
    return Arrays.stream(SPACES.split(sentence.toLowerCase(Locale.ROOT))).filter(word -> !word.isEmpty()).toList();
  }

  /** The words that by their first letter are no names. */
  private static List<String> unnamed(String text) {
    return Arrays.stream(SPACES.split(text)).filter(word -> !word.isEmpty() && !Character.isUpperCase(word.codePointAt(0))).map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }
}
