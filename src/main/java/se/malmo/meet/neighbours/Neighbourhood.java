package se.malmo.meet.neighbours;

import java.util.List;
import java.util.stream.Stream;
import se.malmo.meet.neighbours.Neighbour.Kind;

/** What is tied to a thing, by kind. */
public record Neighbourhood(List<Group> groups) {
  private static final int MOST_IN_PICTURE = 12;
  private static final int FEW = 3;

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

  /** The same with fewer of each kind, where there are so many that a small picture would be long. */
  public Neighbourhood small() {
    if (shown().size() <= MOST_IN_PICTURE) return this;
    return new Neighbourhood(groups.stream().map(group -> new Group(group.kind(), group.shown().stream().limit(FEW).toList(), group.total())).toList());
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
