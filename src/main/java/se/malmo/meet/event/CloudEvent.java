package se.malmo.meet.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import se.malmo.meet.platform.Json;

/**
 * Something that happened, as others read it (CloudEvents 1.0, JSON event format).
 *
 * @param id its number in the log; with the source it names the event for ever
 * @param source the beginning of this portal's addresses
 * @param subject what it happened to: "case/MM-2026-0001"
 * @param time in UTC (RFC 3339)
 */
public record CloudEvent(String specversion, String id, String source, String type, String subject, String time, String datacontenttype, Data data) {

  /**
   * What there is to know of it; what nobody knows is left out.
   *
   * @param id of what it happened to
   * @param reference of a case
   * @param title of a case that the public may see
   * @param department the förvaltning that is concerned
   * @param from the förvaltning that had it before
   * @param answerBy the new day of the answer, ISO 8601
   * @param other the reference of another case
   * @param organisation the id of one
   */
  public record Data(String id, String reference, String title, String department, String from, String answerBy, String other, String organisation, By by) {}

  /**
   * Who did it.
   *
   * @param role of an account, or what kind of machine or visitor it was
   * @param name of an ambassador; nobody else is named
   */
  public record By(String role, String name) {}

  /** Its number in the log. */
  @JsonIgnore
  public long number() {
    return Long.parseLong(id);
  }

  /** As JSON in UTF-8, on one line. */
  public byte[] json() {
    return Json.write(this);
  }
}
