package se.malmo.meet.web;

import io.vertx.core.MultiMap;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;

/**
 * A form as it is shown: all that was typed, and what is wrong with it.
 *
 * @param token says that the form is ours
 * @param faults in the order in which a person meets the fields
 */
public record Form(MultiMap values, String token, List<Fault> faults) {

  /** What is wrong with a field, in the reader's language. */
  public record Fault(String field, String message) {}

  /** A form that nobody has filled in. */
  public static Form empty(String token) {
    return new Form(MultiMap.caseInsensitiveMultiMap(), token, List.of());
  }

  /** @param order the names of the fields as a person meets them */
  public static Form of(MultiMap values, String token, List<Problem.Field> faults, List<String> order, Messages messages) {
    return of(values, token, faults, order, messages, "");
  }

  /** The same where whoever fills it in is asked for their own name. */
  public static Form ofVisitor(MultiMap values, String token, List<Problem.Field> faults, List<String> order, Messages messages) {
    return of(values, token, faults, order, messages, "name");
  }

  /** @param own a field that is called otherwise where it is about the reader, "" for none */
  private static Form of(MultiMap values, String token, List<Problem.Field> faults, List<String> order, Messages messages, String own) {
    return new Form(values, token, faults.stream()
        .map(fault -> new Fault(fault.field(), messages.get("field." + fault.field() + (fault.field().equals(own) ? ".own" : "")) + " " + messages.get(fault.key(), fault.arguments().toArray())))
        .sorted(Comparator.comparingInt(fault -> order.indexOf(fault.field()))).toList());
  }

  /** What was typed in a field, "" for nothing. */
  public String value(String field) {
    return Optional.ofNullable(values.get(field)).orElse("");
  }

  public List<String> all(String field) {
    return values.getAll(field);
  }

  public boolean isWrong(String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }

  /** What is wrong with a field, "" for nothing. */
  public String fault(String field) {
    return faults.stream().filter(fault -> fault.field().equals(field)).map(Fault::message).findFirst().orElse("");
  }

  /** Whether any of these fields is wrong. */
  public boolean isWrongIn(List<String> fields) {
    return fields.stream().anyMatch(this::isWrong);
  }

  /** The page's title, which says first that something is wrong, so that a screen reader does. */
  public String titled(String title, Messages messages) {
    return faults.isEmpty() ? title : messages.get("form.faults.title", title);
  }
}
