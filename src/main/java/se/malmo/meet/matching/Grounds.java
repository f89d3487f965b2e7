package se.malmo.meet.matching;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.matching.Ranking.Cast;
import se.malmo.meet.matching.Ranking.Hit;

/**
 * A piece of evidence with what its points were worked out from.
 *
 * @param hits the words or the edge that it stands for, none for a vote
 * @param vote of an earlier initiative
 */
record Grounds(Evidence evidence, List<Hit> hits, Optional<Cast> vote) {
  static Grounds of(Evidence evidence, List<Hit> hits) {
    return new Grounds(evidence, hits, Optional.empty());
  }

  static Grounds of(Evidence evidence, Cast vote) {
    return new Grounds(evidence, List.of(), Optional.of(vote));
  }

  double points() {
    return evidence.points();
  }
}
