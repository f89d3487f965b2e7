package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.CandidateStore.InitiativeRow;
import se.malmo.meet.matching.Suggestion.Contact;
import se.malmo.meet.platform.Graph;

/** What the index keeps of the graph: words, edges to competences, who took part in what, and what is shown of each. Reads across features. */
final class ProfileStore {
  private static final int PAGE = 1_000;
  private static final int HANGING_PAGE = 5_000;
  private static final Set<String> LEADING = Set.of("leader", "SUBMITTED", "ROUTED_TO");

  /** One row a node; the shape of what is told and who the people are is that of CandidateStore. */
  private static final String ROW = """
      WITH n, n AS i, NOT coalesce(n.published, true) AS moved
      RETURN n.id AS id, CASE WHEN moved THEN 'Moved' ELSE labels(n)[0] END AS label, n.language AS language,
        CASE WHEN moved THEN n.movedWords ELSE n.words END AS words, CASE WHEN moved THEN n.movedCounts ELSE n.counts END AS counts,
        CASE WHEN NOT moved THEN n.otherWords END AS otherWords, n.otherCounts AS otherCounts,
        [(n)-[edge:OFFERS|SEEKS|NEEDS|HAS_MANDATE]->(to:Competence|Keyword) |
          [type(edge), to.id, coalesce(edge.strength, edge.weight, 1.0), coalesce(edge.text, '')]] AS edges,
        [(n)-[mention:MENTIONS]->(:Keyword)-[:DENOTES]->(to:Competence) | [to.id, mention.weight]] AS mentions,
        [(n)-[:MEMBER_OF]->(a:Alliance)-[:ABOUT]->(to:Competence) | [to.id, a.name]] AS themes,
        CASE WHEN moved AND NOT n.status IN ['declined', 'withdrawn'] THEN [(n)-[part:ROUTED_TO]->(who:Forvaltning) WHERE part.at >= n.movedAt AND NOT coalesce(who.dormant, false) | [who.id, type(part), true]]
          WHEN n:Initiative AND NOT moved AND NOT n.status IN ['declined', 'withdrawn']
          THEN [(n)-[part:PARTICIPATES_IN|SUBMITTED|ROUTED_TO]-(who:Organisation|Forvaltning) WHERE NOT coalesce(who.optedOut, false) AND NOT coalesce(who.dormant, false) | [who.id, coalesce(part.role, type(part)), coalesce(part.at >= n.movedAt, false)]] ELSE [] END AS parts,
        CASE WHEN n:Organisation THEN [n.name, n.sector, coalesce(n.claimed, true), n.pausedUntil IS NOT NULL OR n.closedOn IS NOT NULL, coalesce(n.stale, false), [(n)-[:AVOIDS]->(never:Competence) | never.id]]
          WHEN n:Forvaltning THEN [n.name, n.nameEn] ELSE [n.reference, n.title, n.text, n.status, n.date.year, """ + Ending.CYPHER + """
          ] END AS told,
        CASE WHEN n:Forvaltning THEN [(n)<-[since:AMBASSADOR_FOR]-(p:Person) WHERE since.to IS NULL | [p.name, p.title]]
          WHEN n:Initiative THEN [(n)<-[part:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) WHERE (part.role = 'leader' OR type(part) = 'SUBMITTED') AND NOT coalesce(o.optedOut, false) | [o.name, '']][..3]
          ELSE [] END AS people
      ORDER BY id
      """;

  private static final String PAGE_OF_ALL = """
      MATCH (n:Organisation|Initiative|Forvaltning) WHERE n.id > $after AND (coalesce(n.published, true) OR n.movedWords IS NOT NULL) AND NOT coalesce(n.optedOut, false) AND NOT coalesce(n.dormant, false)
      WITH n ORDER BY n.id LIMIT $limit
      """ + ROW;

  private static final String SOME = """
      UNWIND $ids AS id
      MATCH (n:Organisation|Initiative|Forvaltning {id: id}) WHERE (coalesce(n.published, true) OR n.movedWords IS NOT NULL) AND NOT coalesce(n.optedOut, false) AND NOT coalesce(n.dormant, false)
      """ + ROW;

  /** What hangs on a person, an alliance or the meaning of a keyword. */
  private static final String HANGING = """
      UNWIND $ids AS id
      CALL (id) {
        MATCH (:Person {id: id})-[:AMBASSADOR_FOR]->(n:Forvaltning) RETURN n.id AS hanging
        UNION MATCH (:Alliance {id: id})<-[:MEMBER_OF]-(n:Organisation|Forvaltning) RETURN n.id AS hanging
        UNION MATCH (:Keyword {id: id})<-[:MENTIONS]-(n) RETURN n.id AS hanging
      }
      WITH DISTINCT hanging WHERE hanging > $after
      RETURN hanging ORDER BY hanging LIMIT $limit
      """;

  /** The initiatives that show the name of an organisation. */
  private static final String LED = """
      UNWIND $ids AS id
      MATCH (:Organisation {id: id})-[part:PARTICIPATES_IN|SUBMITTED]->(n:Initiative) WHERE part.role = 'leader' OR type(part) = 'SUBMITTED'
      WITH DISTINCT n.id AS hanging WHERE hanging > $after
      RETURN hanging ORDER BY hanging LIMIT $limit
      """;

