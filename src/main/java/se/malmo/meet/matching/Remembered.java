package se.malmo.meet.matching;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.malmo.meet.matching.CandidateStore.Answer;
import se.malmo.meet.matching.CandidateStore.Asking;
import se.malmo.meet.matching.CandidateStore.Edges;
import se.malmo.meet.matching.CandidateStore.InitiativeRow;
import se.malmo.meet.matching.CandidateStore.VoteRow;
import se.malmo.meet.matching.CandidateStore.Voting;

/** What the graph would answer, from the index: right as long as all that was committed is in it. */
final class Remembered {
  private final ProfileIndex index;

  Remembered(ProfileIndex index) {
    this.index = index;
  }

  Answer ask(Collection<Asking> shown, Collection<Voting> votes) {
    Answer answer = new Answer(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    for (Asking one : shown) {
      Document document = index.document(index.place(one.id()));
      switch (document.known()) {
        case Document.Partner partner -> answer.partners().put(one.id(), partner.partner());
        case Document.Department department -> answer.forvaltningar().put(one.id(), department.department());
        case Document.Initiative initiative -> answer.initiatives().put(one.id(), initiative.row());
      }
      answer.edges().put(one.id(), edges(document));
    }
    for (Voting vote : votes) {
      Document document = index.document(index.place(vote.id()));
      InitiativeRow row = ((Document.Initiative) document.known()).row();
      Set<String> parts = document.parts().stream().map(Document.Part::who).collect(Collectors.toSet());
      answer.votes().put(vote.id(), new VoteRow(row.reference(), row.title(), row.year(), parts));
    }
    return answer;
  }

  private Edges edges(Document document) {
    Map<String, String> byEdge = new HashMap<>();
    Set<String> mentioned = new HashSet<>();
    for (Document.Edge edge : document.edges()) {
      String[] typeAndTarget = index.numbering().name(edge.number()).split("\t", 2);
      if (typeAndTarget[0].equals("MENTIONS")) mentioned.add(typeAndTarget[1]);
      else byEdge.put(typeAndTarget[0] + typeAndTarget[1], edge.name());
    }
    return new Edges(byEdge, mentioned);
  }
}
