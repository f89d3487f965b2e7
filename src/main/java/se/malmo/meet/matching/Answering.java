package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.List;
import se.malmo.meet.matching.CandidateStore.Answer;
import se.malmo.meet.matching.Recording.Ground;
import se.malmo.meet.matching.Recording.Suggested;

/** The answer to an inquiry in the few words that are kept of it. */
final class Answering {
  private Answering() {}

  /** The first of each kind that would be shown. */
  static List<Suggested> first(Inquiry inquiry, double least, int limit) {
    return Kind.SUGGESTED.stream().flatMap(kind -> among(inquiry, kind, inquiry.shown(kind, limit), least, limit).stream()).toList();
  }

  /** Of those at these places the first that would be shown. */
  static List<Suggested> among(Inquiry inquiry, Kind kind, List<Integer> places, double least, int limit) {
    Answer answer = inquiry.ask(kind, places);
    return inquiry.scored(places, answer, least, limit).stream()
        .map(one -> new Suggested(kind, inquiry.index().document(one.place()).id(), one.score(), together(one.evidence()))).toList();
  }

  private static List<Ground> together(List<Evidence> evidence) {
    List<Ground> grounds = new ArrayList<>();
    for (Ground ground : evidence.stream().map(Ground::of).toList()) {
      int known = indexOf(ground, grounds);
      if (known < 0) grounds.add(ground);
      else grounds.set(known, new Ground(ground.kind(), ground.edge(), ground.to(), grounds.get(known).points() + ground.points()));
    }
    return List.copyOf(grounds);
  }

  private static int indexOf(Ground ground, List<Ground> grounds) {
    for (int i = 0; i < grounds.size(); i++) if (grounds.get(i).isSame(ground)) return i;
    return -1;
  }
}
