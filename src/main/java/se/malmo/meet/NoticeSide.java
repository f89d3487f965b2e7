package se.malmo.meet;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.initiative.LostLinkRoutes;
import se.malmo.meet.initiative.StatusLinks;
import se.malmo.meet.notice.AmbassadorNews;
import se.malmo.meet.notice.FollowRoutes;
import se.malmo.meet.notice.Kind;
import se.malmo.meet.notice.Notices;
import se.malmo.meet.notice.OutboxRoutes;
import se.malmo.meet.notice.RuleRoutes;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.showcase.ThemeStore;
import se.malmo.meet.showcase.Themes;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Route;

/** What is told by mail, put together. */
final class NoticeSide implements AutoCloseable {
  private final Themes themes;
  private final StatusLinks links;
  private final Notices notices;
  private final boolean demo;
  private final boolean showsLink;

  NoticeSide(Graph graph, EventLog log, Accounts accounts, Vocabulary vocabulary, MemberSide members, AmbassadorNews ambassadors, Clock clock, Ids ids, byte[] key,
      boolean demo) {
    this.demo = demo;
    showsLink = members.showsLink();
    themes = new Themes(vocabulary, new ThemeStore(graph));
    links = new StatusLinks(graph, clock, key);
    notices = new Notices(graph, log, accounts, themes, links, members.text(), ambassadors, members.outbox(), clock, ids, key);
  }

  List<Route> routes(Initiatives initiatives, Forvaltningar forvaltningar) {
    return Stream.of(
        new RuleRoutes(notices.rules()).routes(),
        new FollowRoutes(notices.follows(), notices.writer(), themes, initiatives, forvaltningar, showsLink).routes(),
        new LostLinkRoutes(notices.lost(), (id, times) -> notices.outbox().statement(Kind.LOST_LINK, "lost-link " + id + " " + times, id)).routes(),
        new OutboxRoutes(notices.outbox(), notices.writer(), demo).routes()).flatMap(List::stream).toList();
  }

  Notices notices() {
    return notices;
  }

  /** Begins to send, until closed; without a mail server to keep what there is to send. */
  void begin(MailSettings mail, String ownAddress) {
    notices.begin(mail, mail.publicUrl().orElse(ownAddress));
  }

  /** Throws away what nobody needs any more; tells how many. */
  int purge() {
    return notices.outbox().purge() + notices.follows().purge() + notices.digests().purge() + links.purge();
  }

  @Override
  public void close() {
    notices.close();
  }
}
