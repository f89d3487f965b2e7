package se.malmo.meet.feedback;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;

/** The learning log in the graph. */
final class FeedbackStore {
  /** Whether both ends are there; a case that was not named is not missed. */
  private static final String KNOWN = """
      RETURN EXISTS { (:Organisation {id: $organisation}) } AS organisation,
        $reference = '' OR EXISTS { (:Initiative {reference: $reference}) } AS reference
      """;

  private static final String SAVE = """
      MATCH (o:Organisation {id: $organisation})
      MERGE (f:Feedback {id: $id})
      ON CREATE SET f += $properties, f.at = datetime($at)
      MERGE (f)-[:ABOUT]->(o)
      WITH f
      MATCH (i:Initiative {reference: $reference})
      MERGE (f)-[:FOR]->(i)
      """;

  private static final String SAVED = "MATCH (f:Feedback {id: $id}) WHERE NOT EXISTS { (:Event {subject: $id}) } WITH f\n";

  private static final String PAGE = """
      MATCH (f:Feedback)
      WITH f ORDER BY f.id DESC SKIP $skip LIMIT $limit
      OPTIONAL MATCH (f)-[:ABOUT]->(o:Organisation)
      RETURN f {.id, at: f.at, .by, .reference, .textHash, .organisation, .useful, .reason} AS f, o.name AS name
      ORDER BY f.id DESC
      """;

  private static final String COUNT = "MATCH (f:Feedback) RETURN count(f) AS n";

  private final Graph graph;

  FeedbackStore(Graph graph) {
    this.graph = graph;
  }

  record Known(boolean organisation, boolean reference) {}

  Known known(Feedback feedback) {
    var row = graph.read(KNOWN, Map.of("organisation", feedback.organisation(), "reference", feedback.reference().orElse(""))).getFirst();
    return new Known(row.get("organisation").asBoolean(), row.get("reference").asBoolean());
  }

  void save(Feedbacks.Line line) {
    Feedback feedback = line.feedback();
    Map<String, Object> properties = new HashMap<>(Map.of("by", line.by(), "organisation", feedback.organisation(), "useful", feedback.isUseful()));
    feedback.reference().ifPresent(reference -> properties.put("reference", reference));
    feedback.textHash().ifPresent(hash -> properties.put("textHash", hash));
    feedback.reason().ifPresent(reason -> properties.put("reason", reason.code()));
    graph.write(List.of(new Graph.Statement(SAVE, Map.of("id", line.id(), "organisation", feedback.organisation(), "reference",
            feedback.reference().orElse(""), "properties", properties, "at", line.at().toString())),
        EventLog.appendWhere(SAVED, Map.of("id", line.id()), line.at(), List.of(new EventLog.Happening("feedback.given", line.id(), line.by())))));
  }

  List<Feedbacks.Line> page(int skip, int limit) {
    return graph.read(PAGE, Map.of("skip", skip, "limit", limit)).stream().map(row -> line(row.get("f"), row.get("name").asString(""))).toList();
  }

  long count() {
    return graph.read(COUNT, Map.of()).getFirst().get("n").asLong();
  }

  private static Feedbacks.Line line(Value f, String name) {
    Instant at = f.get("at").asZonedDateTime().toInstant();
    return new Feedbacks.Line(f.get("id").asString(), at, f.get("by").asString(), new Feedback(text(f, "reference"), text(f, "textHash"),
        f.get("organisation").asString(), f.get("useful").asBoolean(), text(f, "reason").flatMap(Feedback.Reason::of)), name);
  }

  private static Optional<String> text(Value f, String field) {
    return Optional.ofNullable(f.get(field).asString(null));
  }
}
