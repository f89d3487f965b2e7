package se.malmo.meet.matching;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Evidence.Label;
import se.malmo.meet.matching.TeamStore.Available;
import se.malmo.meet.matching.TeamStore.Way;
import se.malmo.meet.matching.TeamTask.Candidate;
import se.malmo.meet.matching.TeamTask.Conflict;
import se.malmo.meet.matching.TeamTask.Wanted;
import se.malmo.meet.platform.Sweden;

/** A text comes in; a team comes out that covers what the text asks for, and what nobody covers. */
public final class Teaming {
  /** The length of the lists of suggestions that give the candidates their relevance. */
  private static final int MOST_RELEVANT = 50;

  private final Matcher matcher;
  private final TeamStore store;
  private final InstantSource clock;

  public Teaming(Matcher matcher, TeamStore store, InstantSource clock) {
    this.matcher = matcher;
    this.store = store;
    this.clock = clock;
  }

  /**
   * A team for a text.
   *
   * @param covering how each member covers its needs, by member and need
   */
  public record Proposal(Profile profile, List<Need> needs, Team team, Map<String, Available> covering) {
    /** A member as the graph knows it. */
    Available member(Team.Member member) {
      return covering.get(member.candidate().id());
    }

    /** How a member covers a need. */
    Way way(Team.Member member, String need) {
      return member(member).ways().stream().filter(way -> way.need().equals(need)).findFirst().orElseThrow();
    }
  }

  /**
   * What a team that people have chosen covers.
   *
   * @param alone by member: the needs that would be uncovered without it
   * @param uncovered needs that nobody in it covers
   * @param met by member: the competences by which it covers them, which may be broader or narrower than what is needed
   */
  public record Chosen(List<Need> needs, Map<String, List<String>> covers, Map<String, List<String>> alone, List<String> uncovered, Map<String, List<Label>> met) {}

  /**
   * Puts a team together.
   *
   * @param excluded ids of those who shall not be in it
   */
  public Proposal propose(String text, Optional<Language> language, List<String> excluded) {
    return propose(matcher.profileOf(text, language), excluded);
  }

  /** The same for a text that has been read. */
  public Proposal propose(Profile profile, List<String> excluded) {
    List<Need> needs = Needs.of(profile);
    Map<String, Double> relevance = relevance(profile);
    List<Available> available = available(needs, List.copyOf(relevance.keySet()), excluded);
    Team team = Teams.best(task(needs, available, relevance));
    return new Proposal(profile, needs, team, available.stream().collect(Collectors.toMap(Available::id, Function.identity())));
  }

  /**
   * Says what a team covers, whoever is in it.
   *
   * @param members ids of organisations and förvaltningar
   */
  public Chosen chosen(Profile profile, List<String> members) {
    List<Need> needs = Needs.of(profile);
    Map<String, List<String>> covers = new LinkedHashMap<>();
    members.forEach(member -> covers.put(member, List.of()));
    Map<String, List<Label>> met = new HashMap<>();
    if (!needs.isEmpty() && !members.isEmpty()) {
      available(needs, members, List.of()).stream().filter(one -> covers.containsKey(one.id())).forEach(one -> {
        covers.put(one.id(), needs.stream().map(Need::id).filter(need -> one.ways().stream().anyMatch(way -> way.need().equals(need))).toList());
        met.put(one.id(), one.ways().stream().map(Way::met).distinct().toList());
      });
    }
    Map<String, Long> byNeed = covers.values().stream().flatMap(List::stream).collect(Collectors.groupingBy(need -> need, Collectors.counting()));
    Map<String, List<String>> alone = new LinkedHashMap<>();
    covers.forEach((member, covered) -> alone.put(member, covered.stream().filter(need -> byNeed.get(need) == 1).toList()));
    return new Chosen(needs, covers, alone, needs.stream().map(Need::id).filter(need -> !byNeed.containsKey(need)).toList(), met);
  }

  private List<Available> available(List<Need> needs, List<String> relevant, List<String> excluded) {
    List<String> competences = needs.stream().filter(need -> need.competence().isPresent()).map(Need::id).toList();
    List<String> keywords = needs.stream().filter(need -> need.competence().isEmpty()).map(Need::id).toList();
    return store.candidates(competences, keywords, relevant, excluded, matcher.weights(), Sweden.today(clock));
  }

  private Map<String, Double> relevance(Profile profile) {
    Suggestions suggestions = matcher.suggest(profile, MOST_RELEVANT);
    Map<String, Double> relevance = new HashMap<>();
    suggestions.partners().forEach(hit -> relevance.put(hit.what().id(), hit.score()));
    suggestions.forvaltningar().forEach(hit -> relevance.put(hit.what().id(), hit.score()));
    return relevance;
  }

  private static TeamTask task(List<Need> needs, List<Available> available, Map<String, Double> relevance) {
    List<Conflict> conflicts = new ArrayList<>();
    available.forEach(one -> one.conflicts().forEach(other -> conflicts.add(new Conflict(one.id(), other))));
    List<Candidate> candidates = available.stream().map(one -> new Candidate(one.id(), one.kind(), one.sector(),
        one.ways().stream().collect(Collectors.toMap(Way::need, Way::quality)), relevance.getOrDefault(one.id(), 0.0), 1)).toList();
    return new TeamTask(needs.stream().map(need -> new Wanted(need.id(), need.weight())).toList(), candidates, conflicts, TeamTask.USUAL_SIZE);
  }
}
