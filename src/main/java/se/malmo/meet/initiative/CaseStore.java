package se.malmo.meet.initiative;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.initiative.Confidential.Ground;
import se.malmo.meet.initiative.Submission.Sender;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;

/** What only the sender and those who handle a case see of it. */
final class CaseStore {
  /** A node without edges: no walk of the graph comes there, and nothing that reads initiatives reads it. */
  private static final String KEEP_APART = """
      MATCH (i:Initiative {id: $id})
      UNWIND $kept AS kept
      MERGE (c:Confidential {initiative: i.id})
      ON CREATE SET c.details = kept.details, c.ground = kept.ground, c.at = datetime($at)
      """;

  private static final String HANDED = """
      MATCH (i:Initiative {id: $id}) WHERE i.senderName IS NOT NULL
      OPTIONAL MATCH (c:Confidential {initiative: i.id})
      RETURN i {.senderName, .senderKind, .senderSector, .senderOrganisation, .senderEmail, .senderOrganisationNumber, .form, .mandate} AS i,
        c {.details, .ground} AS c
      """;

  /** The lock is taken first: an answer at the same moment is not overwritten. One that goes on in another is answered there. */
  private static final String WITHDRAW = """
      MATCH (i:Initiative {id: $id})
      SET i.lock = $at
      WITH i WHERE i.status IN $from AND i.mergedInto IS NULL
      SET i.status = 'withdrawn', i.withdrawn = datetime($at), i.version = coalesce(i.version, 0) + 1
      """;

  /** Of two that take it back at once only one is told of. */
  private static final String WITHDRAWN = """
      MATCH (i:Initiative {id: $id, status: 'withdrawn'}) WHERE NOT EXISTS { (:Event {subject: $id, type: 'initiative.withdrawn'}) }
      WITH i
      """;

  private static final String RENEW = """
      MATCH (i:Initiative) WHERE i.secretHash = $old OR i.mailedHash = $old
      SET i.secretHash = $new REMOVE i.mailedHash RETURN count(i) AS n
      """;

  private final Graph graph;

  CaseStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * What a sender handed in beside title and text.
   *
   * @param form the form of collaboration
   */
  record Handed(Sender sender, Optional<String> form, Optional<Mandate> mandate, Optional<Confidential> confidential) {}

  /** Tells the log of something that changes nothing. */
  void tell(Instant at, EventLog.Happening happening) {
    graph.write(List.of(EventLog.append(at, List.of(happening))));
  }

  /** The statement that keeps confidential details, in the transaction that makes the case; a no-op where none were handed in or no case was made. */
  static Graph.Statement keepApart(String id, Optional<Confidential> confidential, Instant at) {
    return new Graph.Statement(KEEP_APART, Map.of("id", id, "at", at.toString(), "kept",
        confidential.stream().map(one -> Map.of("details", one.details(), "ground", one.ground().code())).toList()));
  }

  /** Whom the sender would like to work with. */
  ChosenTeam team(String id) {
    return ChosenTeam.of(graph, id);
  }

  /** Empty for an initiative that came by an import. */
  Optional<Handed> handed(String id) {
    return graph.read(HANDED, Map.of("id", id)).stream().map(CaseStore::handed).findFirst();
  }

  private static Handed handed(Record row) {
    Value i = row.get("i");
    SenderKind kind = text(i, "senderKind").flatMap(SenderKind::of)
        .orElseGet(() -> SenderKind.usual(text(i, "senderSector").flatMap(Sector::of).orElse(Sector.BUSINESS)));
    Sender sender = new Sender(i.get("senderName").asString(), kind, i.get("senderOrganisation").asString(""), i.get("senderEmail").asString(""),
        text(i, "senderOrganisationNumber"));
    Value c = row.get("c");
    Optional<Confidential> confidential = c.isNull() ? Optional.empty()
        : Optional.of(new Confidential(c.get("details").asString(), text(c, "ground").flatMap(Ground::of).orElse(Ground.UNSURE)));
    return new Handed(sender, text(i, "form"), text(i, "mandate").flatMap(Mandate::of), confidential);
  }

  private static Optional<String> text(Value node, String field) {
    return Optional.ofNullable(node.get(field).asString(null));
  }

  void withdraw(String id, List<Status> from, Instant at) {
    graph.write(List.of(new Graph.Statement(WITHDRAW, Map.of("id", id, "from", from.stream().map(Status::code).toList(), "at", at.toString())),
        EventLog.appendWhere(WITHDRAWN, Map.of("id", id), at, List.of(new EventLog.Happening("initiative.withdrawn", id, "sender")))));
  }

  /** Whether there was a case of the old secret. */
  boolean renew(String oldHash, String newHash) {
    return graph.write(RENEW, Map.of("old", oldHash, "new", newHash)).getFirst().get("n").asInt() > 0;
  }
}
