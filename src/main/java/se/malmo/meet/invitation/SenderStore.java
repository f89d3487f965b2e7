package se.malmo.meet.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;

/** Which organisation never wants to hear from which sender, in the graph: nodes without edges, so that no profile and no ranking changes by them. */
final class SenderStore {
  private static final String SENDER = """
      MATCH (i:Initiative {id: $id})
      RETURN coalesce(i.senderOrganisation, '') AS organisation, coalesce(i.senderEmail, '') AS email, coalesce(i.published, false) AS published,
        COLLECT { MATCH (o:Organisation)-[:SUBMITTED]->(i) RETURN o.name ORDER BY o.name LIMIT 1 } AS submitted
      """;
  private static final String REFUSE = """
      MERGE (n:RefusedSender {key: $organisation + ' ' + $sender})
      ON CREATE SET n.id = $id, n.organisation = $organisation, n.sender = $sender, n.label = $label, n.initiative = $initiative, n.by = $by, n.at = datetime($at)
      """;
  private static final String IS_NEW = "MATCH (n:RefusedSender {id: $id}) WITH n\n";
  private static final String ALLOW = "MATCH (n:RefusedSender {id: $id, organisation: $organisation}) DETACH DELETE n";
  private static final String STANDS = "MATCH (n:RefusedSender {id: $id, organisation: $organisation}) WITH n\n";
  private static final String REFUSED_BY = "MATCH (n:RefusedSender {sender: $sender}) RETURN n.organisation AS id LIMIT 10000";
  private static final String OF = """
      MATCH (n:RefusedSender {organisation: $organisation})
      OPTIONAL MATCH (i:Initiative {id: n.initiative})
      RETURN n.id AS id, n.sender AS sender, n.label AS label, coalesce(i.title, '') AS title, coalesce(i.language, 'sv') AS language, n.at AS at ORDER BY at DESC, id LIMIT 200
      """;
  private static final String NAMED = "MATCH (o:Organisation {nameKey: $key}) WHERE NOT coalesce(o.optedOut, false) RETURN o.name AS name LIMIT 1";

  private final Graph graph;

  SenderStore(Graph graph) {
    this.graph = graph;
  }

  /** Names an organisation as a sender. */
  static String ofOrganisation(String name) {
    return "org:" + Organisation.nameKey(name);
  }

  /** Who sent an initiative; nothing where that is not known, or not any more. */
  Optional<Senders.Sender> of(String initiative) {
    return graph.read(SENDER, Map.of("id", initiative)).stream().findFirst().flatMap(SenderStore::sender);
  }

  private static Optional<Senders.Sender> sender(Record row) {
    boolean isPublic = row.get("published").asBoolean();
    List<String> submitted = row.get("submitted").asList(one -> one.asString());
    String organisation = row.get("organisation").asString();
    String email = row.get("email").asString();
    if (!organisation.isBlank()) return Optional.of(new Senders.Sender(ofOrganisation(organisation), organisation, isPublic));
    if (!email.isBlank()) return Optional.of(new Senders.Sender("mail:" + Hash.sha256(email.strip().toLowerCase(java.util.Locale.ROOT)), "", isPublic));
    return submitted.stream().findFirst().map(name -> new Senders.Sender(ofOrganisation(name), name, isPublic));
  }

  Optional<String> named(String name) {
    return graph.read(NAMED, Map.of("key", Organisation.nameKey(name))).stream().findFirst().map(row -> row.get("name").asString());
  }

  Set<String> refusedBy(String sender) {
    return graph.read(REFUSED_BY, Map.of("sender", sender)).stream().map(row -> row.get("id").asString()).collect(Collectors.toSet());
  }

  /** @param label what the sender is called in the list, "" for one who is only known by an initiative */
  void refuse(String organisation, String sender, String label, String initiative, String id, Instant at, Happening told) {
    graph.write(List.of(new Graph.Statement(REFUSE, Map.of("organisation", organisation, "sender", sender, "label", label, "initiative", initiative, "id", id, "by", told.by(), "at", at.toString())),
        EventLog.appendWhere(IS_NEW, Map.of("id", id), at, List.of(told))));
  }

  void allow(String organisation, String id, Instant at, Happening told) {
    Map<String, Object> parameters = Map.of("id", id, "organisation", organisation);
    graph.write(List.of(EventLog.appendWhere(STANDS, parameters, at, List.of(told)), new Graph.Statement(ALLOW, parameters)));
  }

  List<Senders.Refused> refused(String organisation) {
    return graph.read(OF, Map.of("organisation", organisation)).stream().map(row -> new Senders.Refused(row.get("id").asString(), row.get("sender").asString(), row.get("label").asString(""),
        row.get("title").asString(), row.get("language").asString(), row.get("at").asZonedDateTime().toInstant())).toList();
  }
}
