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
 * @param gaps the largest first, without those that were put aside
 * @param dismissed those, the latest first
 */
public record Findings(Instant at, Snapshot snapshot, Radar radar, List<Open> gaps, List<Dismissed> dismissed) {

  /** A gap that somebody put aside, as it is counted now. */
  public record Dismissed(Open open, GapDismissal dismissal) {}

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

  /** The same with what is worked on and what is put aside by now. */
  Findings with(Map<String, GapWork> work, Map<String, GapDismissal> dismissals) {
    List<Open> all = gaps.stream().map(one -> new Open(one.gap(), one.needs(), one.team(), Optional.ofNullable(work.get(one.gap().id())))).toList();
    List<Open> left = all.stream().filter(one -> !dismissals.containsKey(one.gap().id()))
        .sorted(Comparator.comparingDouble(Open::score).reversed().thenComparing(one -> one.gap().id())).toList();
    List<Dismissed> aside = all.stream().filter(one -> dismissals.containsKey(one.gap().id())).map(one -> new Dismissed(one, dismissals.get(one.gap().id())))
        .sorted(Comparator.comparing((Dismissed one) -> one.dismissal().at()).reversed().thenComparing(one -> one.open().gap().id())).toList();
    return new Findings(at, snapshot, radar, left, aside);
  }

  public Optional<Open> gap(String id) {
    return gaps.stream().filter(one -> one.gap().id().equals(id)).findFirst();
  }

  /** The gap of this id, also one that was put aside. */
  Optional<Gap> any(String id) {
    return gap(id).map(Open::gap).or(() -> dismissed(id).map(one -> one.open().gap()));
  }

  public Optional<Dismissed> dismissed(String id) {
    return dismissed.stream().filter(one -> one.open().gap().id().equals(id)).findFirst();
  }
}
