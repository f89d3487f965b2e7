package se.malmo.meet.initiative;

import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.initiative.InitiativeRow.Part;
import se.malmo.meet.language.Language;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.platform.Difference;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.platform.Trace;
import se.malmo.meet.vocabulary.Keyword;
import se.malmo.meet.vocabulary.Mentions;

/** Initiatives that come by an import, with those who took part. */
final class InitiativeImportStore {
  /** Its own again by its source, or by our own id; what people handed in is no import's. */
  private static final String KNOWN = """
      UNWIND $rows AS row
      OPTIONAL MATCH (same:Initiative {source: $source, sourceId: row.sourceId})
      OPTIONAL MATCH (own:Initiative {id: row.ownId})
      WITH row, coalesce(same, own) AS i, same IS NULL AS isOwn WHERE i IS NOT NULL
      RETURN row.sourceId AS sourceId, i.id AS id, isOwn, i.source IS NULL AS isHandedIn, coalesce(i.contentHash, '') AS contentHash,
        i {.title, .text, .status, .outcome, .lesson} AS fields,
        [(i)-[:NEEDS]->(c:Competence) | c.id] AS needs, [(i)-[:ROUTED_TO]->(f:Forvaltning) | f.id] AS units,
        [(o:Organisation)-[part:PARTICIPATES_IN]->(i) | [o.nameKey, coalesce(o.sourceId, ''), part.role]] AS parts
      """;

  private static final String SAVE = """
      UNWIND $rows AS row
      CALL (row) {
        OPTIONAL MATCH (before:Initiative {id: row.id})
        MERGE (year:ReferenceYear {year: row.year})
        SET year.last = coalesce(year.last, 0) + CASE WHEN before IS NULL THEN 1 ELSE 0 END
        RETURN CASE WHEN year.last < 10000 THEN right('000' + year.last, 4) ELSE toString(year.last) END AS number
      }
      MERGE (i:Initiative {id: row.id})
      ON CREATE SET i.reference = 'MM-' + row.year + '-' + number
      SET i += row.properties, i.date = datetime(row.date)
      WITH i, row
      CALL (i) { MATCH (i)-[old:NEEDS|ROUTED_TO]->() DELETE old }
      CALL (i) { MATCH (i)<-[old:PARTICIPATES_IN]-() DELETE old }
      CALL (i, row) { UNWIND row.needs AS need MATCH (c:Competence {id: need}) MERGE (i)-[:NEEDS {weight: 1.0, source: $source}]->(c) }
      CALL (i, row) {
        UNWIND row.forvaltningar AS unit
        MATCH (f:Forvaltning) WHERE f.id = unit OR toLower(unit) IN [toLower(f.name), toLower(f.nameEn)] OR unit IN coalesce(f.aliases, [])
        MERGE (i)-[to:ROUTED_TO]->(f) SET to.at = i.date, to.by = $source, to.reason = 'import'
      }
      """;

  /** Nothing of who sent it in, and nothing that was handed in as confidential. */
  private static final String EXPORTED = """
      MATCH (i:Initiative) WHERE i.id > $after
      WITH i ORDER BY i.id LIMIT $limit
      RETURN i.id AS cursor, i.date AS date, i {.reference, .title, .text, .language, .status, .outcome, .lesson,
        id: CASE WHEN i.source = 'import' AND NOT i.sourceId =~ '[0-9a-f]{64}' THEN i.sourceId ELSE i.id END} AS row,
        COLLECT { MATCH (i)-[:NEEDS]->(c:Competence) RETURN c.id ORDER BY c.id } AS needs,
        COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) RETURN f.id ORDER BY f.id } AS units,
        COLLECT { MATCH (o:Organisation)-[part:PARTICIPATES_IN]->(i) WHERE NOT coalesce(o.optedOut, false)
          RETURN [o.name, coalesce(part.role, 'participant')] ORDER BY part.role <> 'leader', o.name } AS parts
      ORDER BY cursor
      """;
  private static final int EXPORTED_AT_ONCE = 200;

