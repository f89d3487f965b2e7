package se.malmo.meet.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The graph to walk in: asked in words, opened node by node, with every view at an address of its own. */
public final class ExplorerRoutes {
  private final Explorer explorer;
  private final Views views;
  private final QuestionReader reader;
  private final ChipViews chips;

  public ExplorerRoutes(Explorer explorer, Views views, QuestionReader reader, ChipViews chips) {
    this.explorer = explorer;
    this.views = views;
    this.reader = reader;
    this.chips = chips;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/graf", "/en/graph", Audience.ANYONE, this::graph),
        Route.page("/graf/samband", "/en/graph/connections", Audience.ANYONE, this::connections),
        List.of(
            Route.get("/graf/graf.gexf", Audience.ANYONE, request -> file(request, Exports::gexf)),
            Route.get("/graf/graf.graphml", Audience.ANYONE, request -> file(request, Exports::graphMl)),
            Route.get("/graf/noder.csv", Audience.ANYONE, request -> Exports.nodes(view(request), messages(request))),
            Route.get("/graf/lankar.csv", Audience.ANYONE, request -> Exports.ties(view(request))),
            Route.get("/graf/graf.svg", Audience.ANYONE, request -> Exports.svg(view(request), messages(request))))
    ).flatMap(List::stream).toList();
  }

  /** Writes nodes and ties for a graph program. */
  @FunctionalInterface
  private interface Writing {
    Answer file(List<View.Shown> nodes, List<Tie> ties, Messages messages);
  }

  private Answer file(Request request, Writing writing) {
    View view = view(request);
    return writing.file(view.nodes(), view.ties(), messages(request));
  }

  private View view(Request request) {
    return view(request, messages(request));
  }

  private static Messages messages(Request request) {
    return Messages.of(request.query("lang").orElse("sv"));
  }

  private View view(Request request, Messages messages) {
    List<Problem.Field> faults = new ArrayList<>();
    ViewState state = ViewState.parse(request::queries, faults);
    if (state.isRead() || state.question().isEmpty()) return views.of(state, List.of(), faults);
    QuestionReader.Reading reading = reader.read(state.question(), Language.of(messages.language()).orElse(Language.SWEDISH));
    return views.of(state.reading(reading.chips()), reading.unread(), faults);
  }

  private Answer graph(Request request) {
    View view = view(request, request.messages());
    Page page = request.page(request.messages().get("graph.title"), request.messages().get("graph.lead")).in("graph");
    GraphView shown = new GraphView(page, view, Sketch.of(view, request.messages()), chips.of(view.state(), request.messages()), views);
    return Answer.html(200, Templates.render("explorer/graph.jte", Map.of("page", page, "graph", shown))).forEverybody();
  }

  private Answer connections(Request request) {
    return Connections.answer(request, explorer);
  }
}
