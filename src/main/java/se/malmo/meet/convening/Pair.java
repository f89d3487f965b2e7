package se.malmo.meet.convening;

/** Two, in no order: the pair of a and b is that of b and a. */
record Pair(String one, String other) {
  static Pair of(String one, String other) {
    return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
  }
}
