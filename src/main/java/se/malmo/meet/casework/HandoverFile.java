package se.malmo.meet.casework;

import java.util.List;
import java.util.stream.Stream;
import se.malmo.meet.casework.HandoverViews.PackView;
import se.malmo.meet.platform.SpreadsheetText;
import se.malmo.meet.web.Page;

/** A handover as a spreadsheet: a line for each thing, by its kind. */
final class HandoverFile {
  private HandoverFile() {}

  static SpreadsheetText of(PackView pack, Page page) {
    SpreadsheetText text = new SpreadsheetText();
    text.row(Stream.of("kind", "reference", "title", "state", "holder", "due", "last", "word").map(column -> page.text("handover.column." + column)).toList());
    pack.cases().forEach(one -> text.row(List.of(page.text("handover.kind.case"), one.reference(), one.title(), one.status(), one.forvaltningar(), one.due(), one.last(), one.word())));
    pack.awaited().forEach(one -> text.row(List.of(page.text("handover.kind.awaited"), one.reference(), one.title(), "", "", one.said(), "", one.reason())));
    pack.ties().forEach(one -> text.row(List.of(page.text("handover.kind.tie"), "", one.name(), "", one.forvaltning(), "", one.said(), "")));
    pack.seats().forEach(one -> text.row(List.of(page.text("handover.kind.seat"), "", one.name(), "", one.forvaltning(), "", "", "")));
    pack.signals().forEach(one -> text.row(List.of(page.text("handover.kind.signal"), "", one.title(), "", "", "", one.day(), "")));
    pack.absences().forEach(one -> text.row(List.of(page.text("handover.kind.absence"), "", one, "", "", "", "", "")));
    return text;
  }
}
