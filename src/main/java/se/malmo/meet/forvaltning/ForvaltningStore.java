package se.malmo.meet.forvaltning;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.forvaltning.Forvaltning.Ambassador;
import se.malmo.meet.matching.Words;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.vocabulary.Keyword;
import se.malmo.meet.vocabulary.Mentions;

/** Förvaltningar, their ambassadors and mandates in the graph. */
public final class ForvaltningStore {
  private static final String SAVE = """
      UNWIND $rows AS row
      MERGE (f:Forvaltning {id: row.id})
      SET f += row.properties
      WITH f, row
      CALL (f) { MATCH (f)-[old:HAS_MANDATE]->() DELETE old }
      CALL (f) { MATCH (f)<-[old:AMBASSADOR_FOR]-(p:Person) DELETE old }
      CALL (f, row) {
        UNWIND row.mandates AS mandate
        MATCH (c:Competence {id: mandate.competence})
        CREATE (f)-[:HAS_MANDATE {weight: mandate.weight, source: $source, since: date()}]->(c)
      }
      CALL (f, row) {
        UNWIND row.ambassadors AS ambassador
        MERGE (p:Person {id: ambassador.id})
        SET p.name = ambassador.name, p.title = ambassador.title
        CREATE (p)-[:AMBASSADOR_FOR {from: date(), source: $source}]->(f)
      }
      """;

  private static final String ALL = """
      MATCH (f:Forvaltning)
      OPTIONAL MATCH (f)<-[since:AMBASSADOR_FOR]-(p:Person) WHERE since.to IS NULL
      WITH f, p ORDER BY p.name
      WITH f, [x IN collect(p) | [x.name, x.title]] AS ambassadors
      RETURN f.id AS id, f.name AS name, f.nameEn AS nameEn, f.aliases AS aliases, f.descriptionSv AS descriptionSv,
        f.descriptionEn AS descriptionEn, ambassadors, [(f)-[m:HAS_MANDATE]->(c) | [c.id, m.weight]] AS mandates,
        f.validFrom AS from, f.validUntil AS until, coalesce(f.dormant, false) AS dormant,
        COLLECT { MATCH (f)-[:SUCCEEDED_BY]->(s:Forvaltning) RETURN [s.id, s.name, s.nameEn] ORDER BY s.name LIMIT 20 } AS successors
      ORDER BY name LIMIT 200
      """;

  private static final String NAMES = """
      MATCH (f:Forvaltning) WHERE $all OR NOT coalesce(f.dormant, false)
      RETURN f.id AS id, f.name AS name, f.nameEn AS nameEn, coalesce(f.aliases, []) AS aliases ORDER BY name LIMIT 200
      """;

  private static final String KEPT_BY_HAND = "MATCH (f:Forvaltning) WHERE f.version > 0 RETURN f.id AS id LIMIT 200";

  private final Graph graph;
  private final InstantSource clock;

  public ForvaltningStore(Graph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /** A förvaltning with what was read in its texts. */
  record Read(Forvaltning forvaltning, Words words, Words otherWords, List<Keyword> keywords) {}

  void save(Collection<Read> read, String source) {
    Map<String, List<Keyword>> mentions = new LinkedHashMap<>();
    read.forEach(one -> mentions.put(one.forvaltning().id(), one.keywords()));
    graph.write(List.of(
        new Graph.Statement(SAVE, Map.of("rows", read.stream().map(ForvaltningStore::row).toList(), "source", source)),
        Mentions.replace(mentions),
        EventLog.append(clock.instant(), read.stream().map(one -> new EventLog.Happening("forvaltning.saved", one.forvaltning().id(), source)).toList())));
  }

  List<Forvaltning> all() {
    return graph.read(ALL, Map.of()).stream().map(ForvaltningStore::forvaltning).toList();
  }

  /** Those that somebody has changed on the register's pages. */
  Set<String> keptByHand() {
    return graph.read(KEPT_BY_HAND, Map.of()).stream().map(row -> row.get("id").asString()).collect(Collectors.toSet());
  }

  /** @param all also those that there are not today */
  List<Forvaltning.Name> names(boolean all) {
    return graph.read(NAMES, Map.of("all", all)).stream().map(row -> new Forvaltning.Name(row.get("id").asString(), row.get("name").asString(),
        row.get("nameEn").asString(), row.get("aliases").asList(Value::asString))).toList();
  }

  static Map<String, Object> properties(Read read) {
    Forvaltning f = read.forvaltning();
    Map<String, Object> properties = new LinkedHashMap<>(read.words().properties());
    properties.putAll(read.otherWords().otherProperties());
    properties.putAll(Map.of("name", f.name(), "nameEn", f.nameEn(), "aliases", f.aliases(), "descriptionSv", f.descriptionSv(), "descriptionEn",
        f.descriptionEn()));
    return properties;
  }

  private static Map<String, Object> row(Read read) {
    Forvaltning f = read.forvaltning();
    return Map.of("id", f.id(), "properties", properties(read),
        "mandates", f.mandate().entrySet().stream().map(m -> Map.of("competence", m.getKey(), "weight", m.getValue())).toList(),
        "ambassadors", f.ambassadors().stream().map(a -> Map.of("id", personId(f.id(), a.name()),
            "name", a.name(), "title", a.title())).toList());
  }

  static String personId(String forvaltning, String name) {
    return "per-" + forvaltning + "-" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  private static Optional<LocalDate> day(Value day) {
    return day.isNull() ? Optional.empty() : Optional.of(day.asLocalDate());
  }

  private static Forvaltning forvaltning(Record row) {
    Forvaltning.Standing standing = new Forvaltning.Standing(day(row.get("from")), day(row.get("until")), row.get("dormant").asBoolean(),
        row.get("successors").asList(s -> new Forvaltning.Name(s.get(0).asString(), s.get(1).asString(), s.get(2).asString(), List.of())));
    Map<String, Double> mandate = new LinkedHashMap<>();
    row.get("mandates").asList(pair -> mandate.put(pair.get(0).asString(), pair.get(1).asDouble()));
    return new Forvaltning(row.get("id").asString(), row.get("name").asString(), row.get("nameEn").asString(), row.get("aliases").asList(Value::asString),
        row.get("descriptionSv").asString(), row.get("descriptionEn").asString(),
        row.get("ambassadors").asList(pair -> new Ambassador(pair.get(0).asString(), pair.get(1).asString())), mandate, standing);
  }
}
