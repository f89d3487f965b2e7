package se.malmo.meet.neighbours;

import java.util.List;
import java.util.stream.Stream;
import se.malmo.meet.neighbours.Neighbour.Kind;

/** What is tied to a thing, by kind. */
public record Neighbourhood(List<Group> groups) {

  /**
   * The neighbours of one kind, the closest first.
   *
   * @param total how many there are, shown or not
   */
  public record Group(Kind kind, List<Neighbour> shown, long total) {
    public long more() {
      return total - shown.size();
    }
  }

  public boolean isEmpty() {
    return groups.isEmpty();
  }

  /** All that are shown, group by group. */
  public List<Neighbour> shown() {
    return groups.stream().flatMap(group -> group.shown().stream()).toList();
  }

  /** The names of one kind. */
  public Stream<Neighbour> of(Kind kind) {
    return shown().stream().filter(neighbour -> neighbour.kind() == kind);
  }
}
