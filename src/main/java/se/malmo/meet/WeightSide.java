package se.malmo.meet;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import se.malmo.meet.matching.Hits;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Projection;
import se.malmo.meet.matching.Trials;
import se.malmo.meet.matching.Weighings;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Route;
import se.malmo.meet.weighing.QualityRoutes;
import se.malmo.meet.weighing.WeightRoutes;

/** The matching's weights as people set them, and how well it does by them, put together. */
final class WeightSide {
  private final Graph graph;
  private final Projection projection;
  private final Clock clock;
  private final Weighings weighings;

  WeightSide(Graph graph, Projection projection, Clock clock, Ids ids) {
    this.graph = graph;
    this.projection = projection;
    this.clock = clock;
    weighings = new Weighings(graph, projection, clock, ids);
  }

  Weighings weighings() {
    return weighings;
  }

  List<Route> routes(Matcher matcher, Vocabulary vocabulary) {
    return Stream.of(new WeightRoutes(weighings, new Trials(graph, matcher, projection, vocabulary, clock)).routes(),
        new QualityRoutes(new Hits(graph)).routes()).flatMap(List::stream).toList();
  }
}
