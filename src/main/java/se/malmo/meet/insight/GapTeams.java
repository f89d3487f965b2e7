package se.malmo.meet.insight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.insight.Findings.Open;
import se.malmo.meet.matching.Covering;
import se.malmo.meet.matching.Covering.Cover;
import se.malmo.meet.matching.Covering.Member;

/** Seeks for each gap the team that would close it: those who have capacity, no conflict of interest and, of the city, the mandate. */
final class GapTeams {
  /** A team is sought for so many of the largest gaps. */
  private static final int MOST_TEAMS = 30;
  /** What is most often needed together with the theme comes along, so many in all. */
  private static final int MOST_NEEDS = 4;
  /** Searching for teams ends after so long, rests not counted; gaps after that are shown without. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Covering covering;

  GapTeams(Covering covering) {
    this.covering = covering;
  }

  List<Open> of(Radar radar, Snapshot snapshot, Pace pace) {
    long end = System.nanoTime() + LONGEST.toNanos();
    List<Open> open = new ArrayList<>();
    for (Gap gap : radar.gaps()) {
      List<String> needs = needs(gap, snapshot);
      end += pace.breathe();
      boolean seek = open.size() < MOST_TEAMS && System.nanoTime() < end;
      open.add(new Open(gap, needs, seek ? team(gap, needs) : new Cover(List.of(), needs), Optional.empty()));
    }
    return List.copyOf(open);
  }

  /** What a gap is about, then what is most often needed in the initiatives that it was counted from; for missing ties, of what the sector can bring. */
  static List<String> needs(Gap gap, Snapshot snapshot) {
    Map<String, Integer> counts = new HashMap<>();
    gap.evidence().forEach(one -> one.needs().forEach(need -> counts.merge(need, 1, Integer::sum)));
    List<String> often = counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey).filter(snapshot.competences()::containsKey).toList();
    Stream<String> first = switch (gap) {
      case Gap.MissingTies ties -> often.stream().filter(offered(ties.sector(), snapshot)::contains);
      case Gap.Demand demand -> Stream.of(demand.theme());
      case Gap.SingleCarrier carrier -> Stream.of(carrier.theme());
    };
    return Stream.concat(first, often.stream()).distinct().limit(MOST_NEEDS).toList();
  }

  private static Set<String> offered(String sector, Snapshot snapshot) {
    return snapshot.organisations().values().stream().filter(one -> one.sector().equals(sector)).flatMap(one -> one.offers().stream()).collect(Collectors.toSet());
  }

  private Cover team(Gap gap, List<String> needs) {
    return switch (gap) {
      case Gap.Demand demand -> covering.team(needs, List.of(), one -> true);
      case Gap.SingleCarrier carrier -> covering.team(needs, List.of(carrier.organisation()), one -> true);
      case Gap.MissingTies ties -> meeting(ties, needs);
    };
  }

  /** Those who do not meet: the förvaltning and the sector, with a business beside it where it is another; by themselves where the business would take its place. */
  private Cover meeting(Gap.MissingTies ties, List<String> needs) {
    Cover team = covering.team(needs, List.of(), one -> isOne(ties, one) || one.sector().equals("business"));
    if (team.members().stream().anyMatch(one -> one.sector().equals(ties.sector()))) return team;
    return covering.team(needs, List.of(), one -> isOne(ties, one));
  }

  private static boolean isOne(Gap.MissingTies ties, Member one) {
    return one.isForvaltning() ? one.id().equals(ties.forvaltning()) : one.sector().equals(ties.sector());
  }
}
