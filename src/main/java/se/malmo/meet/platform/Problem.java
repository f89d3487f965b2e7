package se.malmo.meet.platform;

import java.util.List;

/** What a request cannot have, said so that its sender can mend it. */
public sealed class Problem extends RuntimeException permits Problem.Invalid, Problem.NotFound, Problem.Conflict, Problem.TooLarge,
    Problem.Repeated, Problem.Unconditional, Problem.Changed {

  /**
   * One field that cannot be taken.
   *
   * @param field the name as the sender wrote it, a JSON path for nested ones ("sender.email")
   * @param key the message key of what is wrong and how to mend it
   * @param arguments what the message names
   */
  public record Field(String field, String key, List<Object> arguments) {
    public Field(String field, String key, Object... arguments) {
      this(field, key, List.of(arguments));
    }
  }

  private Problem(String message) {
    super(message, null, false, false);
  }

  /** Input that cannot be taken; names every field at once. */
  public static final class Invalid extends Problem {
    private final transient List<Field> fields;

    public Invalid(List<Field> fields) {
      super("invalid: " + fields.stream().map(Field::field).toList());
      this.fields = List.copyOf(fields);
    }

    public Invalid(String field, String key, Object... arguments) {
      this(List.of(new Field(field, key, arguments)));
    }

    public List<Field> fields() {
      return fields;
    }
  }

  /** Nothing is at that address, or not for this reader; the two are not told apart. */
  public static final class NotFound extends Problem {
    public NotFound() {
      super("not found");
    }
  }

  /** What is asked for does not go with what has happened meanwhile. */
  public static final class Conflict extends Problem {
    private final transient Field reason;

    /** @param key the message key of why, and what to do instead */
    public Conflict(String key, Object... arguments) {
      super("conflict: " + key);
      reason = new Field("", key, arguments);
    }

    public Field reason() {
      return reason;
    }
  }

  /** A key that was given for one thing is given for another. */
  public static final class Repeated extends Problem {
    public Repeated() {
      super("repeated");
    }
  }

  /** What is to be changed must be named by the version that was read, and was not. */
  public static final class Unconditional extends Problem {
    public Unconditional() {
      super("unconditional");
    }
  }

  /** What is to be changed has changed since it was read; nothing was done. */
  public static final class Changed extends Problem {
    public Changed() {
      super("changed");
    }
  }

  /** A field is longer than can be read. */
  public static final class TooLarge extends Problem {
    private final transient Field field;

    public TooLarge(String field, String key, Object... arguments) {
      super("too large: " + field);
      this.field = new Field(field, key, arguments);
    }

    public Field field() {
      return field;
    }
  }
}
