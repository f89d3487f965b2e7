package se.malmo.meet.initiative;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.initiative.Confidential.Ground;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Sweden;

/**
 * What of a case is a public record (allmän handling), and what the register (diarium) says of it: the same before it is sent and afterwards.
 *
 * @param diaryLine in Swedish, the register's language
 */
public record PublicRecord(String diaryLine, List<Entry> entries) {

  /**
   * One part of what is handed in.
   *
   * @param what names it
   * @param value what stands there, "" where it is not repeated here
   * @param rule who may see it
   */
  public record Entry(String what, String value, String rule) {}

  /**
   * What of an initiative its record tells.
   *
   * @param reference empty until it has come in
   * @param day on which it comes in
   * @param files names
   */
  record Matter(Optional<String> reference, LocalDate day, String title, String organisation, Optional<SenderKind> kind, Optional<String> form,
      Optional<Mandate> mandate, Optional<Ground> ground, List<String> files) {
    static Matter of(Cases.Followed followed) {
      Initiative it = followed.whole().initiative();
      Cases.Sent sent = followed.sent();
      return new Matter(Optional.of(it.reference()), Sweden.day(it.date()), it.title(), sent.sender().organisation(),
          Optional.of(sent.sender().kind()), sent.form(), sent.mandate(), sent.confidential().map(Confidential::ground),
          sent.attachments().stream().map(Attachments.Listed::name).toList());
    }
  }

  static PublicRecord of(Matter matter, Messages messages) {
    List<Entry> entries = new ArrayList<>();
    String sender = matter.kind().map(kind -> messages.get("sender.kind." + kind.code())).map(kind -> matter.organisation() + " (" + kind + ")")
        .orElse(matter.organisation());
    entries.add(new Entry(messages.get("record.sender"), sender, messages.get("record.rule.open")));
    entries.add(new Entry(messages.get("record.contact"), "", messages.get("record.rule.contact")));
    entries.add(new Entry(messages.get("record.idea"), matter.title(), messages.get("record.rule.idea")));
    matter.form().ifPresent(form -> entries.add(new Entry(messages.get("record.form"), form, messages.get("record.rule.case"))));
    matter.mandate().ifPresent(mandate -> entries.add(
        new Entry(messages.get("record.mandate"), messages.get("mandate." + mandate.code()), messages.get("record.rule.case"))));
    if (!matter.files().isEmpty()) entries.add(new Entry(messages.get("record.files"), String.join(", ", matter.files()), messages.get("record.rule.case")));
    matter.ground().ifPresent(ground -> entries.add(
        new Entry(messages.get("record.confidential"), messages.get("ground." + ground.code()), messages.get("record.rule.confidential"))));
    return new PublicRecord(diaryLine(matter), List.copyOf(entries));
  }

  private static String diaryLine(Matter matter) {
    Messages swedish = Messages.of("sv");
    String reference = matter.reference().orElseGet(() -> "MM-" + matter.day().getYear() + "-…");
    String organisation = matter.organisation().isBlank() ? swedish.get("record.somebody") : matter.organisation();
    String line = swedish.get("record.diary", reference, matter.day(), organisation, matter.title());
    return matter.ground().isPresent() ? line + " " + swedish.get("record.diary.marked") : line;
  }
}
