package se.malmo.meet.initiative;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Value;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.initiative.Initiative.Holder;
import se.malmo.meet.initiative.Initiative.Line;
import se.malmo.meet.initiative.Initiative.Participant;
import se.malmo.meet.initiative.Initiative.Whole;
import se.malmo.meet.matching.Ending;
import se.malmo.meet.matching.Profile;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Mentions;

/** Initiatives in the graph: taken in, and found again. */
public final class InitiativeStore {
  /**
   * The year's node is locked first, so references are given one by one; a key seen before (a double click, a retry after a lost
   * answer) gives the case that it made.
   */
  private static final String RECEIVE = """
      MERGE (year:ReferenceYear {year: $year})
      SET year.asked = $key
      WITH year
      OPTIONAL MATCH (before:Initiative {submissionKey: $key})
      WITH year, before, before IS NULL AS isNew
      SET year.last = coalesce(year.last, 0) + CASE WHEN isNew THEN 1 ELSE 0 END
      MERGE (i:Initiative {submissionKey: $key})
      ON CREATE SET i += $properties, i.date = datetime($at), i.answerBy = date($answerBy),
        i.reference = 'MM-' + $year + '-' + CASE WHEN year.last < 10000 THEN right('000' + year.last, 4) ELSE toString(year.last) END
      """;

  /** Of two that hand in the same form at once only one made the case, and only once it came in. */
  private static final String FIRST_TIME = """
      MATCH (i:Initiative {id: $id}) WHERE NOT EXISTS { (:Event {subject: $id}) }
      WITH i
      """;

  /** A part is made only where its whole has just been parted. */
  private static final String RECEIVE_PART = "MATCH (:Initiative {id: $whole, act: $act})\nWITH 1 AS parted\n" + RECEIVE;

  private static final String RECEIVED = """
      MATCH (i:Initiative {submissionKey: $key})
      RETURN i.reference AS reference, i.status AS status, i.answerBy AS answerBy, i.fingerprint AS fingerprint, i.secretHash AS secretHash
      """;

  /** One that was taken back may be sent in again. */
  private static final String TWIN = """
      MATCH (i:Initiative) WHERE i.senderEmail IN $emails AND i.date > datetime($since) AND i.submissionKey <> $key
        AND i.title = $title AND trim(i.text) = trim($text) AND i.status <> 'withdrawn'
      RETURN i.reference AS reference ORDER BY i.date DESC LIMIT 1
      """;

  private static final String FIELDS = """
      i {.id, .reference, .title, .text, .language, .status, .published, .outcome, .lesson, date: i.date, answerBy: i.answerBy} AS i
      """;

  private static final String WHOLE = " RETURN " + FIELDS + """
      , COLLECT { MATCH (i)<-[edge:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) WHERE NOT coalesce(o.optedOut, false)
          RETURN [o.id, o.name, o.sector, coalesce(edge.role, '')] ORDER BY edge.role <> 'leader', o.name LIMIT 100 } AS participants
      , COLLECT { MATCH (i)-[:ROUTED_TO]->(f:Forvaltning) RETURN DISTINCT [f.id, f.name, f.nameEn] LIMIT 20 } AS holders
      """;

  private static final String BY_REFERENCE = "MATCH (i:Initiative {reference: $key})" + WHOLE;

  private static final String PUBLIC_BY_REFERENCE = "MATCH (i:Initiative {reference: $key}) WHERE i.published" + WHOLE;

  /** By the link of its form, the one that was sent again, or the one in a mail about a message. */
  private static final String BY_SECRET = "MATCH (i:Initiative) WHERE i.secretHash = $key OR i.mailedHash = $key" + WHOLE;

  private static final String OF_FORVALTNING = """
      MATCH (:Forvaltning {id: $id})<-[:ROUTED_TO]-(i:Initiative) WHERE i.published
      RETURN DISTINCT i.reference AS reference, i.title AS title, i.status AS status, i.date.year AS year, left(i.text, 400) AS text, coalesce(i.language, 'sv') AS language, """ + Ending.CYPHER + """
         AS ending
      ORDER BY year DESC, reference LIMIT 50
      """;

  private final Graph graph;

  public InitiativeStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * What a submission leaves in the graph.
   *
   * @param kept what is kept beside it of the suggestions that it got
   */
  record Arrival(String id, String key, String secretHash, Submission submission, String fingerprint, Profile profile, List<Graph.Statement> kept, Instant at,
      LocalDate answerBy) {}

  /** What a submission has become. */
  record Made(String reference, Status status, LocalDate answerBy, String fingerprint, String secretHash) {}

  /** Writes a submission, on disk when this returns; the same key again writes nothing new. */
  void receive(Arrival arrival) {
    if (received(arrival.key()).isPresent()) return;
    int year = arrival.at().atZone(Sweden.ZONE).getYear();
    List<Graph.Statement> statements = new ArrayList<>(List.of(
        new Graph.Statement(RECEIVE, Map.of("key", arrival.key(), "year", year, "at", arrival.at().toString(), "answerBy", arrival.answerBy().toString(),
            "properties", properties(arrival))),
        Mentions.replace(Map.of(arrival.id(), arrival.profile().keywords())),
        CaseStore.keepApart(arrival.id(), arrival.submission().details().confidential(), arrival.at()),
        Attachments.handIn(arrival.id(), arrival.submission().details().attachments())));
    List<String> team = arrival.submission().details().team();
    if (!team.isEmpty()) statements.add(ChosenTeam.keep(arrival.id(), team));
    statements.addAll(arrival.kept());
    statements.add(EventLog.appendWhere(FIRST_TIME, Map.of("id", arrival.id()), arrival.at(),
        List.of(new EventLog.Happening("initiative.received", arrival.id(), "sender"))));
    graph.write(statements);
  }

