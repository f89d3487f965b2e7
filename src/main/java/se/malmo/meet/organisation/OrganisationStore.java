package se.malmo.meet.organisation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Ending;
import se.malmo.meet.platform.Difference;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Trace;
import se.malmo.meet.vocabulary.Keyword;
import se.malmo.meet.vocabulary.Mentions;

/** Organisations and what they offer and seek, in the graph. */
public final class OrganisationStore {
  /** Its own again by its source, by our own id, or one by that name that nobody has claimed. */
  private static final String KNOWN = """
      UNWIND $rows AS row
      OPTIONAL MATCH (same:Organisation {source: $source, sourceId: row.sourceId})
      OPTIONAL MATCH (own:Organisation {id: row.ownId})
      OPTIONAL MATCH (named:Organisation {nameKey: row.nameKey}) WHERE named.claimed = false AND named.sourceId STARTS WITH 'name:'
      WITH row, same, own, head(collect(named)) AS named
      WITH row, coalesce(same, own, named) AS o, same IS NULL AND own IS NOT NULL AS isOwn
      RETURN row.sourceId AS sourceId, o.id AS id, isOwn, coalesce(o.contentHash, '') AS contentHash, coalesce(o.kept, false) AS kept,
        o {.name, .sector, .language, .description, .offers, .seeks, .roles, .organisationNumber, .website, claimed: coalesce(o.claimed, true)} AS fields
      """;

  private static final String SAVE = """
      UNWIND $rows AS row
      MERGE (o:Organisation {id: row.id})
      SET o += row.properties, o.version = coalesce(o.version, 0) + 1
      WITH o, row
      CALL (o) { MATCH (o)-[old:OFFERS|SEEKS]->() DELETE old }
      CALL (o, row) {
        UNWIND row.competences AS edge
        MATCH (c:Competence {id: edge.to})
        CREATE (o)-[:$(edge.type) {strength: 1.0, text: edge.text, source: $source, since: date($today)}]->(c)
      }
      CALL (o, row) {
        UNWIND row.keywords AS edge
        MERGE (k:Keyword {id: edge.to}) ON CREATE SET k.lemma = edge.lemma, k.language = edge.language
        CREATE (o)-[:$(edge.type) {strength: 1.0, text: edge.text, source: $source, since: date($today)}]->(k)
      }
      """;

  /** An organisation that came by an import keeps the name that its source knows it by, so that it is found again. */
  private static final String KEEP = """
      MATCH (o:Organisation {id: $id})
      SET o.kept = true, o.source = coalesce(o.source, 'self'), o.sourceId = coalesce(o.sourceId, 'id:' + o.id), o.confirmed = date($today)
      REMOVE o.stale
      """;

  private static final String VERSION = "MATCH (o:Organisation {id: $id}) RETURN coalesce(o.version, 0) AS version";

  /** The lock is taken first. */
  private static final String BEGINS = """
      MATCH (o:Organisation {id: $id})
      SET o.version = coalesce(o.version, 0)
      WITH o WHERE o.version = $version
      SET o.version = $version + 1
      RETURN o.id AS id
      """;

  /** What is shown of a profile. */
  private static final String SHOWN = "RETURN o {.id, .name, .sector, .language, .description, .offers, .seeks, .roles, .website, .claimed, .closedOn} AS o\n";
  /** Those whom everybody sees in the list of the resource bank, of one sector or of all. */
  private static final String LISTED = """
      MATCH (o:Organisation) WHERE ($sector = '' OR o.sector = $sector) AND NOT coalesce(o.optedOut, false) AND o.closedOn IS NULL
      """;

  private static final String SAME = """
      MATCH (o:Organisation) WHERE (o.nameKey = $nameKey OR $number <> '' AND o.organisationNumber = $number) AND o.id <> $id AND NOT coalesce(o.optedOut, false)
      """ + SHOWN + """
      ORDER BY o.nameKey = $nameKey DESC, o.claimed DESC, o.id LIMIT 1
      """;

  /** An import keeps a number as its source writes it. */
  private static final String BY_NUMBER = """
      MATCH (o:Organisation) WHERE o.organisationNumber IN $numbers AND NOT coalesce(o.optedOut, false)
      """ + SHOWN + """
      ORDER BY o.claimed DESC, o.id LIMIT 1
      """;

