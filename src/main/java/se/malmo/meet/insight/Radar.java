package se.malmo.meet.insight;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the gap radar finds in a snapshot; the same for the same snapshot.
 *
 * @param gaps the surest first
 * @param people what hangs on one ambassador, the surest first
 * @param heat in how many initiatives sectors and förvaltningar meet
 * @param thinDemand competences that are asked for too seldom to tell
 * @param thinTies cells of the heat map with too little to tell
 * @param thinCarriers competences with too few joint initiatives to tell
 */
public record Radar(List<Gap> gaps, List<SinglePerson> people, HeatMap heat, int thinDemand, int thinTies, int thinCarriers) {

  public static Radar of(Snapshot snapshot) {
    return of(snapshot, Pace.hurried());
  }

  static Radar of(Snapshot snapshot, Pace pace) {
    DemandGaps.Found demand = DemandGaps.in(snapshot);
    pace.breathe();
    List<HeatMap.Meeting> meetings = HeatMap.meetings(snapshot, new ThemeTree(snapshot.competences()));
    pace.breathe();
    HeatMap heat = HeatMap.of(meetings, snapshot);
    pace.breathe();
    TieGaps.Found ties = TieGaps.in(meetings, heat);
    pace.breathe();
    CarrierGaps.Found carriers = CarrierGaps.in(snapshot);
    List<Gap> gaps = Stream.of(demand.gaps(), ties.gaps(), carriers.gaps()).flatMap(List::stream)
        .sorted(Comparator.comparingDouble(Gap::score).reversed().thenComparing(Gap::id)).toList();
    return new Radar(gaps, carriers.people(), heat, demand.tooFew(), ties.tooFew(), carriers.tooFew());
  }
}
