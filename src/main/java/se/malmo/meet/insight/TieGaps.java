package se.malmo.meet.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import se.malmo.meet.insight.HeatMap.Cell;
import se.malmo.meet.insight.HeatMap.Meeting;
import se.malmo.meet.insight.Snapshot.Initiative;

/**
 * Sectors and förvaltningar that meet more seldom than chance would have it, over all themes and in each; the counting is that of {@link HeatMap}. Where a pair
 * is missed over all themes, its themes are not told apart again.
 */
final class TieGaps {
  private TieGaps() {}

  /** @param tooFew how many cells of the heat map have too little to tell */
  record Found(List<Gap> gaps, int tooFew) {}

  static Found in(List<Meeting> meetings, HeatMap map) {
    Map<String, List<Meeting>> byTheme = new TreeMap<>(HeatMap.byTheme(meetings));
    byTheme.remove("");
    Chances chances = new Chances(meetings.size());
    Map<String, List<Cell>> inThemes = new TreeMap<>();
    byTheme.forEach((theme, some) -> inThemes.put(theme, cells(some, map, chances)));
    List<Cell> overall = map.cells().stream().filter(cell -> !cell.isThin()).toList();
    int lookedAt = overall.size() + inThemes.values().stream().mapToInt(List::size).sum();
    List<Gap> gaps = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Cell cell : overall) {
      double score = Chances.score(cell.chance(), lookedAt);
      if (!cell.isLow() || score < Gap.THRESHOLD) continue;
      told.add(cell.sector() + cell.forvaltning());
      gaps.add(new Gap.MissingTies(cell.sector(), cell.forvaltning(), mostMissing(cell, meetings, byTheme), true, cell.joint(), cell.expected(), score, missing(cell, meetings)));
    }
    inThemes.forEach((theme, cells) -> cells.stream().filter(cell -> cell.isLow() && !told.contains(cell.sector() + cell.forvaltning())).forEach(cell -> {
      double score = Chances.score(cell.chance(), lookedAt);
      if (score < Gap.THRESHOLD) return;
      gaps.add(new Gap.MissingTies(cell.sector(), cell.forvaltning(), theme, false, cell.joint(), cell.expected(), score, missing(cell, byTheme.get(theme))));
    }));
    return new Found(gaps, map.cells().size() - overall.size());
  }

  private static List<Cell> cells(List<Meeting> meetings, HeatMap map, Chances chances) {
    List<Cell> cells = new ArrayList<>();
    if (meetings.size() <= HeatMap.FEWEST_EXPECTED) return cells;
    for (String forvaltning : map.forvaltningar()) {
      for (String sector : map.sectors()) {
        Cell cell = HeatMap.cell(sector, forvaltning, List.of(meetings), chances);
        if (!cell.isThin()) cells.add(cell);
      }
    }
    return cells;
  }

  /** The theme in which the förvaltning would have the sector in most more of its initiatives, were the sector there as often as anywhere. */
  private static String mostMissing(Cell cell, List<Meeting> meetings, Map<String, List<Meeting>> byTheme) {
    double share = count(meetings, one -> one.sectors().contains(cell.sector())) / (double) meetings.size();
    return byTheme.keySet().stream().max(Comparator.comparingDouble(theme -> share
        * count(byTheme.get(theme), one -> one.initiative().forvaltningar().contains(cell.forvaltning())) - count(byTheme.get(theme), one -> one.has(cell.sector(), cell.forvaltning()))))
        .orElse("");
  }

  private static boolean isMissing(Cell cell, Meeting one) {
    return one.initiative().forvaltningar().contains(cell.forvaltning()) && !one.sectors().contains(cell.sector());
  }

  private static long count(List<Meeting> meetings, Predicate<Meeting> which) {
    return meetings.stream().filter(which).count();
  }

  private static List<Initiative> missing(Cell cell, List<Meeting> meetings) {
    return meetings.stream().filter(one -> isMissing(cell, one)).map(Meeting::initiative).toList().reversed();
  }
}
