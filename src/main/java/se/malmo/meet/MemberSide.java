package se.malmo.meet;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.identity.Browsers;
import se.malmo.meet.identity.SignInLinkRoutes;
import se.malmo.meet.identity.SignInLinks;
import se.malmo.meet.identity.SignInRoutes;
import se.malmo.meet.invitation.Invitations;
import se.malmo.meet.membership.ClaimRoutes;
import se.malmo.meet.membership.Claims;
import se.malmo.meet.membership.Closing;
import se.malmo.meet.membership.ClosingRoutes;
import se.malmo.meet.membership.JoinRoutes;
import se.malmo.meet.membership.Joinings;
import se.malmo.meet.membership.MemberRoutes;
import se.malmo.meet.membership.People;
import se.malmo.meet.membership.PeopleApi;
import se.malmo.meet.membership.PeopleRoutes;
import se.malmo.meet.membership.ProfileApi;
import se.malmo.meet.membership.SentStore;
import se.malmo.meet.notice.Kind;
import se.malmo.meet.notice.MemberText;
import se.malmo.meet.notice.Outbox;
import se.malmo.meet.organisation.CompanyRegister;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.tie.TieApi;
import se.malmo.meet.tie.TieRoutes;
import se.malmo.meet.tie.TieStore;
import se.malmo.meet.tie.Ties;
import se.malmo.meet.web.Route;

/** Organisations that join, and those who speak for them, put together. */
final class MemberSide {
  private final StaffSide staff;
  private final Organisations organisations;
  private final CompanyRegister companies;
  private final Outbox outbox;
  private final SignInLinks links;
  private final People people;
  private final Ties ties;
  private final Closing closing;
  private final Claims claims;
  private final Joinings joinings;
  private final SentStore sent;
  private final Invitations invitations;
  private final Browsers browsers;
  private final boolean demo;
  private final boolean showsLink;

  MemberSide(Graph graph, Settings settings, StaffSide staff, Organisations organisations, CompanyRegister companies, Invitations invitations, Clock clock, Ids ids, byte[] key) {
    this.staff = staff;
    this.organisations = organisations;
    this.companies = companies;
    this.invitations = invitations;
    Accounts accounts = staff.accounts();
    outbox = new Outbox(graph, clock, ids);
    links = new SignInLinks(graph, accounts, clock, ids, key);
    people = new People(graph, accounts, clock, ids, key, (id, times) -> outbox.statement(Kind.PERSON, "person " + id + " " + times, id));
    ties = new Ties(new TieStore(graph), clock, ids, id -> outbox.statement(Kind.TIE, "tie " + id, id));
    closing = new Closing(graph, clock, ids, invitations::lapse);
    // Whoever asks again after a no is told again.
    claims = new Claims(graph, organisations, accounts, people, closing, clock, ids, claim -> outbox.statement(Kind.CLAIM, "claim " + claim.id() + " " + claim.at(), claim.id()));
    joinings = new Joinings(graph, organisations, accounts, claims, clock, ids, key);
    sent = new SentStore(graph);
    browsers = new Browsers(ids);
    demo = settings.demo();
    showsLink = SignInRoutes.isAllowed(settings.demo(), settings.host());
  }

  MemberText text() {
    return new MemberText(staff.accounts(), links, joinings, claims, invitations, people, ties);
  }

  Outbox outbox() {
    return outbox;
  }

  /** Whether pages tell a link instead of the mail that nobody gets: in the demo on one's own machine. */
  boolean showsLink() {
    return showsLink;
  }

  List<Route> routes() {
    return Stream.of(
        new SignInLinkRoutes(links, staff.sessions(), browsers, id -> outbox.statement(Kind.SIGN_IN, "sign-in " + id, id), showsLink).routes(),
        new JoinRoutes(joinings, organisations, companies, staff.sessions(), browsers, (id, times) -> outbox.statement(Kind.JOIN, "join " + id + " " + times, id), demo, showsLink).routes(),
        new MemberRoutes(organisations, staff.accounts(), claims, sent, invitations::open, ties::toAnswer).routes(),
        new ProfileApi(organisations, staff.accounts()).routes(),
        new PeopleRoutes(people, staff.accounts(), organisations, showsLink).routes(),
        new PeopleApi(people, staff.accounts(), organisations).routes(),
        new TieRoutes(ties, staff.accounts(), organisations).routes(),
        new TieApi(ties, staff.accounts(), organisations).routes(),
        new ClosingRoutes(closing, staff.accounts(), organisations).routes(),
        new ClaimRoutes(claims, staff.accounts(), people).routes()).flatMap(List::stream).toList();
  }
}
