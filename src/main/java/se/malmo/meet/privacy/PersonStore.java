package se.malmo.meet.privacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.privacy.Person.Section;

/** All that the graph has about a person, by their e-mail address: one bounded question for each kind of record. */
final class PersonStore {
  /** Of a kind; more than one person can leave. */
  static final int MOST = 2_000;

  private static final String ACCOUNTS = "MATCH (a:Account {email: $email}) RETURN a.id AS id, coalesce(a.name, '') AS name LIMIT 20";

  private static final String SENT_IDS = "MATCH (i:Initiative) WHERE toLower(i.senderEmail) = $email RETURN i.id AS id LIMIT 2000";

  private static final String TAKEN = "MATCH (a:Account {email: $email}) WHERE NOT a.id IN $accounts RETURN a.id AS id LIMIT 1";

  /** In the order in which they are told; each answers maps. Where a kind has no node the question has no rows. */
  private static final Map<String, String> KINDS = kinds();

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("account", "MATCH (n:Account) WHERE n.id IN $accounts RETURN n {.id, .name, .email, .role, .forvaltningar, .organisations, .subject, .created, .absentFrom, .absentUntil, .deputy, .closed}");
    kinds.put("session", "MATCH (n:Session) WHERE n.account IN $accounts RETURN n {.id, .created, .expires}");
    kinds.put("sent", """
        MATCH (n:Initiative) WHERE n.id IN $sent
        OPTIONAL MATCH (c:Confidential {initiative: n.id})
        RETURN n {.reference, .date, .status, .title, .text, .senderName, .senderEmail, .senderKind, .senderOrganisation, .senderOrganisationNumber, .form, .mandate,
          confidential: c.details, files: COLLECT { MATCH (a:Attachment {initiative: n.id}) RETURN a.name ORDER BY a.name LIMIT 20 },
          team: COLLECT { MATCH (n)-[chose:CHOSE]->(who) RETURN who.name ORDER BY chose.rank LIMIT 20 }}
        ORDER BY n.reference""");
    kinds.put("joining", "MATCH (n:Joining) WHERE n.emailKey = $email RETURN n {.name, .description, .email, .asked}");
    kinds.put("person", """
        MATCH (n:PersonInvite) WHERE n.emailKey = $email OR n.by IN $accounts
        OPTIONAL MATCH (o:Organisation {id: n.organisation})
        RETURN n {organisation: o.name, name: CASE WHEN n.emailKey = $email THEN n.name END, email: CASE WHEN n.emailKey = $email THEN n.email END, .takesOver, .asked, .spent}""");
    kinds.put("contact", "MATCH (n:ProfileContact) WHERE n.account IN $accounts OPTIONAL MATCH (o:Organisation {id: n.organisation}) RETURN n {organisation: o.name}");
    kinds.put("refused", """
        MATCH (n:RefusedSender) WHERE n.sender = 'mail:' + $emailHash OR n.by IN $accounts
        OPTIONAL MATCH (o:Organisation {id: n.organisation}) RETURN n {organisation: o.name, sender: n.label, .at}""");
    kinds.put("tie", """
        MATCH (n:DeclaredTie) WHERE n.by IN $accounts
        OPTIONAL MATCH (o:Organisation|Forvaltning {id: n.side}) RETURN n {organisation: o.name, .kind, text: n.note, .state, at: n.day}""");
    kinds.put("claim", "MATCH (n:Claim) WHERE n.account IN $accounts OPTIONAL MATCH (o:Organisation {id: n.organisation}) RETURN n {organisation: o.name, .says, .state, .reason, .at}");
    kinds.put("signin", "MATCH (n:SignInLink) WHERE n.account IN $accounts RETURN n {.id, .asked, .spent}");
    kinds.put("lost", "MATCH (n:LostLink {addressHash: $emailHash}) RETURN n {asked: n.at, .reference}");
    kinds.put("interest", "MATCH (n:Interest) WHERE toLower(n.email) = $email RETURN n {.reference, .name, .email, .organisation, .message, .at}");
    kinds.put("letter", "MATCH (n:Letter) WHERE toLower(n.reply) = $email RETURN n {.reference, .topic, .text, .about, .reply, .at}");
    kinds.put("inquiry", "MATCH (n:Inquiry) WHERE n.emailKey = $email RETURN n {.id, .forvaltning, .name, .email, .question, .draft, .answer, .moveReason, .at}");
    kinds.put("booking", "MATCH (n:Booking) WHERE n.emailKey = $email RETURN n {.id, .forvaltning, .name, .email, .matter, .starts, .word, .at}");
    kinds.put("follower", "MATCH (n:Follower) WHERE toLower(n.email) = $email RETURN n {.email, .target, .state, .asked}");
    kinds.put("delivery", """
        MATCH (n:Delivery) WHERE n.recipient IN $accounts OR n.recipient = 'sender' AND n.subject IN $sent
          OR n.recipient IN COLLECT { MATCH (f:Follower) WHERE toLower(f.email) = $email RETURN f.id }
          OR n.recipient IN COLLECT { MATCH (j:Joining|PersonInvite) WHERE j.emailKey = $email RETURN j.id }
          OR n.recipient IN COLLECT { MATCH (l:SignInLink|Claim) WHERE l.account IN $accounts RETURN l.id }
          OR n.recipient IN COLLECT { MATCH (l:LostLink {addressHash: $emailHash}) RETURN l.id }
          OR n.recipient IN COLLECT { MATCH (q:Inquiry|Booking) WHERE q.emailKey = $email RETURN q.id }
          OR n.recipient IN COLLECT { MATCH (i:Interest) WHERE toLower(i.email) = $email RETURN i.key }
        RETURN n {.kind, .subject, .created, .state}""");
    kinds.put("rules", "MATCH (n:NoticeRules|StallNotice) WHERE n.account IN $accounts RETURN n {.*}");
    kinds.put("handled", "MATCH (n:Initiative) WHERE n.handler IN $accounts RETURN n {.reference, .title, .status} ORDER BY n.reference");
    kinds.put("note", """
        MATCH (n:CaseNote) WHERE n.by IN $accounts
        OPTIONAL MATCH (i:Initiative {id: n.initiative}) RETURN n {reference: i.reference, .name, .text, .at} ORDER BY n.at""");
    kinds.put("score", """
        MATCH (n:CaseScore) WHERE n.by IN $accounts
        OPTIONAL MATCH (i:Initiative {id: n.initiative}) RETURN n {reference: i.reference, .name, .criterion, .value, .comment, .at} ORDER BY n.at""");
    kinds.put("stake", "MATCH (n:Stake) WHERE n.account IN $accounts RETURN n {organisation: n.name, .why, .at} ORDER BY n.at");
    kinds.put("work", "MATCH (n:StallRule|GapWork|GapDismissal|Invitation|Feedback|VocabularyChange|Signal|Feed|FeedItem|Meeting|Inquiry|Slot|WebhookTarget) WHERE n.by IN $accounts RETURN n {kind: labels(n)[0], .id, .reason, .at} ORDER BY n.at");
    kinds.put("invitation", """
        MATCH (n:Invitation) WHERE n.by IN $accounts OR n.answeredBy IN $accounts OR n.by = 'sender' AND n.initiative IN $sent
        OPTIONAL MATCH (o:Organisation {id: n.organisation}) RETURN n {organisation: o.name, .byName, .message, .state, .reason, .word, .at} ORDER BY n.at""");
    kinds.put("published", "MATCH (n:Person)-[as:AMBASSADOR_FOR]->(f:Forvaltning) WHERE n.name IN $names RETURN n {.name, .title, forvaltning: f.name, from: as.from, until: as.to}");
    kinds.put("guest", """
        MATCH (n:Guest) WHERE n.name IN $names
        OPTIONAL MATCH (u:Organisation|Forvaltning {id: n.unit}) OPTIONAL MATCH (a:Assembly {id: n.assembly})
        RETURN n {.name, organisation: u.name, title: a.titleSv, date: a.day, .table}""");
    kinds.put("mentioned", """
        CALL () {
          MATCH (i:Initiative) WHERE toLower(i.text) CONTAINS $email AND NOT i.id IN $sent RETURN i.reference AS reference, 'initiative' AS kind LIMIT 500
          UNION MATCH (c:CaseNote) WHERE toLower(c.text) CONTAINS $email MATCH (i:Initiative {id: c.initiative}) RETURN i.reference AS reference, 'note' AS kind LIMIT 500
          UNION MATCH (l:Letter) WHERE toLower(l.text) CONTAINS $email AND coalesce(toLower(l.reply), '') <> $email RETURN l.reference AS reference, 'letter' AS kind LIMIT 500
          UNION MATCH (s:Signal) WHERE toLower(s.title + ' ' + s.note) CONTAINS $email RETURN s.id AS reference, 'signal' AS kind LIMIT 500
          UNION MATCH (q:Inquiry) WHERE q.emailKey <> $email AND toLower(q.question + ' ' + coalesce(q.draft, '') + ' ' + coalesce(q.answer, '')) CONTAINS $email RETURN q.id AS reference, 'inquiry' AS kind LIMIT 500
          UNION MATCH (b:Booking) WHERE b.emailKey <> $email AND toLower(b.matter + ' ' + coalesce(b.word, '')) CONTAINS $email RETURN b.id AS reference, 'booking' AS kind LIMIT 500
          UNION MATCH (m:Meeting) WHERE toLower(m.remark) CONTAINS $email RETURN m.id AS reference, 'meeting' AS kind LIMIT 500
        }
        RETURN {reference: reference, kind: kind}""");
    kinds.put("event", """
        MATCH (n:Event) WHERE n.by IN $accounts OR n.subject IN $accounts OR n.handler IN $accounts
        RETURN n {.sequence, .at, .type, .subject, .name} ORDER BY n.sequence DESC""");
    return kinds;
  }

  private final Graph graph;

  PersonStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * What ties records to a person.
   *
   * @param accounts ids of those with this address
   * @param names of these accounts
   * @param sent ids of the initiatives that were sent from this address
   */
  record Ties(String email, List<String> accounts, Set<String> names, List<String> sent) {
    Map<String, Object> parameters() {
      return Map.of("email", email, "emailHash", Hash.sha256(email), "accounts", accounts, "names", List.copyOf(names), "sent", sent);
    }
  }

  /** @param email in lower case */
  Ties ties(String email) {
    List<String> accounts = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    graph.read(ACCOUNTS, Map.of("email", email)).forEach(row -> {
      accounts.add(row.get("id").asString());
      names.add(row.get("name").asString());
    });
    return new Ties(email, accounts, names, graph.read(SENT_IDS, Map.of("email", email)).stream().map(row -> row.get("id").asString()).toList());
  }

  /** Whether somebody else's account has this address. */
  boolean isTaken(String email, List<String> accounts) {
    return !graph.read(TAKEN, Map.of("email", email, "accounts", accounts)).isEmpty();
  }

  List<Section> sections(Ties ties) {
    List<Section> sections = new ArrayList<>();
    Map<String, Object> parameters = new HashMap<>(ties.parameters());
    parameters.put("limit", MOST + 1);
    KINDS.forEach((kind, cypher) -> {
      List<Map<String, String>> records = graph.read(cypher + " LIMIT $limit", parameters).stream().map(row -> record(row.get(0))).toList();
      sections.add(new Section(kind, records.subList(0, Math.min(MOST, records.size())), records.size() > MOST));
    });
    return List.copyOf(sections);
  }

  /** What it says, without what it leaves out. */
  private static Map<String, String> record(Value node) {
    Map<String, String> record = new TreeMap<>();
    node.keys().forEach(key -> {
      String text = switch (node.get(key).asObject()) {
        case null -> "";
        case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        case Object one -> String.valueOf(one);
      };
      if (!text.isEmpty()) record.put(key, text);
    });
    return record;
  }
}
