package se.malmo.meet.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.casework.CaseList.Columns;
import se.malmo.meet.casework.CaseList.Counts;
import se.malmo.meet.casework.CaseList.Found;
import se.malmo.meet.casework.CaseList.Last;
import se.malmo.meet.casework.CaseList.Line;
import se.malmo.meet.casework.CaseQuery.Moment;
import se.malmo.meet.initiative.Initiative.Holder;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;

/** Lists of cases out of the graph. */
final class CaseListStore {
  /** A day after all that are set, for those without one. */
  private static final String LATER = "date('9999-12-31')";

  private static final String SEEN = """
        AND i.mergedInto IS NULL
        AND ($all OR EXISTS { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) WHERE f.id IN $own } OR i.handler = $account
          OR i.status = 'received' AND NOT EXISTS { (i)-[:ROUTED_TO]->() } AND any(one IN i.proposed WHERE one IN $own AND NOT one IN coalesce(i.refused, [])))
        AND ($forvaltning = '' OR EXISTS { (i)-[:ROUTED_TO]->(:Forvaltning {id: $forvaltning}) })
        AND ($words = '' OR toLower(i.title) CONTAINS $words OR toLower(i.reference) CONTAINS $words OR toLower(coalesce(i.senderOrganisation, '')) CONTAINS $words)
        AND ($which <> 'late' OR i.status IN ['received', 'assessed'] AND i.answerBy < date($today))
        AND ($which <> 'stalled' OR i.id IN $still)
        AND ($which <> 'unrouted' OR i.status IN ['received', 'assessed'] AND NOT EXISTS { (i)-[:ROUTED_TO]->() })
        AND ($which <> 'proposed' OR NOT EXISTS { (i)-[:ROUTED_TO]->() } AND any(one IN i.proposed WHERE one IN $own AND NOT one IN coalesce(i.refused, [])))
        AND ($which <> 'mine' OR i.status IN ['received', 'assessed'] AND ($all AND NOT EXISTS { (i)-[:ROUTED_TO]->() } OR NOT $all AND (i.handler = $account
          OR i.handler IS NULL AND EXISTS { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) WHERE f.id IN $own })))
      """;

  private static final String FIELDS = """
       RETURN i.id AS id, i.reference AS reference, i.title AS title, i.language AS language, i.status AS status, i.date AS date, i.answerBy AS answerBy,
        i.firstAnswerBy IS NOT NULL AS extended,
        coalesce(nullIf(i.senderOrganisation, ''), i.senderName, head(COLLECT { MATCH (o:Organisation)-[edge:PARTICIPATES_IN|SUBMITTED]->(i)
          RETURN o.name ORDER BY edge.role <> 'leader', o.name LIMIT 1 }), '') AS who,
        COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) RETURN DISTINCT [f.id, f.name, f.nameEn] LIMIT 5 } AS forvaltningar,
        head(COLLECT { MATCH (a:Account {id: i.handler}) RETURN a.name LIMIT 1 }) AS handler,
        head(COLLECT { MATCH (e:Event {subject: i.id}) WHERE e.type STARTS WITH 'initiative.' RETURN [e.type, e.at] ORDER BY e.sequence DESC LIMIT 1 }) AS last
      """;

  private static final String ORDER = "coalesce(i.answerBy, " + LATER + "), i.date DESC, i.reference";

  private static final String PAGE = "MATCH (i:Initiative) WHERE i.status IN $statuses\n" + SEEN + "WITH i ORDER BY " + ORDER + " SKIP $skip LIMIT $limit\n" + FIELDS;

  private static final String AFTER = "MATCH (i:Initiative) WHERE i.status IN $statuses\n" + SEEN + """
        WITH i, coalesce(i.answerBy, %s) AS due
        WHERE $due = '' OR due > date($due) OR due = date($due) AND (i.date < datetime($at) OR i.date = datetime($at) AND i.reference > $reference)
        WITH i, due ORDER BY due, i.date DESC, i.reference LIMIT $limit
      """.formatted(LATER) + FIELDS + ", toString(due) AS due ORDER BY due, date DESC, reference";

  /** What a queue is walked by: no more than the references. */
  private static final String REFERENCES = "MATCH (i:Initiative) WHERE i.status IN $statuses\n" + SEEN + "RETURN i.reference AS reference ORDER BY " + ORDER + " LIMIT $limit";

  private static final String COUNT = "MATCH (i:Initiative) WHERE i.status IN $statuses\n" + SEEN + """
      RETURN i.status AS status, count(i) AS n,
        sum(CASE WHEN i.status IN ['received', 'assessed'] AND i.answerBy < date($today) THEN 1 ELSE 0 END) AS late,
        sum(CASE WHEN i.status IN ['received', 'assessed'] AND COUNT { (i)-[:ROUTED_TO]->() } = 0 THEN 1 ELSE 0 END) AS unrouted,
        sum(CASE WHEN i.id IN $still THEN 1 ELSE 0 END) AS stalled
      """;

