package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Graph;

/** The TRANSLATES edges between keywords of the two languages. */
final class TranslationStore {
  private static final int PAGE = 5_000;

  private static final String PAGE_OF_ALL = """
      MATCH (k:Keyword {language: 'sv'}) WHERE k.id > $after AND (k)-[:TRANSLATES]->()
      WITH k ORDER BY k.id LIMIT $limit
      MATCH (k)-[edge:TRANSLATES]->(other:Keyword {language: 'en'})
      RETURN k.id AS id, k.lemma AS sv, k.stem AS svStem, other.lemma AS en, other.stem AS enStem, edge.toEn AS toEn, edge.toSv AS toSv ORDER BY id
      """;

  /** What a job has learnt takes the place of what it learnt before; what people say stays. */
  private static final String FORGET = "MATCH (:Keyword)-[edge:TRANSLATES {source: $source}]->(:Keyword) WITH edge LIMIT 20000 DELETE edge RETURN count(*) AS gone";

  private static final String SAVE = """
      UNWIND $rows AS row
      MERGE (sv:Keyword {id: 'sv:' + row.sv}) ON CREATE SET sv.lemma = row.sv, sv.language = 'sv'
      MERGE (en:Keyword {id: 'en:' + row.en}) ON CREATE SET en.lemma = row.en, en.language = 'en'
      SET sv.stem = row.svStem, en.stem = row.enStem
      MERGE (sv)-[edge:TRANSLATES]->(en)
      SET edge.toEn = row.toEn, edge.toSv = row.toSv, edge.weight = row.toEn * row.toSv, edge.source = $source
      """;

  private final Graph graph;

  TranslationStore(Graph graph) {
    this.graph = graph;
  }

  /** A pair of words, each with its stem, and how surely the one means the other. */
  record Pair(String sv, String svStem, String en, String enStem, double toEn, double toSv) {}

  void replace(List<Pair> pairs, String source) {
    while (graph.write(FORGET, Map.of("source", source)).getFirst().get("gone").asInt() > 0) continue;
    for (int from = 0; from < pairs.size(); from += PAGE) {
      List<Map<String, Object>> rows = pairs.subList(from, Math.min(pairs.size(), from + PAGE)).stream().map(p -> Map.<String, Object>of("sv", p.sv(),
          "svStem", p.svStem(), "en", p.en(), "enStem", p.enStem(), "toEn", p.toEn(), "toSv", p.toSv())).toList();
      graph.write(SAVE, Map.of("rows", rows, "source", source));
    }
  }

  Translations all() {
    Map<Language, Map<String, List<Translations.Translation>>> byWord = new EnumMap<>(Language.class);
    for (Language language : Language.values()) byWord.put(language, new HashMap<>());
    String after = "";
    List<Record> page = page(after);
    while (!page.isEmpty()) {
      for (Record row : page) {
        add(byWord.get(Language.SWEDISH), row.get("svStem").asString(), row.get("enStem").asString(), row.get("en").asString(), row.get("toEn").asDouble());
        add(byWord.get(Language.ENGLISH), row.get("enStem").asString(), row.get("svStem").asString(), row.get("sv").asString(), row.get("toSv").asDouble());
      }
      page = page(page.getLast().get("id").asString());
    }
    return new Translations(byWord);
  }

  private List<Record> page(String after) {
    return graph.read(PAGE_OF_ALL, Map.of("after", after, "limit", PAGE));
  }

  private static void add(Map<String, List<Translations.Translation>> words, String from, String to, String lemma, double weight) {
    if (weight > 0) words.computeIfAbsent(from, w -> new ArrayList<>(2)).add(new Translations.Translation(to, lemma, weight));
  }
}
