package se.malmo.meet.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.identity.Account;
import se.malmo.meet.initiative.Initiative.Holder;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Problem;

/**
 * What an ambassador hands over: the open cases, what others wait for, the ties that nobody else of the förvaltning carries, and more that a successor must know.
 * It has no sender's name or address: those stand in the cases themselves.
 *
 * @param open how many open cases there are in all
 * @param cases the open cases, or a part of them, those first whose answer is due first
 * @param standsIn planned absences of others for whom this person stands in
 */
record Handover(Account who, List<Open> cases, long open, List<Awaited> awaited, List<Tie> ties, List<Seat> seats, List<Noted> signals, List<Away> standsIn) {

  /**
   * An open case.
   *
   * @param version of it as it was seen
   * @param last what happened last
   * @param word what was last said of it, none where nobody has said anything
   */
  record Open(String reference, String title, String language, Status status, Optional<LocalDate> answerBy, int version, List<Holder> forvaltningar, Optional<CaseList.Last> last,
      Optional<Word> word) {}

  record Word(String text, String name, Instant at) {}

  /**
   * What somebody waits for.
   *
   * @param isPromise whether a later answer was promised to its sender; else the sender has been asked something and has not answered
   * @param day until when
   * @param reason of the one or the other
   */
  record Awaited(boolean isPromise, String reference, String title, String language, LocalDate day, String reason) {}

  /**
   * An organisation that the förvaltning knows through this person alone.
   *
   * @param met how many meetings the person has noted
   * @param latest of them
   * @param initiatives references of those they had together, at most five
   */
  record Tie(Holder forvaltning, String organisation, String name, int met, Optional<LocalDate> latest, List<String> initiatives) {}

  /** An alliance in which nobody else sits for the förvaltning. */
  record Seat(Holder forvaltning, String alliance, String name) {}

  /** A signal that nobody has gone through after the person noted it. */
  record Noted(String id, String title, String language, Instant at) {}

  record Away(String name, LocalDate from, LocalDate until) {}

  /** Somebody with what they have. */
  record Person(String id, String name, List<String> forvaltningar, long open, boolean isClosed) {}

  /** A case as it was seen. */
  record Seen(String reference, int version) {}

  /**
   * One that was not moved.
   *
   * @param why none where somebody has done something to it since it was seen
   * @param now the case as it is now, none where it is for nobody any more
   */
  record Left(Seen seen, Optional<Problem.Field> why, Optional<CaseFile> now) {}

  /** What came of moving them. */
  record Outcome(List<String> moved, List<Left> left) {}
}
