package se.malmo.meet.matching;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Suggestion.Contact;
import se.malmo.meet.matching.Suggestion.Department;
import se.malmo.meet.matching.Suggestion.Partner;
import se.malmo.meet.platform.Graph;

/**
 * Asks the graph, in one statement, about those who are to be shown: who they are, and which of the edges that speak for them are still there.
 * Reads across features, writes nothing.
 */
public final class CandidateStore {
  /**
   * A row each; edges are told apart by type and what they lead to. All lists come in one map: lists of their own are planned anew for each mix of their
   * lengths, which takes a second where the machine is busy.
   */
  private static final String SHOWN = """
      UNWIND $asked.partners AS asked
      MATCH (n:Organisation {id: asked.id}) WHERE NOT coalesce(n.optedOut, false) AND n.pausedUntil IS NULL AND n.closedOn IS NULL
      RETURN n.id AS id, 'partner' AS row, [n.name, n.sector, coalesce(n.claimed, true)] AS told, [] AS people,
        [(n)-[edge:OFFERS|SEEKS]->(to) WHERE to.id IN asked.met | [type(edge), to.id, edge.text]] +
        [(n)-[:MEMBER_OF]->(a:Alliance)-[:ABOUT]->(to) WHERE to.id IN asked.themes | ['MEMBER_OF', to.id, a.name]] AS edges,
        CASE WHEN size(asked.mentioned) = 0 THEN [] ELSE [(n)-[:MENTIONS]->(:Keyword)-[:DENOTES]->(to) WHERE to.id IN asked.mentioned | to.id] END AS mentioned
      UNION ALL
      UNWIND $asked.forvaltningar AS asked
      MATCH (n:Forvaltning {id: asked.id})
      RETURN n.id AS id, 'forvaltning' AS row, [n.name, n.nameEn] AS told,
        [(n)<-[since:AMBASSADOR_FOR]-(p:Person) WHERE since.to IS NULL | [p.name, p.title]] AS people,
        [(n)-[edge:HAS_MANDATE]->(to) WHERE to.id IN asked.met | [type(edge), to.id, '']] +
        [(n)-[:MEMBER_OF]->(a:Alliance)-[:ABOUT]->(to) WHERE to.id IN asked.themes | ['MEMBER_OF', to.id, a.name]] AS edges,
        CASE WHEN size(asked.mentioned) = 0 THEN [] ELSE [(n)-[:MENTIONS]->(:Keyword)-[:DENOTES]->(to) WHERE to.id IN asked.mentioned | to.id] END AS mentioned
      UNION ALL
      UNWIND $asked.initiatives AS asked
      MATCH (n:Initiative {id: asked.id}) WHERE n.published
      WITH asked, n, n AS i
      RETURN n.id AS id, 'initiative' AS row, [n.reference, n.title, n.text, n.status, n.date.year, n.language, """ + Ending.CYPHER + """
        ] AS told,
        [(n)<-[part:PARTICIPATES_IN|SUBMITTED]-(o:Organisation) WHERE (part.role = 'leader' OR type(part) = 'SUBMITTED') AND NOT coalesce(o.optedOut, false) | [o.name, '']][..3] AS people,
        [(n)-[edge:NEEDS]->(to) WHERE to.id IN asked.met | [type(edge), to.id, '']] AS edges,
        CASE WHEN size(asked.mentioned) = 0 THEN [] ELSE [(n)-[:MENTIONS]->(:Keyword)-[:DENOTES]->(to) WHERE to.id IN asked.mentioned | to.id] END AS mentioned
      UNION ALL
      UNWIND $asked.votes AS vote
      MATCH (n:Initiative {id: vote.id}) WHERE NOT n.status IN ['declined', 'withdrawn']
      RETURN n.id AS id, 'vote' AS row, [n.reference, n.title, n.date.year] AS told, [] AS people, [] AS edges,
        [(n)-[:PARTICIPATES_IN|SUBMITTED|ROUTED_TO]-(who:Organisation|Forvaltning) WHERE who.id IN vote.speaksFor | who.id] AS mentioned
      UNION ALL
      UNWIND $asked.moved AS vote
      MATCH (n:Initiative {id: vote.id}) WHERE NOT n.published AND n.movedWords IS NOT NULL AND NOT n.status IN ['declined', 'withdrawn']
      RETURN n.id AS id, 'moved' AS row, [n.date.year] AS told, [] AS people, [] AS edges,
        [(n)-[part:ROUTED_TO]->(who:Forvaltning) WHERE part.at >= n.movedAt AND who.id IN vote.speaksFor | who.id] AS mentioned
      """;

  private final Graph graph;

  public CandidateStore(Graph graph) {
    this.graph = graph;
  }