  private final Graph graph;

  ProfileStore(Graph graph) {
    this.graph = graph;
  }

  List<Document> all(Features numbering) {
    List<Document> all = new ArrayList<>();
    List<Document> page = page("", numbering);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = page(page.getLast().id(), numbering);
    }
    return all;
  }

  private List<Document> page(String after, Features numbering) {
    return graph.read(PAGE_OF_ALL, Map.of("after", after, "limit", PAGE)).stream().map(row -> document(row, numbering)).toList();
  }

  List<Document> some(Collection<String> ids, Features numbering) {
    return graph.read(SOME, Map.of("ids", List.copyOf(ids))).stream().map(row -> document(row, numbering)).toList();
  }

  /** Ids of the profiles that know something by way of these persons, alliances and keywords. */
  List<String> hangingOn(Collection<String> ids) {
    return hanging(HANGING, ids);
  }

  /** Ids of the initiatives that name these organisations as theirs. */
  List<String> ledBy(Collection<String> ids) {
    return hanging(LED, ids);
  }

  private List<String> hanging(String cypher, Collection<String> ids) {
    List<String> all = new ArrayList<>();
    List<String> some = List.copyOf(ids);
    for (int from = 0; from < some.size(); from += PAGE) {
      List<String> here = some.subList(from, Math.min(some.size(), from + PAGE));
      List<String> page = hanging(cypher, here, "");
      while (!page.isEmpty()) {
        all.addAll(page);
        page = page.size() < HANGING_PAGE ? List.of() : hanging(cypher, here, page.getLast());
      }
    }
    return all;
  }

  private List<String> hanging(String cypher, List<String> ids, String after) {
    return graph.read(cypher, Map.of("ids", ids, "after", after, "limit", HANGING_PAGE)).stream().map(row -> row.get("hanging").asString()).toList();
  }

  private static Document document(Record row, Features numbering) {
    List<Document.Text> texts = new ArrayList<>();
    for (String which : List.of("words", "otherWords")) {
      if (row.get(which).isNull()) continue;
      List<Integer> counts = row.get(which.equals("words") ? "counts" : "otherCounts").asList(Value::asInt);
      texts.add(Document.Text.of(row.get(which).asList(Value::asString), counts, numbering));
    }
    Kind kind = Kind.of(row.get("label").asString());
    Optional<Language> language = Language.of(row.get("language").asString(""));
    List<Document.Part> parts = row.get("parts").asList(part -> new Document.Part(part.get(0).asString(), LEADING.contains(part.get(1).asString()), part.get(2).asBoolean()));
    List<Document.Edge> edges = kind == Kind.MOVED ? List.of() : edges(row, numbering);
    return new Document(row.get("id").asString(), kind, language.orElse(Language.SWEDISH), texts, edges, parts, known(kind, language, row));
  }

  private static List<Document.Edge> edges(Record row, Features numbering) {
    List<Document.Edge> edges = new ArrayList<>();
    row.get("edges").asList(edge -> edges.add(new Document.Edge(numbering.number(Features.edge(edge.get(0).asString(), edge.get(1).asString())),
        edge.get(2).asNumber().floatValue(), edge.get(3).asString())));
    Map<String, Double> mentioned = new HashMap<>();
    row.get("mentions").asList(mention -> mentioned.merge(mention.get(0).asString(), mention.get(1).asDouble(), Double::sum));
    mentioned.forEach((competence, weight) -> edges.add(new Document.Edge(numbering.number(Features.edge("MENTIONS", competence)), prominence(weight), "")));
    row.get("themes").asList(theme -> edges.add(new Document.Edge(numbering.number(Features.edge("MEMBER_OF", theme.get(0).asString())), 1, theme.get(1).asString())));
    return edges;
  }

  /** A tenth of a text's weight is as much as a competence can be spoken of; depends on no other mention. */
  private static float prominence(double weight) {
    return (float) Math.min(1, Math.sqrt(10 * weight));
  }

  private static Document.Known known(Kind kind, Optional<Language> language, Record row) {
    Value told = row.get("told");
    List<Contact> people = row.get("people").asList(pair -> new Contact(pair.get(0).asString(), pair.get(1).asString("")));
    return switch (kind) {
      case ORGANISATION -> new Document.Partner(new Suggestion.Partner(row.get("id").asString(), told.get(0).asString(), told.get(1).asString(""),
          told.get(2).asBoolean()), told.get(3).asBoolean(), told.get(4).asBoolean(), Set.copyOf(told.get(5).asList(Value::asString)));
      case FORVALTNING -> new Document.Department(new Suggestion.Department(row.get("id").asString(), told.get(0).asString(), told.get(1).asString(""),
          people.stream().sorted(Comparator.comparing(Contact::name)).toList()));
      case INITIATIVE -> new Document.Initiative(new InitiativeRow(told.get(0).asString(), told.get(1).asString(), told.get(2).asString(""),
          told.get(3).asString(), told.get(4).asInt(), language, people.stream().map(Contact::name).toList(), Ending.of(told.get(5))));
      case MOVED -> new Document.Moved(told.get(4).asInt());
    };
  }
}
