package se.malmo.meet.matching;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Graph;

/** What was needed and no partner surely offered. */
public final class Demands {
  private final DemandStore store;

  public Demands(Graph graph) {
    store = new DemandStore(graph);
  }

  /** A page of it, newest first. */
  public List<Demand> page(int skip, int limit) {
    return store.page(skip, limit);
  }

  public long count() {
    return store.count();
  }

  /**
   * The statement that keeps what a text needs; nothing where it needs nothing that may be kept.
   *
   * @param isRead whether it is in a language that is read: else its words are no needs, only its competences
   */
  static Optional<Graph.Statement> keep(String id, String initiative, Profile profile, boolean isRead, Instant at) {
    List<Need> needs = Needs.of(profile).stream().filter(need -> need.competence().isPresent() || isRead && isNoName(need, profile.text().text())).toList();
    return needs.isEmpty() ? Optional.empty() : Optional.of(DemandStore.save(id, initiative, profile.language().code(), needs, at));
  }

  /** What is written with a capital letter or a digit may name a person or a number of theirs, so it is not kept beside the text. */
  private static boolean isNoName(Need need, String text) {
    return need.spans().stream().map(span -> span.of(text)).flatMapToInt(String::codePoints).allMatch(letter -> Character.isLowerCase(letter) || letter == ' ' || letter == '-');
  }
}