  private static final String BY_ID = """
      MATCH (o:Organisation {id: $id}) WHERE NOT coalesce(o.optedOut, false)
      """ + SHOWN;

  private static final String PAGE = LISTED + """
      WITH o ORDER BY o.nameKey, o.id SKIP $skip LIMIT $limit
      """ + SHOWN;

  private static final String AFTER = LISTED + """
        AND (o.nameKey > $nameKey OR o.nameKey = $nameKey AND o.id > $id)
      WITH o ORDER BY o.nameKey, o.id LIMIT $limit
      """ + SHOWN;

  private static final String NAMED = LISTED + """
        AND (toLower(o.name) CONTAINS $words OR any(offer IN coalesce(o.offers, []) WHERE toLower(offer) CONTAINS $words))
      """;
  private static final String FOUND = NAMED + """
      WITH o ORDER BY toLower(o.name) CONTAINS $words DESC, o.nameKey, o.id SKIP $skip LIMIT $limit
      """ + SHOWN;
  private static final String COUNT_FOUND = NAMED + "RETURN count(o) AS n";

  private static final String COUNT = LISTED + "RETURN count(o) AS n";

  /** Those with a profile; who only takes part comes along with the initiatives. */
  private static final String EXPORTED = """
      MATCH (o:Organisation) WHERE o.id > $after AND coalesce(o.claimed, true) AND NOT coalesce(o.optedOut, false)
      WITH o ORDER BY o.id LIMIT $limit
      RETURN o.id AS cursor, o {.name, .sector, .language, .description, .offers, .seeks, .roles, .organisationNumber, .website,
        id: CASE WHEN o.source = 'import' AND o.sourceId STARTS WITH 'id:' THEN substring(o.sourceId, 3) ELSE o.id END} AS row ORDER BY cursor
      """;

  /** Shown to nobody and suggested to nobody from now on, or again. */
  private static final String OPT = "MATCH (o:Organisation {id: $id}) SET o.optedOut = $out RETURN o.id AS id";

  private static final String INITIATIVES = """
      MATCH (o:Organisation {id: $id})-[edge:PARTICIPATES_IN|SUBMITTED]->(i:Initiative) WHERE i.published
      WITH DISTINCT i ORDER BY i.date.year DESC, i.reference LIMIT 50
      RETURN i.reference AS reference, i.title AS title, i.status AS status, i.date.year AS year, coalesce(i.language, 'sv') AS language, """ + Ending.CYPHER + """
         AS ending
      ORDER BY year DESC, reference
      """;

  private static final String SELF = "self";
  private static final int EXPORTED_AT_ONCE = 500;

  private final Graph graph;
  private final InstantSource clock;