  /** Known by an id of the source, else by name; else made, and marked as unclaimed. */
  private static final String PARTICIPANTS = """
      UNWIND $parts AS part
      CALL (part) {
        OPTIONAL MATCH (byId:Organisation {source: $source, sourceId: 'id:' + part.who})
        OPTIONAL MATCH (byName:Organisation {nameKey: part.nameKey})
        WITH byId, head(collect(byName)) AS named
        RETURN coalesce(byId, named) AS known LIMIT 1
      }
      MERGE (o:Organisation {id: coalesce(known.id, part.newId)})
      ON CREATE SET o.name = part.who, o.nameKey = part.nameKey, o.claimed = false, o.source = $source, o.sourceId = 'name:' + part.nameKey,
        o.description = '', o.offers = [], o.seeks = [], o.roles = []
      WITH o, part
      MATCH (i:Initiative {id: part.initiative})
      MERGE (o)-[edge:PARTICIPATES_IN]->(i)
      SET edge.role = part.role, edge.since = date(i.date), edge.source = $source
      """;

  /** Whoever was made for it: found by no initiative that is not public or has no vote. */
  private static final String MADE = "UNWIND $made AS id MATCH (o:Organisation {id: id}) WITH o.id AS subject\n";

  private final Graph graph;
  private final InstantSource clock;
  private final Ids ids;

  InitiativeImportStore(Graph graph, InstantSource clock, Ids ids) {
    this.graph = graph;
    this.clock = clock;
    this.ids = ids;
  }

  /** A row with all that was read in it. */
  record Read(String id, Optional<String> sourceId, InitiativeRow.Valid row, Language language, Map<String, Object> words, List<Keyword> keywords) {}

  /**
   * What the graph already has of a source row.
   *
   * @param isOwn whether it is known by our own id alone, and so stays its first source's
   * @param isHandedIn whether people handed it in
   */
  record Known(String id, boolean isOwn, boolean isHandedIn, String contentHash, Map<String, Object> fields, List<List<String>> parts) {
    Difference difference(InitiativeRow.Valid row) {
      if (isHandedIn) return Difference.LEFT;
      if (contentHash.equals(InitiativeImportStore.contentHash(row))) return Difference.UNCHANGED;
      Difference difference = Difference.between(fields, InitiativeImportStore.fields(row));
      if (isSameParts(row.parts())) return difference;
      List<String> all = Stream.concat(difference.fields().stream(), Stream.of("participants")).sorted().toList();
      return new Difference(Difference.What.CHANGED, all);
    }

    private boolean isSameParts(List<Part> others) {
      return others.size() == parts.size() && others.stream().allMatch(other -> parts.stream().anyMatch(part -> part.get(2).equals(other.role())
          && (part.get(0).equals(Organisation.nameKey(other.who())) || part.get(1).equals("id:" + other.who()))));
    }
  }

  private static Map<String, Object> fields(InitiativeRow.Valid row) {
    Map<String, Object> fields = new HashMap<>(Map.of("title", row.title(), "text", row.text(), "status", row.status().code(), "needs", Set.copyOf(row.needs()), "forvaltningar", Set.copyOf(row.forvaltningar())));
    fields.put("outcome", row.outcome().orElse(null));
    fields.put("lesson", row.lesson().orElse(null));
    return fields;
  }

  static String sourceId(InitiativeRow.Valid row) {
    return row.sourceId().orElseGet(() -> Hash.sha256(row.title() + "\n" + row.date()));
  }

  static String contentHash(InitiativeRow.Valid row) {
    return Hash.sha256(Json.write(List.of(row.title(), row.text(), row.otherText().orElse(""), row.parts(), row.status(), row.forvaltningar(), row.needs(),
        row.outcome().orElse(""), row.lesson().orElse(""))));
  }

  Map<String, Known> known(Collection<InitiativeRow.Valid> rows, String source) {
    List<Map<String, Object>> asked = rows.stream().map(row -> Map.<String, Object>of("sourceId", sourceId(row), "ownId", row.sourceId().orElse(""))).toList();
    Map<String, Known> known = new HashMap<>();
    for (Record row : graph.read(KNOWN, Map.of("rows", asked, "source", source))) {
      Map<String, Object> fields = new HashMap<>(row.get("fields").asMap());
      fields.put("needs", Set.copyOf(row.get("needs").asList(Value::asString)));
      fields.put("forvaltningar", Set.copyOf(row.get("units").asList(Value::asString)));
      known.put(row.get("sourceId").asString(), new Known(row.get("id").asString(), row.get("isOwn").asBoolean(), row.get("isHandedIn").asBoolean(), row.get("contentHash").asString(), fields,
          row.get("parts").asList(part -> part.asList(Value::asString))));
    }
    return known;
  }

