package se.malmo.meet.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the fields of one piece of input and collects everything that is wrong with it, so that its sender hears all at once. */
public final class Checks {
  /** One @, no space, a domain with a dot. */
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]+\\.[^\\s@<>,;\".]{2,}");

  private final List<Problem.Field> faults = new ArrayList<>();

  /** Notes a fault; the same one again is not told twice. */
  public void fault(String field, String key, Object... arguments) {
    Problem.Field fault = new Problem.Field(field, key, arguments);
    if (!faults.contains(fault)) faults.add(fault);
  }

  /** A text that must be there, stripped. */
  public String required(String field, String value, int longest) {
    String text = optional(field, value, longest).orElse("");
    if (text.isEmpty() && faults.stream().noneMatch(fault -> fault.field().equals(field))) fault(field, "problem.required");
    return text;
  }

  /** A text that may be left out, stripped; blank is as left out. */
  public Optional<String> optional(String field, String value, int longest) {
    if (value == null || value.isBlank()) return Optional.empty();
    if (value.indexOf('\0') >= 0) {
      fault(field, "problem.nul");
      return Optional.empty();
    }
    if (value.length() > longest) {
      fault(field, "problem.long", longest, value.length());
      return Optional.empty();
    }
    return Optional.of(value.strip());
  }

  /** Faults what can be no e-mail address; whether it is right only a mail can tell. */
  public void email(String field, String address) {
    if (!ADDRESS.matcher(address).matches()) fault(field, "problem.email");
  }

  /** A list of texts that may be left out. */
  public List<String> texts(String field, List<String> values, int most, int longest) {
    if (values == null) return List.of();
    if (values.size() > most) {
      fault(field, "problem.many", most, values.size());
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) optional(field + "." + i, values.get(i), longest).ifPresent(texts::add);
    return texts.stream().distinct().toList();
  }

  /** One of a few allowed values. */
  public <T> Optional<T> oneOf(String field, String value, Function<String, Optional<T>> reading, List<String> allowed) {
    if (value == null || value.isBlank()) return Optional.empty();
    Optional<T> read = reading.apply(value);
    if (read.isEmpty()) fault(field, "problem.one.of", String.join(", ", allowed));
    return read;
  }

  /** What is wrong so far. */
  public List<Problem.Field> faults() {
    return List.copyOf(faults);
  }

  /**
   * To be called when all fields have been read.
   *
   * @throws Problem.Invalid where any was at fault
   */
  public void done() {
    if (!faults.isEmpty()) throw new Problem.Invalid(faults);
  }
}
