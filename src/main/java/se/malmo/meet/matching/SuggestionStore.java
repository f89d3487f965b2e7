package se.malmo.meet.matching;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Json;

/** Answers that are kept, each beside the initiative that it was made for. */
final class SuggestionStore {
  private static final int GROUNDS_SHOWN = 2;

  /** Where the initiative is not there, because the same form came in before, nothing is kept. */
  private static final String SAVE = """
      MATCH (i:Initiative {id: $initiative})
      MERGE (s:Suggestion {id: $id})
      ON CREATE SET s.at = datetime($at), s.statistics = $statistics, s.position = $position, s.weighing = $weighing, s.recording = $recording, s.partners = $partners, s.bands = $bands, s.forvaltningar = $forvaltningar
      MERGE (s)-[:FOR]->(i)
      """;

  private static final String PROPOSE = "MATCH (i:Initiative {id: $initiative}) SET i.proposed = $forvaltningar";

  /** Nodes without edges: being shown changes nobody's profile. */
  private static final String SHOW = """
      MATCH (s:Suggestion {id: $id})
      UNWIND $shown AS one
      MERGE (x:Shown {suggestion: $id, organisation: one.id})
      ON CREATE SET x.initiative = $initiative, x.rank = one.rank, x.score = one.score, x.why = one.why, x.at = datetime($at)
      """;

  private static final String OF_CASE = """
      MATCH (s:Suggestion)-[:FOR]->(i:Initiative {reference: $reference})
      RETURN s.at AS at, coalesce(s.weighing, 0) AS weighing, s.recording AS recording, i.title AS title, i.text AS text,
        coalesce(i.keywordsWithout, []) AS taken, coalesce(i.keywordsWith, []) AS added
      ORDER BY s.id LIMIT 1
      """;

  private static final String NAMES = """
      UNWIND $ids AS id
      MATCH (n:Organisation|Initiative|Forvaltning {id: id})
      RETURN id, coalesce(n.name, n.reference) AS name
      """;

  private static final String TOUCHED = """
      MATCH (event:Event) WHERE event.sequence > $position AND event.subject IN $ids
      RETURN DISTINCT event.subject AS id
      """;

  private final Graph graph;

  SuggestionStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * A kept answer with the text that it was made for.
   *
   * @param weighing version of the weights that it was made by
   * @param without what its sender took from the text
   * @param with ids of the competences that its sender added
   */
  record Kept(Instant at, int weighing, Recording recording, String title, String text, List<String> without, List<String> with) {}

  /** The statement that keeps an answer; belongs in the transaction that takes the initiative in. */
  static Graph.Statement save(String id, String initiative, Recording recording, int weighing, Instant at) {
    Listed listed = Listed.of(recording);
    return new Graph.Statement(SAVE, Map.of("id", id, "initiative", initiative, "at", at.toString(), "statistics", recording.counts().version(),
        "position", recording.position(), "weighing", weighing, "recording", new String(Json.write(recording), StandardCharsets.UTF_8),
        "partners", listed.partners(), "bands", listed.bands(), "forvaltningar", listed.forvaltningar()));
  }

  /**
   * Who was listed, best first, in the few words that much is counted by.
   *
   * @param bands how sure each of the partners was, by the thresholds of then
   */
  record Listed(List<String> partners, List<String> bands, List<String> forvaltningar) {
    static Listed of(Recording recording) {
      Weights.Thresholds thresholds = Weights.of(recording.weights()).thresholds();
      List<Recording.Suggested> partners = recording.answer().stream().filter(one -> one.kind() == Kind.ORGANISATION).toList();
      return new Listed(partners.stream().map(Recording.Suggested::id).toList(), partners.stream().map(one -> thresholds.confidence(one.score()).code()).toList(),
          recording.answer().stream().filter(one -> one.kind() == Kind.FORVALTNING).map(Recording.Suggested::id).toList());
    }
  }

  /** The statement that keeps which organisations were shown, at which rank and why; after the answer is saved. */
  static Graph.Statement show(String id, String initiative, List<Recording.Suggested> partners, Instant at) {
    List<Map<String, Object>> shown = IntStream.range(0, partners.size()).mapToObj(i -> Map.<String, Object>of("id", partners.get(i).id(), "rank", i + 1, "score", partners.get(i).score(),
        "why", partners.get(i).grounds().stream().limit(GROUNDS_SHOWN).map(ground -> ground.kind() + " " + ground.edge() + " " + ground.to()).toList())).toList();
    return new Graph.Statement(SHOW, Map.of("id", id, "initiative", initiative, "shown", shown, "at", at.toString()));
  }

  /** The statement that keeps which förvaltningar a case seems to concern, for those who give it to one. */
  static Graph.Statement propose(String initiative, List<String> forvaltningar) {
    return new Graph.Statement(PROPOSE, Map.of("initiative", initiative, "forvaltningar", forvaltningar));
  }

  Optional<Kept> ofCase(String reference) {
    return graph.read(OF_CASE, Map.of("reference", reference)).stream().findFirst().map(row -> new Kept(row.get("at").asZonedDateTime().toInstant(),
        row.get("weighing").asInt(), Json.read(row.get("recording").asString().getBytes(StandardCharsets.UTF_8), Recording.class), row.get("title").asString(), row.get("text").asString(),
        row.get("taken").asList(Value::asString), row.get("added").asList(Value::asString)));
  }

  /** What these are called: the name, or an initiative's reference. */
  Map<String, String> names(List<String> ids) {
    return graph.read(NAMES, Map.of("ids", ids)).stream().collect(Collectors.toMap(row -> row.get("id").asString(), row -> row.get("name").asString("")));
  }

  /** Those of these that something has happened to since. */
  List<String> touched(List<String> ids, long position) {
    return graph.read(TOUCHED, Map.of("ids", ids, "position", position)).stream().map(row -> row.get("id").asString()).toList();
  }
}