  void save(List<Read> read, String source, Trace trace) {
    Map<String, List<Keyword>> mentions = new LinkedHashMap<>();
    read.forEach(one -> mentions.put(one.id(), one.keywords()));
    List<Map<String, Object>> parts = parts(read);
    List<String> touched = Stream.concat(mentions.keySet().stream(), parts.stream().map(part -> (String) part.get("newId"))).distinct().toList();
    graph.write(trace.around(touched, List.of(
        new Graph.Statement(SAVE, Map.of("rows", read.stream().map(one -> row(one, source)).toList(), "source", source)),
        new Graph.Statement(PARTICIPANTS, Map.of("parts", parts, "source", source)),
        Mentions.replace(mentions),
        EventLog.appendEach(MADE, Map.of("made", parts.stream().map(part -> part.get("newId")).distinct().toList()), clock.instant(), "organisation.saved", "import"),
        EventLog.append(clock.instant(), read.stream().map(one -> new EventLog.Happening("initiative.saved", one.id(), "import")).toList()))));
  }

  /** Hands over all initiatives as a file has them. */
  void exported(Consumer<Map<String, Object>> reader) {
    String after = "";
    for (List<Record> page = exportedAfter(after); !page.isEmpty(); page = exportedAfter(after)) {
      page.forEach(row -> reader.accept(exported(row)));
      after = page.getLast().get("cursor").asString();
    }
  }

  private List<Record> exportedAfter(String after) {
    return graph.read(EXPORTED, Map.of("after", after, "limit", EXPORTED_AT_ONCE));
  }

  private static Map<String, Object> exported(Record row) {
    Map<String, Object> values = new HashMap<>(row.get("row").asMap());
    ZonedDateTime at = row.get("date").asZonedDateTime().withZoneSameInstant(Sweden.ZONE);
    values.put("date", at.toLocalTime().equals(LocalTime.MIDNIGHT) ? at.toLocalDate().toString() : at.toInstant().toString());
    values.put("needs", row.get("needs").asList());
    values.put("forvaltningar", row.get("units").asList());
    values.put("participants", row.get("parts").asList(part -> part.get(1).asString().equals("participant") ? part.get(0).asString() : part.get(0).asString() + ":" + part.get(1).asString()));
    return values;
  }

  private List<Map<String, Object>> parts(List<Read> read) {
    Map<String, String> newIds = new HashMap<>();
    List<Map<String, Object>> parts = new ArrayList<>();
    for (Read one : read) {
      for (Part part : one.row().parts()) {
        String nameKey = Organisation.nameKey(part.who());
        parts.add(Map.of("initiative", one.id(), "who", part.who(), "nameKey", nameKey, "role", part.role(),
            "newId", newIds.computeIfAbsent(nameKey, key -> ids.next("org-"))));
      }
    }
    return parts;
  }

  private static Map<String, Object> row(Read read, String source) {
    InitiativeRow.Valid row = read.row();
    Map<String, Object> properties = new HashMap<>(read.words());
    read.sourceId().ifPresent(id -> properties.putAll(Map.of("source", source, "sourceId", id)));
    properties.putAll(Map.of("contentHash", contentHash(row), "title", row.title(), "text", row.text(),
        "language", read.language().code(), "status", row.status().code(), "published", row.status().isPublic()));
    if (row.status() == Status.RECEIVED || row.status() == Status.ASSESSED) properties.put("answerBy", AnswerDate.of(row.date()));
    row.outcome().ifPresent(outcome -> properties.put("outcome", outcome));
    row.lesson().ifPresent(lesson -> properties.put("lesson", lesson));
    return Map.of("id", read.id(), "year", row.date().atZone(Sweden.ZONE).getYear(), "date", row.date().toString(), "properties", properties,
        "needs", row.needs(), "forvaltningar", row.forvaltningar());
  }
}
