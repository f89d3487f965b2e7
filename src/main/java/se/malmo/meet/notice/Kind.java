package se.malmo.meet.notice;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a mail is about. */
public enum Kind {
  /** To a sender: the idea has come in. */
  RECEIPT,
  /** To a sender: people have decided something. */
  STATUS,
  /** To a sender: another förvaltning has got it. */
  MOVED,
  /** To a sender: it is with the coordinators, who look for the right förvaltning. */
  RETURNED,
  /** To a sender: something is proposed that needs a yes. */
  ASKED,
  /** To a sender: the case is handled together with another, or parted, or no longer so. */
  PAIRED,
  /** To a sender: somebody who was asked to take part has answered, or has not. */
  INVITED,
  /** To a sender: one who holds the case has written. */
  MESSAGE,
  /** To a sender: the answer comes later. */
  EXTENDED,
  /** To a sender who has lost the address of the status page: the way back. */
  LOST_LINK,
  /** To one who handles cases: this one is yours now. */
  ASSIGNED,
  /** To one who handles cases, and wants to know at once: new in the own part. */
  FRESH,
  /** The same: the day of the answer comes near. */
  DUE,
  /** The same: the day of the answer has passed. */
  LATE,
  /** The same: nothing has happened to it for a long time. */
  STALLED,
  /** The same: the sender of a case has answered what was written. */
  REPLIED,
  /** To one who handles cases: all of it, once a day. */
  DIGEST,
  /** To whoever asked to follow something: was it you? */
  CONFIRM,
  /** To a follower: what has happened. */
  NEWS,
  /** To a member: a link to sign in with. */
  SIGN_IN,
  /** To whoever asked to join: was it you? */
  JOIN,
  /** To one who wants to speak for an organisation: the answer. */
  CLAIM,
  /** To somebody who is asked to speak for an organisation: do you want to? */
  PERSON,
  /** To a member: an initiative looks for their organisation. */
  INVITATION,
  /** To the other side of a tie that somebody has told of: is it so? */
  TIE,
  /** To an ambassador: somebody asks something. */
  INQUIRY,
  /** To whoever asked: the question has come in, and where its answer will stand. */
  QUESTION,
  /** To whoever asked: another förvaltning has got the question. */
  PASSED,
  /** To whoever asked: the answer. */
  ANSWERED,
  /** To one who handles a project: somebody wants to join it. */
  INTEREST,
  /** To a member of an organisation that leads a project: the same. */
  INTEREST_LEADER,
  /** To whoever wants to join: a copy, and what happens next. */
  INTERESTED,
  /** To an ambassador: a meeting is booked. */
  MEETING,
  /** To an ambassador: the visitor has called a meeting off. */
  MEETING_OFF,
  /** To whoever booked a meeting: when and where. */
  BOOKED,
  /** To whoever booked a meeting: it is off. */
  CANCELLED,
  /** To an administrator: a webhook that they registered is paused. */
  WEBHOOK;

  /** Its name in the graph and in message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Kind> of(String code) {
    return Stream.of(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /** Whether it tells how things stand on one day, so that a later one takes its place. */
  boolean isOfOneDay() {
    return this == DIGEST || this == NEWS;
  }

  boolean isForSender() {
    return compareTo(EXTENDED) <= 0;
  }
}
