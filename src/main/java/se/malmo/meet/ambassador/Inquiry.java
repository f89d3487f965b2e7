package se.malmo.meet.ambassador;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.malmo.meet.platform.Checks;

/**
 * A question to a förvaltning's ambassador. The sender's address is no part of it: only the mail with the answer is written with it.
 *
 * @param draft an unfinished idea that its sender wanted to show
 * @param version counts how often it has been answered or passed on
 * @param moved how it came here, where it was first sent to another förvaltning
 */
public record Inquiry(String id, Place forvaltning, String question, Optional<String> draft, String name, String language, Instant at, LocalDate due, int version,
    Optional<Moved> moved, Optional<Reply> reply) {
  private static final int LONGEST_BEGINNING = 120;

  /** A förvaltning, as it is called. */
  public record Place(String id, String nameSv, String nameEn) {
    public String name(String language) {
      return "en".equals(language) ? nameEn : nameSv;
    }
  }

  /**
   * The last time that a question was passed on.
   *
   * @param by the account that did it
   * @param who the name of that account
   */
  public record Moved(Place from, String reason, String by, String who, Instant at) {}

  /**
   * The answer.
   *
   * @param by the account that gave it
   * @param who the name of that account
   */
  public record Reply(String text, String by, String who, Instant at) {}

  /** The question as far as a list shows it, on one line. */
  public String beginning() {
    String line = question.strip().replaceAll("\\s+", " ");
    if (line.length() <= LONGEST_BEGINNING) return line;
    int space = line.lastIndexOf(' ', LONGEST_BEGINNING);
    int end = space < LONGEST_BEGINNING / 2 ? LONGEST_BEGINNING : space;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + " …";
  }

  public boolean isLate(LocalDate today) {
    return reply.isEmpty() && due.isBefore(today);
  }

  /** Without what may name a person. */
  @Override
  public String toString() {
    return "inquiry " + id;
  }

  /** What somebody asks. */
  record Asked(String question, Optional<String> draft, String name, String email) {
    static final int LONGEST_QUESTION = 5_000;
    private static final int LONGEST_DRAFT = 40_000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 254;
    /** The names of the fields, in the order in which a person meets them. */
    static final List<String> ORDER = List.of("question", "draft", "name", "email", "again");

    /**
     * Reads the form; a draft that its writer has not ticked is not read.
     *
     * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
     */
    static Asked parse(MultiMap fields) {
      Checks checks = new Checks();
      String question = checks.required("question", fields.get("question"), LONGEST_QUESTION);
      boolean isShared = "yes".equals(fields.get("share"));
      Optional<String> draft = isShared ? checks.optional("draft", fields.get("draft"), LONGEST_DRAFT) : Optional.empty();
      String name = checks.required("name", fields.get("name"), LONGEST_NAME);
      String email = checks.required("email", fields.get("email"), LONGEST_ADDRESS);
      if (!email.isEmpty()) checks.email("email", email);
      checks.done();
      return new Asked(question, draft, name, email);
    }

    /** The same words from the same sender are the same question. */
    String sameness() {
      return String.join("\n", email.toLowerCase(Locale.ROOT), name, question, draft.orElse(""));
    }

    @Override
    public String toString() {
      return "a question";
    }
  }
}
