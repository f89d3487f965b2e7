package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Reads a text: its language, sentences, words and keyphrases. Thread-safe, no lock on the hot path. */
public final class TextAnalyzer {

  private final LanguageDetection detection;
  private final Map<Language, Reader> readers = new EnumMap<>(Language.class);
  private final Keyphrases keyphrases;

  private TextAnalyzer(SwedishDictionary dictionary, LanguageDetectorModel detector, Models swedish, Models english) {
    StopWords swedishStopWords = StopWords.of(Language.SWEDISH);
    StopWords englishStopWords = StopWords.of(Language.ENGLISH);
    detection = new LanguageDetection(detector, dictionary, swedishStopWords, englishStopWords);
    keyphrases = new Keyphrases(swedishStopWords, englishStopWords);
    readers.put(Language.SWEDISH, new Reader(swedish, new SwedishLemmas(dictionary, swedishStopWords), swedishStopWords));
    readers.put(Language.ENGLISH, new Reader(english, new EnglishLemmas(), englishStopWords));
  }

  /**
   * Takes one to three seconds.
   *
   * @throws IllegalStateException if a model or the dictionary is not on the class path, naming it
   */
  public static TextAnalyzer load() {
    var dictionary = CompletableFuture.supplyAsync(SwedishDictionary::load);
    var swedish = CompletableFuture.supplyAsync(() -> Models.load(Language.SWEDISH));
    var english = CompletableFuture.supplyAsync(() -> Models.load(Language.ENGLISH));
    var detector = CompletableFuture.supplyAsync(LanguageDetection::loadModel);
    try {
      return new TextAnalyzer(dictionary.join(), detector.join(), swedish.join(), english.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Finds the language of the text, and that of a sentence in the other language if it is long enough to be sure. */
  public AnalyzedText analyze(String text) {
    NormalText normal = NormalText.of(text);
    return analyze(text, normal, detection.languageOf(normal.text()), true);
  }

  /** Reads a text that is known to be in this language. */
  public AnalyzedText analyze(String text, Language hint) {
    return analyze(text, NormalText.of(text), hint, false);
  }

  /** Whether a text is, as far as one can tell, in a language that is read; names and labels are found in any. */
  public boolean isRead(String text) {
    return detection.isRead(NormalText.of(text).text());
  }

  /** The words of a label, the same as they are in a running text. */
  public Stream<Token> words(String phrase, Language language) {
    return sentences(phrase, NormalText.of(phrase), language, false).stream().flatMap(sentence -> sentence.tokens().stream());
  }

  /** The base forms of a label's words. */
  public List<String> lemmas(String phrase, Language language) {
    return words(phrase, language)
        .filter(token -> token.text().codePoints().anyMatch(Character::isLetterOrDigit))
        .map(Token::lemma)
        .toList();
  }

  private AnalyzedText analyze(String text, NormalText normal, Language language, boolean isMixed) {
    List<Sentence> sentences = sentences(text, normal, language, isMixed);
    return new AnalyzedText(text, mainLanguage(sentences, language), sentences, keyphrases.of(text, sentences));
  }

  private List<Sentence> sentences(String text, NormalText normal, Language language, boolean isMixed) {
    List<Sentence> sentences = new ArrayList<>();
    String whole = normal.text();
    for (Span block : Blocks.of(whole)) {
      for (Span inBlock : readers.get(language).sentences(block.of(whole))) {
        Span span = inBlock.moved(block.start());
        String sentence = span.of(whole);
        Language its = isMixed ? detection.sureLanguageOf(sentence).orElse(language) : language;
        List<Token> tokens = readers.get(its).tokens(sentence).stream().map(token -> written(token, span.start(), normal, text)).toList();
        if (!tokens.isEmpty()) {
          sentences.add(new Sentence(normal.written(span), its, tokens));
        }
      }
    }
    return sentences;
  }

  private static Token written(Token token, int sentenceStart, NormalText normal, String text) {
    Span span = normal.written(token.span().moved(sentenceStart));
    return new Token(span.of(text), span, token.partOfSpeech(), token.lemma(), token.parts(), token.stem(), token.stemsOfParts(),
        token.isFiller(), token.isContent());
  }

  private static Language mainLanguage(List<Sentence> sentences, Language found) {
    Map<Language, Integer> tokens = new EnumMap<>(Language.class);
    sentences.forEach(sentence -> tokens.merge(sentence.language(), sentence.tokens().size(), Integer::sum));
    return tokens.entrySet().stream()
        .filter(entry -> entry.getValue() > tokens.getOrDefault(found, 0))
        .findFirst()
        .map(Map.Entry::getKey)
        .orElse(found);
  }
}
