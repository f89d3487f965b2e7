package se.malmo.meet;

import java.time.Clock;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.malmo.meet.Chores.Chore;
import se.malmo.meet.casework.Desk;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.Cases;
import se.malmo.meet.invitation.AskingRoutes;
import se.malmo.meet.invitation.InvitationApi;
import se.malmo.meet.invitation.InvitationRoutes;
import se.malmo.meet.invitation.Invitations;
import se.malmo.meet.invitation.WishesRoutes;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Route;

/** Asking organisations to take part, and what they wish, put together. */
final class InvitationSide {
  private final Graph graph;
  private final Clock clock;
  private final Accounts accounts;
  private final Invitations invitations;
  private final Ids ids;
  private final WishesRoutes wishes;

  InvitationSide(Graph graph, Accounts accounts, Organisations organisations, Vocabulary vocabulary, Clock clock, Ids ids) {
    this.graph = graph;
    this.clock = clock;
    this.accounts = accounts;
    this.ids = ids;
    invitations = new Invitations(graph, clock, ids);
    wishes = new WishesRoutes(graph, accounts, organisations, vocabulary, invitations, clock);
  }

  Invitations invitations() {
    return invitations;
  }

  /** What is done every hour; each tells how many. */
  List<Chore> chores() {
    List<IntSupplier> yearly = wishes.chores();
    return Stream.concat(Stream.of(new Chore("invitations", invitations::lapse)),
        IntStream.range(0, yearly.size()).mapToObj(place -> new Chore("wishes-" + (place + 1), yearly.get(place)))).toList();
  }

  List<Route> routes(Matcher matcher, Cases cases, Desk desk) {
    return Stream.of(
        new AskingRoutes(graph, matcher, invitations, cases, desk, clock).routes(),
        new InvitationRoutes(invitations, accounts).routes(),
        new InvitationApi(graph, matcher, invitations, accounts, desk, clock, ids).routes(),
        wishes.routes()).flatMap(List::stream).toList();
  }
}
