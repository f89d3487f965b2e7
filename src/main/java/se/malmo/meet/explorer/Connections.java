package se.malmo.meet.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Templates;

/** "How do A and B hang together?": two names, and the ways between them as lines of links, each step dated and sourced. */
public final class Connections {
  private static final int LONGEST = 200;
  private static final int OFFERED = 8;

  private Connections() {}

  /**
   * One end as it was asked for.
   *
   * @param written what stands in the field
   * @param node who that is, where it is clear
   * @param choices who it may be, where it is not
   * @param fault what is wrong, "" for nothing
   */
  public record End(String name, String written, Optional<Node> node, List<Node> choices, String fault) {}

  /** One step of a way: what it says, since when and from where. */
  public record Step(Node to, String saying, String since, String source) {}

  /** A way from one end to the other. */
  public record Way(Node from, List<Step> steps) {}

  static Answer answer(Request request, Explorer explorer) {
    if (request.wantsPart()) return names(request, explorer);
    End from = end("from", request, explorer);
    End to = end("to", request, explorer);
    Page page = request.page(request.messages().get("connections.title"), request.messages().get("connections.lead")).in("graph");
    boolean isAsked = from.node().isPresent() && to.node().isPresent();
    if (isAsked && from.node().equals(to.node())) {
      to = new End(to.name(), to.written(), to.node(), List.of(), request.messages().get("problem.same.node"));
      isAsked = false;
    }
    List<Way> ways = isAsked ? explorer.paths(from.node().orElseThrow().id(), to.node().orElseThrow().id()).stream().map(part -> way(part, page)).toList() : List.of();
    return Answer.html(200, Templates.render("explorer/connections.jte", Map.of("page", page, "from", from, "to", to, "isAsked", isAsked, "ways", ways)));
  }

  /** Names that begin so or have the words in them, for the fields to offer as one types. */
  private static Answer names(Request request, Explorer explorer) {
    List<Node> named = explorer.named(cut(request.query("name").orElse("")), OFFERED);
    return Answer.html(200, Templates.render("explorer/names.jte", Map.of("page", request.page("", ""), "named", named)));
  }

  private static String cut(String written) {
    String plain = written.replace('\0', ' ').strip();
    return plain.substring(0, Math.min(LONGEST, plain.length()));
  }

  /** An id is taken as it is; a name must be the name of one, or the reader chooses. */
  private static End end(String name, Request request, Explorer explorer) {
    String written = cut(request.query(name).orElse(""));
    if (written.isEmpty()) return new End(name, "", Optional.empty(), List.of(), "");
    Optional<Node> byId = explorer.node(written);
    if (byId.isPresent()) return new End(name, byId.get().name(request.messages()), byId, List.of(), "");
    List<Node> named = explorer.named(written, OFFERED);
    List<Node> exact = named.stream().filter(node -> node.name().equalsIgnoreCase(written) || node.nameEn().equalsIgnoreCase(written)).toList();
    if (exact.size() == 1 || named.size() == 1) {
      Node node = exact.size() == 1 ? exact.getFirst() : named.getFirst();
      return new End(name, node.name(request.messages()), Optional.of(node), List.of(), "");
    }
    return new End(name, written, Optional.empty(), named, request.messages().get(named.isEmpty() ? "connections.unknown" : "connections.which"));
  }

  private static Way way(GraphPart part, Page page) {
    Map<String, Node> nodes = part.nodes().stream().collect(Collectors.toMap(Node::id, node -> node));
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < part.ties().size(); i++) {
      Tie tie = part.ties().get(i);
      steps.add(new Step(part.nodes().get(i + 1), page.text(tie.saying(), nodes.get(tie.from()).name(page.messages()), nodes.get(tie.to()).name(page.messages())),
          tie.since().map(page::date).orElseGet(() -> page.text("graph.undated")), GraphView.source(page, tie)));
    }
    return new Way(part.nodes().getFirst(), steps);
  }

  /** The other states that a chooser leads to are addresses; a name that several have is chosen by its id. */
  public static String choose(Page page, End end, Node node, End other) {
    String kept = other.node().map(Node::id).orElse(other.written());
    String first = end.name() + "=" + se.malmo.meet.web.Links.encoded(node.id());
    String second = other.name() + "=" + se.malmo.meet.web.Links.encoded(kept);
    return page.links().connections() + "?" + (end.name().equals("from") ? first + "&" + second : second + "&" + first);
  }
}
