package se.malmo.meet.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Tells Swedish from English; what is neither, or too short to tell, counts as Swedish. */
final class LanguageDetection {

  private static final int ENOUGH_LETTERS = 1_500;
  private static final int SURE_WORDS = 3;
  private static final int SURE_LEAD = 2;
  private static final Set<String> NORDIC = Set.of("swe", "dan", "nob", "nno", "fao", "isl");
  private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}']+");
  private static final Set<String> IN_BOTH =
      Set.of("an", "am", "den", "era", "fast", "hen", "hit", "in", "man", "men", "ok", "sin", "so", "under");

  private final LanguageDetectorME model;
  private final SwedishDictionary dictionary;
  private final StopWords swedish;
  private final StopWords english;
  private final Readable readable;

  LanguageDetection(LanguageDetectorModel model, SwedishDictionary dictionary, StopWords swedish, StopWords english) {
    this.model = new LanguageDetectorME(model);
    this.dictionary = dictionary;
    this.swedish = swedish;
    this.english = english;
    readable = new Readable(this.model, dictionary, swedish, english);
  }

  static LanguageDetectorModel loadModel() {
    try (InputStream stream = Resources.open("/langdetect-183.bin")) {
      return new LanguageDetectorModel(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the language detector's model", e);
    }
  }

  Language languageOf(String text) {
    String start = text.substring(0, Math.min(text.length(), ENOUGH_LETTERS));
    List<String> words = words(start);
    int lead = swedishLead(words);
    if (Math.abs(lead) >= 2) {
      return lead > 0 ? Language.SWEDISH : Language.ENGLISH;
    }
    if (words.isEmpty()) {
      return Language.SWEDISH;
    }
    boolean isSwedishByWords = words.stream().limit(20).filter(this::isSwedishWord).count() * 2 > Math.min(words.size(), 20);
    return lead >= 0 && isSwedishByWords || isSwedishByModel(start) ? Language.SWEDISH : Language.ENGLISH;
  }

  /** Whether it is in a language that is read. */
  boolean isRead(String text) {
    return readable.isRead(text);
  }

  /** The language of a sentence that is long and plain enough to be sure. */
  Optional<Language> sureLanguageOf(String sentence) {
    List<String> words = words(sentence);
    int lead = words.size() < SURE_WORDS ? 0 : swedishLead(words);
    if (Math.abs(lead) < SURE_LEAD) {
      return Optional.empty();
    }
    return Optional.of(lead > 0 ? Language.SWEDISH : Language.ENGLISH);
  }

  /** How many more words speak for Swedish than for English. */
  private int swedishLead(List<String> words) {
    int lead = 0;
    for (String word : words) {
      boolean isSwedish = swedish.isFunction(word);
      boolean isEnglish = english.isFunction(word);
      if (hasSwedishLetter(word)) {
        lead++;
      } else if (isSwedish != isEnglish && !IN_BOTH.contains(word)) {
        lead += isSwedish ? 1 : -1;
      }
    }
    return lead;
  }

  private static boolean hasSwedishLetter(String word) {
    return word.chars().anyMatch(letter -> "åäöæø".indexOf(letter) >= 0);
  }

  private boolean isSwedishWord(String word) {
    return word.length() < 40 && dictionary.accepts(word);
  }

  private boolean isSwedishByModel(String text) {
    double swedishShare = 0;
    double englishShare = 0;
    for (opennlp.tools.langdetect.Language guess : model.predictLanguages(text)) {
      if (NORDIC.contains(guess.getLang())) {
        swedishShare = Math.max(swedishShare, guess.getConfidence());
      } else if (guess.getLang().equals("eng")) {
        englishShare = guess.getConfidence();
      }
    }
    return swedishShare >= englishShare;
  }

  private static List<String> words(String text) {
    return Arrays.stream(NOT_LETTERS.split(text.toLowerCase(Locale.ROOT))).filter(word -> !word.isEmpty()).toList();
  }
}
