package se.malmo.meet;

import java.time.Clock;
import java.util.List;
import se.malmo.meet.convening.Convening;
import se.malmo.meet.draft.Drafts;
import se.malmo.meet.matching.Directory;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Route;

/** Large meetings, put together. */
final class ConveningSide {
  private final Convening convening;

  /**
   * Puts it together.
   *
   * @param directory finds who a name may mean
   * @param drafts keeps what comes up at the tables
   */
  ConveningSide(Graph graph, Vocabulary vocabulary, Directory directory, Drafts drafts, Clock clock, Ids ids) {
    convening = new Convening(graph, vocabulary, directory, drafts, clock, ids);
  }

  Convening convening() {
    return convening;
  }

  List<Route> routes() {
    return convening.routes();
  }
}
