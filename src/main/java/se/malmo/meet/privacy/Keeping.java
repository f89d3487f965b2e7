package se.malmo.meet.privacy;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import se.malmo.meet.ambassador.Bookings;
import se.malmo.meet.ambassador.Inquiries;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.contact.Letters;
import se.malmo.meet.convening.Guests;
import se.malmo.meet.draft.Drafts;
import se.malmo.meet.identity.Sessions;
import se.malmo.meet.identity.SignInLinks;
import se.malmo.meet.initiative.LostLinks;
import se.malmo.meet.interest.Interests;
import se.malmo.meet.membership.Joinings;
import se.malmo.meet.membership.People;

/** Each kind of record that may hold something about a person, with how long it is kept: the one table that the privacy page shows and that is kept to. */
public enum Keeping {
  DRAFT(Drafts.KEPT, "MATCH (n:Draft) WHERE n.expires <= datetime($now)"),
  FILE(Attachments.WAITS, "MATCH (n:Waiting) WHERE n.at < datetime($before)"),
  SESSION(Sessions.LIFE, "MATCH (n:Session) WHERE n.expires <= datetime($now)"),
  JOINING(Joinings.LIFE, "MATCH (n:Joining) WHERE n.asked <= datetime($before)"),
  PERSON(People.LIFE, "MATCH (n:PersonInvite) WHERE n.asked <= datetime($before)"),
  SIGN_IN(SignInLinks.KEPT, "MATCH (n:SignInLink) WHERE n.asked <= datetime($before)"),
  LOST_LINK(LostLinks.KEPT, "MATCH (n:LostLink) WHERE n.at <= datetime($before)"),
  LETTER(Letters.KEPT, "MATCH (n:Letter) WHERE n.at <= datetime($before)"),
  SHOWN(Duration.ofDays(730), "MATCH (n:Shown) WHERE n.at <= datetime($before)"),
  INTEREST(Interests.KEPT, "MATCH (n:Interest) WHERE n.at <= datetime($before)"),
  /** Ties that were said no to or taken back; those that stand are kept as long as both want. */
  TIE(Duration.ofDays(365), "MATCH (n:DeclaredTie) WHERE n.state IN ['denied', 'withdrawn'] AND n.answered <= date(datetime($before))"),
  /** Who came to a large meeting, and who must not sit together there; the counts stay. */
  GUEST(Guests.KEPT, "MATCH (n:Guest|NoGo) WHERE n.ends <= datetime($before)"),
  INQUIRY(Inquiries.KEPT, "MATCH (n:Inquiry) WHERE n.at <= datetime($before)"),
  BOOKING(Bookings.KEPT, "MATCH (n:Booking) WHERE n.ends <= datetime($before)"),
  /** Public records (allmänna handlingar): the city's archive rules decide, no machine. */
  CASE,
  /** What those who handle cases write of them; part of the case. */
  NOTE,
  /** Who was asked to take part, and what they said; part of the case. */
  INVITATION,
  ACCOUNT,
  /** Who did what: nothing is ever taken out of the log. */
  EVENT;

  /** So many go in one transaction: a file may have ten megabytes. */
  static final int BATCH = 1_000;
  /** More than this is not counted. */
  static final int MOST_COUNTED = 100_000;

  private final Optional<Duration> kept;
  private final String due;

  Keeping() {
    kept = Optional.empty();
    due = "";
  }

  /**
   * One that is thrown away.
   *
   * @param due constant Cypher that finds those whose time is up: $now is the moment, $before lies as far back as they are kept
   */
  Keeping(Duration kept, String due) {
    this.kept = Optional.of(kept);
    this.due = due;
  }

  /** How long a record is kept; empty for one that no machine throws away. */
  public Optional<Duration> kept() {
    return kept;
  }

  /** As the event log and message keys name it: "draft". */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  String counting() {
    return due + " WITH n LIMIT " + MOST_COUNTED + " RETURN count(n) AS n";
  }

  String throwingAway() {
    return due + " WITH n LIMIT " + BATCH + " DETACH DELETE n RETURN count(*) AS n";
  }
}
