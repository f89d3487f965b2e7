package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.CandidateStore.Answer;
import se.malmo.meet.matching.CandidateStore.Asking;
import se.malmo.meet.matching.CandidateStore.InitiativeRow;
import se.malmo.meet.matching.CandidateStore.Voting;
import se.malmo.meet.matching.Relations.Decision;
import se.malmo.meet.matching.Relations.Earlier;
import se.malmo.meet.matching.Suggestion.Department;
import se.malmo.meet.matching.Suggestion.Known;
import se.malmo.meet.matching.Suggestion.Partner;
import se.malmo.meet.vocabulary.Vocabulary;

/** A text comes in; partners, förvaltningar and similar initiatives come out, each with the evidence whose sum ranked it. */
public final class Matcher {
  private static final int SUMMARY = 220;
  /** So many more are asked about than are shown, for some may have lost what spoke for them. */
  private static final int SPARE = 2;

  private final Profiles profiles;
  private final Projection projection;
  private final CandidateStore store;
  private final Vocabulary vocabulary;
  private final Weights weights;
  private final EarlierTexts earlierTexts;

  public Matcher(Profiles profiles, Projection projection, CandidateStore store, Vocabulary vocabulary, Weights weights) {
    this.profiles = profiles;
    this.projection = projection;
    this.store = store;
    this.vocabulary = vocabulary;
    this.weights = weights;
    earlierTexts = new EarlierTexts(profiles);
  }

  /** The same with other weights, over what is in the index now. */
  public Matcher with(Weights others) {
    return new Matcher(profiles, projection.weighed(others), store, vocabulary, others);
  }

  /** Reads a text as {@link #suggest} would. */
  public Profile profileOf(String text, Optional<Language> language) {
    return profiles.of(text, language);
  }

  /**
   * Ranks everybody for a text.
   *
   * @param limit at most so many in each list, 1 to 50
   */
  public Suggestions suggest(String text, Optional<Language> language, int limit) {
    return suggest(profileOf(text, language), limit);
  }

  /** Ranks everybody for a text that has been read. */
  public Suggestions suggest(Profile profile, int limit) {
    // Before the index is taken: what was in then is in it.
    boolean isExact = projection.isExact();
    Asked asked = new Asked(profile.keywords());
    Ranking ranking = ranking(profile, asked);
    List<Integer> partners = ranking.best(Kind.ORGANISATION, weights.thresholds().uncertain(), limit + SPARE);
    List<Integer> forvaltningar = ranking.best(Kind.FORVALTNING, weights.thresholds().uncertain(), limit + SPARE);
    List<Integer> similar = ranking.best(Kind.INITIATIVE, weights.thresholds().uncertain(), limit + SPARE).stream()
        .filter(place -> ranking.points(place) >= weights.thresholds().possible() || ranking.likeness(place) >= weights.alike()).toList();
    Answer answer = isExact ? new Remembered(ranking).ask(Stream.of(partners, forvaltningar, similar).flatMap(List::stream).toList())
        : store.ask(asking(ranking, partners), asking(ranking, forvaltningar), asking(ranking, similar), voting(ranking, partners, forvaltningar));
    Reasons reasons = new Reasons(profile, asked, ranking, vocabulary);
    ProfileIndex index = ranking.index();
    Relations relations = new Relations(RelationWeights.STANDARD, word -> index.statistics().rarity(index.numbering().known(word)));
    BiFunction<Integer, Partner, Partner> itself = (place, partner) -> partner;
    return new Suggestions(profile,
        ranked(partners, answer.partners(), itself, ranking, reasons, answer, limit),
        ranked(forvaltningar, answer.forvaltningar(), (Integer place, Department department) -> department, ranking, reasons, answer, limit),
        ranked(similar, answer.initiatives(), (Integer place, InitiativeRow row) -> known(profile, row, relations), ranking, reasons, answer, limit));
  }

