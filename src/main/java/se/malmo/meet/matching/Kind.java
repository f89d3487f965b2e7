package se.malmo.meet.matching;

import java.util.List;

/** What the index holds. */
public enum Kind {
  ORGANISATION("Organisation"),
  FORVALTNING("Forvaltning"),
  INITIATIVE("Initiative"),
  /** A case that is not public and was moved: it speaks for where it was moved to, and is itself never suggested. */
  MOVED("Moved");

  /** What can be suggested. */
  static final List<Kind> SUGGESTED = List.of(ORGANISATION, FORVALTNING, INITIATIVE);

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  /** What the graph calls it: the label of its nodes, but for a moved case, which is an initiative there. */
  String label() {
    return label;
  }

  static Kind of(String label) {
    for (Kind kind : values()) if (kind.label.equals(label)) return kind;
    throw new IllegalArgumentException(label);
  }
}
