package se.malmo.meet.convening;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.malmo.meet.platform.Graph;

/** What changes who sits where. Each statement does nothing where the tables have been changed since the version that it was made from. */
final class SeatStore {
  /** Setting what is set already takes the lock, so that of two planners the second sees what the first has done. */
  private static final String IF_UNCHANGED = """
      MATCH (a:Assembly {id: $id})
      SET a.planVersion = a.planVersion
      WITH a WHERE a.planVersion = $version
      SET a.planVersion = a.planVersion + 1, a.act = $act
      WITH a
      """;

  /** Who has gone and is not locked has no table any more. */
  private static final String PLAN = IF_UNCHANGED + """
      SET a.tables = $tables, a.ties = $ties, a.byChance = $byChance
      WITH a
      CALL () { MATCH (g:Guest {assembly: $id}) WHERE NOT g.isHere AND NOT g.isLocked SET g.table = 0 }
      UNWIND $seats AS seat
      MATCH (g:Guest {id: seat.guest, assembly: $id}) SET g.table = seat.table
      """;

  private static final String SEAT = IF_UNCHANGED + """
      SET a.ties = $ties
      WITH a
      UNWIND $seats AS seat
      MATCH (g:Guest {id: seat.guest, assembly: $id}) SET g.table = seat.table
      """;

  private static final String LOCK = IF_UNCHANGED + "MATCH (g:Guest {id: $guest, assembly: $id}) WHERE g.table > 0 SET g.isLocked = $isLocked";

  private SeatStore() {}

  /** Which state of which meeting a change is made from. */
  record State(String id, int version, String act) {
    Map<String, Object> with(Map<String, Object> more) {
      Map<String, Object> all = new HashMap<>(Map.of("id", id, "version", version, "act", act));
      all.putAll(more);
      return all;
    }
  }

  private static List<Map<String, Object>> rows(Map<String, Integer> seats) {
    return seats.entrySet().stream().map(seat -> Map.<String, Object>of("guest", seat.getKey(), "table", seat.getValue())).toList();
  }

  /** Everybody sits anew. */
  static Graph.Statement plan(State state, Map<String, Integer> seats, int tables, int ties, double byChance) {
    return new Graph.Statement(PLAN, state.with(Map.of("seats", rows(seats), "tables", tables, "ties", ties, "byChance", byChance)));
  }

  /** Only these sit anew. */
  static Graph.Statement seat(State state, Map<String, Integer> seats, int ties) {
    return new Graph.Statement(SEAT, state.with(Map.of("seats", rows(seats), "ties", ties)));
  }

  static Graph.Statement lock(State state, String guest, boolean isLocked) {
    return new Graph.Statement(LOCK, state.with(Map.of("guest", guest, "isLocked", isLocked)));
  }
}
