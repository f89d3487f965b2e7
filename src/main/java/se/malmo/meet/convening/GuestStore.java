package se.malmo.meet.convening;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Graph;

/** Guests of large meetings in the graph; no edge leads to one, and each knows when its meeting is over. */
final class GuestStore {
  /** The meeting's node is locked first, so that two doors never let in one too many. */
  private static final String ADD = """
      MATCH (a:Assembly {id: $assembly})
      SET a.version = a.version
      WITH a WHERE COUNT { (:Guest {assembly: $assembly}) } < $most OR EXISTS { (:Guest {key: $key}) }
      MERGE (g:Guest {key: $key})
      ON CREATE SET g.id = $id, g.assembly = $assembly, g.name = $name, g.nameKey = $nameKey, g.unit = $unit, g.sector = $sector, g.isHere = false, g.table = 0, g.isLocked = false,
        g.ends = datetime($ends)
      SET g.isHere = g.isHere OR $isHere
      """;

  private static final String COUNT_ALL = """
      MATCH (a:Assembly {id: $assembly})
      SET a.guests = COUNT { (:Guest {assembly: $assembly}) }, a.here = COUNT { (:Guest {assembly: $assembly, isHere: true}) }
      SET a.came = CASE WHEN a.here > a.came THEN a.here ELSE a.came END
      """;

  private static final String BY_KEY = "MATCH (g:Guest {key: $key}) RETURN g.id AS id";
  private static final String CHECK = "MATCH (g:Guest {id: $id, assembly: $assembly}) SET g.isHere = $isHere";
  private static final String IS_THERE = "MATCH (g:Guest {id: $id, assembly: $assembly}) RETURN g.id AS id";

  /** What was said of a pair that one of them was part of goes with them. */
  private static final String REMOVE = """
      MATCH (g:Guest {id: $id, assembly: $assembly}) WHERE NOT g.isHere
      CALL (g) { MATCH (n:NoGo {assembly: $assembly}) WHERE n.one = g.id OR n.other = g.id DETACH DELETE n }
      DETACH DELETE g
      """;

  private static final String WHOLE = """
       OPTIONAL MATCH (u:Organisation|Forvaltning {id: g.unit})
      RETURN g {.id, .name, .nameKey, .sector, .isHere, .table, .isLocked} AS g,
        {id: coalesce(u.id, ''), nameSv: coalesce(u.name, ''), nameEn: coalesce(u.nameEn, u.name, ''), isForvaltning: coalesce(u:Forvaltning, false)} AS u
      """;

  private static final String FILTER = """
      MATCH (g:Guest {assembly: $assembly}) WHERE ($words = '' OR g.nameKey CONTAINS $words OR EXISTS { MATCH (u:Organisation|Forvaltning {id: g.unit}) WHERE toLower(u.name) CONTAINS $words })
        AND ($which = '' OR g.isHere = ($which = 'here'))
      """;
  private static final String PAGE = FILTER + "WITH g ORDER BY g.nameKey, g.id SKIP $skip LIMIT $limit" + WHOLE + "ORDER BY g.nameKey, g.id";
  private static final String COUNT = FILTER + "RETURN count(g) AS n";
  private static final String HERE = "MATCH (g:Guest {assembly: $assembly, isHere: true}) WITH g ORDER BY g.nameKey, g.id LIMIT $most" + WHOLE + "ORDER BY g.nameKey, g.id";
  private static final String NAMED = "MATCH (g:Guest {assembly: $assembly}) WHERE g.nameKey = $nameKey OR g.id = $name WITH g ORDER BY g.id LIMIT 10" + WHOLE + "ORDER BY g.id";

  private static final String SEED = """
      UNWIND range(0, size($rows) - 1) AS place
      WITH place, $rows[place] AS row
      OPTIONAL MATCH (o:Organisation {source: 'demo', sourceId: 'id:' + row.from})
      OPTIONAL MATCH (f:Forvaltning {id: row.from})
      WITH place, row, coalesce(o.id, f.id) AS unit, CASE WHEN o IS NULL THEN 'public' ELSE o.sector END AS sector WHERE unit IS NOT NULL
      MERGE (g:Guest {key: $assembly + ' ' + place})
      ON CREATE SET g.id = 'gst-' + $assembly + '-' + place, g.assembly = $assembly, g.name = row.name, g.nameKey = toLower(row.name), g.unit = unit, g.sector = sector, g.isHere = row.isHere,
        g.table = 0, g.isLocked = false, g.ends = datetime($ends)
      """;

