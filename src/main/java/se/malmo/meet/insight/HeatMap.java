package se.malmo.meet.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import se.malmo.meet.insight.Snapshot.Initiative;
import se.malmo.meet.insight.Snapshot.Organisation;

/**
 * In how many initiatives each sector and each förvaltning meet, beside how many chance would give.
 *
 * <p>An initiative counts where at least one organisation of known sector and one förvaltning take part. Of N such initiatives K have the sector and n the
 * förvaltning; were they spread by chance, K·n/N would have both, and the chances of each count are the hypergeometric ones (Tumminello et al. 2011, PLoS ONE
 * 6(3) e17994): every sector and every förvaltning keeps its number of initiatives. A theme with at least {@link #LARGE_THEME} initiatives is counted by itself
 * and the sums are added (Mantel & Haenszel 1959), so that a sector is not expected where the themes are not its own.
 *
 * @param initiatives counted
 * @param sectors in a fixed order
 * @param forvaltningar ids, by name
 * @param cells by sector and förvaltning
 */
public record HeatMap(int initiatives, List<String> sectors, List<String> forvaltningar, List<Cell> cells) {
  /** The sectors, in the order in which they are shown. */
  public static final List<String> SECTORS = List.of("business", "public", "academia", "civil-society");
  /** Where fewer are expected there is too little to go by. */
  static final double FEWEST_EXPECTED = 3;
  static final int LARGE_THEME = 30;

  /**
   * @param chance of so few or fewer; 1 where too little is known
   */
  public record Cell(String sector, String forvaltning, int joint, double expected, double chance) {
    public boolean isThin() {
      return expected < FEWEST_EXPECTED;
    }

    /** Whether there are at most half as many as expected, where enough are. */
    public boolean isLow() {
      return !isThin() && joint * 2 <= expected;
    }
  }

  /** An initiative as it is counted. */
  record Meeting(Initiative initiative, Set<String> sectors, String theme) {
    boolean has(String sector, String forvaltning) {
      return sectors.contains(sector) && initiative.forvaltningar().contains(forvaltning);
    }
  }

  static List<Meeting> meetings(Snapshot snapshot, ThemeTree tree) {
    List<Meeting> meetings = new ArrayList<>();
    for (Initiative one : snapshot.initiatives()) {
      Set<String> sectors = new HashSet<>();
      one.organisations().stream().map(snapshot.organisations()::get).filter(who -> who != null && SECTORS.contains(who.sector())).map(Organisation::sector)
          .forEach(sectors::add);
      if (!sectors.isEmpty() && !one.forvaltningar().isEmpty()) meetings.add(new Meeting(one, sectors, tree.of(one)));
    }
    return meetings;
  }

  static HeatMap of(List<Meeting> meetings, Snapshot snapshot) {
    List<List<Meeting>> strata = strata(meetings);
    Chances chances = new Chances(meetings.size());
    List<String> forvaltningar = snapshot.forvaltningar().values().stream().sorted(Comparator.comparing(Snapshot.Forvaltning::nameSv).thenComparing(Snapshot.Forvaltning::id))
        .map(Snapshot.Forvaltning::id).toList();
    List<Cell> cells = new ArrayList<>();
    for (String forvaltning : forvaltningar) for (String sector : SECTORS) cells.add(cell(sector, forvaltning, strata, chances));
    return new HeatMap(meetings.size(), SECTORS, forvaltningar, List.copyOf(cells));
  }

  static Cell cell(String sector, String forvaltning, List<List<Meeting>> strata, Chances chances) {
    int joint = 0;
    double expected = 0;
    double[] spread = {1};
    for (List<Meeting> stratum : strata) {
      int marked = (int) stratum.stream().filter(one -> one.sectors().contains(sector)).count();
      int drawn = (int) stratum.stream().filter(one -> one.initiative().forvaltningar().contains(forvaltning)).count();
      if (marked == 0 || drawn == 0) continue;
      joint += (int) stratum.stream().filter(one -> one.has(sector, forvaltning)).count();
      expected += marked * (double) drawn / stratum.size();
      spread = Chances.sum(spread, chances.drawing(stratum.size(), marked, drawn));
    }
    return new Cell(sector, forvaltning, joint, expected, expected < FEWEST_EXPECTED ? 1 : Chances.atMost(joint, spread));
  }

  /** Each large theme by itself, all others together. */
  private static List<List<Meeting>> strata(List<Meeting> meetings) {
    Map<String, List<Meeting>> byTheme = byTheme(meetings);
    List<List<Meeting>> strata = new ArrayList<>();
    List<Meeting> rest = new ArrayList<>();
    for (String theme : new TreeSet<>(byTheme.keySet())) {
      List<Meeting> some = byTheme.get(theme);
      if (some.size() >= LARGE_THEME) strata.add(some);
      else rest.addAll(some);
    }
    strata.add(rest);
    return strata;
  }

  static Map<String, List<Meeting>> byTheme(List<Meeting> meetings) {
    Map<String, List<Meeting>> byTheme = new HashMap<>();
    meetings.forEach(one -> byTheme.computeIfAbsent(one.theme(), theme -> new ArrayList<>()).add(one));
    return byTheme;
  }

  public Cell cell(String sector, String forvaltning) {
    return cells.get(forvaltningar.indexOf(forvaltning) * sectors.size() + sectors.indexOf(sector));
  }

  /** The highest number in any cell. */
  public int most() {
    return cells.stream().mapToInt(Cell::joint).max().orElse(0);
  }
}
