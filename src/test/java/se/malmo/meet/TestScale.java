package se.malmo.meet;

/** How much a test tries: all of it under -Pslow, enough to find most faults otherwise. */
public final class TestScale {
  public static final boolean IS_THOROUGH = Boolean.getBoolean("meet.thorough");

  private TestScale() {}

  /** The one number, or the other where everything is tried. */
  public static int of(int usually, int thoroughly) {
    return IS_THOROUGH ? thoroughly : usually;
  }
}
