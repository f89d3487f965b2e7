package se.malmo.meet.platform;

/** A fault that keeps the program from starting, with what the person at the keyboard can do about it. */
public final class StartFailure extends RuntimeException {
  private final String remedy;

  public StartFailure(String fault, String remedy, Throwable cause) {
    super(fault, cause);
    this.remedy = remedy;
  }

  public StartFailure(String fault, String remedy) {
    this(fault, remedy, null);
  }

  /** What to do, one sentence. */
  public String remedy() {
    return remedy;
  }
}
