package se.malmo.meet.feedback;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;

/** The learning log: what people say of suggestions. It changes no ranking by itself; whoever tunes the weights reads it. */
public final class Feedbacks {
  private final FeedbackStore store;
  private final InstantSource clock;
  private final Ids ids;

  public Feedbacks(Graph graph, InstantSource clock, Ids ids) {
    store = new FeedbackStore(graph);
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * One line of the log.
   *
   * @param by role of who said it
   * @param name of the organisation, "" where it is gone
   */
  public record Line(String id, Instant at, String by, Feedback feedback, String name) {}

  /**
   * Takes feedback in; on disk when this returns.
   *
   * @param once names the saying, where it may come twice and counts once
   * @throws Problem.NotFound where nobody knows the organisation
   * @throws Problem.Invalid where nobody knows the case
   */
  Line give(Feedback feedback, String by, Optional<String> once) {
    FeedbackStore.Known known = store.known(feedback);
    if (!known.organisation()) throw new Problem.NotFound();
    if (!known.reference()) throw new Problem.Invalid("reference", "problem.feedback.case");
    Line line = new Line(once.map(name -> "fee-" + name).orElseGet(() -> ids.next("fee-")), clock.instant(), by, feedback, "");
    store.save(line);
    return line;
  }

  /** The log, newest first. */
  List<Line> page(int skip, int limit) {
    return store.page(skip, limit);
  }

  long count() {
    return store.count();
  }
}
