package se.malmo.meet.ambassador;

import se.malmo.meet.platform.CalendarText;
import se.malmo.meet.platform.Messages;

/** A booked meeting for a calendar (RFC 5545); one that is off takes itself out again (RFC 5546). It has no address of a person and no secret one, for calendars are shared. */
final class MeetingCalendar {
  private MeetingCalendar() {}

  /**
   * The file.
   *
   * @param summary what the entry is called
   * @param organizer the public page of the förvaltning, which stands for whoever calls to the meeting
   */
  static String of(Booking booking, String summary, String organizer, Messages messages) {
    boolean isOff = booking.off().isPresent();
    String name = booking.forvaltning().name(messages.language());
    CalendarText text = new CalendarText().line("BEGIN:VCALENDAR").line("VERSION:2.0").line("PRODID:-//Meet Malmo//Meeting//SV");
    if (isOff) text.line("METHOD:CANCEL");
    text.line("BEGIN:VEVENT").line("UID:" + booking.id() + "@meetmalmo.example")
        .moment("DTSTAMP", booking.off().map(Booking.Off::at).orElse(booking.at()))
        .line("SEQUENCE:" + (isOff ? 1 : 0)).line("STATUS:" + (isOff ? "CANCELLED" : "CONFIRMED"));
    if (isOff) text.line("ORGANIZER;CN=" + CalendarText.parameter(name) + ":" + organizer);
    return text.moment("DTSTART", booking.hours().starts()).moment("DTEND", booking.hours().ends())
        .text("SUMMARY", summary)
        .text("LOCATION", booking.spot().where())
        .text("DESCRIPTION", messages.get("booking.calendar.description"))
        .line("END:VEVENT").line("END:VCALENDAR").toString();
  }
}
