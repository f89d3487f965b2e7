package se.malmo.meet.invitation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.malmo.meet.initiative.ChosenTeam;
import se.malmo.meet.initiative.Initiative;
import se.malmo.meet.invitation.CandidateFacts.Facts;
import se.malmo.meet.invitation.Invitation.Cited;
import se.malmo.meet.invitation.Invitation.State;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Directory;
import se.malmo.meet.matching.Evidence;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.matching.Suggestion.Partner;
import se.malmo.meet.platform.Graph;

/** Who could be asked to take part in an initiative, best first: by relevance, and where a role is looked for by that. */
final class Candidates {
  private static final int CONSIDERED = 40;
  private static final int CONSIDERED_FOR_TEAM = 400;
  private static final int MOST_CITED = 3;
  /** Who has said roles, and not this one. */
  private static final double OTHER_ROLE = 0.7;
  /** Who has said that this is not their role. */
  private static final double NOT_THEIRS = 0.35;

  private final Matcher matcher;
  private final CandidateFacts facts;
  private final Invitations invitations;
  private final InstantSource clock;

  Candidates(Graph graph, Matcher matcher, Invitations invitations, InstantSource clock) {
    this.matcher = matcher;
    this.invitations = invitations;
    this.clock = clock;
    facts = new CandidateFacts(graph);
  }

  /**
   * All of them; those who have been asked, and those who stand aside, are not among them. Those of the sender's team come first, in its order.
   *
   * @param role that is looked for, "" for any
   */
  List<Candidate> of(Initiative initiative, ChosenTeam team, String role) {
    List<Suggestion<Partner>> ranked = ranked(initiative, team);
    List<String> asked = invitations.of(initiative.id()).stream().filter(one -> one.state() != State.WITHDRAWN).filter(this::staysAway).map(Invitation::organisation).toList();
    Set<String> refusing = invitations.senders().refusedBy(initiative.id());
    Map<String, Facts> known = facts.of(ranked.stream().map(one -> one.what().id()).toList(), initiative.id(), clock.instant().minus(Duration.ofDays(7))).stream()
        .collect(Collectors.toMap(Facts::id, Function.identity()));
    List<Candidate> all = new ArrayList<>();
    for (Suggestion<Partner> one : ranked) {
      Facts its = known.get(one.what().id());
      if (its == null || its.isIn() || asked.contains(its.id())) continue;
      all.add(new Candidate(one, one.rank(), fit(its, role), cited(one), refusing.contains(its.id()) ? Candidate.REFUSES_SENDER : obstacle(its)));
    }
    List<String> chosen = team.members().stream().map(Directory.Entry::id).toList();
    all.sort(Comparator.comparingInt((Candidate one) -> chosen.contains(one.id()) ? chosen.indexOf(one.id()) : chosen.size())
        .thenComparingDouble(one -> -one.fit() * one.suggestion().score()).thenComparingInt(Candidate::rank));
    return all;
  }

  /** The first; further ones only of the team. */
  private List<Suggestion<Partner>> ranked(Initiative initiative, ChosenTeam team) {
    int most = team.members().isEmpty() ? CONSIDERED : CONSIDERED_FOR_TEAM;
    return matcher.suggest(matcher.profileOf(initiative.title() + "\n\n" + initiative.text(), Language.of(initiative.language())), initiative.id(), most).partners().stream()
        .filter(one -> one.rank() <= CONSIDERED || team.has(one.what().id())).toList();
  }

  /** Who has said no does not come back; who said that only the time was wrong may, after a while. */
  private boolean staysAway(Invitation one) {
    if (one.state() != State.DECLINED) return true;
    boolean isTiming = one.answered().flatMap(Invitation.Answered::reason).filter(Declining.BAD_TIMING::equals).isPresent();
    return !isTiming || one.answered().orElseThrow().at().plus(Invitations.SNOOZE).isAfter(clock.instant());
  }

  private static double fit(Facts its, String role) {
    if (role.isEmpty()) return 1;
    if (its.lowered().contains(role)) return NOT_THEIRS;
    return its.roles().isEmpty() || its.roles().contains(role) ? 1 : OTHER_ROLE;
  }

  /** The offers that it was found by, heaviest first. */
  private static List<Cited> cited(Suggestion<Partner> one) {
    return one.evidence().stream().filter(Evidence.SharedCompetence.class::isInstance).map(Evidence.SharedCompetence.class::cast).filter(shared -> shared.edge().equals("OFFERS"))
        .map(shared -> new Cited(shared.met().id(), shared.met().sv() + "\n" + shared.met().en())).distinct().limit(MOST_CITED).toList();
  }

  private static String obstacle(Facts its) {
    if (its.members() == 0) return "invite.not.nobody";
    if (its.lately() >= its.aWeek()) return its.aWeek() == 0 ? "invite.not.never" : "invite.not.week";
    return its.capacity().filter(most -> its.running() >= most).isPresent() ? "invite.not.full" : "";
  }
}
