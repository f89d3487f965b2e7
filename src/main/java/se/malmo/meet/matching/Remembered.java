package se.malmo.meet.matching;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.malmo.meet.matching.CandidateStore.Answer;
import se.malmo.meet.matching.CandidateStore.Edges;
import se.malmo.meet.matching.CandidateStore.InitiativeRow;
import se.malmo.meet.matching.CandidateStore.VoteRow;

/** What the graph would answer, from the index: right as long as all that was committed is in it. */
final class Remembered {
  private final Ranking ranking;
  private final ProfileIndex index;

  Remembered(Ranking ranking) {
    this.ranking = ranking;
    index = ranking.index();
  }

  /** About those at these places, and the initiatives and moved cases that vote for them. */
  Answer ask(Collection<Integer> shown) {
    Answer answer = new Answer(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    for (int place : shown) {
      Document document = index.document(place);
      switch (document.known()) {
        case Document.Partner partner -> answer.partners().put(document.id(), partner.partner());
        case Document.Department department -> answer.forvaltningar().put(document.id(), department.department());
        case Document.Initiative initiative -> answer.initiatives().put(document.id(), initiative.row());
        case Document.Moved moved -> throw new IllegalArgumentException("never shown");
      }
      answer.edges().put(document.id(), edges(place, document.edges()));
      for (Ranking.Cast cast : ranking.casts(place)) {
        Document voting = index.document(cast.vote().place());
        answer.votes().computeIfAbsent(voting.id(), id -> vote(voting));
      }
    }
    return answer;
  }

  private static VoteRow vote(Document voting) {
    Set<String> speaksFor = voting.parts().stream().map(Document.Part::who).collect(Collectors.toSet());
    if (voting.known() instanceof Document.Moved moved) return VoteRow.moved(moved.year(), speaksFor);
    InitiativeRow row = ((Document.Initiative) voting.known()).row();
    return new VoteRow(row.reference(), row.title(), row.year(), speaksFor);
  }

  /** Those that speak for somebody: nobody asks for the others. */
  private Edges edges(int place, List<Document.Edge> all) {
    Map<String, String> byEdge = new HashMap<>();
    Set<String> mentioned = new HashSet<>();
    for (Ranking.Hit hit : ranking.edges(place)) {
      Query.Edge edge = (Query.Edge) hit.term().cause();
      if (edge.type().equals("MENTIONS")) mentioned.add(edge.met());
      else byEdge.put(edge.type() + edge.met(), name(hit.term().feature(), all));
    }
    return new Edges(byEdge, mentioned);
  }

  /** Of several the first by name, as the graph is read. */
  private static String name(int number, List<Document.Edge> all) {
    return all.stream().filter(edge -> edge.number() == number).map(Document.Edge::name).min(Comparator.naturalOrder()).orElse("");
  }
}
