package se.malmo.meet.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.ambassador.Covering;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.identity.SignInLinks;
import se.malmo.meet.invitation.Invitation;
import se.malmo.meet.invitation.Invitations;
import se.malmo.meet.membership.Claims;
import se.malmo.meet.membership.Joinings;
import se.malmo.meet.membership.People;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.tie.DeclaredTie;
import se.malmo.meet.tie.Party;
import se.malmo.meet.tie.Ties;
import se.malmo.meet.web.Links;

/** What members of organisations read by mail: a link to sign in with, whether they meant to join, whether they may speak for an organisation. */
public final class MemberText {
  private final Accounts accounts;
  private final SignInLinks links;
  private final Joinings joinings;
  private final Claims claims;
  private final Invitations invitations;
  private final People people;
  private final Ties ties;

  public MemberText(Accounts accounts, SignInLinks links, Joinings joinings, Claims claims, Invitations invitations, People people, Ties ties) {
    this.ties = ties;
    this.people = people;
    this.invitations = invitations;
    this.accounts = accounts;
    this.links = links;
    this.joinings = joinings;
    this.claims = claims;
  }

  /** The mail of a delivery; nothing where the link is spent or too old, or nobody is there to read it. */
  Optional<Mail> write(Delivery delivery, String base) {
    return switch (delivery.kind()) {
      case SIGN_IN -> links.byId(delivery.recipient()).filter(SignInLinks.Link::isOpen)
          .flatMap(link -> address(link.account()).map(to -> new Mail(delivery.id(), to, signIn(link, base), Optional.empty())));
      case JOIN -> joinings.byId(delivery.recipient()).map(kept -> new Mail(delivery.id(), kept.joining().email(), join(kept, base), Optional.empty()));
      case CLAIM -> claims.byId(delivery.recipient()).filter(claim -> !claim.isWaiting())
          .flatMap(claim -> address(claim.account()).map(to -> new Mail(delivery.id(), to, claim(claim, base), Optional.empty())));
      case PERSON -> people.byId(delivery.recipient()).map(asked -> new Mail(delivery.id(), asked.email(), person(asked, base), Optional.empty()));
      // Who leaves, is answered for or is asked no more meanwhile gets none.
      case INVITATION -> invitations.open(delivery.subject()).filter(one -> accounts.members(one.organisation()).stream().anyMatch(member -> member.id().equals(delivery.recipient())))
          .flatMap(one -> address(delivery.recipient()).map(to -> new Mail(delivery.id(), to, invitation(one, base), Optional.empty())));
      case TIE -> ties.open(delivery.recipient()).flatMap(tie -> reader(tie.asked()).map(to -> new Mail(delivery.id(), to, tie(tie, base), Optional.empty())));
      default -> throw new IllegalArgumentException("Not a member's: " + delivery.kind());
    };
  }

  private Optional<String> address(String account) {
    return accounts.byId(account).filter(one -> !one.isClosed()).flatMap(Account::email);
  }

  /** Whom a party is turned to by; nobody where nobody speaks for it. */
  private Optional<String> reader(Party party) {
    if (!party.isForvaltning()) return people.contact(party.id()).flatMap(Account::email);
    return new Covering(accounts).takers(party.id()).stream().flatMap(one -> one.email().stream()).findFirst();
  }

  private Content signIn(SignInLinks.Link link, String base) {
    Messages messages = Messages.of(link.language());
    return new Content(link.language(), messages.get("mail.sign_in.subject"), List.of(
        new Content.Said(messages.get("mail.sign_in.text", SignInLinks.LIFE.toMinutes())),
        new Content.Leading(messages.get("mail.sign_in.link"), base + Links.of(link.language()).signInLink(links.secret(link.id()))),
        new Content.Said(messages.get("mail.sign_in.else"))));
  }

  private Content join(Joinings.Kept kept, String base) {
    String language = kept.joining().language();
    Messages messages = Messages.of(language);
    String name = kept.joining().row().name();
    return new Content(language, messages.get("mail.join.subject", name), List.of(
        new Content.Said(messages.get("mail.join.text", name, Joinings.LIFE.toDays())),
        new Content.Leading(messages.get("mail.join.link"), base + Links.of(language).confirmJoining(joinings.secret(kept))),
        new Content.Said(messages.get("mail.join.else"))));
  }

  private Content person(People.Asked asked, String base) {
    Messages messages = Messages.of(asked.language());
    String by = address(asked.by()).orElse("");
    return new Content(asked.language(), messages.get("mail.person.subject", asked.organisationName()), List.of(
        new Content.Said(messages.get(asked.takesOver() ? "mail.person.over" : "mail.person.text", by, asked.organisationName(), People.LIFE.toDays())),
        new Content.Leading(messages.get("mail.join.link"), base + Links.of(asked.language()).personJoining(people.secret(asked))),
        new Content.Said(messages.get("mail.person.else"))));
  }

  /** An account has no language of its own: it is told in both. */
  private static Content claim(Claims.Claim claim, String base) {
    List<Content.Part> parts = new ArrayList<>();
    for (String language : List.of("sv", "en")) {
      Messages messages = Messages.of(language);
      parts.add(new Content.Said(messages.get("mail.claim." + claim.state(), claim.name())));
      if (!claim.reason().isBlank()) parts.add(new Content.Quoted(messages.get("mail.reason"), claim.reason()));
      parts.add(new Content.Leading(messages.get("mail.claim.link"), base + Links.of(language).membership()));
    }
    return new Content("sv", Messages.of("sv").get("mail.claim.subject", claim.name()), parts);
  }

  /** Told in both languages too: nobody knows which those at the other side read. */
  private static Content tie(DeclaredTie tie, String base) {
    List<Content.Part> parts = new ArrayList<>();
    for (String language : List.of("sv", "en")) {
      Messages messages = Messages.of(language);
      Links links = Links.of(language);
      Party asked = tie.asked();
      parts.add(new Content.Said(messages.get("mail.tie.text", tie.declarer().name(language), messages.get("graph.tie." + tie.kind(), tie.from().name(language), tie.to().name(language)))));
      if (language.equals("sv")) parts.add(new Content.Quoted(messages.get("mail.tie.note"), tie.note()));
      parts.add(new Content.Leading(messages.get("mail.tie.link"), base + (asked.isForvaltning() ? links.forvaltningTies(asked.id()) : links.ties(asked.id()))));
      parts.add(new Content.Said(messages.get("mail.tie.else")));
    }
    return new Content("sv", Messages.of("sv").get("mail.tie.subject", tie.declarer().nameSv()), parts);
  }

  /** Told in both languages, as a member's account has none. */
  private static Content invitation(Invitation one, String base) {
    List<Content.Part> parts = new ArrayList<>();
    for (String language : List.of("sv", "en")) {
      Messages messages = Messages.of(language);
      parts.add(new Content.Said(messages.get("mail.invitation.text", one.byName(), one.organisationName(), one.about().title(), SenderText.day(one.until(), messages.locale()))));
      if (language.equals("sv")) parts.add(new Content.Quoted(messages.get("mail.invitation.message"), one.message()));
      parts.add(new Content.Leading(messages.get("mail.invitation.link"), base + Links.of(language).invitation(one.id())));
      parts.add(new Content.Said(messages.get("mail.invitation.no")));
    }
    return new Content("sv", Messages.of("sv").get("mail.invitation.subject", one.about().title()), parts);
  }
}
