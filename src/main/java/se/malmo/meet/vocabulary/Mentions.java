package se.malmo.meet.vocabulary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.malmo.meet.platform.Graph;

/** The keywords that a node's text mentions, as edges that people see and that competences hang on. */
public final class Mentions {
  private static final String WRITE = """
      UNWIND $texts AS text
      MATCH (n:Organisation|Initiative|Forvaltning|Signal {id: text.node}) WHERE text.words IS NULL OR n.words = text.words
      CALL (n) { MATCH (n)-[old:MENTIONS]->() DELETE old }
      CALL (n, text) {
        UNWIND text.keywords AS word
        MERGE (k:Keyword {id: word.id}) ON CREATE SET k.lemma = word.lemma, k.language = word.language
        CREATE (n)-[:MENTIONS {weight: word.weight}]->(k)
        WITH k, word WHERE word.competence <> ''
        MATCH (c:Competence {id: word.competence})
        MERGE (k)-[:DENOTES]->(c)
      }
      """;

  private Mentions() {}

  /** The statement that replaces the mentions of nodes, by node id; belongs in the transaction that writes the nodes. */
  public static Graph.Statement replace(Map<String, List<Keyword>> byNode) {
    return replaceWhere(byNode, Map.of());
  }

  /** The same, of a node with words given only while it still has them: what an older text meant does not overwrite what the newer one does. */
  public static Graph.Statement replaceWhere(Map<String, List<Keyword>> byNode, Map<String, List<String>> words) {
    List<Map<String, Object>> texts = new ArrayList<>();
    byNode.forEach((node, keywords) -> {
      Map<String, Object> text = new HashMap<>(Map.of("node", node, "keywords",
          // In one order, so that two writers do not wait for each other.
          keywords.stream().sorted(Comparator.comparing(Keyword::id)).map(Mentions::row).toList()));
      text.put("words", words.get(node));
      texts.add(text);
    });
    return new Graph.Statement(WRITE, Map.of("texts", texts));
  }

  private static Map<String, Object> row(Keyword keyword) {
    return Map.of("id", keyword.id(), "lemma", keyword.lemma(), "language", keyword.language().code(), "weight", keyword.weight(), "competence",
        keyword.competence().map(Competence::id).orElse(""));
  }
}
