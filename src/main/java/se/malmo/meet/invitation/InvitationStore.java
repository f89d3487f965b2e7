package se.malmo.meet.invitation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.invitation.Invitation.About;
import se.malmo.meet.invitation.Invitation.Answered;
import se.malmo.meet.invitation.Invitation.Cited;
import se.malmo.meet.invitation.Invitation.State;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;

/** Invitations in the graph: nodes without edges, so that asking somebody changes nobody's profile. */
final class InvitationStore {
  private static final int MOST_TAKING = 500;
  private static final String ROW = """
       MATCH (i:Initiative {id: v.initiative}) MATCH (o:Organisation {id: v.organisation})
      RETURN v {.*} AS v, i {.id, .reference, .title, .text, language: coalesce(i.language, 'sv'), .status} AS i, o {.id, .name} AS o
      """;
  private static final String BY_ID = "MATCH (v:Invitation {id: $id})" + ROW;
  private static final String OF_INITIATIVE = "MATCH (v:Invitation {initiative: $id}) WITH v ORDER BY v.at DESC, v.id LIMIT 200" + ROW + " ORDER BY v.at DESC, v.id";
  private static final String OF_ORGANISATION = """
      MATCH (v:Invitation) WHERE v.organisation IN $ids AND (NOT $open OR v.state = 'open' AND v.until >= date($today))
      WITH v ORDER BY v.state = 'open' AND v.until >= date($today) DESC, v.at DESC, v.id SKIP $skip LIMIT $limit
      """ + ROW + " ORDER BY v.state = 'open' AND v.until >= date($today) DESC, v.at DESC, v.id";
  private static final String COUNT = """
      MATCH (v:Invitation) WHERE v.organisation IN $ids AND (NOT $open OR v.state = 'open' AND v.until >= date($today)) RETURN count(v) AS n
      """;
  private static final String TAKING = "MATCH (o:Organisation)-[:PARTICIPATES_IN|SUBMITTED]->(:Initiative {id: $initiative}) RETURN o.id AS id LIMIT " + MOST_TAKING;
  /** Also those to an organisation that has closed its profile. */
  private static final String DUE = """
      MATCH (v:Invitation {state: 'open'}) WHERE v.until < date($today) OR EXISTS { (o:Organisation {id: v.organisation}) WHERE o.closedOn IS NOT NULL }
      WITH v ORDER BY v.until, v.id LIMIT $limit
      """ + ROW + " ORDER BY v.until, v.id";

  /** Both are locked first: of two who ask at once the second is counted. Asked again for the same is asked once. */
  private static final String MAKE = """
      MATCH (i:Initiative {id: $initiative}) SET i.lock = $id
      WITH i MATCH (o:Organisation {id: $organisation}) SET o.lock = $id
      WITH i, o WHERE NOT i.status IN $over AND i.mergedInto IS NULL AND o.pausedUntil IS NULL AND NOT coalesce(o.optedOut, false) AND o.closedOn IS NULL
        AND EXISTS { (a:Account {role: 'member'}) WHERE a.isPerson AND NOT coalesce(a.closed, false) AND $organisation IN a.organisations }
        AND COUNT { MATCH (v:Invitation {organisation: $organisation}) WHERE v.at > datetime($weekAgo) } < coalesce(o.invitationsAWeek, $usual)
        AND COUNT { MATCH (v:Invitation {initiative: $initiative, state: 'open'}) } < $mostOpen
      MERGE (v:Invitation {key: $key})
      ON CREATE SET v.id = $id, v += $properties, v.initiative = $initiative, v.organisation = $organisation, v.at = datetime($at), v.until = date($until), v.state = 'open'
      """;
  private static final String MADE = "MATCH (v:Invitation {id: $id}) RETURN v.state = $state AND coalesce(v.act, '') = $act AS done";

  private static final String CHANGE = """
      MATCH (v:Invitation {id: $id}) SET v.lock = $act
      WITH v WHERE v.state IN $from AND ($today = '' OR v.until >= date($today))
        AND NOT ($state IN ['accepted', 'open'] AND EXISTS { (o:Organisation {id: v.organisation}) WHERE o.closedOn IS NOT NULL })
      SET v += $properties, v.state = $state, v.act = $act, v.changed = datetime($at)
      """;
  /** Where the change was made by this act, and not told of yet. */
  private static final String CHANGED = "MATCH (v:Invitation {id: $id, act: $act})\n";
  private static final String UNTOLD = CHANGED + "WHERE NOT EXISTS { (:Event {subject: $subject, act: $act}) }\nWITH v\n";

