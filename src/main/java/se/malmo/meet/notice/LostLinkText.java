package se.malmo.meet.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.initiative.LostLinks;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Links;

/** What a sender reads who has lost the address of a status page: the links of the cases that were sent in from there. */
final class LostLinkText {
  private final LostLinks lost;

  LostLinkText(LostLinks lost) {
    this.lost = lost;
  }

  /** The mail of a delivery; nothing where nothing was sent in from the address, or it has been told already. */
  Optional<Mail> write(Delivery delivery, String base) {
    return lost.told(delivery.recipient()).map(told -> new Mail(delivery.id(), told.email(), content(told, base), Optional.empty()));
  }

  private static Content content(LostLinks.Told told, String base) {
    Messages messages = Messages.of(told.language());
    Links links = Links.of(told.language());
    List<Content.Line> lines = told.cases().stream()
        .map(one -> new Content.Line(one.title(), one.reference() + " · " + messages.get("status." + one.status().code()), base + links.status(one.secret()))).toList();
    List<Content.Part> parts = new ArrayList<>(List.of(
        new Content.Said(messages.get("mail.lost_link.text")),
        new Content.Listed(messages.get("mail.lost_link.cases"), lines, told.more() > 0 ? messages.get("mail.lost_link.more", told.more()) : ""),
        new Content.Said(messages.get("mail.lost_link.secret")),
        new Content.Said(messages.get("mail.lost_link.else"))));
    return new Content(told.language(), messages.get("mail.lost_link.subject"), parts);
  }
}