  /** Those that await an answer by their day, the others the newest first. */
  private static final String COLUMNS = """
      UNWIND $statuses AS status
      CALL (status) {
        MATCH (i:Initiative) WHERE i.status = status
      """ + SEEN + """
        RETURN i ORDER BY CASE WHEN i.status IN ['received', 'assessed'] THEN coalesce(i.answerBy, %s) ELSE date('9999-12-31') END, i.date DESC, i.reference LIMIT $limit
      }
      """.formatted(LATER) + FIELDS;

  private static final String DIARY = """
      MATCH (i:Initiative) WHERE i.senderName IS NOT NULL AND i.reference > $after
      RETURN i.reference AS reference, i.date AS date, coalesce(nullIf(i.senderOrganisation, ''), i.senderName) AS who, i.title AS title, i.status AS status,
        EXISTS { (:Confidential {initiative: i.id}) } AS isMarked
      ORDER BY i.reference LIMIT $limit
      """;

  private final Graph graph;

  CaseListStore(Graph graph) {
    this.graph = graph;
  }

  List<CaseList.Placed> after(CaseQuery query, Moment moment, CaseList.Place place, int limit) {
    Map<String, Object> parameters = query.parameters(moment);
    // A place that we never gave is none.
    try {
      if (!place.due().isEmpty()) LocalDate.parse(place.due());
      if (!place.at().isEmpty()) Instant.parse(place.at());
    } catch (DateTimeParseException e) {
      throw new Problem.Invalid("after", "problem.cursor");
    }
    parameters.putAll(Map.of("due", place.due(), "at", place.at().isEmpty() ? "1970-01-01T00:00:00Z" : place.at(), "reference", place.reference(), "limit", limit));
    return graph.read(AFTER, parameters).stream().map(row -> new CaseList.Placed(line(row, moment),
        new CaseList.Place(row.get("due").asString(), row.get("date").asZonedDateTime().toInstant().toString(), row.get("reference").asString()))).toList();
  }

  Found page(CaseQuery query, Moment moment, int skip, int limit) {
    return new Found(lines(query, moment, skip, limit), counts(query, moment).total());
  }

  List<Line> lines(CaseQuery query, Moment moment, int skip, int limit) {
    Map<String, Object> parameters = query.parameters(moment);
    parameters.putAll(Map.of("skip", skip, "limit", limit));
    return graph.read(PAGE, parameters).stream().map(row -> line(row, moment)).toList();
  }

  List<String> references(CaseQuery query, Moment moment, int limit) {
    Map<String, Object> parameters = query.parameters(moment);
    parameters.put("limit", limit);
    return graph.read(REFERENCES, parameters).stream().map(row -> row.get("reference").asString()).toList();
  }

  Counts counts(CaseQuery query, Moment moment) {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    long late = 0;
    long unrouted = 0;
    long stalled = 0;
    for (Record row : graph.read(COUNT, query.parameters(moment))) {
      counts.put(Status.of(row.get("status").asString()).orElseThrow(), row.get("n").asLong());
      late += row.get("late").asLong();
      unrouted += row.get("unrouted").asLong();
      stalled += row.get("stalled").asLong();
    }
    return new Counts(counts, late, unrouted, stalled);
  }

  /** @param limit of each column */
  Columns columns(CaseQuery query, Moment moment, int limit) {
    Map<String, Object> parameters = query.parameters(moment);
    parameters.put("limit", limit);
    return new Columns(graph.read(COLUMNS, parameters).stream().map(row -> line(row, moment)).collect(Collectors.groupingBy(Line::status)), counts(query, moment));
  }

  /** A line of the register (diarium). */
  record Entry(String reference, LocalDate day, String who, String title, String status, boolean isMarked) {}

  /** Hands over every case that came in by the form, by reference, a page at a time. */
  void diary(int page, Consumer<Entry> reader) {
    String after = "";
    List<Record> rows;
    do {
      rows = graph.read(DIARY, new HashMap<>(Map.of("after", after, "limit", page)));
      for (Record row : rows) {
        after = row.get("reference").asString();
        reader.accept(new Entry(after, day(row.get("date")), row.get("who").asString(""), row.get("title").asString(""), row.get("status").asString(), row.get("isMarked").asBoolean()));
      }
    } while (rows.size() == page);
  }

  private static LocalDate day(Value date) {
    return Sweden.day(date.asZonedDateTime().toInstant());
  }

  private static Line line(Record row, Moment moment) {
    Value last = row.get("last");
    return new Line(row.get("reference").asString(), row.get("title").asString(""), row.get("language").asString("sv"), Status.of(row.get("status").asString()).orElseThrow(),
        row.get("who").asString(""), day(row.get("date")), row.get("answerBy").isNull() ? Optional.empty() : Optional.of(row.get("answerBy").asLocalDate()),
        row.get("extended").asBoolean(), row.get("forvaltningar").asList(f -> new Holder(f.get(0).asString(), f.get(1).asString(), f.get(2).asString(""))),
        Optional.ofNullable(row.get("handler").asString(null)),
        last.isNull() ? Optional.empty() : Optional.of(new Last(last.get(0).asString(), last.get(1).asZonedDateTime().toInstant())), Optional.ofNullable(moment.still().get(row.get("id").asString())).map(Stalls.Still::since));
  }
}
