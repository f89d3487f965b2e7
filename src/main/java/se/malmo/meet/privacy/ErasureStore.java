package se.malmo.meet.privacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.privacy.PersonStore.Ties;

/** Mends and erases what the graph has about a person, each in one transaction. The event log is left as it is: it has ids, and officials' names beside their acts. */
final class ErasureStore {
  /** Stays where a name stood in what must be kept. */
  static final String ERASED = "borttagen";

  /** The account's node stays, since the log names it by its id; nothing in it says who it was, and nobody can sign in with it. */
  private static final String ANONYMISE_ACCOUNT = """
      MATCH (a:Account) WHERE a.id IN $accounts
      SET a.name = $erased, a.closed = true, a.forvaltningar = [], a.organisations = [], a.erased = datetime($at)
      REMOVE a.email, a.subject, a.deputy, a.absentFrom, a.absentUntil
      """;

  private static final String NO_DEPUTY = "MATCH (a:Account) WHERE a.deputy IN $accounts REMOVE a.deputy";

  /** A case is a public record: it stays, with the organisation that it came from; the sender's secret address ends. A sole trader's number is a person's. */
  private static final String ANONYMISE_SENT = """
      MATCH (i:Initiative) WHERE i.id IN $sent
      SET i.senderName = $erased
      REMOVE i.senderEmail, i.senderOrganisationNumber, i.secretHash, i.mailedHash, i.fingerprint
      """;

  /** What nobody handles any more is again for all of the förvaltning. */
  private static final String NOT_HANDLED = """
      MATCH (i:Initiative) WHERE i.handler IN $accounts AND NOT i.status IN ['declined', 'referred', 'withdrawn', 'ended'] REMOVE i.handler
      """;

  private static final String ANONYMISE_NOTES = "MATCH (n:CaseNote|CaseScore) WHERE n.by IN $accounts SET n.name = $erased";

  private static final String ANONYMISE_INVITATIONS = """
      MATCH (v:Invitation) WHERE v.by IN $accounts OR v.by = 'sender' AND v.initiative IN $sent SET v.byName = $erased
      """;
  private static final String ANONYMISE_ANSWERS = "MATCH (n:Inquiry) WHERE n.by IN $accounts OR n.movedBy IN $accounts "
      + "SET n.who = CASE WHEN n.by IN $accounts THEN $erased ELSE n.who END, n.movedWho = CASE WHEN n.movedBy IN $accounts THEN $erased ELSE n.movedWho END";

  /** Before followers, by whom some of them are known. */
  private static final String DELETE_DELIVERIES = """
      MATCH (d:Delivery) WHERE d.recipient IN $accounts OR d.recipient = 'sender' AND d.subject IN $sent
        OR d.recipient IN COLLECT { MATCH (f:Follower) WHERE toLower(f.email) = $email RETURN f.id }
        OR d.recipient IN COLLECT { MATCH (j:Joining|PersonInvite) WHERE j.emailKey = $email RETURN j.id }
        OR d.recipient IN COLLECT { MATCH (l:SignInLink|Claim) WHERE l.account IN $accounts RETURN l.id }
        OR d.recipient IN COLLECT { MATCH (l:LostLink {addressHash: $emailHash}) RETURN l.id }
        OR d.recipient IN COLLECT { MATCH (q:Inquiry|Booking) WHERE q.emailKey = $email RETURN q.id }
        OR d.recipient IN COLLECT { MATCH (n:Interest) WHERE toLower(n.email) = $email RETURN n.key }
      DETACH DELETE d
      """;

