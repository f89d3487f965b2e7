package se.malmo.meet.notice;

import java.util.ArrayList;
import java.util.List;
import se.malmo.meet.notice.DigestStore.Found;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Links;

/** What those who handle cases read by mail. The title and the number of a case, never who sent it nor what was handed in: mail is no safe place. */
final class StaffText {
  private final Messages messages;
  private final String base;
  private final Links links;

  StaffText(Messages messages, String base) {
    this.messages = messages;
    this.base = base;
    links = Links.of(messages.language());
  }

  Content ofCase(Kind kind, CaseFacts facts) {
    List<Content.Part> parts = new ArrayList<>();
    parts.add(new Content.Said(messages.get("mail." + kind.code() + ".text", facts.title(), facts.reference())));
    facts.answerBy().ifPresent(day -> parts.add(new Content.Said(messages.get("mail.by", SenderText.day(day, messages.locale())))));
    parts.add(new Content.Leading(messages.get("mail.case"), base + links.deskCase(facts.reference())));
    why(parts);
    return new Content(messages.language(), messages.get("mail." + kind.code() + ".subject", facts.title(), facts.reference()), parts);
  }

  Content digest(Digests.Daily daily, boolean isCoordinator) {
    List<Content.Part> parts = new ArrayList<>();
    list("mail.digest.late", daily.late(), parts);
    list("mail.digest.due", daily.due(), parts);
    list(isCoordinator ? "mail.digest.unrouted" : "mail.digest.fresh", daily.fresh(), parts);
    list("mail.digest.stalled", daily.stalled(), parts);
    list("mail.digest.replied", daily.replied(), parts);
    if (daily.cases() > 0) parts.add(new Content.Leading(messages.get("mail.queue"), base + links.queue()));
    ambassador(daily.ambassador(), parts);
    why(parts);
    String subject = daily.cases() > 0 ? messages.get("mail.digest.subject", daily.late().total(), daily.due().total(), daily.fresh().total(), daily.stalled().total())
        : messages.get("mail.digest.also", daily.ambassador().questions().size(), daily.ambassador().meetings().size());
    return new Content(messages.language(), subject, parts);
  }

  private void ambassador(AmbassadorNews.Daily daily, List<Content.Part> parts) {
    listed("mail.digest.questions", daily.questions().stream().map(one -> new Content.Line(messages.get("mail.inquiry.subject", one.forvaltning().name(messages.language())),
        messages.get("mail.by", SenderText.day(one.due(), messages.locale())), base + links.deskInquiry(one.id()))).toList(), parts);
    listed("mail.digest.meetings", daily.meetings().stream().map(one -> new Content.Line(one.hours().whole(messages), one.spot().openly(messages), base + links.deskBooking(one.id()))).toList(),
        parts);
  }

  private void listed(String heading, List<Content.Line> lines, List<Content.Part> parts) {
    if (lines.isEmpty()) return;
    int shown = Math.min(lines.size(), DigestStore.LINES);
    parts.add(new Content.Listed(messages.get(heading), lines.subList(0, shown), lines.size() > shown ? messages.get("mail.more", lines.size() - shown) : ""));
  }

  private void list(String heading, Found found, List<Content.Part> parts) {
    if (found.total() == 0) return;
    List<Content.Line> lines = found.rows().stream().map(row -> new Content.Line(row.title(), row.reference()
        + row.answerBy().map(day -> ", " + messages.get("mail.by", SenderText.day(day, messages.locale()))).orElse(""), base + links.deskCase(row.reference()))).toList();
    parts.add(new Content.Listed(messages.get(heading), lines, found.total() > lines.size() ? messages.get("mail.more", found.total() - lines.size()) : ""));
  }

  private void why(List<Content.Part> parts) {
    parts.add(new Content.Leading(messages.get("mail.staff.why"), base + links.noticeRules()));
  }
}
