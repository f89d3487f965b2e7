package se.malmo.meet.explorer;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.explorer.Surroundings.Near;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;

/** The graph as everybody may walk it: what is around a node, and how two hang together. */
public final class Explorer {
  /** So many nodes are ever drawn or told at once, the one in the middle included. */
  static final int MOST_NODES = 60;

  private final ExplorerStore store;
  private final PathStore paths;
  private final NameStore names;
  private final Clock clock;

  public Explorer(Graph graph, Clock clock) {
    store = new ExplorerStore(graph);
    paths = new PathStore(graph);
    names = new NameStore(graph);
    this.clock = clock;
  }

  LocalDate today() {
    return Sweden.today(clock);
  }

  /** A node that everybody may see, by its id or case reference. */
  Optional<Node> node(String id) {
    return store.nodes(List.of(id)).stream().findFirst();
  }

  /** Those whose names hold these words, the shorter names first; none for no words. */
  List<Node> named(String words, int most) {
    return words.isBlank() ? List.of() : names.find(words, most);
  }

  /** Those of these that everybody may see, by id. */
  Map<String, Node> nodes(Collection<String> ids) {
    Map<String, Node> nodes = new HashMap<>();
    store.nodes(ids).forEach(node -> nodes.put(node.id(), node));
    return nodes;
  }

  /** What is around a node, at most so many of each kind. */
  Surroundings around(Node centre, Filter filter, int each) {
    return store.around(centre, filter, today(), each);
  }

  List<Tie> ties(Collection<String> ids) {
    return store.ties(ids);
  }

  /**
   * A node, those around it that say most, and all ties among them.
   *
   * @param limit nodes, the one in the middle included
   * @throws Problem.NotFound where there is none that everybody may see
   */
  GraphPart neighbourhood(String id, int limit, Filter filter) {
    Node centre = node(id).orElseThrow(Problem.NotFound::new);
    Surroundings around = around(centre, filter, MOST_NODES);
    List<Node> nodes = new ArrayList<>(List.of(centre));
    around.most(0, limit - 1).stream().map(Near::node).forEach(nodes::add);
    List<Tie> ties = store.ties(nodes.stream().map(Node::id).toList());
    return new GraphPart(nodes, ties.stream().filter(tie -> filter.years().isAll() || isWithin(tie, filter.years())).toList(), around.total() - (nodes.size() - 1));
  }

  static boolean isWithin(Tie tie, Years years) {
    return tie.since().filter(day -> years.from() <= day.getYear() && day.getYear() <= years.to()).isPresent();
  }

  /**
   * Up to three short ways from one node to another, the one that says most first; none where they do not hang together.
   *
   * @throws Problem.NotFound where either is none that everybody may see
   * @throws Problem.Invalid where both are the same
   */
  List<GraphPart> paths(String from, String to) {
    Node first = node(from).orElseThrow(Problem.NotFound::new);
    Node last = node(to).orElseThrow(Problem.NotFound::new);
    if (first.id().equals(last.id())) throw new Problem.Invalid("to", "problem.same.node");
    List<List<String>> ways = new PathSearch(paths::steps).between(first.id(), last.id());
    if (ways.isEmpty()) {
      List<String> any = paths.anyWay(first.id(), last.id());
      ways = any.isEmpty() ? List.of() : List.of(any);
    }
    return ways.stream().map(this::part).toList();
  }

  /** The nodes of a way in order, and the strongest tie of each step. */
  private GraphPart part(List<String> way) {
    Map<String, Node> nodes = nodes(way);
    List<Tie> all = store.ties(way);
    List<Tie> ties = new ArrayList<>();
    for (int i = 1; i < way.size(); i++) {
      String one = way.get(i - 1);
      String other = way.get(i);
      all.stream().filter(tie -> tie.touches(one) && tie.touches(other)).min(java.util.Comparator.comparing(Tie::type, Explorer::told)).ifPresent(ties::add);
    }
    return new GraphPart(way.stream().map(nodes::get).toList(), ties, 0);
  }

  /** Of two ties between the same, joint work is told before what is offered or sought, and taking part before having sent the idea in. */
  private static int told(String one, String other) {
    List<String> order = List.of("PARTICIPATES_IN", "SUBMITTED", "ROUTED_TO", "MEMBER_OF", "TIED_TO", "MET_WITH", "OFFERS", "SEEKS", "NEEDS", "ABOUT", "HAS_MANDATE", "BROADER", "RELATED");
    return Integer.compare(order.indexOf(one), order.indexOf(other));
  }
}
