package se.malmo.meet.notice;

import java.time.InstantSource;
import java.util.Optional;
import se.malmo.meet.casework.Stalls;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.LostLinks;
import se.malmo.meet.initiative.StatusLinks;
import se.malmo.meet.interest.Interests;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.showcase.Themes;

/** What is told by mail: the rules, those who follow, the outbox, and who takes it round. */
public final class Notices implements AutoCloseable {
  private final Outbox outbox;
  private final RuleBook rules;
  private final Follows follows;
  private final LostLinks lost;
  private final Writer writer;
  private final Digests digests;
  private final Postman postman;
  private Optional<Smtp> smtp = Optional.empty();

  public Notices(Graph graph, EventLog log, Accounts accounts, Themes themes, StatusLinks links, MemberText members, AmbassadorNews ambassadors, Outbox outbox, InstantSource clock, Ids ids,
      byte[] key) {
    this.outbox = outbox;
    rules = new RuleBook(graph, accounts);
    follows = new Follows(graph, themes, log, outbox, clock, ids, key);
    lost = new LostLinks(graph, clock, ids, key);
    digests = new Digests(graph, outbox, accounts, rules, follows, new Stalls(graph, clock), ambassadors);
    InterestNews interests = new InterestNews(new Interests(graph, clock), accounts, rules);
    writer = new Writer(graph, log, accounts, rules, digests, follows, links, new LostLinkText(lost), members, new AmbassadorText(ambassadors), interests, outbox);
    postman = new Postman(new Noticing(graph, log, outbox, accounts, rules, ambassadors, interests), digests, outbox, writer);
  }

  public Outbox outbox() {
    return outbox;
  }

  public RuleBook rules() {
    return rules;
  }

  public Follows follows() {
    return follows;
  }

  /** The way back for senders who have lost the address of their status page. */
  public LostLinks lost() {
    return lost;
  }

  /** What is told once a day. */
  public Digests digests() {
    return digests;
  }

  public Writer writer() {
    return writer;
  }

  /** Goes one round by hand, as {@link #begin} does every few seconds; nothing is sent without a mail server. */
  public void round(MailSettings mail, String base) {
    postman.prepare();
    if (smtp.isEmpty()) smtp = mail.server().map(server -> new Smtp(server, base));
    postman.round(smtp.map(Carrier.class::cast), base);
  }

  /** Makes the day's mails by hand, whatever the hour; those of a day are made once. */
  public void morning() {
    digests.make();
  }

  /** Goes round until closed. */
  public void begin(MailSettings mail, String base) {
    smtp = mail.server().map(server -> new Smtp(server, base));
    postman.begin(smtp.map(Carrier.class::cast), base);
  }

  @Override
  public void close() {
    postman.close();
    smtp.ifPresent(Smtp::close);
  }
}
