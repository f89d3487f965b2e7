package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.malmo.meet.language.Span;
import se.malmo.meet.matching.CandidateStore.Fact;
import se.malmo.meet.matching.Evidence.Label;
import se.malmo.meet.matching.Evidence.Mandate;
import se.malmo.meet.matching.Evidence.PastInitiative;
import se.malmo.meet.matching.Evidence.SharedCompetence;
import se.malmo.meet.matching.Evidence.SharedWord;
import se.malmo.meet.matching.WordIndex.Hit;

/** Adds up the evidence for each candidate; nothing but addition, so that each piece's share is exact. */
final class Sum {
  private static final int WORDS_NAMED = 4;

  private final Asked asked;
  private final Weights weights;
  private final Words words;
  private final String text;
  private final Map<String, Candidate> candidates = new HashMap<>();

  /** Somebody or something with the evidence found for it so far. */
  static final class Candidate {
    final String id;
    final Kind kind;
    final List<Evidence> evidence = new ArrayList<>();

    private Candidate(String id, Kind kind) {
      this.id = id;
      this.kind = kind;
    }

    double score() {
      return evidence.stream().mapToDouble(Evidence::points).sum();
    }

    List<Evidence> heaviestFirst() {
      return evidence.stream().sorted(Comparator.comparingDouble(Evidence::points).reversed()).toList();
    }
  }

  Sum(Profile profile, Asked asked, Weights weights) {
    this.asked = asked;
    this.weights = weights;
    words = profile.words();
    text = profile.text().text();
  }

  /** Words that a profile shares with the text: the heaviest one by one, the others together. */
  void words(WordIndex.Document document, Collection<Hit> hits) {
    Map<Object, List<Hit>> byPlace = new LinkedHashMap<>();
    for (Hit hit : hits) {
      // A compound and its parts stand at the same place and are one reason.
      Object place = Words.isPair(hit.word()) ? hit.word() : words.spans().get(hit.word());
      byPlace.computeIfAbsent(place, p -> new ArrayList<>()).add(hit);
    }
    List<SharedWord> each = byPlace.values().stream().map(this::sharedWord)
        .sorted(Comparator.comparingDouble(SharedWord::points).reversed()).toList();
    Candidate candidate = candidate(document.id(), document.kind());
    candidate.evidence.addAll(each.subList(0, Math.min(WORDS_NAMED, each.size())));
    if (each.size() > WORDS_NAMED) candidate.evidence.add(together(each.subList(WORDS_NAMED, each.size())));
  }

  private SharedWord sharedWord(List<Hit> hits) {
    List<Span> spans = words.spans().get(hits.getFirst().word());
    Span first = spans.getFirst();
    return new SharedWord(List.of(text.substring(first.start(), first.end())), spans, hits.stream().mapToDouble(Hit::points).sum());
  }

  private static SharedWord together(List<SharedWord> rest) {
    return new SharedWord(rest.stream().flatMap(word -> word.words().stream()).distinct().toList(),
        rest.stream().flatMap(word -> word.spans().stream()).distinct().toList(), rest.stream().mapToDouble(SharedWord::points).sum());
  }

  /** Edges of the graph that meet what the text asks for, and the votes of earlier initiatives. */
  void facts(List<Fact> facts, Map<String, Double> likeness, Map<String, List<Hit>> hitsOfInitiative) {
    Map<List<String>, List<Fact>> byEdge = new LinkedHashMap<>();
    facts.forEach(fact -> byEdge.computeIfAbsent(List.of(fact.target(), fact.edge(), fact.met()), e -> new ArrayList<>()).add(fact));
    for (List<Fact> edge : byEdge.values()) {
      Fact fact = edge.getFirst();
      Evidence evidence = fact.edge().equals("VOTE")
          ? vote(edge, likeness.get(fact.asked()), hitsOfInitiative.get(fact.asked()))
          : competence(edge);
      if (evidence.points() > 0) candidate(fact.target(), fact.kind()).evidence.add(evidence);
    }
  }

  private Evidence competence(List<Fact> sameEdge) {
    Fact best = sameEdge.getFirst();
    double points = 0;
    double most = -1;
    Set<Span> spans = new LinkedHashSet<>();
    for (Fact fact : sameEdge) {
      double one = points(fact);
      points += one;
      spans.addAll(asked.spans(fact.asked()));
      if (one > most) {
        most = one;
        best = fact;
      }
    }
    Label met = new Label(best.met(), best.sv(), best.en());
    return best.edge().equals("HAS_MANDATE")
        ? new Mandate(asked.said(best.asked()), asked.label(best.asked()), met, List.copyOf(spans), points)
        : new SharedCompetence(asked.said(best.asked()), asked.label(best.asked()), met, best.edge(), List.copyOf(spans), points);
  }

  private double points(Fact fact) {
    double closeness = switch (fact.way()) {
      case "same" -> 1;
      case "broader" -> weights.broader();
      default -> weights.related();
    };
    double edge = switch (fact.edge()) {
      case "HAS_MANDATE" -> weights.mandate();
      case "SEEKS" -> weights.competence() * weights.seeks();
      default -> weights.competence();
    };
    return edge * closeness * fact.strength() * asked.prominence(fact.asked());
  }

  private Evidence vote(List<Fact> parts, double likeness, List<Hit> hits) {
    Fact fact = parts.getFirst();
    boolean leads = parts.stream().anyMatch(part -> part.way().equals("leader") || part.kind() == Kind.FORVALTNING);
    double points = weights.vote() * Math.pow(likeness, weights.voteSharpness()) * (leads ? 1 : weights.participant());
    List<SharedWord> heaviest = hits.stream().map(Hit::word).filter(word -> !Words.isPart(word) && !Words.isPair(word)).distinct()
        .map(word -> sharedWord(hits.stream().filter(hit -> hit.word().equals(word)).toList())).sorted(Comparator.comparingDouble(SharedWord::points).reversed()).limit(WORDS_NAMED).toList();
    return new PastInitiative(fact.met(), fact.sv(), Integer.parseInt(fact.en()), heaviest.stream().flatMap(word -> word.words().stream()).distinct().toList(),
        heaviest.stream().flatMap(word -> word.spans().stream()).distinct().toList(), points);
  }

  private Candidate candidate(String id, Kind kind) {
    return candidates.computeIfAbsent(id, i -> new Candidate(i, kind));
  }

  /** Candidates of a kind with at least so many points, best first; of equals the one with the lower id. */
  List<Candidate> best(Kind kind, double least, int limit) {
    record Scored(Candidate candidate, double score) {}
    return candidates.values().stream()
        .filter(candidate -> candidate.kind == kind)
        .map(candidate -> new Scored(candidate, candidate.score()))
        .filter(scored -> scored.score() >= least)
        .sorted(Comparator.comparingDouble(Scored::score).reversed().thenComparing(scored -> scored.candidate().id))
        .limit(limit)
        .map(Scored::candidate)
        .toList();
  }
}
