package se.malmo.meet.reconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Graph;

/** Finds organisations by name, number or id, and reads what the public may know of them; those that have closed their profile are left out. */
public final class ReconcileStore {
  /** So many names stay within a question's time, also of a graph that has just started. */
  private static final int AT_ONCE = 10;
  private static final int MOST_WORDS = 8;
  private static final int SHORTEST_FUZZY = 4;
  private static final int LONGEST_WORD = 40;

  private static final String FIELDS = """
       o.id AS id, o.name AS name, coalesce(o.sector, '') AS sector, coalesce(o.website, '') AS website, coalesce(o.description, '') AS description,
         coalesce(o.offers, []) AS offers, coalesce(o.seeks, []) AS seeks
      """;

  /** Several names at once; the index of names lags behind a write by a moment, the same name and the id do not. */
  private static final String FIND = """
      UNWIND $asked AS asked
      CALL (asked) {
        WITH * WHERE asked.words <> ''
        CALL db.index.fulltext.queryNodes('organisation_names', asked.words, {limit: 60}) YIELD node
        RETURN node AS o
        UNION
        MATCH (o:Organisation {nameKey: asked.nameKey}) RETURN o LIMIT 20
        UNION
        MATCH (o:Organisation {id: asked.text}) RETURN o
        UNION
        MATCH (o:Organisation) WHERE o.organisationNumber IN asked.numbers RETURN o LIMIT 5
      }
      WITH asked, o WHERE NOT coalesce(o.optedOut, false) AND o.closedOn IS NULL
      RETURN asked.key AS key, CASE WHEN o.organisationNumber IS NULL OR asked.numbers = [] THEN null ELSE o.organisationNumber IN asked.numbers END AS hasNumber,
      """ + FIELDS;

  private static final String BY_IDS = """
      UNWIND $ids AS id
      MATCH (o:Organisation {id: id}) WHERE NOT coalesce(o.optedOut, false) AND o.closedOn IS NULL
      RETURN
      """ + FIELDS;

  private final Graph graph;

  public ReconcileStore(Graph graph) {
    this.graph = graph;
  }

  /** An organisation as the public knows it. */
  record Known(String id, String name, String sector, String website, String description, List<String> offers, List<String> seeks) {}

  /**
   * An organisation that may be meant.
   *
   * @param hasNumber whether its number is one of those asked for; empty where none was, or it has none
   */
  record Found(String key, Known known, Optional<Boolean> hasNumber) {}

  /**
   * A name that is looked for.
   *
   * @param numbers organisation numbers, each in the ways that an import may have kept it
   * @param isBeginning whether the last word may go on
   */
  record Asked(String key, String text, String nameKey, List<String> numbers, boolean isBeginning) {}

  List<Found> find(List<Asked> asked) {
    List<Found> found = new ArrayList<>();
    for (int from = 0; from < asked.size(); from += AT_ONCE) found.addAll(part(asked.subList(from, Math.min(asked.size(), from + AT_ONCE))));
    return found;
  }

  private List<Found> part(List<Asked> asked) {
    List<Map<String, Object>> rows = asked.stream().map(one -> Map.<String, Object>of("key", one.key(), "text", one.text(), "nameKey", one.nameKey(), "numbers", one.numbers(),
        "words", words(one))).toList();
    return graph.read(FIND, Map.of("asked", rows)).stream()
        .map(row -> new Found(row.get("key").asString(), known(row), row.get("hasNumber").isNull() ? Optional.empty() : Optional.of(row.get("hasNumber").asBoolean()))).toList();
  }

  List<Known> byIds(Collection<String> ids) {
    return graph.read(BY_IDS, Map.of("ids", List.copyOf(ids))).stream().map(ReconcileStore::known).toList();
  }

  /** The words as the index's own language takes them: letters and digits alone, so that no sign of that language is left. */
  private static String words(Asked asked) {
    List<String> words = Stream.of(NameLikeness.plain(asked.text()).split(" ")).filter(word -> !word.isEmpty() && word.length() <= LONGEST_WORD).limit(MOST_WORDS).toList();
    return java.util.stream.IntStream.range(0, words.size()).mapToObj(at -> {
      String word = words.get(at);
      boolean goesOn = asked.isBeginning() && at == words.size() - 1;
      if (goesOn) return "(" + word + "^3 OR " + word + "*)";
      return word.length() < SHORTEST_FUZZY ? word : "(" + word + "^3 OR " + word + "~1)";
    }).collect(Collectors.joining(asked.isBeginning() ? " AND " : " "));
  }

  private static Known known(Record row) {
    return new Known(row.get("id").asString(), row.get("name").asString(), row.get("sector").asString(), row.get("website").asString(), row.get("description").asString(),
        row.get("offers").asList(Value::asString), row.get("seeks").asList(Value::asString));
  }
}