  /** Locked in the order of the ids: two who end the same wait for each other. */
  private static final String LAPSE = """
      UNWIND $ids AS id MATCH (v:Invitation {id: id}) SET v.lock = $act
      WITH v WHERE v.state = 'open'
      SET v.state = 'lapsed', v.act = $act, v.changed = datetime($at)
      """;
  private static final String LAPSED_UNTOLD = """
      MATCH (v:Invitation {id: event.details.invitation, act: $act})
      WHERE NOT EXISTS { (:Event {subject: event.subject, act: $act, invitation: v.id}) }
      """;
  private static final String LAPSED = "UNWIND $ids AS id MATCH (v:Invitation {id: id, act: $act}) RETURN count(v) AS n";

  private static final String DOUBT = CHANGED + """
      MATCH (:Organisation {id: v.organisation})-[offer:OFFERS]->(:Competence {id: v.wrong}) WHERE offer.doubted IS NULL
      SET v.before = toString(coalesce(offer.strength, 1.0)), offer.strength = coalesce(offer.strength, 1.0) * $half, offer.doubted = v.id
      """;
  private static final String TRUST = CHANGED + """
      MATCH (:Organisation {id: v.organisation})-[offer:OFFERS {doubted: v.id}]->(:Competence)
      SET offer.strength = toFloat(v.before) REMOVE offer.doubted
      """;
  private static final String PAUSE = CHANGED + """
      MATCH (o:Organisation {id: v.organisation})
      SET v.before = coalesce(toString(o.pausedUntil), ''), o.pausedUntil = v.pausedUntil
      """;
  /** What somebody has changed since stays. */
  private static final String RESUME = CHANGED + """
      MATCH (o:Organisation {id: v.organisation}) WHERE o.pausedUntil = v.pausedUntil
      SET o.pausedUntil = CASE v.before WHEN '' THEN null ELSE date(v.before) END
      """;
  private static final String JOIN = CHANGED + """
      MATCH (o:Organisation {id: v.organisation}) MATCH (i:Initiative {id: v.initiative})
      MERGE (o)-[part:PARTICIPATES_IN {invitation: v.id}]->(i)
      ON CREATE SET part.role = CASE v.role WHEN '' THEN null ELSE v.role END, part.since = date($day), part.source = 'invitation'
      """;
  private static final String LEAVE = CHANGED + "MATCH (:Organisation {id: v.organisation})-[part:PARTICIPATES_IN {invitation: v.id}]->(:Initiative) DELETE part";
  private static final String FORGET = "MATCH (v:Invitation {id: $id, act: $act}) REMOVE v.reason, v.word, v.pausedUntil, v.wrong, v.before, v.answeredAt";

  private static final double HALF = 0.5;

  private final Graph graph;

  InvitationStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * One that is to be made.
   *
   * @param weekAgo those made since count against what the organisation wants in a week
   */
  record Making(String id, String key, String initiative, String organisation, Map<String, Object> properties, Instant at, Instant weekAgo, LocalDate until) {}