  private final Graph graph;

  GuestStore(Graph graph) {
    this.graph = graph;
  }

  /** Which guests are asked for: words in their names or units, and "here", "away" or "" for all. */
  record Query(String words, String which) {}

  /**
   * Somebody to be added.
   *
   * @param key the same key again is the same guest
   */
  record Fresh(String id, String key, String name, String nameKey, String unit, Sector sector, boolean isHere) {}

  /** The guest's id; empty where there are as many as there can be. */
  Optional<String> add(Assembly assembly, Fresh guest, int most) {
    Map<String, Object> parameters = new HashMap<>(Map.of("assembly", assembly.id(), "id", guest.id(), "key", guest.key(), "name", guest.name(), "nameKey", guest.nameKey(),
        "unit", guest.unit(), "sector", guest.sector().code(), "isHere", guest.isHere(), "most", most));
    parameters.put("ends", AssemblyStore.ends(assembly.day()).toString());
    return graph.write(List.of(new Graph.Statement(ADD, parameters), counting(assembly.id()), new Graph.Statement(BY_KEY, Map.of("key", guest.key())))).stream()
        .map(row -> row.get("id").asString()).findFirst();
  }

  private static Graph.Statement counting(String assembly) {
    return new Graph.Statement(COUNT_ALL, Map.of("assembly", assembly));
  }

  /** Whether there is such a guest. */
  boolean check(String assembly, String id, boolean isHere) {
    return !graph.write(List.of(new Graph.Statement(CHECK, Map.of("assembly", assembly, "id", id, "isHere", isHere)), counting(assembly),
        new Graph.Statement(IS_THERE, Map.of("assembly", assembly, "id", id)))).isEmpty();
  }

  /** One who is checked in stays. */
  void remove(String assembly, String id) {
    graph.write(List.of(new Graph.Statement(REMOVE, Map.of("assembly", assembly, "id", id)), counting(assembly)));
  }

  /** Guests of an invented meeting, all at once. */
  void seed(String assembly, LocalDate day, List<Convening.InventedGuest> invited) {
    List<Map<String, Object>> rows = invited.stream().map(one -> Map.<String, Object>of("name", one.name(), "from", one.from(), "isHere", one.isHere())).toList();
    graph.write(List.of(new Graph.Statement(SEED, Map.of("assembly", assembly, "rows", rows, "ends", AssemblyStore.ends(day).toString())), counting(assembly)));
  }

  List<Guest> page(String assembly, Query query, int skip, int limit) {
    Map<String, Object> parameters = new HashMap<>(parameters(assembly, query));
    parameters.putAll(Map.of("skip", skip, "limit", limit));
    return graph.read(PAGE, parameters).stream().map(GuestStore::guest).toList();
  }

  long count(String assembly, Query query) {
    return graph.read(COUNT, parameters(assembly, query)).getFirst().get("n").asLong();
  }

  private static Map<String, Object> parameters(String assembly, Query query) {
    return Map.of("assembly", assembly, "words", query.words(), "which", query.which());
  }

  /** Those who are checked in, by name. */
  List<Guest> here(String assembly, int most) {
    return graph.read(HERE, Map.of("assembly", assembly, "most", most)).stream().map(GuestStore::guest).toList();
  }

  /** Guests who are called so, or have this id. */
  List<Guest> named(String assembly, String name, String nameKey) {
    return graph.read(NAMED, Map.of("assembly", assembly, "name", name, "nameKey", nameKey)).stream().map(GuestStore::guest).toList();
  }

  private static Guest guest(Record row) {
    Value g = row.get("g");
    Value u = row.get("u");
    Sector sector = Sector.of(g.get("sector").asString()).orElseThrow();
    Unit unit = new Unit(u.get("id").asString(), u.get("nameSv").asString(), u.get("nameEn").asString(), u.get("isForvaltning").asBoolean(), Optional.of(sector));
    return new Guest(g.get("id").asString(), g.get("name").asString(), unit, sector, g.get("isHere").asBoolean(), g.get("table").asInt(), g.get("isLocked").asBoolean());
  }
}
