package se.malmo.meet.casework;

import se.malmo.meet.initiative.Correspondence;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Caller;

/** A message to a case's sender by one who holds the case; nothing is decided by it. */
public final class ToSender {
  private final Desk desk;
  private final Correspondence correspondence;

  public ToSender(Desk desk, Correspondence correspondence) {
    this.desk = desk;
    this.correspondence = correspondence;
  }

  /** Whether somebody may write: a coordinator, or an ambassador who holds the case; not about a case that has no sender, was taken back or goes on in another. */
  boolean isOpenTo(CaseFile file, Caller caller) {
    return file.isHeldBy(caller) && file.sent().isPresent() && file.standing().into().isEmpty() && file.status() != Status.WITHDRAWN && desk.tie(caller.account(), file).isEmpty();
  }

  /**
   * Writes; the same act again writes nothing more.
   *
   * @throws Problem.Invalid where the text is none
   * @throws Problem.Conflict where this person may not, or the case takes no more
   */
  void write(CaseFile file, String act, String given, String field, Caller caller) {
    String text = Correspondence.text(field, given);
    if (!isOpenTo(file, caller)) throw new Problem.Conflict("problem.message.closed");
    correspondence.write(file.initiative().id(), "msg-" + act, text, new Correspondence.Writer(caller.account(), caller.name(), caller.role().code()));
  }
}
