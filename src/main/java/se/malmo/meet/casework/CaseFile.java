package se.malmo.meet.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.initiative.Cases.Sent;
import se.malmo.meet.initiative.Criterion;
import se.malmo.meet.initiative.Initiative;
import se.malmo.meet.initiative.Initiative.Holder;
import se.malmo.meet.initiative.Initiative.Whole;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.web.Caller;

/**
 * A case as those who handle it see it.
 *
 * @param sent what its sender handed in beside title and text; none for one that came by an import
 * @param standing how it is handled
 * @param history all that has happened to it, oldest first
 */
public record CaseFile(Whole whole, Optional<Sent> sent, Standing standing, List<Event> history, List<Note> notes, List<Score> scores) {

  /**
   * How a case is handled.
   *
   * @param version grows by one with every act, so that nobody acts on what they have not seen
   * @param moves how often a förvaltning has said that it is not theirs
   * @param handler who has taken it on
   * @param first when the answer was due before somebody set a later day
   * @param into the case that this one goes on in
   * @param proposed the förvaltningar that the text pointed to when it came in, the likeliest first, without those that it did not concern
   */
  public record Standing(int version, int moves, Optional<Handler> handler, Optional<LocalDate> first, List<String> proposed, Optional<String> into) {}

  /** Somebody who has taken a case on. */
  public record Handler(String account, String name) {}

  /** What colleagues tell each other; it never leaves them. */
  public record Note(String id, String text, String name, Instant at) {}

  /**
   * How somebody judges a criterion.
   *
   * @param value 0 (not at all) to 3 (fully)
   */
  public record Score(Criterion criterion, String account, String name, int value, String comment, Instant at) {}

  public Initiative initiative() {
    return whole.initiative();
  }

  public Status status() {
    return initiative().status();
  }

  public List<Holder> holders() {
    return whole.holders();
  }

  /** Whose case it is: who coordinates, works at a förvaltning that has it, or handles it. */
  boolean isHeldBy(Caller caller) {
    return caller.limit().map(own -> own.stream().anyMatch(this::isOf)).orElse(true) || standing().handler().filter(one -> one.account().equals(caller.account())).isPresent();
  }

  public boolean isOf(String forvaltning) {
    return holders().stream().anyMatch(holder -> holder.id().equals(forvaltning));
  }

  /** Whether its answer is late on a day. */
  public boolean isLate(LocalDate today) {
    return Transitions.awaitsAnswer(status()) && initiative().answerBy().filter(day -> day.isBefore(today)).isPresent();
  }
}
