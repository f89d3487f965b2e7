package se.malmo.meet.casework;

import static se.malmo.meet.initiative.Status.ACCEPTED;
import static se.malmo.meet.initiative.Status.ASSESSED;
import static se.malmo.meet.initiative.Status.DECLINED;
import static se.malmo.meet.initiative.Status.ENDED;
import static se.malmo.meet.initiative.Status.RECEIVED;
import static se.malmo.meet.initiative.Status.REFERRED;
import static se.malmo.meet.initiative.Status.RUNNING;
import static se.malmo.meet.initiative.Status.WITHDRAWN;
import static se.malmo.meet.initiative.Status.WORKING_GROUP;

import java.util.List;
import se.malmo.meet.initiative.Status;

/** Which states people can take a case to from where it stands. Taking back is its sender's alone. */
final class Transitions {
  private Transitions() {}

  /** In the order in which they are offered; none for a case that its sender has taken back. */
  static List<Status> from(Status status) {
    return switch (status) {
      case RECEIVED -> List.of(ASSESSED, ACCEPTED, REFERRED, DECLINED);
      case ASSESSED -> List.of(ACCEPTED, REFERRED, DECLINED);
      case ACCEPTED -> List.of(WORKING_GROUP, RUNNING, ENDED);
      case WORKING_GROUP -> List.of(RUNNING, ENDED);
      case RUNNING -> List.of(ENDED);
      case REFERRED, DECLINED -> List.of(ASSESSED);
      case ENDED -> List.of(RUNNING);
      case WITHDRAWN -> List.of();
    };
  }

  static boolean allows(Status from, Status to) {
    return from(from).contains(to);
  }

  /** Whether a state is one in which the sender still awaits an answer. */
  static boolean awaitsAnswer(Status status) {
    return status == RECEIVED || status == ASSESSED;
  }

  /** Whether the sender must be told where else to turn. */
  static boolean needsOnward(Status to) {
    return to == REFERRED || to == DECLINED;
  }

  /** Whether nobody works on it any more. */
  static boolean isOver(Status status) {
    return switch (status) {
      case REFERRED, DECLINED, ENDED, WITHDRAWN -> true;
      case RECEIVED, ASSESSED, ACCEPTED, WORKING_GROUP, RUNNING -> false;
    };
  }
}
