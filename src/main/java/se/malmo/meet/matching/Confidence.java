package se.malmo.meet.matching;

/** How sure a suggestion is, by its points alone. */
public enum Confidence {
  HIGH,
  POSSIBLE,
  UNCERTAIN;

  /** Its name in the contract and in message keys. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