  private Ranking ranking(Profile profile, Asked asked) {
    Projection.State state = projection.state();
    ProfileIndex index = state.index();
    Query query = new Query(profile.words(), asked, index, state.translations(), vocabulary.nearby(), weights);
    Likeness likeness = new Likeness(index, query, weights, profile.words(), profile.language(), state.concepts());
    return new Ranking(index, query, likeness, weights, profile.text().text().hashCode());
  }

  private static List<Asking> asking(Ranking ranking, List<Integer> places) {
    return places.stream().map(place -> {
      Map<String, Set<String>> byType = new HashMap<>();
      ranking.edges(place).forEach(hit -> {
        Query.Edge edge = (Query.Edge) hit.term().cause();
        String group = Set.of("MENTIONS", "MEMBER_OF").contains(edge.type()) ? edge.type() : "";
        byType.computeIfAbsent(group, t -> new HashSet<>()).add(edge.met());
      });
      return new Asking(ranking.index().document(place).id(), byType.getOrDefault("", Set.of()), byType.getOrDefault("MEMBER_OF", Set.of()),
          byType.getOrDefault("MENTIONS", Set.of()));
    }).toList();
  }

  @SafeVarargs
  private static List<Voting> voting(Ranking ranking, List<Integer>... shown) {
    Map<String, Set<String>> speaksFor = new HashMap<>();
    for (List<Integer> places : shown) {
      for (int place : places) {
        for (Ranking.Cast cast : ranking.casts(place)) {
          speaksFor.computeIfAbsent(ranking.index().document(cast.vote().place()).id(), v -> new HashSet<>()).add(ranking.index().document(place).id());
        }
      }
    }
    return speaksFor.entrySet().stream().map(vote -> new Voting(vote.getKey(), vote.getValue())).toList();
  }

  private Known known(Profile text, InitiativeRow row, Relations relations) {
    Standing standing = new Standing(() -> relations.between(text, new Earlier(earlierTexts.get(row.whole(), row.language()), row.isOver()))
        // What is shown here has something of the matter in common, be it only in the graph: the least that this says is that they lie beside each other.
        .orElse(new Decision(Relation.COMPLEMENTS, List.of())));
    return new Known(row.reference(), row.title(), summary(row.text()), row.status(), row.year(), row.owners(), standing);
  }

  /** The beginning of a text, cut between words. */
  private static String summary(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= SUMMARY) return line;
    int space = line.lastIndexOf(' ', SUMMARY);
    return line.substring(0, space < SUMMARY / 2 ? SUMMARY : space) + " …";
  }

  /** Those that the graph still has, by what it still says of them: the graph decides, the index may lag a moment. */
  private <R, T> List<Suggestion<T>> ranked(List<Integer> places, Map<String, R> rows, BiFunction<Integer, R, T> mapping, Ranking ranking, Reasons reasons,
      Answer answer, int limit) {
    record Scored<T>(T what, int place, double score, List<Evidence> evidence) {}
    List<Scored<T>> scored = new ArrayList<>();
    for (int place : places) {
      R row = rows.get(ranking.index().document(place).id());
      if (row == null) continue;
      List<Evidence> evidence = reasons.of(place, answer);
      double score = evidence.stream().mapToDouble(Evidence::points).sum();
      if (score > 0 && score >= weights.thresholds().uncertain()) scored.add(new Scored<>(mapping.apply(place, row), place, score, evidence));
    }
    scored.sort(Comparator.<Scored<T>>comparingDouble(Scored::score).thenComparingInt(one -> ranking.chance(one.place())).reversed());
    List<Suggestion<T>> suggestions = new ArrayList<>();
    for (Scored<T> one : scored.subList(0, Math.min(limit, scored.size()))) {
      suggestions.add(new Suggestion<>(one.what(), one.score(), suggestions.size() + 1, confidence(one.score()), one.evidence()));
    }
    return suggestions;
  }

  private Confidence confidence(double score) {
    if (score >= weights.thresholds().high()) return Confidence.HIGH;
    return score >= weights.thresholds().possible() ? Confidence.POSSIBLE : Confidence.UNCERTAIN;
  }
}
