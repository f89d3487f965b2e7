package se.malmo.meet.notice;

/** Takes a mail away. */
interface Carrier {
  /**
   * Hands a mail over; when this returns somebody else has promised to deliver it.
   *
   * @throws Refused where the mail server answers that it does not want this mail
   * @throws Unreachable where no mail server answers, so that no other mail would get away either
   */
  void send(Mail mail);

  /** The mail server does not want this one. */
  final class Refused extends RuntimeException {
    private final boolean forGood;

    /** @param forGood whether trying again is of no use */
    Refused(String code, boolean forGood) {
      super(code, null, false, false);
      this.forGood = forGood;
    }

    boolean isForGood() {
      return forGood;
    }
  }

  /** Nobody answers, or not as a mail server does. */
  final class Unreachable extends RuntimeException {
    Unreachable(String what) {
      super(what, null, false, false);
    }
  }
}
