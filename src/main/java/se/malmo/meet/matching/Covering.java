package se.malmo.meet.matching;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import se.malmo.meet.matching.TeamStore.Available;
import se.malmo.meet.matching.TeamStore.Way;
import se.malmo.meet.matching.TeamTask.Candidate;
import se.malmo.meet.matching.TeamTask.Conflict;
import se.malmo.meet.matching.TeamTask.Wanted;
import se.malmo.meet.platform.Sweden;

/** Finds a team for competences that no text asks for; the search, and what keeps somebody from being asked, are those of a text's team. */
public final class Covering {

  private final TeamStore store;
  private final Supplier<Weights> weights;
  private final InstantSource clock;

  /** @param weights those in force when it is asked */
  public Covering(TeamStore store, Supplier<Weights> weights, InstantSource clock) {
    this.store = store;
    this.weights = weights;
    this.clock = clock;
  }

  /**
   * Somebody in the team.
   *
   * @param isForvaltning whether it is a förvaltning, else an organisation
   * @param sector "" for a förvaltning
   * @param covers ids of the competences
   */
  public record Member(String id, boolean isForvaltning, String nameSv, String nameEn, String sector, List<String> covers) {
    public String in(String language) {
      return language.equals("en") ? nameEn : nameSv;
    }
  }

  /** @param uncovered ids of the competences that nobody in it covers */
  public record Cover(List<Member> members, List<String> uncovered) {}

  /**
   * A team for competences that all weigh the same.
   *
   * @param competences ids, each once
   * @param excluded ids of those who shall not be in it
   * @param mayBeAsked a further choice among those who are available
   */
  public Cover team(List<String> competences, List<String> excluded, Predicate<Member> mayBeAsked) {
    if (competences.isEmpty()) return new Cover(List.of(), List.of());
    List<Available> available = store.candidates(competences, List.of(), List.of(), excluded, weights.get(), Sweden.today(clock)).stream()
        .filter(one -> mayBeAsked.test(member(one, List.of()))).toList();
    List<Conflict> conflicts = new ArrayList<>();
    available.forEach(one -> one.conflicts().forEach(other -> conflicts.add(new Conflict(one.id(), other))));
    List<Candidate> candidates = available.stream().map(one -> new Candidate(one.id(), one.kind(), one.sector(),
        one.ways().stream().collect(Collectors.toMap(Way::need, Way::quality)), 0, 1)).toList();
    List<Wanted> wanted = competences.stream().map(id -> new Wanted(id, 1.0 / competences.size())).toList();
    Team team = Teams.best(new TeamTask(wanted, candidates, conflicts, TeamTask.USUAL_SIZE));
    Map<String, Available> byId = available.stream().collect(Collectors.toMap(Available::id, Function.identity()));
    return new Cover(team.members().stream().map(one -> member(byId.get(one.candidate().id()), one.covers())).toList(), team.uncovered());
  }

  private static Member member(Available one, List<String> covers) {
    return new Member(one.id(), one.kind() == Kind.FORVALTNING, one.name(), one.nameEn(), one.sector(), covers);
  }
}