  /** Somebody who is to be shown, with the edges that speak for them. */
  record Asking(String id, Set<String> met, Set<String> themes, Set<String> mentioned) {}

  /** An initiative or a moved case that votes, and for whom of those shown. */
  record Voting(String id, Set<String> speaksFor) {}

  /** What the graph said of an edge: what the offer was called, or the alliance. */
  record Edges(Map<String, String> byEdge, Set<String> mentioned) {
    boolean has(String type, String to) {
      return type.equals("MENTIONS") ? mentioned.contains(to) : byEdge.containsKey(type + to);
    }

    String text(String type, String to) {
      return byEdge.getOrDefault(type + to, "");
    }
  }

  record InitiativeRow(String reference, String title, String text, String status, int year, Optional<Language> language, List<String> owners, Optional<Ending> ending) {
    private static final Set<String> OVER = Set.of("ended", "declined", "withdrawn");

    /** Title and text as they are read together. */
    String whole() {
      return title + "\n\n" + text;
    }

    /** Whether it no longer goes on. */
    boolean isOver() {
      return OVER.contains(status);
    }
  }

  record VoteRow(String reference, String title, int year, Set<String> speaksFor) {
    /** Of a moved case only its year is told. */
    static VoteRow moved(int year, Set<String> speaksFor) {
      return new VoteRow("", "", year, speaksFor);
    }
  }

  /** All that the graph said. */
  record Answer(Map<String, Partner> partners, Map<String, Department> forvaltningar, Map<String, InitiativeRow> initiatives, Map<String, Edges> edges,
      Map<String, VoteRow> votes) {}

  Answer ask(Collection<Asking> partners, Collection<Asking> forvaltningar, Collection<Asking> initiatives, Collection<Voting> votes,
      Collection<Voting> moved) {
    Answer answer = new Answer(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    if (partners.isEmpty() && forvaltningar.isEmpty() && initiatives.isEmpty()) return answer;
    Map<String, Object> asked = Map.of("partners", rows(partners), "forvaltningar", rows(forvaltningar), "initiatives", rows(initiatives), "votes", votes(votes),
        "moved", votes(moved));
    graph.read(SHOWN, Map.of("asked", asked)).forEach(row -> add(row, answer));
    return answer;
  }

  private static List<Map<String, Object>> rows(Collection<Asking> asked) {
    return asked.stream().map(one -> Map.<String, Object>of("id", one.id(), "met", List.copyOf(one.met()), "themes", List.copyOf(one.themes()), "mentioned",
        List.copyOf(one.mentioned()))).toList();
  }

  private static List<Map<String, Object>> votes(Collection<Voting> votes) {
    return votes.stream().map(vote -> Map.<String, Object>of("id", vote.id(), "speaksFor", List.copyOf(vote.speaksFor()))).toList();
  }

  private static void add(Record row, Answer answer) {
    String id = row.get("id").asString();
    Value told = row.get("told");
    List<Contact> people = row.get("people").asList(pair -> new Contact(pair.get(0).asString(), pair.get(1).asString("")));
    switch (row.get("row").asString()) {
      case "partner" -> answer.partners().put(id, new Partner(id, told.get(0).asString(), told.get(1).asString(""), told.get(2).asBoolean()));
      case "forvaltning" -> answer.forvaltningar().put(id, new Department(id, told.get(0).asString(), told.get(1).asString(""),
          people.stream().sorted(Comparator.comparing(Contact::name)).toList()));
      case "initiative" -> answer.initiatives().put(id, new InitiativeRow(told.get(0).asString(), told.get(1).asString(), told.get(2).asString(),
          told.get(3).asString(), told.get(4).asInt(), Language.of(told.get(5).asString("")), people.stream().map(Contact::name).toList(), Ending.of(told.get(6))));
      case "moved" -> {
        answer.votes().put(id, VoteRow.moved(told.get(0).asInt(), strings(row.get("mentioned"))));
        return;
      }
      default -> {
        answer.votes().put(id, new VoteRow(told.get(0).asString(), told.get(1).asString(), told.get(2).asInt(), strings(row.get("mentioned"))));
        return;
      }
    }
    Map<String, String> byEdge = new HashMap<>();
    // Of two alliances around the same theme the first by name, not the one whose edge the graph happens to read last.
    for (Value edge : row.get("edges").values()) byEdge.merge(edge.get(0).asString() + edge.get(1).asString(), edge.get(2).asString(""), BinaryOperator.minBy(Comparator.naturalOrder()));
    answer.edges().put(id, new Edges(byEdge, strings(row.get("mentioned"))));
  }

  private static Set<String> strings(Value value) {
    return new HashSet<>(value.asList(Value::asString));
  }
}
