package se.malmo.meet.forvaltning;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.neo4j.driver.Value;
import se.malmo.meet.forvaltning.AmbassadorRow.Valid;
import se.malmo.meet.platform.Difference;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.platform.Trace;

/** Ambassadors by the list: who is or was one, since when and until when. */
public final class Appointments {
  private static final String KNOWN = """
      UNWIND $people AS person
      MATCH (p:Person {id: person.id})-[post:AMBASSADOR_FOR]->(f:Forvaltning {id: person.forvaltning})
      WITH person, p, post ORDER BY post.to IS NULL, post.from
      WITH person, p, last(collect(post)) AS post
      RETURN person.id AS id, p {.name, .title, from: toString(post.from), to: toString(post.to)} AS fields
      """;

  /** As the register's own page does it; no seed changes a förvaltning with a version. */
  private static final String APPOINT = """
      UNWIND $rows AS row
      MATCH (f:Forvaltning {id: row.forvaltning})
      SET f.version = coalesce(f.version, 0) + 1
      MERGE (p:Person {id: row.person})
      SET p.name = row.name, p.title = row.title
      WITH f, p, row
      CALL (f, p, row) {
        OPTIONAL MATCH (p)-[old:AMBASSADOR_FOR]->(f)
        WITH f, p, row, old ORDER BY old.to IS NULL, old.from
        WITH f, p, row, last(collect(old)) AS last
        FOREACH (none IN CASE WHEN last IS NULL OR last.to IS NOT NULL AND row.to IS NULL AND row.from IS NOT NULL AND date(row.from) > last.to THEN [1] ELSE [] END |
          CREATE (p)-[:AMBASSADOR_FOR {from: date(coalesce(row.from, $today)), to: date(row.to), source: 'import'}]->(f))
        FOREACH (one IN CASE WHEN last IS NULL OR last.to IS NOT NULL AND row.to IS NULL AND row.from IS NOT NULL AND date(row.from) > last.to THEN [] ELSE [last] END |
          SET one.from = coalesce(date(row.from), one.from), one.to = date(row.to))
      }
      """;

  private static final String ALL = """
      MATCH (p:Person)-[post:AMBASSADOR_FOR]->(f:Forvaltning)
      RETURN p.name AS name, coalesce(p.title, '') AS title, f.name AS forvaltning, toString(post.from) AS from, toString(post.to) AS to ORDER BY forvaltning, name, from LIMIT 10000
      """;

  private final Graph graph;
  private final Forvaltningar forvaltningar;
  private final InstantSource clock;

  public Appointments(Graph graph, Forvaltningar forvaltningar, InstantSource clock) {
    this.graph = graph;
    this.forvaltningar = forvaltningar;
    this.clock = clock;
  }

  /** What rows are checked against, once for a whole file. */
  public Function<AmbassadorRow, Valid> checking() {
    List<Forvaltning.Name> all = forvaltningar.allNames();
    return row -> row.check(all, Sweden.today(clock));
  }

  /** What saving would do, row by row; an e-mail is no part of it. */
  public List<Difference> differences(List<Valid> rows) {
    Map<String, Map<String, Object>> known = new HashMap<>();
    List<Map<String, String>> people = rows.stream().map(row -> Map.of("id", row.person(), "forvaltning", row.forvaltning())).toList();
    graph.read(KNOWN, Map.of("people", people)).forEach(row -> known.put(row.get("id").asString(), row.get("fields").asMap(Value::asObject)));
    return rows.stream().map(row -> known.containsKey(row.person()) ? Difference.between(known.get(row.person()), fields(row)) : Difference.ADDED).toList();
  }

  private static Map<String, Object> fields(Valid row) {
    Map<String, Object> fields = new HashMap<>(Map.of("name", row.name(), "title", row.title()));
    row.from().ifPresent(day -> fields.put("from", day.toString()));
    fields.put("to", row.to().map(Object::toString).orElse(null));
    return fields;
  }

  /** Writes rows that are new or have changed; tells how many. */
  public int save(List<Valid> rows, String by, Trace trace) {
    List<Difference> differences = differences(rows);
    List<Map<String, Object>> written = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) if (Difference.isWritten(differences.get(i))) written.add(row(rows.get(i)));
    if (written.isEmpty()) return 0;
    List<Happening> told = written.stream().map(row -> (String) row.get("forvaltning")).distinct().map(id -> new Happening("forvaltning.saved", id, by)).toList();
    graph.write(trace.around(written.stream().map(row -> (String) row.get("person")).toList(), List.of(
        new Graph.Statement(APPOINT, Map.of("rows", written, "today", Sweden.today(clock).toString())), EventLog.append(clock.instant(), told))));
    return written.size();
  }

  /** Hands over all who are or were one, with what is public of them. */
  public void exported(Consumer<Map<String, Object>> reader) {
    graph.read(ALL, Map.of()).forEach(row -> reader.accept(row.asMap()));
  }

  private static Map<String, Object> row(Valid one) {
    Map<String, Object> row = new HashMap<>(Map.of("person", one.person(), "forvaltning", one.forvaltning(), "name", one.name(), "title", one.title()));
    row.put("from", one.from().map(Object::toString).orElse(null));
    row.put("to", one.to().map(Object::toString).orElse(null));
    return row;
  }
}
