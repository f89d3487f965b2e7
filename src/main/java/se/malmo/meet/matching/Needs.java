package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import se.malmo.meet.language.Asks;
import se.malmo.meet.language.Span;
import se.malmo.meet.language.Token;
import se.malmo.meet.vocabulary.Keyword;

/** What a text needs others for: what it asks for, or else what it is most about. */
public final class Needs {
  /** A text that asks for nothing is taken to need its heaviest competences, so many at most. */
  private static final int MOST_UNSTATED = 5;
  /** And none that weighs less than this share of the heaviest. */
  private static final double LEAST_SHARE = 0.25;
  private static final Set<String> THINGS = Set.of("NOUN", "PROPN", "X");

  private Needs() {}

  /**
   * The needs of a text, heaviest first.
   *
   * <p>What the writers offer is no need. Where nothing that is asked for denotes a competence, nobody could be found for it: then the heaviest competences
   * are added, not stated. What a person added joins the needs of the text and replaces none of them.
   */
  public static List<Need> of(Profile profile) {
    return weighed(united(added(profile), inText(profile)));
  }

  private static Stream<Need> inText(Profile profile) {
    Asks asks = Asks.in(profile.text());
    List<Need> stated = collected(profile.keywords(), asks::asksAt, true).stream()
        .filter(need -> need.competence().isPresent() || isThing(need, profile)).toList();
    if (stated.stream().anyMatch(need -> need.competence().isPresent())) return stated.stream();
    List<Need> unstated = collected(profile.keywords().stream().filter(keyword -> keyword.competence().isPresent()).toList(),
        span -> !asks.offersAt(span), false);
    double least = unstated.stream().mapToDouble(Need::weight).max().orElse(0) * LEAST_SHARE;
    return Stream.concat(stated.stream(), heaviestFirst(unstated).filter(need -> need.weight() >= least).limit(MOST_UNSTATED));
  }

  /** Each need once, also where a person added what the text says. */
  private static List<Need> united(Stream<Need> added, Stream<Need> inText) {
    Map<String, Need> needs = new LinkedHashMap<>();
    Stream.concat(added, inText).forEach(need -> needs.merge(need.id(), need, Needs::both));
    return List.copyOf(needs.values());
  }

  /** What a person added to the text is asked for in so many words; it stands nowhere in it. */
  private static Stream<Need> added(Profile profile) {
    return profile.keywords().stream().filter(Choices::isAdded).map(keyword -> new Need(keyword.competence(), keyword, List.of(), keyword.weight(), true));
  }

  /** One need for all keywords that denote the same, with the weight of those of its places that count. */
  private static List<Need> collected(List<Keyword> keywords, Predicate<Span> counts, boolean stated) {
    Map<String, Need> needs = new LinkedHashMap<>();
    for (Keyword keyword : keywords) {
      List<Span> spans = keyword.spans().stream().filter(counts).toList();
      if (spans.isEmpty()) continue;
      Need need = new Need(keyword.competence(), keyword, spans, keyword.weight(), stated);
      needs.merge(need.id(), need, Needs::both);
    }
    return List.copyOf(needs.values());
  }

  private static Need both(Need one, Need other) {
    List<Span> spans = new ArrayList<>(one.spans());
    other.spans().stream().filter(span -> !spans.contains(span)).forEach(spans::add);
    return new Need(one.competence(), one.keyword(), List.copyOf(spans), one.weight() + other.weight(), one.isStated());
  }

  /** A verb or adjective that denotes no competence is nothing that somebody can bring. */
  private static boolean isThing(Need need, Profile profile) {
    return profile.text().tokens().filter(token -> token.isContent() && THINGS.contains(token.partOfSpeech()))
        .anyMatch(token -> need.spans().stream().anyMatch(span -> isIn(token, span)));
  }

  private static boolean isIn(Token token, Span span) {
    return span.start() <= token.span().start() && token.span().end() <= span.end();
  }

  private static Stream<Need> heaviestFirst(List<Need> needs) {
    return needs.stream().sorted(Comparator.comparingDouble(Need::weight).reversed().thenComparing(Need::id));
  }

  private static List<Need> weighed(List<Need> needs) {
    double sum = needs.stream().mapToDouble(Need::weight).sum();
    return heaviestFirst(needs).map(need -> need.weighing(need.weight() / sum)).toList();
  }
}
