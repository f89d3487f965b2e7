package se.malmo.meet.organisation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Difference;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Trace;

/** The register in the graph: nodes without edges, which nothing suggests, lists or shows. */
final class CompanyStore {
  private static final String SAVE = """
      UNWIND $rows AS row
      MERGE (c:RegisteredCompany {number: row.number})
      SET c = row
      """;
  private static final String KNOWN = "MATCH (c:RegisteredCompany) WHERE c.number IN $numbers RETURN c.number AS number, c {.*} AS c";
  private static final String BY_NUMBER = "MATCH (c:RegisteredCompany {number: $number}) RETURN c {.number, .name, .sni, .sector, .website} AS c";
  private static final String ANY = "MATCH (c:RegisteredCompany) RETURN c.number AS number LIMIT 1";

  private final Graph graph;

  CompanyStore(Graph graph) {
    this.graph = graph;
  }

  int save(List<CompanyRow.Valid> rows, Trace trace) {
    List<Difference> differences = differences(rows);
    List<CompanyRow.Valid> changed = IntStream.range(0, rows.size()).filter(i -> differences.get(i).what() != Difference.What.UNCHANGED).mapToObj(rows::get).toList();
    if (changed.isEmpty()) return 0;
    graph.write(trace.around(changed.stream().map(CompanyRow.Valid::number).toList(),
        List.of(new Graph.Statement(SAVE, Map.of("rows", changed.stream().map(CompanyStore::row).toList())))));
    return changed.size();
  }

  List<Difference> differences(List<CompanyRow.Valid> rows) {
    Map<String, Map<String, Object>> known = new HashMap<>();
    graph.read(KNOWN, Map.of("numbers", rows.stream().map(CompanyRow.Valid::number).toList())).forEach(row -> known.put(row.get("number").asString(), row.get("c").asMap()));
    return rows.stream().map(row -> known.containsKey(row.number()) ? between(known.get(row.number()), row(row)) : Difference.ADDED).toList();
  }

  private static Difference between(Map<String, Object> before, Map<String, Object> after) {
    Map<String, Object> all = new HashMap<>(after);
    before.keySet().forEach(field -> all.putIfAbsent(field, null));
    return Difference.between(before, all);
  }

  private static Map<String, Object> row(CompanyRow.Valid one) {
    Map<String, Object> row = new HashMap<>(Map.of("number", one.number(), "name", one.name()));
    one.sni().ifPresent(sni -> row.put("sni", sni));
    one.sector().ifPresent(sector -> row.put("sector", sector.code()));
    one.website().ifPresent(website -> row.put("website", website));
    return row;
  }

  Optional<CompanyRow.Valid> byNumber(String number) {
    return graph.read(BY_NUMBER, Map.of("number", number)).stream().findFirst().map(row -> {
      Value c = row.get("c");
      return new CompanyRow.Valid(c.get("number").asString(), c.get("name").asString(), Optional.ofNullable(c.get("sni").asString(null)), Sector.of(c.get("sector").asString("")),
          Optional.ofNullable(c.get("website").asString(null)));
    });
  }

  boolean isEmpty() {
    return graph.read(ANY, Map.of()).isEmpty();
  }
}