  public OrganisationStore(Graph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /** One thing offered or sought: a competence, or a keyword where the vocabulary has none. */
  record Edge(String type, String text, Optional<String> competence, Optional<Keyword> keyword) {}

  /**
   * A row with all that was read in it, ready to be written.
   *
   * @param sourceId that its source knows it by, empty for one that keeps what it has
   */
  record Read(String id, Optional<String> sourceId, OrganisationRow.Valid row, Language language, Map<String, Object> words, List<Keyword> mentions, List<Edge> edges) {}

  /**
   * What the graph already has of a source row.
   *
   * @param isOwn whether it is known by our own id alone, and so stays its first source's
   * @param isKept whether those who speak for it keep it themselves
   */
  record Known(Optional<String> id, boolean isOwn, String contentHash, boolean isKept, Map<String, Object> fields) {
    Difference difference(OrganisationRow.Valid row) {
      if (id.isEmpty()) return Difference.ADDED;
      if (isKept) return Difference.LEFT;
      return contentHash.equals(OrganisationStore.contentHash(row)) ? Difference.UNCHANGED : Difference.between(fields, OrganisationStore.fields(row));
    }
  }

  /** A public initiative that an organisation is part of. */
  public record Part(String reference, String title, String status, int year, String language, Optional<Ending> ending) {}

  static String sourceId(OrganisationRow.Valid row) {
    return row.sourceId().map(id -> "id:" + id).orElse("name:" + Organisation.nameKey(row.name()));
  }

  static String contentHash(OrganisationRow.Valid row) {
    return Hash.sha256(Json.write(List.of(row.name(), row.sector().map(Sector::code).orElse(""), row.language().map(Language::code).orElse(""),
        row.description(), row.offers(), row.seeks(), row.roles(), row.organisationNumber().orElse(""), row.website().orElse(""))));
  }

  Map<String, Known> known(Collection<OrganisationRow.Valid> rows, String source) {
    List<Map<String, Object>> asked = rows.stream()
        .map(row -> Map.<String, Object>of("sourceId", sourceId(row), "nameKey", Organisation.nameKey(row.name()), "ownId", row.sourceId().orElse(""))).toList();
    Map<String, Known> known = new HashMap<>();
    for (Record row : graph.read(KNOWN, Map.of("rows", asked, "source", source))) {
      known.put(row.get("sourceId").asString(), new Known(Optional.ofNullable(row.get("id").asString(null)), row.get("isOwn").asBoolean(), row.get("contentHash").asString(),
          row.get("kept").asBoolean(), row.get("fields").isNull() ? Map.of() : row.get("fields").asMap()));
    }
    return known;
  }

  private static Map<String, Object> fields(OrganisationRow.Valid row) {
    Map<String, Object> fields = new HashMap<>(Map.of("name", row.name(), "description", row.description(), "offers", row.offers(), "seeks", row.seeks(), "roles", row.roles(), "claimed", true));
    fields.put("sector", row.sector().map(Sector::code).orElse(null));
    fields.put("organisationNumber", row.organisationNumber().orElse(null));
    fields.put("website", row.website().orElse(null));
    row.language().ifPresent(language -> fields.put("language", language.code()));
    return fields;
  }

  void save(Collection<Read> read, String source, Trace trace) {
    Map<String, List<Keyword>> mentions = new LinkedHashMap<>();
    read.forEach(one -> mentions.put(one.id(), one.mentions()));
    graph.write(trace.around(mentions.keySet(), List.of(
        new Graph.Statement(SAVE, Map.of("rows", read.stream().map(one -> row(one, source)).toList(), "source", source, "today",
            clock.instant().toString().substring(0, 10))),
        Mentions.replace(mentions),
        EventLog.append(clock.instant(), read.stream().map(one -> new EventLog.Happening("organisation.saved", one.id(), "import")).toList()))));
  }

  /** Writes what those who speak for it say. */
  void keep(Read read, String by) {
    Map<String, Object> properties = said(read);
    if (read.row().organisationNumber().isEmpty()) properties.remove("organisationNumber");
    graph.write(List.of(
        new Graph.Statement(SAVE, Map.of("rows", List.of(row(read, properties)), "source", SELF, "today", clock.instant().toString().substring(0, 10))),
        new Graph.Statement(KEEP, Map.of("id", read.id(), "today", clock.instant().toString().substring(0, 10))),
        Mentions.replace(Map.of(read.id(), read.mentions())),
        EventLog.append(clock.instant(), List.of(new EventLog.Happening("organisation.saved", read.id(), by)))));
  }

  int version(String id) {
    return graph.read(VERSION, Map.of("id", id)).stream().mapToInt(row -> row.get("version").asInt()).findFirst().orElse(0);
  }

  boolean begins(String id, int version) {
    return !graph.write(BEGINS, Map.of("id", id, "version", version)).isEmpty();
  }

  Optional<Organisation> byNumber(String number) {
    return graph.read(BY_NUMBER, Map.of("numbers", List.of(number, number.replace("-", "")))).stream().map(row -> organisation(row.get("o"))).findFirst();
  }

  Optional<Organisation> sameAs(String nameKey, Optional<String> number, String otherThan) {
    return graph.read(SAME, Map.of("nameKey", nameKey, "number", number.orElse(""), "id", otherThan)).stream().map(row -> organisation(row.get("o"))).findFirst();
  }

  private static Map<String, Object> row(Read read, String source) {
    Map<String, Object> properties = said(read);
    properties.put("contentHash", contentHash(read.row()));
    read.sourceId().ifPresent(id -> properties.putAll(Map.of("source", source, "sourceId", id)));
    return row(read, properties);
  }

  private static Map<String, Object> said(Read read) {
    OrganisationRow.Valid row = read.row();
    Map<String, Object> properties = new HashMap<>(read.words());
    properties.putAll(Map.of("name", row.name(), "nameKey", Organisation.nameKey(row.name()), "language", read.language().code(), "description", row.description(), "offers", row.offers(),
        "seeks", row.seeks(), "roles", row.roles(), "claimed", true));
    properties.put("sector", row.sector().map(Sector::code).orElse(null));
    properties.put("website", row.website().orElse(null));
    properties.put("organisationNumber", row.organisationNumber().orElse(null));
    return properties;
  }

  private static Map<String, Object> row(Read read, Map<String, Object> properties) {
    List<Map<String, Object>> competences = new ArrayList<>();
    List<Map<String, Object>> keywords = new ArrayList<>();
    for (Edge edge : read.edges()) {
      edge.competence().ifPresent(id -> competences.add(Map.of("type", edge.type(), "to", id, "text", edge.text())));
      edge.keyword().ifPresent(word -> keywords.add(Map.of("type", edge.type(), "to", word.id(), "lemma", word.lemma(), "language",
          word.language().code(), "text", edge.text())));
    }
    return Map.of("id", read.id(), "properties", properties, "competences", competences, "keywords", keywords);
  }

  void exported(Consumer<Map<String, Object>> reader) {
    String after = "";
    for (List<Record> page = exportedAfter(after); !page.isEmpty(); page = exportedAfter(after)) {
      page.forEach(row -> reader.accept(row.get("row").asMap()));
      after = page.getLast().get("cursor").asString();
    }
  }

  private List<Record> exportedAfter(String after) {
    return graph.read(EXPORTED, Map.of("after", after, "limit", EXPORTED_AT_ONCE));
  }

  Optional<Organisation> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(row -> organisation(row.get("o"))).findFirst();
  }

