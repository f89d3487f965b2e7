package se.malmo.meet.contact;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;

/**
 * The form of a letter, with all that was typed.
 *
 * @param token of the form
 * @param key names this filling in, so that a double click makes one letter
 */
public record LetterView(MultiMap values, String token, String key, List<Fault> faults) {

  /** What is wrong with a field, in the reader's language. */
  public record Fault(String field, String message) {}

  static LetterView of(MultiMap values, String token, String key, List<Problem.Field> faults, Messages messages) {
    return new LetterView(values, token, key, faults.stream()
        .map(fault -> new Fault(fault.field(), messages.get("field." + fault.field()) + " " + messages.get(fault.key(), fault.arguments().toArray()))).toList());
  }

  public String value(String field) {
    return Optional.ofNullable(values.get(field)).orElse("");
  }

  public boolean isWrong(String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }

  public String fault(String field) {
    return faults.stream().filter(fault -> fault.field().equals(field)).map(Fault::message).findFirst().orElse("");
  }

  /** Where the link of a fault leads. */
  public String anchor(String field) {
    return field.equals("topic") ? "topic-" + Topic.values()[0].code() : field;
  }

  public List<String> topics() {
    return Stream.of(Topic.values()).map(Topic::code).toList();
  }
}
