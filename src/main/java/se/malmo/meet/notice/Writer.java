package se.malmo.meet.notice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.StatusLinks;
import se.malmo.meet.notice.FollowStore.Follower;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Role;

/** Writes a mail when its time has come, from what holds then; where there is nothing to say any more, none. */
public final class Writer {
  /** No space and nothing that a mail's header could be steered with. */
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;:\"\\p{Cntrl}]{1,64}@[^\\s@<>,;:\"\\p{Cntrl}]{1,250}");

  private final Graph graph;
  private final EventLog log;
  private final Accounts accounts;
  private final RuleBook rules;
  private final Digests digests;
  private final Follows follows;
  private final StatusLinks links;
  private final MemberText members;
  private final LostLinkText lost;
  private final AmbassadorText ambassadors;
  private final InterestNews interests;
  private final Outbox outbox;
  private final WebhookText webhooks;

  Writer(Graph graph, EventLog log, Accounts accounts, RuleBook rules, Digests digests, Follows follows, StatusLinks links, LostLinkText lost, MemberText members,
      AmbassadorText ambassadors, InterestNews interests, Outbox outbox) {
    this.interests = interests;
    this.ambassadors = ambassadors;
    this.graph = graph;
    this.log = log;
    this.accounts = accounts;
    this.rules = rules;
    this.digests = digests;
    this.follows = follows;
    this.links = links;
    this.lost = lost;
    this.members = members;
    this.outbox = outbox;
    webhooks = new WebhookText(graph, accounts, rules);
  }

  /**
   * The mail of a delivery, or nothing where the case has gone on, the reader is away or wants none, or the day has passed.
   *
   * @param base the beginning of our addresses
   */
  Optional<Mail> write(Delivery delivery, String base) {
    return write(delivery, base, known(List.of(delivery)));
  }

  /** The mails of several deliveries, by the delivery's id; without those of which there is nothing to say. */
  Map<String, Mail> writeAll(List<Delivery> deliveries, String base) {
    Known known = known(deliveries);
    Map<String, Mail> mails = new HashMap<>();
    deliveries.forEach(delivery -> write(delivery, base, known).ifPresent(mail -> mails.put(delivery.id(), mail)));
    return mails;
  }

  /** What mails to senders say, read once for all of them. */
  private record Known(Map<String, CaseFacts> cases, Map<Long, EventLog.Event> events, Map<String, String> secrets) {}

  private Known known(List<Delivery> deliveries) {
    List<Delivery> toSenders = deliveries.stream().filter(one -> one.kind().isForSender()).toList();
    Set<String> ids = toSenders.stream().map(Delivery::subject).collect(Collectors.toSet());
    return new Known(CaseFacts.read(graph, ids), log.numbered(toSenders.stream().map(Delivery::event).collect(Collectors.toSet())), links.secrets(ids));
  }

  private Optional<Mail> write(Delivery delivery, String base, Known known) {
    if (delivery.kind().isOfOneDay() && delivery.day().isBefore(outbox.today())) return Optional.empty();
    Optional<Mail> mail = switch (delivery.kind()) {
      case RECEIPT, STATUS, MOVED, RETURNED, ASKED, PAIRED, INVITED, MESSAGE, EXTENDED -> toSender(delivery, base, known);
      case LOST_LINK -> lost.write(delivery, base);
      case ASSIGNED, FRESH, DUE, LATE, STALLED, REPLIED -> aboutCase(delivery, base);
      case DIGEST -> digest(delivery, base);
      case CONFIRM -> confirm(delivery, base);
      case NEWS -> news(delivery, base);
      case SIGN_IN, JOIN, CLAIM, PERSON, INVITATION, TIE -> members.write(delivery, base);
      case QUESTION, PASSED, ANSWERED, BOOKED, CANCELLED -> ambassadors.toVisitor(delivery, base);
      case INTEREST, INTEREST_LEADER, INTERESTED -> interests.write(delivery, base);
      case INQUIRY, MEETING, MEETING_OFF -> toAmbassador(delivery, base);
      case WEBHOOK -> webhooks.write(delivery, base);
    };
    return mail.filter(one -> ADDRESS.matcher(one.to()).matches());
  }

  private static Optional<Mail> toSender(Delivery delivery, String base, Known known) {
    return Optional.ofNullable(known.cases().get(delivery.subject())).filter(facts -> !facts.email().isBlank())
        .flatMap(facts -> Optional.ofNullable(known.events().get(delivery.event())).map(event -> new Mail(delivery.id(), facts.email(),
            new SenderText(Messages.of(facts.language()), facts, base).of(delivery.kind(), event, Optional.ofNullable(known.secrets().get(facts.id()))), Optional.empty())));
  }

  /** Whoever is there in the place of the one that it was made for, if they have an address and want to be told. */
  private Optional<Account> reader(Delivery delivery) {
    return accounts.byId(delivery.recipient()).filter(one -> !one.isClosed()).flatMap(accounts::present).filter(one -> one.email().isPresent());
  }

  private Optional<Mail> aboutCase(Delivery delivery, String base) {
    Optional<Account> reader = reader(delivery);
    Optional<CaseFacts> facts = CaseFacts.read(graph, delivery.subject());
    if (reader.isEmpty() || facts.isEmpty() || !isStillSo(delivery, reader.get(), facts.get())) return Optional.empty();
    Rules wanted = rules.of(reader.get().id());
    Rules.Matter matter = Rules.Matter.valueOf(delivery.kind().name());
    if (wanted.of(matter) == Rules.When.NEVER) return Optional.empty();
    return reader.flatMap(Account::email).map(to -> new Mail(delivery.id(), to,
        new StaffText(Messages.of(wanted.language()), base).ofCase(delivery.kind(), facts.get()), Optional.empty()));
  }

  private Optional<Mail> toAmbassador(Delivery delivery, String base) {
    Rules.Matter matter = delivery.kind() == Kind.INQUIRY ? Rules.Matter.INQUIRY : Rules.Matter.MEETING;
    return reader(delivery).filter(one -> rules.of(one.id()).of(matter) != Rules.When.NEVER).flatMap(one -> ambassadors.toStaff(delivery, one, Messages.of(rules.of(one.id()).language()), base)
        .flatMap(content -> one.email().map(to -> new Mail(delivery.id(), to, content, Optional.empty()))));
  }

  private boolean isStillSo(Delivery delivery, Account reader, CaseFacts facts) {
    LocalDate today = outbox.today();
    return switch (delivery.kind()) {
      case DUE -> stillWaits(delivery, reader, facts) && facts.answerBy().filter(day -> Digests.isSoon(day, today)).isPresent();
      case LATE -> stillWaits(delivery, reader, facts) && facts.answerBy().filter(day -> day.isBefore(today)).isPresent();
      case FRESH -> facts.awaitsAnswer() && (reader.role() == Role.COORDINATOR ? facts.forvaltningar().isEmpty()
          : reader.forvaltningar().stream().anyMatch(one -> facts.forvaltningar().contains(one) || facts.forvaltningar().isEmpty() && facts.proposed().contains(one)));
      case STALLED -> digests.standsStill(facts.id(), delivery.event()) && digests.isOf(facts, reader, covers(delivery, reader));
      case REPLIED -> digests.isOf(facts, reader, covers(delivery, reader));
      default -> stillWaits(delivery, reader, facts);
    };
  }

  private boolean stillWaits(Delivery delivery, Account reader, CaseFacts facts) {
    return digests.stillWaits(facts, reader, covers(delivery, reader));
  }

  private static Set<String> covers(Delivery delivery, Account reader) {
    return Set.copyOf(List.of(reader.id(), delivery.recipient()));
  }

  private Optional<Mail> digest(Delivery delivery, String base) {
    return accounts.byId(delivery.recipient()).filter(one -> !one.isClosed() && !one.isAway(outbox.today()) && one.email().isPresent()).flatMap(reader -> {
      Rules wanted = rules.of(reader.id());
      Digests.Daily daily = digests.now(reader, delivery.covers(), wanted);
      if (daily.isEmpty()) return Optional.empty();
      return reader.email().map(to -> new Mail(delivery.id(), to, new StaffText(Messages.of(wanted.language()), base).digest(daily, reader.role() == Role.COORDINATOR), Optional.empty()));
    });
  }

  private Optional<Mail> confirm(Delivery delivery, String base) {
    return follows.byId(delivery.recipient()).filter(follows::isOpen).map(one -> {
      Messages messages = Messages.of(one.language());
      String what = followed(one, messages);
      Content content = new Content(one.language(), messages.get("mail.confirm.subject", what), List.of(
          new Content.Said(messages.get("mail.confirm.text", what)),
          new Content.Leading(messages.get("mail.confirm.link"), base + Links.of(one.language()).confirmFollowing(follows.confirmSecret(one.id()))),
          new Content.Said(messages.get("mail.confirm.else"))));
      return new Mail(delivery.id(), one.email(), content, Optional.empty());
    });
  }

  private Optional<Mail> news(Delivery delivery, String base) {
    Optional<Follower> follower = follows.byId(delivery.recipient()).filter(Follower::isConfirmed);
    return follower.flatMap(one -> {
      List<FollowStore.Changed> news = follows.news(one, delivery.event());
      if (news.isEmpty()) return Optional.empty();
      Messages messages = Messages.of(one.language());
      Links at = Links.of(one.language());
      String what = followed(one, messages);
      String stop = base + at.stopFollowing(follows.stopSecret(one.id()));
      List<Content.Line> lines = news.stream().limit(DigestStore.LINES)
          .map(project -> new Content.Line(project.title(), messages.get("status." + project.status().code()), base + at.initiative(project.reference()))).toList();
      List<Content.Part> parts = new ArrayList<>(List.of(
          new Content.Listed(messages.get("mail.news.heading", what), lines, news.size() > lines.size() ? messages.get("mail.more", news.size() - lines.size()) : ""),
          new Content.Said(messages.get("mail.news.why", what)),
          new Content.Leading(messages.get("mail.news.stop"), stop)));
      return Optional.of(new Mail(delivery.id(), one.email(), new Content(one.language(), messages.get("mail.news.subject", what), parts), Optional.of(stop)));
    });
  }

  /** What somebody follows, as they know it. */
  String followed(Follower one, Messages messages) {
    if (one.target().startsWith(Follows.THEME)) return follows.themeName(one.target(), messages.isEnglish());
    String name = follows.name(one.target(), messages.isEnglish());
    if (one.target().startsWith(Follows.FORVALTNING)) return name;
    String reference = one.target().substring(Follows.PROJECT.length());
    return name.isEmpty() ? messages.get("follow.project.number", reference) : messages.get("follow.project", name, reference);
  }
}
