package se.malmo.meet.insight;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.matching.Covering.Cover;

/**
 * What the radar found and who could close it, as it was counted last; never changed, only replaced.
 *
 * @param at when it was counted
 * @param gaps the largest first
 */
public record Findings(Instant at, Snapshot snapshot, Radar radar, List<Open> gaps) {

  /**
   * A gap with the team that would close it.
   *
   * @param needs ids of the competences that the team was sought for
   * @param work where somebody has taken it on
   */
  public record Open(Gap gap, List<String> needs, Cover team, Optional<GapWork> work) {
    /** The gap's score as it is shown: less once it is worked on. */
    public double score() {
      return gap.score() * work.map(GapWork::factor).orElse(1.0);
    }

    double factorIfWorkedOn() {
      return GapWork.factor(needs.size(), team.uncovered().size());
    }

    /** What the score becomes when the team's invitations are drafted. */
    public double scoreIfWorkedOn() {
      return gap.score() * work.map(GapWork::factor).orElseGet(this::factorIfWorkedOn);
    }
  }

  /** The same with what is worked on by now. */
  Findings with(Map<String, GapWork> work) {
    return new Findings(at, snapshot, radar, gaps.stream().map(one -> new Open(one.gap(), one.needs(), one.team(), Optional.ofNullable(work.get(one.gap().id()))))
        .sorted(Comparator.comparingDouble(Open::score).reversed().thenComparing(one -> one.gap().id())).toList());
  }

  public Optional<Open> gap(String id) {
    return gaps.stream().filter(one -> one.gap().id().equals(id)).findFirst();
  }
}