  List<Organisation> page(Optional<Sector> sector, int skip, int limit) {
    return graph.read(PAGE, Map.of("sector", sector.map(Sector::code).orElse(""), "skip", skip, "limit", limit)).stream()
        .map(row -> organisation(row.get("o"))).toList();
  }

  List<Organisation> after(Optional<Sector> sector, String nameKey, String id, int limit) {
    return graph.read(AFTER, Map.of("sector", sector.map(Sector::code).orElse(""), "nameKey", nameKey, "id", id, "limit", limit)).stream().map(row -> organisation(row.get("o"))).toList();
  }

  /** Those whose name or offers have these words, by name first; small letters. */
  List<Organisation> found(Optional<Sector> sector, String words, int skip, int limit) {
    return graph.read(FOUND, Map.of("sector", sector.map(Sector::code).orElse(""), "words", words, "skip", skip, "limit", limit)).stream()
        .map(row -> organisation(row.get("o"))).toList();
  }

  long countFound(Optional<Sector> sector, String words) {
    return graph.read(COUNT_FOUND, Map.of("sector", sector.map(Sector::code).orElse(""), "words", words)).getFirst().get("n").asLong();
  }

  long count(Optional<Sector> sector) {
    return graph.read(COUNT, Map.of("sector", sector.map(Sector::code).orElse(""))).getFirst().get("n").asLong();
  }

  /** Whether there was such an organisation. */
  boolean opt(String id, boolean out, String by) {
    if (graph.read("MATCH (o:Organisation {id: $id}) RETURN o.id AS id", Map.of("id", id)).isEmpty()) return false;
    graph.write(List.of(new Graph.Statement(OPT, Map.of("id", id, "out", out)),
        EventLog.append(clock.instant(), List.of(new EventLog.Happening(out ? "organisation.opted-out" : "organisation.opted-in", id, by)))));
    return true;
  }

  List<Part> initiatives(String id) {
    return graph.read(INITIATIVES, Map.of("id", id)).stream()
        .map(row -> new Part(row.get("reference").asString(), row.get("title").asString(), row.get("status").asString(), row.get("year").asInt(), row.get("language").asString(), Ending.of(row.get("ending")))).toList();
  }

  private static Organisation organisation(Value o) {
    return new Organisation(o.get("id").asString(), o.get("name").asString(), Sector.of(o.get("sector").asString("")),
        Language.of(o.get("language").asString("sv")).orElse(Language.SWEDISH), o.get("description").asString(""), strings(o.get("offers")),
        strings(o.get("seeks")), strings(o.get("roles")), Optional.ofNullable(o.get("website").asString(null)), o.get("claimed").asBoolean(true),
        o.get("closedOn").isNull() ? Optional.empty() : Optional.of(o.get("closedOn").asLocalDate()));
  }

  private static List<String> strings(Value value) {
    return value.isNull() ? List.of() : value.asList(Value::asString);
  }
}
