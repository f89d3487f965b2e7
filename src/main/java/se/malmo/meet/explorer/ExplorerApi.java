package se.malmo.meet.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** The graph for machines: the same that everybody sees on its page. */
public final class ExplorerApi {
  private static final int LONGEST_ID = 200;

  private final Explorer explorer;

  public ExplorerApi(Explorer explorer) {
    this.explorer = explorer;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/graph/neighbourhood", Audience.ANYONE, this::neighbourhood),
        Route.get("/api/v1/graph/paths", Audience.ANYONE, this::paths));
  }

  private record NodeJson(String id, String kind, String label) {
    static NodeJson of(Node node, Messages messages) {
      return new NodeJson(node.id(), node.kindCode(), node.name(messages));
    }
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record EdgeJson(String from, String to, String kind, String since, String source, boolean confirmed) {
    static EdgeJson of(Tie tie) {
      return new EdgeJson(tie.from(), tie.to(), tie.kindCode(), tie.since().map(Object::toString).orElse(null), tie.source().orElse(null), tie.isConfirmed());
    }
  }

  private record Neighbourhood(List<NodeJson> nodes, List<EdgeJson> edges, long more) {}

  private record Path(List<NodeJson> nodes, List<EdgeJson> edges) {}

  private record Paths(List<Path> paths) {}

  private Answer neighbourhood(Request request) {
    String id = id(request, "node");
    int limit = request.number("limit", Explorer.MOST_NODES, 1, Explorer.MOST_NODES);
    GraphPart part = explorer.neighbourhood(id, limit, Filter.parse(request::queries));
    return Answer.json(200, new Neighbourhood(nodes(part, request), edges(part), part.more()));
  }

  private Answer paths(Request request) {
    List<GraphPart> found = explorer.paths(id(request, "from"), id(request, "to"));
    return Answer.json(200, new Paths(found.stream().map(part -> new Path(nodes(part, request), edges(part))).toList()));
  }

  private static List<NodeJson> nodes(GraphPart part, Request request) {
    return part.nodes().stream().map(node -> NodeJson.of(node, request.messages())).toList();
  }

  private static List<EdgeJson> edges(GraphPart part) {
    return part.ties().stream().map(EdgeJson::of).toList();
  }

  private static String id(Request request, String name) {
    Optional<String> id = request.query(name).filter(given -> !given.isBlank());
    if (id.isEmpty()) throw new Problem.Invalid(name, "problem.required");
    if (id.get().length() > LONGEST_ID || id.get().indexOf('\0') >= 0) throw new Problem.NotFound();
    return id.get();
  }
}
