package se.malmo.meet.neighbours;

import java.util.List;

/** What is tied to what, for the pages that tell of one thing. */
public final class Neighbours {
  private static final int EACH = 5;

  private final NeighbourStore store;

  public Neighbours(NeighbourStore store) {
    this.store = store;
  }

  /** The public neighbours of a node, by its id. */
  public Neighbourhood of(String id) {
    return of(List.of(id));
  }

  /** The public neighbours of several nodes that belong together, as the competences of a theme do. */
  public Neighbourhood of(List<String> ids) {
    return store.around(ids, EACH);
  }
}