  /** Whether it was made by this call. */
  boolean make(Making making, List<Happening> told) {
    Map<String, Object> parameters = Map.ofEntries(Map.entry("id", making.id()), Map.entry("key", making.key()), Map.entry("initiative", making.initiative()),
        Map.entry("organisation", making.organisation()), Map.entry("properties", making.properties()), Map.entry("at", making.at().toString()), Map.entry("weekAgo", making.weekAgo().toString()),
        Map.entry("until", making.until().toString()), Map.entry("over", Invitations.OVER), Map.entry("usual", Wishes.USUAL_A_WEEK), Map.entry("mostOpen", Invitations.MOST_OPEN));
    List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(MAKE, parameters)));
    told.forEach(one -> statements.add(EventLog.appendWhere("MATCH (v:Invitation {id: $id}) WHERE NOT EXISTS { (:Event {subject: $subject, invitation: $id}) }\nWITH v\n",
        Map.of("id", making.id(), "subject", one.subject()), making.at(), List.of(one))));
    statements.add(new Graph.Statement(MADE, Map.of("id", making.id(), "state", State.OPEN.code(), "act", "")));
    return isDone(statements);
  }

  /**
   * A change of one.
   *
   * @param from the states that it may have before
   * @param today the day that it must not have lapsed by; empty where it may
   */
  record Change(String id, String act, List<State> from, State to, Map<String, Object> properties, Optional<LocalDate> today, Instant at) {}

  /** Says yes or no; false where it was not open any more. */
  boolean answer(Change change, Optional<Declining> reason, LocalDate day, List<Happening> told) {
    List<Graph.Statement> effect = new ArrayList<>();
    if (change.to() == State.ACCEPTED) effect.add(of(JOIN, change, Map.of("day", day.toString())));
    reason.ifPresent(one -> {
      if (one == Declining.WRONG_COMPETENCE) effect.add(of(DOUBT, change, Map.of("half", HALF)));
      if (one == Declining.NO_CAPACITY) effect.add(of(PAUSE, change, Map.of()));
    });
    return change(change, effect, told);
  }

  /** Takes an answer back, and what it changed. */
  boolean undo(Change change, List<Happening> told) {
    return change(change, List.of(of(TRUST, change, Map.of()), of(RESUME, change, Map.of()), of(LEAVE, change, Map.of()), of(FORGET, change, Map.of())), told);
  }

  boolean change(Change change, List<Graph.Statement> effect, List<Happening> told) {
    Map<String, Object> parameters = Map.of("id", change.id(), "act", change.act(), "from", change.from().stream().map(State::code).toList(), "state", change.to().code(),
        "properties", change.properties(), "today", change.today().map(LocalDate::toString).orElse(""), "at", change.at().toString());
    List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(CHANGE, parameters)));
    statements.addAll(effect);
    told.forEach(one -> statements.add(EventLog.appendWhere(UNTOLD, Map.of("id", change.id(), "act", change.act(), "subject", one.subject()), change.at(), List.of(one))));
    statements.add(new Graph.Statement(MADE, Map.of("id", change.id(), "state", change.to().code(), "act", change.act())));
    return isDone(statements);
  }

  /**
   * Ends those that still are open, all in one transaction, and tells of them.
   *
   * @param told one for each, in any order
   * @return how many it ended
   */
  int lapse(List<String> invitations, String act, Instant at, List<Happening> told) {
    List<String> ids = invitations.stream().sorted().toList();
    Map<String, Object> parameters = Map.of("ids", ids, "act", act, "at", at.toString());
    return graph.write(List.of(new Graph.Statement(LAPSE, parameters), EventLog.appendThose(LAPSED_UNTOLD, Map.of("act", act), at, told), new Graph.Statement(LAPSED, parameters)))
        .getFirst().get("n").asInt();
  }

  private static Graph.Statement of(String cypher, Change change, Map<String, Object> more) {
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.put("id", change.id());
    parameters.put("act", change.act());
    return new Graph.Statement(cypher, parameters);
  }

  private boolean isDone(List<Graph.Statement> statements) {
    List<Record> rows = graph.write(statements);
    return !rows.isEmpty() && rows.getFirst().get("done").asBoolean();
  }

  /** The ids of the organisations that are in it already. */
  List<String> taking(String initiative) {
    return graph.read(TAKING, Map.of("initiative", initiative)).stream().map(row -> row.get("id").asString()).toList();
  }

  Optional<Invitation> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(InvitationStore::invitation).findFirst();
  }

  /** All of an initiative, newest first. */
  List<Invitation> ofInitiative(String id) {
    return graph.read(OF_INITIATIVE, Map.of("id", id)).stream().map(InvitationStore::invitation).toList();
  }

  /** Those to these organisations: first what waits for an answer, then newest first. */
  List<Invitation> ofOrganisations(List<String> ids, boolean isOpen, LocalDate today, int skip, int limit) {
    return graph.read(OF_ORGANISATION, Map.of("ids", ids, "open", isOpen, "today", today.toString(), "skip", skip, "limit", limit)).stream().map(InvitationStore::invitation).toList();
  }

  long count(List<String> ids, boolean isOpen, LocalDate today) {
    return graph.read(COUNT, Map.of("ids", ids, "open", isOpen, "today", today.toString())).getFirst().get("n").asLong();
  }

  /** Those that nobody answered in time, or answers any more. */
  List<Invitation> due(LocalDate today, int limit) {
    return graph.read(DUE, Map.of("today", today.toString(), "limit", limit)).stream().map(InvitationStore::invitation).toList();
  }

  private static Invitation invitation(Record row) {
    Value v = row.get("v");
    Value i = row.get("i");
    About about = new About(i.get("id").asString(), i.get("reference").asString(), i.get("title").asString(), i.get("text").asString(""),
        Language.of(i.get("language").asString()).orElse(Language.SWEDISH), i.get("status").asString());
    List<String> competences = v.get("cited").asList(Value::asString);
    List<String> texts = v.get("citedTexts").asList(Value::asString);
    List<Cited> cited = new ArrayList<>();
    for (int at = 0; at < competences.size(); at++) cited.add(new Cited(competences.get(at), texts.get(at)));
    return new Invitation(v.get("id").asString(), about, row.get("o").get("id").asString(), row.get("o").get("name").asString(), v.get("by").asString(), v.get("byName").asString(),
        v.get("message").asString(""), v.get("role").asString(""), v.get("why").asString(""), cited, v.get("at").asZonedDateTime().toInstant(), v.get("until").asLocalDate(),
        State.of(v.get("state").asString()), answered(v));
  }

  private static Optional<Answered> answered(Value v) {
    if (v.get("answeredAt").isNull()) return Optional.empty();
    return Optional.of(new Answered(Declining.of(v.get("reason").asString("")), v.get("word").asString(""),
        v.get("pausedUntil").isNull() ? Optional.empty() : Optional.of(v.get("pausedUntil").asLocalDate()), v.get("wrong").asString(""), v.get("before").asString(""),
        v.get("answeredAt").asZonedDateTime().toInstant()));
  }
}
