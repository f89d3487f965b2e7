package se.malmo.meet.notice;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Links;

/** What the sender of an idea reads by mail, in the language of the idea. */
final class SenderText {
  private final Messages messages;
  private final CaseFacts facts;
  private final String base;
  private final Links links;

  SenderText(Messages messages, CaseFacts facts, String base) {
    this.messages = messages;
    this.facts = facts;
    this.base = base;
    links = Links.of(messages.language());
  }

  /** @param secret of the status page, while it is still known */
  Content of(Kind kind, Event event, Optional<String> secret) {
    List<Content.Part> parts = new ArrayList<>();
    parts.add(new Content.Said(said(kind, event)));
    reason(event, parts);
    if (kind == Kind.RECEIPT) parts.add(new Content.Said(messages.get(secret.isPresent() ? "mail.receipt.secret" : "mail.receipt.without")));
    secret.filter(one -> kind == Kind.RECEIPT).ifPresent(one -> parts.add(new Content.Leading(messages.get("mail.receipt.link"), base + links.status(one))));
    if (kind == Kind.RECEIPT) parts.add(lost("mail.receipt.lost"));
    if (kind == Kind.STATUS && facts.published()) parts.add(new Content.Leading(messages.get("mail.project"), base + links.initiative(facts.reference())));
    secret.filter(one -> kind == Kind.MESSAGE).ifPresent(one -> parts.add(new Content.Leading(messages.get("mail.message.link"), base + links.status(one))));
    if (kind != Kind.RECEIPT && (kind != Kind.MESSAGE || secret.isEmpty())) {
      parts.add(new Content.Said(messages.get("mail.follow", facts.reference())));
      parts.add(lost("mail.follow.lost"));
    }
    parts.add(new Content.Said(messages.get("mail.sender.why")));
    return new Content(messages.language(), messages.get(subject(kind, event), facts.title(), facts.reference()), parts);
  }

  private Content.Part lost(String label) {
    return new Content.Leading(messages.get(label), base + links.lostLink());
  }

  private static String subject(Kind kind, Event event) {
    if (kind == Kind.PAIRED) return "mail." + event.type().substring("initiative.".length()) + ".subject";
    return kind == Kind.STATUS ? "mail.status." + event.type().substring("initiative.".length()) + ".subject" : "mail." + kind.code() + ".subject";
  }

  private String said(Kind kind, Event event) {
    return switch (kind) {
      case RECEIPT -> messages.get("mail.receipt.text", facts.title(), facts.reference(), facts.answerBy().map(this::day).orElse(""));
      case MOVED -> messages.get("mail.moved.text", facts.title(), event.detail("forvaltning." + messages.language()));
      case MESSAGE -> messages.get("mail.message.text", facts.title(), messages.get("role." + event.detail("role")));
      case RETURNED -> messages.get("mail.returned.text", facts.title());
      case ASKED -> messages.get("mail.asked.text", facts.title(), day(LocalDate.parse(event.detail("until"))));
      case PAIRED -> messages.get("mail." + event.type().substring("initiative.".length()) + ".text", facts.title(), event.detail("other"));
      case INVITED -> messages.get("mail." + event.type().substring("initiative.".length()) + ".text", facts.title(), event.detail("other"));
      case EXTENDED -> messages.get("mail.extended.text", facts.title(), day(LocalDate.parse(event.detail("until"))));
      default -> messages.get("mail.status." + event.type().substring("initiative.".length()) + ".text", facts.title());
    };
  }

  private void reason(Event event, List<Content.Part> parts) {
    String who = event.detail("name");
    if (!event.detail("reason").isBlank()) parts.add(new Content.Quoted(who.isBlank() ? messages.get("mail.reason") : messages.get("mail.reason.of", who), event.detail("reason")));
    if (!event.detail("onward").isBlank()) parts.add(new Content.Quoted(messages.get("mail.onward"), event.detail("onward")));
    if (!event.detail("outcome").isBlank()) parts.add(new Content.Quoted(messages.get("mail.outcome"), event.detail("outcome")));
  }

  private String day(LocalDate date) {
    return day(date, messages.locale());
  }

  /** "24 november 2026". */
  static String day(LocalDate date, Locale locale) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", locale).format(date);
  }
}
