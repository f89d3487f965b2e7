package se.malmo.meet.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.ambassador.Covering;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.interest.Interests;
import se.malmo.meet.interest.Interests.Noted;
import se.malmo.meet.notice.Delivery.Made;
import se.malmo.meet.notice.Rules.Matter;
import se.malmo.meet.notice.Rules.When;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Links;

/** Whom it is told that somebody wants to join a project, and what they read. Only whoever wrote reads who wrote; the others read that there is something. */
final class InterestNews {
  static final String NOTED = "interest.noted";
  /** More copies a day than this to one address are hardly asked for by whoever has it. */
  static final int MOST_COPIES = 10;

  private final Interests interests;
  private final Accounts accounts;
  private final Covering covering;
  private final RuleBook rules;

  InterestNews(Interests interests, Accounts accounts, RuleBook rules) {
    this.interests = interests;
    this.accounts = accounts;
    covering = new Covering(accounts);
    this.rules = rules;
  }

  /** Who handles the case is told, or else its förvaltningar, or else the coordinators; those who lead it; and the sender. */
  Stream<Made> asked(Event event) {
    String note = event.detail("note");
    if (note.isEmpty()) return Stream.empty();
    Interests.Concerned concerned = interests.concerned(event.subject());
    Stream<Made> handlers = handlers(concerned).stream().filter(one -> one.email().isPresent() && rules.of(one.id()).of(Matter.INQUIRY) != When.NEVER)
        .map(one -> Made.ofEvent(Kind.INTEREST, one.id(), note, event.sequence()));
    Stream<Made> leaders = concerned.leaders().stream().flatMap(organisation -> accounts.members(organisation).stream()).filter(one -> one.email().isPresent()).distinct()
        .map(one -> Made.ofEvent(Kind.INTEREST_LEADER, one.id(), note, event.sequence()));
    return Stream.of(handlers, leaders, Stream.of(Made.ofEvent(Kind.INTERESTED, note, note, event.sequence()))).flatMap(made -> made);
  }

  private List<Account> handlers(Interests.Concerned concerned) {
    List<Account> named = accounts.byId(concerned.handler()).flatMap(accounts::present).stream().toList();
    if (!named.isEmpty()) return named;
    List<Account> all = concerned.forvaltningar().stream().flatMap(one -> covering.takers(one).stream()).distinct().toList();
    return all.isEmpty() ? accounts.coordinators().stream().flatMap(one -> accounts.present(one).stream()).distinct().toList() : all;
  }

  /** The mail of a delivery; nothing where the note has been thrown away, or the reader has left. */
  Optional<Mail> write(Delivery delivery, String base) {
    return interests.byId(delivery.subject()).flatMap(noted -> switch (delivery.kind()) {
      case INTERESTED -> interests.lately(noted) > MOST_COPIES ? Optional.empty() : Optional.of(new Mail(delivery.id(), noted.interest().email(), copy(noted, base), Optional.empty()));
      case INTEREST -> address(delivery).map(to -> new Mail(delivery.id(), to, staff(noted, Messages.of(rules.of(delivery.recipient()).language()), base), Optional.empty()));
      case INTEREST_LEADER -> address(delivery).map(to -> new Mail(delivery.id(), to, leader(noted, base), Optional.empty()));
      default -> throw new IllegalArgumentException("Not about joining: " + delivery.kind());
    });
  }

  private Optional<String> address(Delivery delivery) {
    return accounts.byId(delivery.recipient()).filter(one -> !one.isClosed()).flatMap(Account::email);
  }

  private static Content copy(Noted noted, String base) {
    Messages messages = Messages.of(noted.language());
    List<Content.Part> parts = new ArrayList<>();
    parts.add(new Content.Said(messages.get("mail.interested.text", noted.project().title(), noted.project().reference(), noted.number())));
    noted.interest().message().ifPresent(words -> parts.add(new Content.Quoted(messages.get("mail.interested.words"), words)));
    parts.add(new Content.Said(messages.get("mail.interested.next")));
    parts.add(new Content.Leading(messages.get("mail.project"), base + Links.of(messages.language()).initiative(noted.project().reference())));
    parts.add(new Content.Said(messages.get("mail.interested.else")));
    return new Content(messages.language(), messages.get("mail.interested.subject", noted.project().title()), parts);
  }

  private static Content staff(Noted noted, Messages messages, String base) {
    Links links = Links.of(messages.language());
    String reference = noted.project().reference();
    return new Content(messages.language(), messages.get("mail.interest.subject", noted.project().title(), reference), List.of(
        new Content.Said(messages.get("mail.interest.text", noted.project().title(), reference)),
        new Content.Leading(messages.get("mail.interest.link"), base + links.deskCase(reference) + "#interests"),
        new Content.Leading(messages.get("mail.staff.why"), base + links.noticeRules())));
  }

  /** Told in both languages, as a member's account has none. */
  private static Content leader(Noted noted, String base) {
    List<Content.Part> parts = new ArrayList<>();
    for (String language : List.of("sv", "en")) {
      Messages messages = Messages.of(language);
      parts.add(new Content.Said(messages.get("mail.interest_leader.text", noted.project().title())));
      parts.add(new Content.Leading(messages.get("mail.project"), base + Links.of(language).initiative(noted.project().reference())));
    }
    return new Content("sv", Messages.of("sv").get("mail.interest_leader.subject", noted.project().title()), parts);
  }
}
