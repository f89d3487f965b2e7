package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.matching.CandidateStore.Answer;
import se.malmo.meet.matching.CandidateStore.Asking;
import se.malmo.meet.matching.CandidateStore.Voting;

/** One text asked about at one moment: everybody's points by the index, and what the graph says of the few that matter. */
final class Inquiry {
  /** So many more are asked about than are shown where the graph may have lost what spoke for some. */
  private static final int SPARE = 2;

  private final Profile profile;
  private final Asked asked;
  private final Ranking ranking;
  private final Reasons reasons;
  private final Weights weights;
  private final Optional<Function<Questions, Answer>> graph;

  /** What the graph is asked: about whom, and which votes. */
  record Questions(List<Asking> partners, List<Asking> forvaltningar, List<Asking> initiatives, List<Voting> votes, List<Voting> moved) {}

  /** Somebody with all that speaks for them, heaviest first. */
  record Scored(int place, double score, List<Grounds> grounds) {
    List<Evidence> evidence() {
      return grounds.stream().map(Grounds::evidence).toList();
    }
  }

  /** @param graph is asked where the index may be behind it */
  Inquiry(Profile profile, Asked asked, Ranking ranking, Reasons reasons, Weights weights, Optional<Function<Questions, Answer>> graph) {
    this.profile = profile;
    this.asked = asked;
    this.ranking = ranking;
    this.reasons = reasons;
    this.weights = weights;
    this.graph = graph;
  }

  /** The numbers that it is answered by. */
  Weights weights() {
    return weights;
  }

  Profile profile() {
    return profile;
  }

  Asked asked() {
    return asked;
  }

  Ranking ranking() {
    return ranking;
  }

  ProfileIndex index() {
    return ranking.index();
  }

  /** The places of those that may be among the first of a kind: none that rests, or never wants to be suggested for what the text says. */
  List<Integer> best(Kind kind, double least, int limit) {
    Set<String> said = kind == Kind.ORGANISATION ? asked.competences().stream().filter(id -> !asked.isHinted(id)).collect(Collectors.toSet()) : Set.of();
    return ranking.best(kind, least, graph.isPresent() ? limit + SPARE : limit, place -> !index().document(place).avoids(said));
  }

  /** The places of those that may be shown; of initiatives only those that are like the text. */
  List<Integer> shown(Kind kind, int limit) {
    List<Integer> best = best(kind, weights.thresholds().uncertain(), limit);
    if (kind != Kind.INITIATIVE) return best;
    return best.stream().filter(place -> ranking.points(place) >= weights.thresholds().possible() || ranking.likeness(place) >= weights.alike()).toList();
  }

  /** Asks about those at these places. */
  Answer ask(List<Integer> partners, List<Integer> forvaltningar, List<Integer> similar) {
    return graph.map(asking -> asking.apply(new Questions(asking(partners), asking(forvaltningar), asking(similar), voting(Kind.INITIATIVE, partners, forvaltningar), voting(Kind.MOVED, partners, forvaltningar))))
        .orElseGet(() -> new Remembered(ranking).ask(Stream.of(partners, forvaltningar, similar).flatMap(List::stream).toList()));
  }

  /** Asks about those of one kind. */
  Answer ask(Kind kind, List<Integer> places) {
    return switch (kind) {
      case ORGANISATION -> ask(places, List.of(), List.of());
      case FORVALTNING -> ask(List.of(), places, List.of());
      case INITIATIVE -> ask(List.of(), List.of(), places);
      case MOVED -> throw new IllegalArgumentException("never shown");
    };
  }

  private List<Asking> asking(List<Integer> places) {
    return places.stream().map(place -> {
      Map<String, Set<String>> byType = new HashMap<>();
      ranking.edges(place).forEach(hit -> {
        Query.Edge edge = (Query.Edge) hit.term().cause();
        String group = Set.of("MENTIONS", "MEMBER_OF").contains(edge.type()) ? edge.type() : "";
        byType.computeIfAbsent(group, t -> new HashSet<>()).add(edge.met());
      });
      return new Asking(index().document(place).id(), byType.getOrDefault("", Set.of()), byType.getOrDefault("MEMBER_OF", Set.of()),
          byType.getOrDefault("MENTIONS", Set.of()));
    }).toList();
  }

  private List<Voting> voting(Kind kind, List<Integer> partners, List<Integer> forvaltningar) {
    Map<String, Set<String>> speaksFor = new HashMap<>();
    Stream.concat(partners.stream(), forvaltningar.stream()).forEach(place -> {
      for (Ranking.Cast cast : ranking.casts(place)) {
        if (index().kind(cast.vote().place()) == kind) speaksFor.computeIfAbsent(index().document(cast.vote().place()).id(), v -> new HashSet<>()).add(index().document(place).id());
      }
    });
    return speaksFor.entrySet().stream().map(vote -> new Voting(vote.getKey(), vote.getValue())).toList();
  }

  /** What speaks for the one at this place, as far as the graph still has it; nothing where it has them no more. */
  Optional<Scored> scored(int place, Answer answer) {
    if (!answer.edges().containsKey(index().document(place).id())) return Optional.empty();
    List<Grounds> grounds = reasons.of(place, answer);
    return Optional.of(new Scored(place, grounds.stream().mapToDouble(Grounds::points).sum(), grounds));
  }

  /** Those that the graph still has, by what it still says of them, best first: the graph decides, the index may lag a moment. */
  List<Scored> scored(List<Integer> places, Answer answer, double least, int limit) {
    List<Scored> scored = new ArrayList<>();
    for (int place : places) scored(place, answer).filter(one -> one.score() > 0 && one.score() >= least).ifPresent(scored::add);
    scored.sort(Comparator.comparingDouble(Scored::score).thenComparingInt(one -> ranking.chance(one.place())).reversed());
    return scored.subList(0, Math.min(limit, scored.size()));
  }

  /** How sure a suggestion of so many points is; nothing where it would not be shown. */
  Optional<Confidence> confidence(double score) {
    Weights.Thresholds thresholds = weights.thresholds();
    if (score <= 0 || score < thresholds.uncertain()) return Optional.empty();
    return Optional.of(thresholds.confidence(score));
  }
}
