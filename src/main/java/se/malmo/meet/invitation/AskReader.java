package se.malmo.meet.invitation;

import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.initiative.ChosenTeam;
import se.malmo.meet.initiative.Initiative;
import se.malmo.meet.invitation.Invitations.Asker;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;

/** Reads whom somebody asks to take part, and with what words, and asks. */
final class AskReader {
  private static final int LONGEST_MESSAGE = 1_000;

  private final Invitations invitations;
  private final Candidates candidates;

  AskReader(Invitations invitations, Candidates candidates) {
    this.invitations = invitations;
    this.candidates = candidates;
  }

  /** Who could be asked; the sender does not hear of those who do not want to hear from them. */
  List<Candidate> candidates(Initiative initiative, ChosenTeam team, Asker asker, String role) {
    return candidates.of(initiative, team, role).stream().filter(one -> asker.isStaff() || !one.refusesSender()).toList();
  }

  /**
   * Asks what the fields say.
   *
   * @param filling names the filling in: the same one again asks once
   * @throws Problem.Invalid naming each field at fault
   */
  void ask(MultiMap fields, Initiative initiative, ChosenTeam team, Asker asker, String filling) {
    if (Invitations.OVER.contains(initiative.status().code())) throw new Problem.Invalid("organisation", "problem.invite.ended");
    Checks checks = new Checks();
    String chosen = checks.optional("organisation", fields.get("organisation"), 60).orElse("");
    if (chosen.isEmpty()) checks.fault("organisation", "problem.choose");
    String message = checks.required("message", fields.get("message"), LONGEST_MESSAGE);
    String why = checks.optional("override", fields.get("override"), LONGEST_MESSAGE).orElse("");
    Optional<String> role = checks.oneOf("role", fields.get("role"), code -> Optional.of(code).filter(OrganisationRow.ROLES::contains), OrganisationRow.ROLES);
    LocalDate until = until(checks, fields.get("until"));
    List<Candidate> all = candidates(initiative, team, asker, role.orElse(""));
    Optional<Candidate> who = all.stream().filter(one -> one.id().equals(chosen)).findFirst();
    if (!chosen.isEmpty() && who.isEmpty()) checks.fault("organisation", "problem.invite.who");
    who.filter(one -> !one.isFree()).ifPresent(one -> checks.fault("organisation", one.refusesSender() ? "problem.invite.sender" : "problem.invite.now", one.name()));
    // Whom the sender put into the team is asked for the sender's sake; that passes nobody by.
    boolean isFirst = team.has(chosen) || all.stream().filter(Candidate::isFree).findFirst().filter(first -> first.id().equals(chosen)).isPresent();
    if (asker.isStaff() && who.isPresent() && !isFirst && why.isEmpty()) checks.fault("override", "problem.invite.override");
    checks.done();
    Invitations.Asking asking = new Invitations.Asking(who.orElseThrow(), role.orElse(""), message, asker.isStaff() && !isFirst ? why : "", until);
    invitations.ask(initiative, asking, asker, filling);
  }

  private LocalDate until(Checks checks, String given) {
    String day = checks.required("until", given, 20);
    LocalDate today = invitations.today();
    try {
      LocalDate until = LocalDate.parse(day);
      if (until.isBefore(today.plusDays(Invitations.SHORTEST_DAYS)) || until.isAfter(today.plusDays(Invitations.LONGEST_DAYS))) {
        checks.fault("until", "problem.invite.until", Invitations.SHORTEST_DAYS, Invitations.LONGEST_DAYS);
      }
      return until;
    } catch (DateTimeParseException e) {
      if (!day.isEmpty()) checks.fault("until", "problem.date");
      return today;
    }
  }
}
