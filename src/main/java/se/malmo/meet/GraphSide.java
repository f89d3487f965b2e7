package se.malmo.meet;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import se.malmo.meet.alliance.AllianceRoutes;
import se.malmo.meet.alliance.Alliances;
import se.malmo.meet.alliance.JointWork;
import se.malmo.meet.explorer.Answers;
import se.malmo.meet.explorer.ChipViews;
import se.malmo.meet.explorer.Explorer;
import se.malmo.meet.explorer.ExplorerApi;
import se.malmo.meet.explorer.ExplorerRoutes;
import se.malmo.meet.explorer.QuestionReader;
import se.malmo.meet.explorer.Views;
import se.malmo.meet.language.TextAnalyzer;
import se.malmo.meet.neighbours.Neighbours;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.showcase.Themes;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Route;

/** The graph to walk in and the alliances in it, put together. */
final class GraphSide {
  private final Vocabulary vocabulary;
  private final Explorer explorer;
  private final Answers answers;
  private final QuestionReader questions;
  private final JointWork jointWork;

  GraphSide(Graph graph, Vocabulary vocabulary, Themes themes, TextAnalyzer analyzer, Clock clock) {
    this.vocabulary = vocabulary;
    explorer = new Explorer(graph, clock);
    answers = new Answers(graph, themes);
    questions = new QuestionReader(graph, vocabulary, analyzer, clock);
    jointWork = new JointWork(graph, vocabulary, clock);
  }

  List<Route> routes(Alliances alliances, Neighbours neighbours) {
    return Stream.of(
        new ExplorerApi(explorer).routes(),
        new ExplorerRoutes(explorer, new Views(explorer, answers), questions, new ChipViews(vocabulary, answers, explorer)).routes(),
        new AllianceRoutes(alliances, vocabulary, neighbours, jointWork).routes()
    ).flatMap(List::stream).toList();
  }
}
