package se.malmo.meet.initiative;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.language.AnalyzedText;
import se.malmo.meet.language.Asks;
import se.malmo.meet.language.Denials;
import se.malmo.meet.language.Lexicon;
import se.malmo.meet.language.Span;
import se.malmo.meet.matching.Confidence;
import se.malmo.meet.matching.Evidence;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.matching.Suggestions;

/**
 * How the five criteria stand in a text: the sentences that speak for each, or what to ask. It helps the writer and decides nothing.
 *
 * @param judged each criterion once, in their order
 * @param isOwnGain whether the text only seems to be about the sender's own funding or marketing
 */
public record Criteria(List<Judged> judged, boolean isOwnGain) {
  public static final Criteria NONE = new Criteria(List.of(), false);

  private static final Lexicon CUES = Lexicon.of(Criteria.class, "criteria");
  private static final String CITY = "city";
  private static final String BUSINESS = "business";

  public Criteria {
    judged = List.copyOf(judged);
  }

  /**
   * One criterion in a text.
   *
   * @param sentences all that speak for it, that which says most of it first; none where it is not met
   * @param question the part of a message key that asks for what is missing, "" where it is met
   */
  public record Judged(Criterion criterion, List<Span> sentences, String question) {
    public boolean isMet() {
      return !sentences.isEmpty();
    }
  }

  /** Whether a sentence speaks for it. */
  public boolean meets(Criterion criterion) {
    return judged.stream().anyMatch(one -> one.criterion() == criterion && one.isMet());
  }

  /** Reads the criteria out of the text that the suggestions were made for. */
  public static Criteria of(Suggestions suggestions) {
    AnalyzedText text = suggestions.profile().text();
    Said said = new Said(text);
    Map<Criterion, List<Span>> sentences = new EnumMap<>(Criterion.class);
    boolean isTogether = said.of(CITY).findAny().isPresent() && said.of(BUSINESS).findAny().isPresent();
    sentences.put(Criterion.COLLABORATION, isTogether ? said.sentences(Stream.concat(said.of(CITY), said.of(BUSINESS))) : List.of());
    sentences.put(Criterion.SOCIAL, said.sentences(said.of("social")));
    sentences.put(Criterion.GROWTH, said.sentences(said.of("growth")));
    sentences.put(Criterion.MANDATE, said.sentences(Stream.concat(said.of("mandate"), mandates(suggestions))));
    sentences.put(Criterion.COMMITMENT, said.sentences(Stream.concat(said.of("ours"), Asks.in(text).offered().stream())));
    List<Judged> judged = Stream.of(Criterion.values())
        .map(criterion -> new Judged(criterion, sentences.get(criterion), sentences.get(criterion).isEmpty() ? question(criterion, said) : "")).toList();
    boolean isOwn = said.of("own-gain").findAny().isPresent() && !isTogether && sentences.get(Criterion.SOCIAL).isEmpty();
    return new Criteria(judged, isOwn);
  }

  private static String question(Criterion criterion, Said said) {
    if (criterion != Criterion.COLLABORATION) return criterion.code();
    return criterion.code() + (said.of(BUSINESS).findAny().isPresent() ? ".city" : said.of(CITY).findAny().isPresent() ? ".business" : "");
  }

  /** Where the text speaks of what the förvaltning that comes first decides about; a guess says nothing of mandate. */
  private static Stream<Span> mandates(Suggestions suggestions) {
    return suggestions.forvaltningar().stream().limit(1).filter(first -> first.confidence() != Confidence.UNCERTAIN)
        .map(Suggestion::evidence).flatMap(List::stream).filter(Evidence.Mandate.class::isInstance).map(Evidence::spans).flatMap(List::stream);
  }

  /** What a text says of anything in the list of cues, without what it denies. */
  private static final class Said {
    private final List<Span> sentences;
    private final Map<String, List<Span>> byCode;

    Said(AnalyzedText text) {
      sentences = text.sentences().stream().map(sentence -> sentence.span()).toList();
      Denials denials = Denials.in(text);
      byCode = CUES.in(text).stream().filter(mention -> !denials.denies(mention.span()))
          .collect(Collectors.groupingBy(Lexicon.Mention::code, Collectors.mapping(Lexicon.Mention::span, Collectors.toList())));
    }

    Stream<Span> of(String code) {
      return byCode.getOrDefault(code, List.of()).stream();
    }

    /** The sentences that these places stand in, that with most of them first. */
    List<Span> sentences(Stream<Span> places) {
      Set<Span> each = places.collect(Collectors.toSet());
      Map<Span, Long> counts = each.stream().flatMap(place -> sentences.stream().filter(sentence -> sentence.start() <= place.start() && place.start() < sentence.end()))
          .collect(Collectors.groupingBy(sentence -> sentence, Collectors.counting()));
      return counts.entrySet().stream().sorted(Map.Entry.<Span, Long>comparingByValue(Comparator.reverseOrder())
          .thenComparing(Map.Entry.comparingByKey(Comparator.comparingInt(Span::start)))).map(Map.Entry::getKey).toList();
    }
  }
}
