package se.malmo.meet.contact;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Checks;

/**
 * What somebody writes to those who run the service.
 *
 * @param about the page or the organisation that it concerns, as the writer names it
 * @param reply where an answer goes; without it none can
 */
public record Letter(Topic topic, String text, Optional<String> about, Optional<String> reply) {
  static final int LONGEST_TEXT = 5_000;
  private static final int LONGEST_ABOUT = 300;
  private static final int LONGEST_ADDRESS = 254;

  /** A letter as it was received; who has the secret address may read it. */
  public record Received(String reference, Topic topic, String text, Optional<String> about, boolean wantsReply, Instant at) {}

  /**
   * Reads the form.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
   */
  static Letter parse(MultiMap fields) {
    Checks checks = new Checks();
    Optional<Topic> topic = checks.oneOf("topic", fields.get("topic"), Topic::of, Stream.of(Topic.values()).map(Topic::code).toList());
    if (fields.get("topic") == null || fields.get("topic").isBlank()) checks.fault("topic", "problem.sector");
    String text = checks.required("message", fields.get("message"), LONGEST_TEXT);
    Optional<String> about = checks.optional("about", fields.get("about"), LONGEST_ABOUT);
    Optional<String> reply = checks.optional("reply", fields.get("reply"), LONGEST_ADDRESS);
    reply.ifPresent(address -> checks.email("reply", address));
    checks.done();
    return new Letter(topic.orElseThrow(), text, about, reply);
  }

  /** The names of the form's fields, in the order in which a person meets them. */
  static List<String> fieldOrder() {
    return List.of("topic", "message", "about", "reply", "again");
  }

  /** Two letters of the same words, about the same and with the same way to answer, are one. */
  String sameness() {
    return topic.code() + "\n" + about.orElse("") + "\n" + reply.orElse("") + "\n" + text;
  }

  /** Without what may name a person. */
  @Override
  public String toString() {
    return "a letter about " + topic.code();
  }
}
