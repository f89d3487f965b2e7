package se.malmo.meet.organisation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;

/** The register in the graph: nodes without edges, which nothing suggests, lists or shows. */
final class CompanyStore {
  private static final String SAVE = """
      UNWIND $rows AS row
      OPTIONAL MATCH (before:RegisteredCompany {number: row.number})
      WITH row, before IS NULL OR properties(before) <> row AS isChanged
      MERGE (c:RegisteredCompany {number: row.number})
      SET c = row
      RETURN sum(CASE WHEN isChanged THEN 1 ELSE 0 END) AS n
      """;
  private static final String BY_NUMBER = "MATCH (c:RegisteredCompany {number: $number}) RETURN c {.number, .name, .sni, .sector, .website} AS c";
  private static final String ANY = "MATCH (c:RegisteredCompany) RETURN c.number AS number LIMIT 1";

  private final Graph graph;

  CompanyStore(Graph graph) {
    this.graph = graph;
  }

  int save(List<CompanyRow.Valid> rows) {
    return graph.write(SAVE, Map.of("rows", rows.stream().map(CompanyStore::row).toList())).getFirst().get("n").asInt();
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
