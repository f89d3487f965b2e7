package se.malmo.meet.explorer;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.explorer.AnswerStore.Found;
import se.malmo.meet.explorer.ViewState.Opened;
import se.malmo.meet.platform.Problem;

/**
 * What an address shows of the graph: at most sixty nodes in their places, the ties among them and what is left out.
 *
 * @param answers all that fits the chips, drawn or not
 * @param unread words of the question that nobody understood
 * @param gone ids in the address that are nothing, or nothing that everybody may see
 */
public record View(ViewState state, List<Shown> nodes, List<Tie> ties, List<Rest> rests, List<Found> answers, List<String> unread, List<String> gone,
    List<Problem.Field> faults) {

  /**
   * A node in its place.
   *
   * @param strength sum of its ties here, each halved for every two years of its age
   * @param since the year of its first tie here
   */
  public record Shown(Node node, Point at, boolean isOpen, boolean isPinned, int ties, double strength, Optional<Integer> since) {}

  /**
   * What an opened node has beside what is drawn.
   *
   * @param total all its neighbours that pass the filter
   * @param next the state of that node with more of them, or others
   */
  public record Rest(String id, long more, long total, Opened next) {}

  Optional<Shown> shown(String id) {
    return nodes.stream().filter(one -> one.node().id().equals(id)).findFirst();
  }

  /** The node that is told of in words: the chosen one, else the one that was opened last. */
  public Optional<Shown> told() {
    Stream<String> opened = state.opened().reversed().stream().map(Opened::id);
    return Stream.concat(Stream.of(state.selected()), opened).flatMap(id -> shown(id).stream()).findFirst();
  }

  List<Tie> tiesOf(String id) {
    return ties.stream().filter(tie -> tie.touches(id)).toList();
  }

  /** The nodes as the table has them. */
  List<Shown> sorted() {
    String column = state.sort().replaceFirst("^-", "");
    Comparator<Shown> order = switch (column) {
      case "name" -> Comparator.comparing(one -> one.node().name().toLowerCase(java.util.Locale.ROOT));
      case "kind" -> Comparator.comparing(one -> one.node().kind());
      case "ties" -> Comparator.comparingInt(Shown::ties);
      case "since" -> Comparator.comparing(one -> one.since().orElse(0));
      case "strength" -> Comparator.comparingDouble(Shown::strength);
      default -> (one, other) -> 0;
    };
    return nodes.stream().sorted(state.sort().startsWith("-") ? order.reversed() : order).toList();
  }
}
