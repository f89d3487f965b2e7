package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import se.malmo.meet.language.AnalyzedText;
import se.malmo.meet.language.Sentence;
import se.malmo.meet.language.Span;
import se.malmo.meet.language.Token;

/**
 * The words of a text and how often it says them: lemmas, parts of compounds (marked ~) and pairs of words that follow each other.
 *
 * @param spans where in the text each stands
 */
public record Words(Map<String, List<Span>> spans) {
  private static final String PART = "~";
  private static final int SHORTEST = 2;

  public static Words of(AnalyzedText text) {
    Map<String, List<Span>> spans = new LinkedHashMap<>();
    for (Sentence sentence : text.sentences()) {
      Token before = null;
      for (Token token : sentence.tokens()) {
        if (token.isContent() && token.lemma().length() >= SHORTEST) {
          add(spans, token.lemma(), token.span());
          token.parts().stream().distinct().forEach(part -> add(spans, PART + part, token.span()));
          if (before != null) add(spans, before.lemma() + " " + token.lemma(), new Span(before.span().start(), token.span().end()));
          before = token;
        }
      }
    }
    return new Words(spans);
  }

  private static void add(Map<String, List<Span>> spans, String word, Span span) {
    spans.computeIfAbsent(word, w -> new ArrayList<>(1)).add(span);
  }

  static boolean isPart(String word) {
    return word.startsWith(PART);
  }

  static boolean isPair(String word) {
    return word.indexOf(' ') > 0;
  }

  /** A word as a person reads it. */
  static String readable(String word) {
    return isPart(word) ? word.substring(PART.length()) : word;
  }

  /** The words that a simple word of one text meets in a compound of another, and the other way round. */
  static Collection<String> meeting(String word) {
    if (isPair(word)) return List.of(word);
    return isPart(word) ? List.of(word, readable(word)) : List.of(word, PART + word);
  }

  /** These words and those of the same profile's text in the other language; the places are then of no use. */
  public Words and(Words other) {
    Map<String, List<Span>> both = new LinkedHashMap<>(spans);
    other.spans.forEach((word, places) -> both.merge(word, places, (one, more) -> Stream.concat(one.stream(), more.stream()).toList()));
    return new Words(both);
  }

  /** What a node of the graph keeps of its own text: two arrays of the same length. */
  public Map<String, Object> properties() {
    Map<String, Integer> counts = new TreeMap<>();
    spans.forEach((word, places) -> counts.put(word, places.size()));
    return Map.of("words", List.copyOf(counts.keySet()), "counts", List.copyOf(counts.values()));
  }
}
