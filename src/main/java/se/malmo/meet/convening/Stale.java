package se.malmo.meet.convening;

/** Somebody else has saved meanwhile, so that what was asked for could not be saved over it unseen. */
final class Stale extends RuntimeException {
  Stale() {
    super("saved by somebody else meanwhile", null, false, false);
  }
}