  /**
   * The statements that make a case of a part of another's text, for the transaction in which the other is parted.
   *
   * @param arrival its instant is when the whole came in
   */
  static List<Graph.Statement> part(Arrival arrival, String whole, String act, Instant now) {
    int year = now.atZone(Sweden.ZONE).getYear();
    List<Graph.Statement> statements = new ArrayList<>(List.of(
        new Graph.Statement(RECEIVE_PART, Map.of("whole", whole, "act", act, "key", arrival.key(), "year", year, "at", arrival.at().toString(),
            "answerBy", arrival.answerBy().toString(), "properties", properties(arrival))),
        Mentions.replace(Map.of(arrival.id(), arrival.profile().keywords()))));
    statements.addAll(arrival.kept());
    statements.add(EventLog.appendWhere(FIRST_TIME, Map.of("id", arrival.id()), now, List.of(new EventLog.Happening("initiative.received", arrival.id(), "sender"))));
    return statements;
  }

  /** What came of the form of this key, if it was handed in. */
  Optional<Made> received(String key) {
    return graph.read(RECEIVED, Map.of("key", key)).stream().map(row -> new Made(row.get("reference").asString(),
        Status.of(row.get("status").asString()).orElseThrow(), row.get("answerBy").asLocalDate(), row.get("fingerprint").asString(""), row.get("secretHash").asString(""))).findFirst();
  }

  /** The reference of a case of the same words and the same sender's address, by another filling in of the form. */
  Optional<String> twin(Submission submission, String key, Instant since) {
    String email = submission.sender().email();
    return graph.read(TWIN, Map.of("emails", List.of(email, email.toLowerCase(Locale.ROOT)), "since", since.toString(), "key", key, "title", submission.title(), "text", submission.text()))
        .stream().map(row -> row.get("reference").asString()).findFirst();
  }

  private static Map<String, Object> properties(Arrival arrival) {
    Submission submission = arrival.submission();
    Submission.Sender sender = submission.sender();
    Map<String, Object> properties = new HashMap<>(arrival.profile().words().properties());
    properties.putAll(Map.of("id", arrival.id(), "secretHash", arrival.secretHash(), "title", submission.title(), "text", submission.text(), "language",
        arrival.profile().language().code(), "status", Status.RECEIVED.code(), "published", false, "fingerprint", arrival.fingerprint()));
    properties.putAll(Map.of("senderName", sender.name(), "senderKind", sender.kind().code(), "senderSector", sender.kind().sector().code(),
        "senderOrganisation", sender.organisation(), "senderEmail", sender.email()));
    sender.organisationNumber().ifPresent(number -> properties.put("senderOrganisationNumber", number));
    submission.details().form().ifPresent(form -> properties.put("form", form));
    submission.details().mandate().ifPresent(mandate -> properties.put("mandate", mandate.code()));
    properties.put("keywordsWithout", submission.choices().without());
    properties.put("keywordsWith", submission.choices().with().stream().map(Competence::id).toList());
    return properties;
  }

  Optional<Whole> publicByReference(String reference) {
    return whole(PUBLIC_BY_REFERENCE, reference);
  }

  Optional<Whole> bySecretHash(String hash) {
    return whole(BY_SECRET, hash);
  }

  Optional<Whole> byReference(String reference) {
    return whole(BY_REFERENCE, reference);
  }

  private Optional<Whole> whole(String cypher, String key) {
    return graph.read(cypher, Map.of("key", key)).stream().map(row -> new Whole(initiative(row.get("i")),
        row.get("participants").asList(p -> new Participant(p.get(0).asString(), p.get(1).asString(), p.get(2).asString(""), p.get(3).asString(""))),
        row.get("holders").asList(h -> new Holder(h.get(0).asString(), h.get(1).asString(), h.get(2).asString())))).findFirst();
  }

  List<Line> ofForvaltning(String id) {
    return lines(OF_FORVALTNING, Map.of("id", id));
  }

  private List<Line> lines(String cypher, Map<String, Object> parameters) {
    return graph.read(cypher, parameters).stream().map(row -> new Line(row.get("reference").asString(), row.get("title").asString(),
        Status.of(row.get("status").asString()).orElseThrow(), row.get("year").asInt(), row.get("text").asString(""), row.get("language").asString(), Ending.of(row.get("ending")))).toList();
  }

  private static Initiative initiative(Value i) {
    return new Initiative(i.get("id").asString(), i.get("reference").asString(), i.get("title").asString(), i.get("text").asString(""),
        i.get("language").asString("sv"), Status.of(i.get("status").asString()).orElseThrow(), i.get("date").asZonedDateTime().toInstant(),
        i.get("answerBy").isNull() ? Optional.empty() : Optional.of(i.get("answerBy").asLocalDate()), i.get("published").asBoolean(false),
        Optional.ofNullable(i.get("outcome").asString(null)), Optional.ofNullable(i.get("lesson").asString(null)));
  }
}
