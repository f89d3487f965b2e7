package se.malmo.meet.vocabulary;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.vocabulary.Vocabulary.Offered;

/** The stored texts of all features, found by their words and written back with what they are now found to mean. */
public final class RereadingStore {
  /** The labels of the nodes that keep a text. */
  static final List<String> KINDS = List.of("Organisation", "Initiative", "Forvaltning");

  /** What the log says of a node whose text was read again and found to mean something else. */
  private static final String REREAD = "text.reread";
  private static final String BY = "vocabulary";

  private static final int PAGE = 2_000;
  private static final int KEYWORD_PAGE = 20_000;
  private static final int KEYWORDS = 500;

  private static final String SAYING = """
      MATCH (n:KIND) WHERE n.id > $after AND n.words IS NOT NULL
      WITH n ORDER BY n.id LIMIT $limit
      WITH collect(n) AS page
      RETURN page[-1].id AS last,
        [n IN page WHERE size($terms) = 0 OR any(term IN $terms WHERE all(w IN term WHERE w IN n.words OR '~' + w IN n.words)) | n.id] AS ids
      """;

  /** One for each kind of node, so that each walks its own index. */
  private static final Map<String, String> SAYING_BY_KIND = KINDS.stream().collect(Collectors.toMap(Function.identity(), kind -> SAYING.replace("KIND", kind)));

  /** Organisations whose own list of offers may mean something else now: its words are not among those of their text. */
  private static final String OFFERING = """
      UNWIND $competences AS competence
      MATCH (:Competence|RetiredCompetence {id: competence})<-[:OFFERS|SEEKS]-(o:Organisation)
      RETURN DISTINCT o.id AS id LIMIT 50000
      """;

  /** Whoever has a keyword of these base forms, in its text or its offers: forms with other stems, like "städer", are found by them alone. */
  private static final String NAMING = """
      MATCH (k:Keyword) WHERE k.id > $after
      WITH k ORDER BY k.id LIMIT $limit
      WITH collect(k) AS page
      RETURN page[-1].id AS last, COLLECT {
        UNWIND page AS k
        WITH k WHERE any(term IN $terms WHERE all(w IN term WHERE k.lemma CONTAINS w))
        MATCH (k)<-[:MENTIONS|OFFERS|SEEKS]-(n)
        RETURN DISTINCT n.id
      } AS ids
      """;

  private static final String ROWS = """
      UNWIND $ids AS id
      MATCH (n:Organisation|Initiative|Forvaltning {id: id})
      RETURN n.id AS id, labels(n)[0] AS kind, coalesce(n.title, n.name, '') AS heading, coalesce(n.text, n.description, n.descriptionSv, '') AS body,
        n.language AS language, n.words AS words, coalesce(n.offers, []) AS offered, coalesce(n.seeks, []) AS sought,
        COLLECT { MATCH (n)-[m:MENTIONS]->(k:Keyword) RETURN [k.id, m.weight, COLLECT { MATCH (k)-[:DENOTES]->(c) RETURN c.id }] } AS mentions,
        COLLECT { MATCH (n)-[e:OFFERS|SEEKS]->(x) RETURN [type(e), labels(x)[0], x.id, properties(e)] } AS offers
      """;

  private static final String GONE = """
      UNWIND $gone AS row
      MATCH (o:Organisation {id: row.node}) WHERE o.words = row.words
      CALL (o, row) { MATCH (o)-[old:OFFERS|SEEKS]->(x) WHERE type(old) = row.type AND x.id = row.to AND row.kind IN labels(x) DELETE old }
      """;

  private static final String TO_COMPETENCES = """
      UNWIND $edges AS row
      MATCH (o:Organisation {id: row.node}) WHERE o.words = row.words
      MATCH (c:Competence {id: row.to})
      CREATE (o)-[edge:$(row.type)]->(c) SET edge = row.properties
      """;

  private static final String TO_KEYWORDS = """
      UNWIND $edges AS row
      MATCH (o:Organisation {id: row.node}) WHERE o.words = row.words
      MERGE (k:Keyword {id: row.to}) ON CREATE SET k.lemma = row.lemma, k.language = row.language
      CREATE (o)-[edge:$(row.type)]->(k) SET edge = row.properties
      """;

