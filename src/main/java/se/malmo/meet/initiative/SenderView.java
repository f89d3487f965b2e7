package se.malmo.meet.initiative;

import io.vertx.core.MultiMap;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;

/**
 * The second step of the form: who the sender is. Keeps all that was typed.
 *
 * @param token of the form
 * @param key names this filling in, so that a double click makes one case
 */
public record SenderView(MultiMap values, String token, String key, List<Fault> faults) {

  /** What is wrong with a field, in the reader's language. */
  public record Fault(String field, String message) {}

  static SenderView of(MultiMap values, String token, String key, List<Problem.Field> faults, Messages messages) {
    List<String> order = Submission.fieldOrder();
    return new SenderView(values, token, key, faults.stream()
        .map(fault -> new Fault(fault.field(), messages.get("field." + fault.field()) + " " + messages.get(fault.key(), fault.arguments().toArray())))
        .sorted(Comparator.comparingInt(fault -> order.indexOf(fault.field()))).toList());
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

  public List<String> sectors() {
    return Stream.of(Sector.values()).map(Sector::code).toList();
  }
}
