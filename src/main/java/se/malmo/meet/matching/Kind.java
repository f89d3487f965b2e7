package se.malmo.meet.matching;

/** What can be suggested. */
public enum Kind {
  ORGANISATION("Organisation"),
  FORVALTNING("Forvaltning"),
  INITIATIVE("Initiative");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  /** The label of its nodes in the graph. */
  String label() {
    return label;
  }

  static Kind of(String label) {
    for (Kind kind : values()) if (kind.label.equals(label)) return kind;
    throw new IllegalArgumentException(label);
  }
}
