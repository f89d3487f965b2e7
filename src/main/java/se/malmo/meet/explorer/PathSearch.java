package se.malmo.meet.explorer;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import se.malmo.meet.explorer.PathStore.Step;

/**
 * Looks for ways between two nodes that say something, from both ends, at most three steps from each.
 *
 * <p>The cost of a way is the sum over its steps of what kind of tie it is, and over the nodes between of log2(1 + ties of the node): a way through
 * what everybody is tied to is a worse one, however short.
 */
final class PathSearch {
  private static final int STEPS_FROM_EACH_END = 3;
  private static final int WIDEST = 60;
  private static final int MOST = 3;
  /** With so many ways of which the best costs no more, nothing better is to be had further out. */
  private static final int ENOUGH = 3;
  private static final double GOOD = 12;
  /** What it costs a further path to use a node that a better one has: paths should tell different things. */
  private static final double SAME_NODE = 4;
  private static final Map<String, Double> COSTS = Map.ofEntries(entry("PARTICIPATES_IN", 0.5), entry("SUBMITTED", 0.5), entry("MEMBER_OF", 0.5), entry("ROUTED_TO", 1.0),
      entry("MET_WITH", 1.0), entry("TIED_TO", 1.0), entry("TIED_TO_UNCONFIRMED", 2.0), entry("OFFERS", 2.0), entry("SEEKS", 2.0), entry("NEEDS", 2.0), entry("ABOUT", 2.0), entry("HAS_MANDATE", 3.0));

  private final Function<Collection<String>, List<Step>> steps;
  private final Map<String, Long> degrees = new HashMap<>();
  /** Ways on which one end came to the other by itself, with what each costs: a short one does not hide the next. */
  private final Map<List<String>, Double> whole = new HashMap<>();

  private record Reached(String id, String before, double cost) {}

  private record Way(List<String> ids, double cost) {}

  PathSearch(Function<Collection<String>, List<Step>> steps) {
    this.steps = steps;
  }

  /** The nodes of up to three ways, the best first. */
  List<List<String>> between(String from, String to) {
    Map<String, Reached> forth = start(from);
    Map<String, Reached> back = start(to);
    Set<String> edgeForth = Set.of(from);
    Set<String> edgeBack = Set.of(to);
    List<Way> ways = List.of();
    for (int step = 0; step < STEPS_FROM_EACH_END; step++) {
      edgeForth = widen(forth, edgeForth, to, true);
      edgeBack = widen(back, edgeBack, from, false);
      ways = ways(forth, back);
      boolean isEnough = ways.size() >= ENOUGH && ways.stream().mapToDouble(Way::cost).min().orElseThrow() <= GOOD;
      if (isEnough || edgeForth.isEmpty() && edgeBack.isEmpty()) break;
    }
    return chosen(ways);
  }

  /** The whole ones, and one through each node that both ends reach, whose own cost both have counted; none passes a node twice. */
  private List<Way> ways(Map<String, Reached> forth, Map<String, Reached> back) {
    List<Way> ways = new ArrayList<>(whole.entrySet().stream().map(way -> new Way(way.getKey(), way.getValue())).toList());
    Set<List<String>> seen = new HashSet<>(whole.keySet());
    for (String met : forth.keySet()) {
      if (!back.containsKey(met)) continue;
      List<String> ids = joined(forth, back, met);
      boolean isSimple = new HashSet<>(ids).size() == ids.size();
      if (isSimple && seen.add(ids)) ways.add(new Way(ids, forth.get(met).cost() + back.get(met).cost() - nodeCost(met)));
    }
    return ways;
  }

  private static Map<String, Reached> start(String id) {
    Map<String, Reached> reached = new LinkedHashMap<>();
    reached.put(id, new Reached(id, "", 0));
    return reached;
  }

  /** One step further from the cheapest of those at the edge; the other end is told of, never passed. */
  private Set<String> widen(Map<String, Reached> reached, Set<String> edge, String end, boolean isForth) {
    List<String> from = edge.stream().sorted(Comparator.comparingDouble((String id) -> reached.get(id).cost()).thenComparing(id -> id))
        .limit(WIDEST).toList();
    Set<String> next = new HashSet<>();
    if (from.isEmpty()) return next;
    for (Step step : steps.apply(from)) {
      double tie = step.types().stream().mapToDouble(type -> COSTS.getOrDefault(type, 3.0)).min().orElse(3);
      if (step.to().equals(end)) {
        whole.merge(ended(reached, step.from(), end, isForth), reached.get(step.from()).cost() + tie, Math::min);
        continue;
      }
      degrees.put(step.to(), step.degree());
      double cost = reached.get(step.from()).cost() + tie + nodeCost(step.to());
      Reached before = reached.get(step.to());
      if (before == null) next.add(step.to());
      // One reached in an earlier round keeps its way, or its followers would hang on another.
      if (before == null || next.contains(step.to()) && cost < before.cost()) reached.put(step.to(), new Reached(step.to(), step.from(), cost));
    }
    return next;
  }

  private double nodeCost(String id) {
    return Math.log(1.0 + degrees.getOrDefault(id, 1L)) / Math.log(2);
  }

  /** The way from the first end to the second, whichever of them began. */
  private static List<String> ended(Map<String, Reached> reached, String last, String end, boolean isForth) {
    List<String> ids = walked(reached, last);
    ids.add(end);
    return List.copyOf(isForth ? ids : ids.reversed());
  }

  /** From where it began to here. */
  private static List<String> walked(Map<String, Reached> reached, String here) {
    List<String> ids = new ArrayList<>();
    for (String id = here; !id.isEmpty(); id = reached.get(id).before()) ids.addFirst(id);
    return ids;
  }

  private static List<String> joined(Map<String, Reached> forth, Map<String, Reached> back, String met) {
    List<String> ids = walked(forth, met);
    for (String id = back.get(met).before(); !id.isEmpty(); id = back.get(id).before()) ids.add(id);
    return ids;
  }

  private static List<List<String>> chosen(List<Way> ways) {
    List<List<String>> chosen = new ArrayList<>();
    Map<String, Integer> used = new HashMap<>();
    List<Way> left = new ArrayList<>(ways);
    while (chosen.size() < MOST && !left.isEmpty()) {
      Way best = left.stream().min(Comparator.comparingDouble((Way way) -> way.cost() + SAME_NODE * shared(way, used)).thenComparing(way -> way.ids().toString())).orElseThrow();
      left.remove(best);
      chosen.add(best.ids());
      between(best).forEach(id -> used.merge(id, 1, Integer::sum));
    }
    return chosen;
  }

  private static int shared(Way way, Map<String, Integer> used) {
    return between(way).stream().mapToInt(id -> used.getOrDefault(id, 0)).sum();
  }

  private static List<String> between(Way way) {
    return way.ids().subList(1, Math.max(1, way.ids().size() - 1));
  }
}
