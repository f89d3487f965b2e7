package se.malmo.meet.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Value;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Graph;

/** Keywords without a competence in the graph. */
public final class HoleStore {
  /** Texts of an organisation that says it and offers it count once. */
  private static final String FOUND = """
      MATCH (k:Keyword)
      WHERE NOT EXISTS { (k)-[:DENOTES]->() } AND COUNT { (k)<-[:MENTIONS|OFFERS|SEEKS]-() } >= $least
        AND NOT EXISTS { (:VocabularyChange {stopped: k.id}) }
      WITH k, COUNT { MATCH (k)<-[:MENTIONS|OFFERS|SEEKS]-(n) WHERE $all OR coalesce(n.published, true) RETURN DISTINCT n } AS texts
      WHERE texts >= $least
      """;

  private static final String FIRST = FOUND + """
      RETURN k.id AS id, k.lemma AS lemma, k.language AS language, texts
      ORDER BY texts DESC, id LIMIT $limit
      """;

  private static final String SAYING = """
      UNWIND $keywords AS keyword
      MATCH (k:Keyword {id: keyword})
      CALL (k) {
        MATCH (k)<-[:MENTIONS]-(n:Organisation|Initiative|Forvaltning)
        WITH n ORDER BY n.id LIMIT $limit
        RETURN n
      }
      RETURN keyword, labels(n)[0] AS kind, n.id AS id, coalesce(n.title, n.name, '') AS heading,
        left(coalesce(n.text, n.description, n.descriptionSv, ''), $longest) AS body, n.language AS language
      ORDER BY keyword, id
      """;

  private final Graph graph;

  public HoleStore(Graph graph) {
    this.graph = graph;
  }

  record Found(String id, String lemma, Language language, long texts) {}

  /**
   * Keywords that at least so many texts say, those of most texts first.
   *
   * @param all whether texts that are not public count
   */
  List<Found> first(int least, boolean all, int limit) {
    return graph.read(FIRST, Map.of("least", least, "all", all, "limit", limit)).stream()
        .map(row -> new Found(row.get("id").asString(), row.get("lemma").asString(), Language.of(row.get("language").asString()).orElse(Language.SWEDISH),
            row.get("texts").asLong())).toList();
  }

  /** The first texts that say each keyword, the beginning of each. */
  Map<String, List<StoredText>> saying(List<String> keywords, int limit, int longest) {
    Map<String, List<StoredText>> saying = new HashMap<>();
    graph.read(SAYING, Map.of("keywords", keywords, "limit", limit, "longest", longest)).forEach(row -> saying
        .computeIfAbsent(row.get("keyword").asString(), k -> new ArrayList<>())
        .add(new StoredText(row.get("id").asString(), row.get("kind").asString(), row.get("heading").asString(), row.get("body").asString(), language(row.get("language")),
            List.of())));
    return saying;
  }

  private static Optional<Language> language(Value code) {
    return Language.of(code.asString(""));
  }
}
