package se.malmo.meet.invitation;

import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;

/** Reads what an organisation answers to an invitation, and gives the answer. */
final class AnswerReader {
  private static final int LONGEST_WORD = 1_000;
  private static final int LONGEST_PAUSE_DAYS = 366;

  private final Invitations invitations;

  AnswerReader(Invitations invitations) {
    this.invitations = invitations;
  }

  /** Whether one can still join what it is about. */
  static boolean isGoingOn(Invitation one) {
    return !Invitations.OVER.contains(one.about().status());
  }

  /**
   * Gives the answer that the fields say.
   *
   * @throws Problem.Invalid naming each field at fault
   * @throws Problem.Conflict where it is not open any more
   */
  void give(Invitation one, MultiMap fields, String by) {
    switch (Optional.ofNullable(fields.get("do")).orElse("")) {
      case "accept" -> accept(one, fields, by);
      case "decline" -> invitations.decline(one, no(one, fields), by);
      case "undo" -> invitations.undo(one, by);
      case "refuse-sender" -> invitations.senders().refuse(one, by);
      case "allow-sender" -> invitations.senders().allow(one, by);
      default -> throw new Problem.Invalid("do", "problem.case.do");
    }
  }

  private void accept(Invitation one, MultiMap fields, String by) {
    if (!isGoingOn(one)) throw new Problem.Conflict("problem.invite.ended");
    Checks checks = new Checks();
    String word = checks.optional("word", fields.get("word"), LONGEST_WORD).orElse("");
    checks.done();
    invitations.accept(one, word, by);
  }

  private Invitations.No no(Invitation one, MultiMap fields) {
    Checks checks = new Checks();
    if (Optional.ofNullable(fields.get("reason")).orElse("").isBlank()) checks.fault("reason", "problem.choose");
    Optional<Declining> reason = checks.oneOf("reason", fields.get("reason"), Declining::of, Stream.of(Declining.values()).map(Declining::code).toList());
    boolean isUnclear = reason.filter(Declining.UNCLEAR_TEXT::equals).isPresent();
    String word = isUnclear ? checks.required("word", fields.get("word"), LONGEST_WORD) : checks.optional("word", fields.get("word"), LONGEST_WORD).orElse("");
    Optional<LocalDate> until = reason.filter(Declining.NO_CAPACITY::equals).map(r -> until(checks, fields.get("pause")));
    String wrong = reason.filter(Declining.WRONG_COMPETENCE::equals).map(r -> wrong(one, checks, fields.get("wrong"))).orElse("");
    if (reason.filter(Declining.NOT_OUR_ROLE::equals).isPresent() && one.role().isEmpty()) checks.fault("reason", "problem.invite.role");
    checks.done();
    return new Invitations.No(reason.orElseThrow(), word, until, wrong);
  }

  private LocalDate until(Checks checks, String given) {
    String day = checks.required("pause", given, 20);
    LocalDate today = invitations.today();
    try {
      LocalDate until = LocalDate.parse(day);
      if (!until.isAfter(today) || until.isAfter(today.plusDays(LONGEST_PAUSE_DAYS))) checks.fault("pause", "problem.wishes.pause");
      return until;
    } catch (DateTimeParseException e) {
      if (!day.isEmpty()) checks.fault("pause", "problem.date");
      return today;
    }
  }

  private static String wrong(Invitation one, Checks checks, String given) {
    String chosen = given == null && one.cited().size() == 1 ? one.cited().getFirst().competence() : checks.required("wrong", given, 200);
    if (!chosen.isEmpty() && one.cited().stream().noneMatch(cited -> cited.competence().equals(chosen))) checks.fault("wrong", "problem.choose");
    return chosen;
  }
}