  private static final List<String> DELETE = List.of(
      DELETE_DELIVERIES,
      "MATCH (n:Session|SignInLink|Claim) WHERE n.account IN $accounts DETACH DELETE n",
      "MATCH (n:LostLink {addressHash: $emailHash}) DETACH DELETE n",
      "MATCH (n:Joining) WHERE n.emailKey = $email DETACH DELETE n",
      "MATCH (n:PersonInvite) WHERE n.emailKey = $email OR n.by IN $accounts DETACH DELETE n",
      "MATCH (n:RefusedSender {sender: 'mail:' + $emailHash}) DETACH DELETE n",
      "MATCH (n:ProfileContact) WHERE n.account IN $accounts DETACH DELETE n",
      // The tie is the organisation's; that this account told of it goes.
      "MATCH (n:DeclaredTie) WHERE n.by IN $accounts REMOVE n.by",
      "MATCH (n:Stake) WHERE n.account IN $accounts DETACH DELETE n",
      "MATCH (n:NoticeRules|StallNotice) WHERE n.account IN $accounts DETACH DELETE n",
      "MATCH (n:SealedLink) WHERE n.initiative IN $sent DETACH DELETE n",
      "MATCH (n:Interest) WHERE toLower(n.email) = $email DETACH DELETE n",
      "MATCH (n:Letter) WHERE toLower(n.reply) = $email DETACH DELETE n",
      "MATCH (n:Inquiry) WHERE n.emailKey = $email DETACH DELETE n",
      // A time that was booked is free again, unless whoever put it up goes too.
      "MATCH (b:Booking {emailKey: $email}) MATCH (s:Slot {id: b.slot, booking: b.id}) REMOVE s.booking",
      "MATCH (n:Booking) WHERE n.emailKey = $email DETACH DELETE n",
      "MATCH (n:Slot) WHERE n.by IN $accounts AND n.booking IS NULL DETACH DELETE n",
      "MATCH (n:Follower) WHERE toLower(n.email) = $email DETACH DELETE n",
      "MATCH (g:Guest) WHERE g.name IN $names OPTIONAL MATCH (n:NoGo {assembly: g.assembly}) WHERE n.one = g.id OR n.other = g.id DETACH DELETE n, g");

  /** An address that somebody follows by is confirmed by its owner, so another takes its place only where they ask for it. */
  private static final List<String> RECTIFY = List.of(
      "MATCH (a:Account) WHERE a.id IN $accounts SET a.name = coalesce($newName, a.name), a.email = coalesce($newEmail, a.email)",
      "MATCH (i:Initiative) WHERE i.id IN $sent SET i.senderName = coalesce($newName, i.senderName), i.senderEmail = coalesce($newEmail, i.senderEmail)",
      "MATCH (n:CaseNote|CaseScore) WHERE n.by IN $accounts SET n.name = coalesce($newName, n.name)",
      "MATCH (n:Interest) WHERE toLower(n.email) = $email SET n.name = coalesce($newName, n.name), n.email = coalesce($newEmail, n.email)",
      "MATCH (n:Inquiry|Booking) WHERE n.emailKey = $email SET n.name = coalesce($newName, n.name), n.email = coalesce($newEmail, n.email), n.emailKey = coalesce($newEmail, n.emailKey)",
      "MATCH (n:Inquiry) WHERE n.by IN $accounts SET n.who = coalesce($newName, n.who)",
      "MATCH (n:Inquiry) WHERE n.movedBy IN $accounts SET n.movedWho = coalesce($newName, n.movedWho)",
      "MATCH (n:Letter) WHERE toLower(n.reply) = $email SET n.reply = coalesce($newEmail, n.reply)");

  private final Graph graph;

  ErasureStore(Graph graph) {
    this.graph = graph;
  }

  void erase(Ties ties, Instant at, Happening told) {
    Map<String, Object> parameters = new HashMap<>(ties.parameters());
    parameters.putAll(Map.of("erased", ERASED, "at", at.toString()));
    write(Stream.concat(Stream.of(NOT_HANDLED, NO_DEPUTY, ANONYMISE_SENT, ANONYMISE_NOTES, ANONYMISE_ANSWERS, ANONYMISE_INVITATIONS, ANONYMISE_ACCOUNT), DELETE.stream()), parameters, at, List.of(told));
  }

  void rectify(Ties ties, Optional<String> name, Optional<String> email, Instant at, Happening told) {
    Map<String, Object> parameters = new HashMap<>(ties.parameters());
    parameters.put("newName", name.orElse(null));
    parameters.put("newEmail", email.orElse(null));
    write(RECTIFY.stream(), parameters, at, List.of(told));
  }

  /** Tells the log that somebody has read all of it. */
  void tell(Instant at, List<Happening> told) {
    graph.write(List.of(EventLog.append(at, told)));
  }

  private void write(Stream<String> statements, Map<String, Object> parameters, Instant at, List<Happening> told) {
    List<Graph.Statement> all = new ArrayList<>(statements.map(cypher -> new Graph.Statement(cypher, parameters)).toList());
    all.add(EventLog.append(at, told));
    graph.write(all);
  }
}
