package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.CandidateStore.InitiativeRow;
import se.malmo.meet.matching.Relations.Decision;
import se.malmo.meet.matching.Relations.Earlier;
import se.malmo.meet.matching.Suggestion.Department;
import se.malmo.meet.matching.Suggestion.Known;
import se.malmo.meet.matching.Suggestion.Partner;
import se.malmo.meet.matching.WordIndex.Hit;

/** A text comes in; partners, förvaltningar and similar initiatives come out, each with the evidence whose sum ranked it. */
public final class Matcher {
  private static final int MOST_VOTES = 100;
  private static final int SUMMARY = 220;

  private final Profiles profiles;
  private final Projection projection;
  private final CandidateStore store;
  private final Weights weights;

  public Matcher(Profiles profiles, Projection projection, CandidateStore store, Weights weights) {
    this.profiles = profiles;
    this.projection = projection;
    this.store = store;
    this.weights = weights;
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
    WordIndex index = projection.index();
    Asked asked = new Asked(profile.keywords());
    Sum sum = new Sum(profile, asked, weights);
    double perfect = index.perfect(profile.words(), weights);
    Map<String, Double> likeness = new HashMap<>();
    Map<String, List<Hit>> hitsOfInitiative = new HashMap<>();
    index.hits(profile.words(), weights).forEach((document, hits) -> {
      sum.words(document, hits);
      if (document.kind() == Kind.INITIATIVE) {
        likeness.put(document.id(), hits.stream().mapToDouble(Hit::points).sum() / perfect);
        hitsOfInitiative.put(document.id(), hits);
      }
    });
    sum.facts(store.facts(asked.competences(), asked.keywords(), mostAlike(likeness)), likeness, hitsOfInitiative);
    Relations relations = new Relations(RelationWeights.STANDARD, index.statistics()::rarity);
    return new Suggestions(profile, partners(sum, limit), departments(sum, limit), similar(profile, sum, likeness, relations, limit));
  }

  private List<String> mostAlike(Map<String, Double> likeness) {
    return likeness.entrySet().stream()
        .filter(initiative -> initiative.getValue() >= weights.leastAlike())
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_VOTES).map(Map.Entry::getKey).toList();
  }

  private List<Suggestion<Partner>> partners(Sum sum, int limit) {
    List<Sum.Candidate> best = sum.best(Kind.ORGANISATION, weights.uncertain(), limit);
    return ranked(best, store.partners(ids(best)), (candidate, partner) -> partner);
  }

  private List<Suggestion<Department>> departments(Sum sum, int limit) {
    List<Sum.Candidate> best = sum.best(Kind.FORVALTNING, weights.uncertain(), limit);
    return ranked(best, store.departments(ids(best)), (candidate, department) -> department);
  }

  private List<Suggestion<Known>> similar(Profile text, Sum sum, Map<String, Double> likeness, Relations relations, int limit) {
    List<Sum.Candidate> best = sum.best(Kind.INITIATIVE, weights.uncertain(), MOST_VOTES).stream()
        .filter(candidate -> candidate.score() >= weights.possible() || likeness.getOrDefault(candidate.id, 0.0) >= weights.alike())
        .limit(limit).toList();
    return ranked(best, store.initiatives(ids(best)), (candidate, row) -> known(text, row, relations));
  }

  private Known known(Profile text, InitiativeRow row, Relations relations) {
    Profile earlier = profileOf(row.whole(), row.language());
    Optional<Decision> decided = relations.between(text, new Earlier(earlier, row.isOver()));
    // What is shown here has something of the matter in common, be it only in the graph: the least that this says is that they lie beside each other.
    return new Known(row.reference(), row.title(), summary(row.text()), row.status(), row.year(), row.owners(),
        decided.map(Decision::relation).orElse(Relation.COMPLEMENTS), decided.map(Decision::spans).orElse(List.of()));
  }

  /** The beginning of a text, cut between words. */
  private static String summary(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= SUMMARY) return line;
    int space = line.lastIndexOf(' ', SUMMARY);
    return line.substring(0, space < SUMMARY / 2 ? SUMMARY : space) + " …";
  }

  private static List<String> ids(List<Sum.Candidate> candidates) {
    return candidates.stream().map(candidate -> candidate.id).toList();
  }

  /** Those that the graph still has: the graph decides, the index may lag a moment. */
  private <R, T> List<Suggestion<T>> ranked(List<Sum.Candidate> best, Map<String, R> rows, BiFunction<Sum.Candidate, R, T> mapping) {
    List<Suggestion<T>> suggestions = new ArrayList<>();
    for (Sum.Candidate candidate : best) {
      R row = rows.get(candidate.id);
      if (row == null) continue;
      double score = candidate.score();
      suggestions.add(new Suggestion<>(mapping.apply(candidate, row), score, suggestions.size() + 1, confidence(score), candidate.heaviestFirst()));
    }
    return suggestions;
  }

  private Confidence confidence(double score) {
    if (score >= weights.high()) return Confidence.HIGH;
    return score >= weights.possible() ? Confidence.POSSIBLE : Confidence.UNCERTAIN;
  }
}
