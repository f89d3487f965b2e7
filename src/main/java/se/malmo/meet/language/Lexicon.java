package se.malmo.meet.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words and phrases that each speak for something, kept in files of lines such as "elderly: äldre; pensionär". */
public final class Lexicon {
  private static final String ANY_ENDING = "-";
  private static final String GAP = "…";
  private static final int LONGEST_GAP = 4;

  private final Map<Language, List<Phrase>> phrases = new EnumMap<>(Language.class);

  /** A phrase of the file, word by word. */
  private record Phrase(String code, List<String> words) {}

  /**
   * A phrase found in a text.
   *
   * @param code what it speaks for
   * @param phrase as the file has it
   * @param length its words
   */
  public record Mention(String code, String phrase, int length, Span span) {}

  private Lexicon() {}

  /**
   * The lexicon of a file for each language: name-sv.txt, name-en.txt.
   *
   * @param owner the class that the files lie beside
   */
  public static Lexicon of(Class<?> owner, String name) {
    Lexicon lexicon = new Lexicon();
    for (Language language : Language.values()) lexicon.phrases.put(language, read(owner, name + "-" + language.code() + ".txt"));
    return lexicon;
  }

  /** The lexicon of a file of names that are the same in all languages: name.txt. */
  public static Lexicon ofNames(Class<?> owner, String name) {
    Lexicon lexicon = new Lexicon();
    List<Phrase> all = read(owner, name + ".txt");
    for (Language language : Language.values()) lexicon.phrases.put(language, all);
    return lexicon;
  }

  private static List<Phrase> read(Class<?> owner, String file) {
    try (InputStream stream = owner.getResourceAsStream(file)) {
      if (stream == null) throw new IllegalStateException("Not on the class path, so no text can be read: " + file);
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#")).flatMap(Lexicon::phrases).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Stream<Phrase> phrases(String line) {
    int colon = line.indexOf(':');
    String code = line.substring(0, colon);
    return Arrays.stream(line.substring(colon + 1).split(";")).map(String::strip).map(phrase -> new Phrase(code, List.of(phrase.split(" "))));
  }

  /** All that phrases of a language speak for. */
  public Set<String> codes(Language language) {
    return phrases.get(language).stream().map(Phrase::code).collect(Collectors.toSet());
  }

  /** Every phrase that the text says, each once for every place. */
  public List<Mention> in(AnalyzedText text) {
    List<Mention> mentions = new ArrayList<>();
    for (Sentence sentence : text.sentences()) {
      for (Phrase phrase : phrases.get(sentence.language())) {
        for (int at = 0; at < sentence.tokens().size(); at++) {
          int start = at;
          end(phrase.words, 0, sentence.tokens(), at).ifPresent(end -> mentions.add(new Mention(phrase.code, String.join(" ", phrase.words),
              phrase.words.size(), new Span(sentence.tokens().get(start).span().start(), sentence.tokens().get(end - 1).span().end()))));
        }
      }
    }
    return mentions;
  }

  /** Of mentions that overlap only the longest, of a phrase said twice the first. */
  public static List<Mention> apart(List<Mention> mentions) {
    List<Mention> apart = new ArrayList<>();
    mentions.stream().sorted(Comparator.comparingInt(Mention::length).reversed().thenComparingInt(mention -> mention.span.start()))
        .filter(mention -> apart.stream().noneMatch(other -> other.phrase.equals(mention.phrase) || other.span.start() < mention.span.end() && mention.span.start() < other.span.end()))
        .forEachOrdered(apart::add);
    return apart;
  }

  /** Where the rest of a phrase ends if the tokens say it from here. */
  private static Optional<Integer> end(List<String> words, int word, List<Token> tokens, int at) {
    if (word == words.size()) return Optional.of(at);
    if (words.get(word).equals(GAP)) {
      for (int skipped = 0; skipped <= LONGEST_GAP; skipped++) {
        Optional<Integer> end = end(words, word + 1, tokens, at + skipped);
        if (end.isPresent()) return end;
      }
      return Optional.empty();
    }
    return at < tokens.size() && isSaid(words.get(word), tokens.get(at)) ? end(words, word + 1, tokens, at + 1) : Optional.empty();
  }

  private static boolean isSaid(String word, Token token) {
    String form = token.text().toLowerCase(Locale.ROOT);
    if (word.endsWith(ANY_ENDING)) return form.startsWith(word.substring(0, word.length() - 1));
    return word.equals(form) || word.equals(token.lemma()) || token.parts().contains(word);
  }
}