  /** A meaning that no text of this reading has, and no other text can have given; a signal has its meanings from a person, who takes them from the vocabulary. */
  private static final String FORGET = """
      UNWIND $keywords AS row
      MATCH (k:Keyword {id: row.id})-[old:DENOTES]->(c) WHERE NOT c.id IN row.denotes
        AND ($all OR NOT EXISTS { MATCH (k)<-[:MENTIONS]-(n) WHERE NOT n:Signal AND NOT n.id IN $read })
      DELETE old
      WITH DISTINCT k
      MATCH (k)<-[:MENTIONS]-(n)
      WITH n.id AS subject
      """;

  private static final String SWEEP = """
      UNWIND $keywords AS row
      MATCH (k:Keyword {id: row.id}) WHERE NOT EXISTS { (k)<--() } AND NOT EXISTS { (k)-[:TRANSLATES]-() }
      DETACH DELETE k
      """;

  private final Graph graph;
  private final InstantSource clock;

  public RereadingStore(Graph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /** One thing offered or sought, as an edge to a competence or a keyword. */
  record Offer(String type, String kind, String to, Map<String, Object> properties) {
    Optional<String> text() {
      return Optional.ofNullable(properties.get("text")).map(String::valueOf);
    }

    boolean isOf(Change change) {
      return type.equals(change.type()) && text().filter(change.text()::equals).isPresent();
    }
  }

  /** An edge to be made, or to be taken away where it has nothing that is offered. */
  record Change(String node, String type, String text, Optional<Offered> to, Optional<Offer> old) {
    Change(String node, String type, String text, Offered to) {
      this(node, type, text, Optional.of(to), Optional.empty());
    }

    /** With strength, source and date of the edge that stood for the same words. */
    Change as(Offer before) {
      return new Change(node, type, text, to, Optional.of(before));
    }

    static Change gone(String node, Offer offer) {
      return new Change(node, offer.type(), "", Optional.empty(), Optional.of(offer));
    }
  }

  /** The weight of a mention, and the competences that its keyword stands for. */
  record Mention(double weight, List<String> denotes) {}

  /** A node with its text and what hangs on it. */
  record Row(StoredText text, List<String> offered, List<String> sought, Map<String, Mention> mentions, List<Offer> offers) {
    /** Whether the graph says just that already. */
    boolean says(List<Keyword> keywords) {
      Map<String, Double> weights = new HashMap<>();
      keywords.forEach(word -> weights.merge(word.id(), word.weight(), Double::sum));
      boolean sameMeanings = keywords.stream().allMatch(word -> mentions.containsKey(word.id())
          && word.competence().stream().allMatch(c -> mentions.get(word.id()).denotes().contains(c.id())));
      return sameMeanings && weights.size() == keywords.size() && weights.size() == mentions.size()
          && weights.entrySet().stream().allMatch(one -> mentions.get(one.getKey()).weight() == one.getValue());
    }

    /** Whether an edge stands for words of the organisation's own list. */
    boolean isSaid(Offer offer) {
      return offer.text().filter((offer.type().equals("OFFERS") ? offered : sought)::contains).isPresent();
    }
  }

  List<String> saying(String kind, List<List<String>> terms) {
    List<String> ids = new ArrayList<>();
    for (String after = ""; after != null; ) {
      Record page = graph.read(SAYING_BY_KIND.get(kind), Map.of("after", after, "limit", PAGE, "terms", terms)).getFirst();
      ids.addAll(page.get("ids").asList(Value::asString));
      after = page.get("last").asString(null);
    }
    return ids;
  }

  List<String> naming(List<List<String>> terms) {
    List<String> ids = new ArrayList<>();
    for (String after = ""; after != null; ) {
      Record page = graph.read(NAMING, Map.of("after", after, "limit", KEYWORD_PAGE, "terms", terms)).getFirst();
      ids.addAll(page.get("ids").asList(Value::asString));
      after = page.get("last").asString(null);
    }
    return ids;
  }

  List<String> offering(Collection<String> competences) {
    return graph.read(OFFERING, Map.of("competences", List.copyOf(competences))).stream().map(row -> row.get("id").asString()).toList();
  }

  List<Row> rows(List<String> ids) {
    return graph.read(ROWS, Map.of("ids", ids)).stream().map(RereadingStore::row).toList();
  }

  /** Writes one batch; a node whose text has changed meanwhile has been read by whoever changed it, and is left alone. */
  void write(List<Row> rows, Map<String, List<Keyword>> mentions, List<Change> changes) {
    Map<String, List<String>> words = rows.stream().collect(Collectors.toMap(row -> row.text().id(), row -> row.text().words(), (one, same) -> one));
    List<Graph.Statement> statements = new ArrayList<>();
    if (!mentions.isEmpty()) statements.add(Mentions.replaceWhere(mentions, words));
    List<Map<String, Object>> gone = new ArrayList<>();
    List<Map<String, Object>> toCompetences = new ArrayList<>();
    List<Map<String, Object>> toKeywords = new ArrayList<>();
    for (Change change : changes) {
      Map<String, Object> row = new HashMap<>(Map.of("node", change.node(), "words", words.get(change.node()), "type", change.type()));
      change.old().filter(old -> change.to().isEmpty()).ifPresent(old -> {
        row.putAll(Map.of("to", old.to(), "kind", old.kind()));
        gone.add(row);
      });
      change.to().ifPresent(to -> {
        row.put("properties", change.old().orElseThrow().properties());
        to.competence().ifPresent(c -> row.put("to", c.id()));
        to.keyword().ifPresent(word -> row.putAll(Map.of("to", word.id(), "lemma", word.lemma(), "language", word.language().code())));
        (to.competence().isPresent() ? toCompetences : toKeywords).add(row);
      });
    }
    if (!gone.isEmpty()) statements.add(new Graph.Statement(GONE, Map.of("gone", gone)));
    if (!toCompetences.isEmpty()) statements.add(new Graph.Statement(TO_COMPETENCES, Map.of("edges", toCompetences)));
    if (!toKeywords.isEmpty()) statements.add(new Graph.Statement(TO_KEYWORDS, Map.of("edges", toKeywords)));
    if (statements.isEmpty()) return;
    Set<String> changed = new TreeSet<>(mentions.keySet());
    changes.forEach(change -> changed.add(change.node()));
    statements.add(EventLog.append(clock.instant(), changed.stream().map(id -> new EventLog.Happening(REREAD, id, BY)).toList()));
    graph.write(statements);
  }

  /**
   * Takes away meanings that no text has any more, and keywords that nobody says.
   *
   * @param denoted what each keyword of the texts that were read stands for in them
   * @param read ids of those texts, none for all
   */
  void tidy(Map<String, Set<String>> denoted, Collection<String> read) {
    List<Map<String, Object>> keywords = denoted.entrySet().stream()
        .map(one -> Map.<String, Object>of("id", one.getKey(), "denotes", List.copyOf(one.getValue()))).toList();
    for (int from = 0; from < keywords.size(); from += KEYWORDS) {
      List<Map<String, Object>> some = keywords.subList(from, Math.min(keywords.size(), from + KEYWORDS));
      graph.write(List.of(new Graph.Statement(SWEEP, Map.of("keywords", some)),
          EventLog.appendEach(FORGET, Map.of("keywords", some, "all", read.isEmpty(), "read", List.copyOf(read)), clock.instant(), REREAD, BY)));
    }
  }

  private static Row row(Record row) {
    StoredText text = new StoredText(row.get("id").asString(), row.get("kind").asString(), row.get("heading").asString(), row.get("body").asString(),
        Language.of(row.get("language").asString("")), row.get("words").asList(Value::asString));
    Map<String, Mention> mentions = new HashMap<>();
    row.get("mentions").asList(m -> mentions.put(m.get(0).asString(), new Mention(m.get(1).asDouble(), m.get(2).asList(Value::asString))));
    return new Row(text, row.get("offered").asList(Value::asString), row.get("sought").asList(Value::asString), mentions,
        row.get("offers").asList(o -> new Offer(o.get(0).asString(), o.get(1).asString(), o.get(2).asString(), o.get(3).asMap(Value::asObject))));
  }
}
