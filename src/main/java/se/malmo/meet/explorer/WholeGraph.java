package se.malmo.meet.explorer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import se.malmo.meet.explorer.View.Shown;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Turns;
import se.malmo.meet.web.Answer;

/** The whole graph that everybody may see, as files for graph programs: read once after each change, by one at a time. */
public final class WholeGraph {
  /** More than a graph program in a browser draws at ease. */
  static final int MOST_NODES = 20_000;
  static final int MOST_TIES = 100_000;
  private static final int AT_ONCE = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LINE = 16;

  private final WholeStore store;
  private final EventLog log;
  private final Turns turns = new Turns(1, LINE);
  private volatile Read newest = new Read(-1, List.of(), List.of());

  public WholeGraph(WholeStore store, EventLog log) {
    this.store = store;
    this.log = log;
  }

  /** @param event the newest event of the log before it was read */
  private record Read(long event, List<Shown> nodes, List<Tie> ties) {}

  /** GEXF 1.3. */
  public Answer gexf(Messages messages) {
    return inTurn(() -> Exports.gexf(newest.nodes(), newest.ties(), messages));
  }

  public Answer graphMl(Messages messages) {
    return inTurn(() -> Exports.graphMl(newest.nodes(), newest.ties(), messages));
  }

  private Answer inTurn(Supplier<Answer> writing) {
    if (!turns.take(PATIENCE)) return Answer.text(503, "text/plain; charset=utf-8", "Many ask for the graph now; try again in a while.").with("Retry-After", "20");
    try {
      long event = log.last();
      if (event != newest.event()) newest = read(event);
      return writing.get().forEverybody();
    } finally {
      turns.giveBack();
    }
  }

  private Read read(long event) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (int kind = 0; kind < store.kinds() && nodes.size() < MOST_NODES; kind++) {
      store.nodes(kind, MOST_NODES - nodes.size()).forEach(node -> nodes.put(node.id(), node));
    }
    List<Tie> ties = new ArrayList<>();
    List<String> ids = List.copyOf(nodes.keySet());
    for (int from = 0; from < ids.size() && ties.size() < MOST_TIES; from += AT_ONCE) {
      store.tiesFrom(ids.subList(from, Math.min(ids.size(), from + AT_ONCE))).stream().filter(tie -> nodes.containsKey(tie.to())).limit(MOST_TIES - ties.size()).forEach(ties::add);
    }
    Map<String, Double> strengths = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Tie tie : ties) {
      for (String end : List.of(tie.from(), tie.to())) {
        strengths.merge(end, tie.strength(), Double::sum);
        counts.merge(end, 1, Integer::sum);
      }
    }
    List<Shown> shown = nodes.values().stream().map(node -> new Shown(node, new Point(0, 0), false, false, counts.getOrDefault(node.id(), 0), strengths.getOrDefault(node.id(), 0.0),
        Optional.empty())).toList();
    return new Read(event, shown, List.copyOf(ties));
  }
}
