package se.malmo.meet.matching;


/** Meaning beyond words. */
final class ConceptSpace {
  static final ConceptSpace NONE = new ConceptSpace();

  interface Meaning {
    Meaning NONE = new Meaning() {
      @Override public boolean isEmpty() { return true; }
      @Override public double likeness(String id) { return 0; }
    };
    boolean isEmpty();
    double likeness(String id);
  }

  Meaning of(Words words) {
    return Meaning.NONE;
  }
}
