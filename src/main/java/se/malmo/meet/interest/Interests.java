package se.malmo.meet.interest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;

/** Notes of those who want to join a project, for those who run it. */
public final class Interests {
  /** A note is there for so long; the privacy page says so. */
  public static final Duration KEPT = Duration.ofDays(365);

  private final InterestStore store;
  private final InstantSource clock;

  public Interests(Graph graph, InstantSource clock) {
    store = new InterestStore(graph);
    this.clock = clock;
  }

  /** A public project that can be joined, or could be until it ended. */
  record Project(String reference, String title, String language, boolean isOpen) {}

  /** A note as case workers read it. */
  record Noted(String id, Instant at, Project project, Interest interest) {}

  /** The public project of a reference. */
  Optional<Project> project(String reference) {
    return store.project(reference);
  }

  /** Takes a note in, on disk when this returns; the same one again changes nothing. */
  void note(Project project, Interest interest) {
    store.save(Hash.sha256(project.reference() + "\n" + interest.sameness()), project.reference(), interest, clock.instant());
  }

  /**
   * The notes, newest first.
   *
   * @param forvaltningar whose projects they are about, empty for all
   */
  List<Noted> page(Optional<Set<String>> forvaltningar, int skip, int limit) {
    return store.page(forvaltningar, skip, limit);
  }

  long count(Optional<Set<String>> forvaltningar) {
    return store.count(forvaltningar);
  }
}
