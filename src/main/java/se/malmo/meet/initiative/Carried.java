package se.malmo.meet.initiative;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;

/**
 * What was filled in at the sender's step by somebody who has gone back to the suggestions: it stands in the start page's form, hidden, and comes along to
 * the next step, so that going back loses nothing also without scripts.
 *
 * @param fields of the sender's form, in its order
 */
public record Carried(List<Field> fields) {
  static final Carried NOTHING = new Carried(List.of());
  private static final int LONGEST_LINE = 254;
  private static final List<String> LINES = List.of("name", "organisation", "kind", "email", "form", "mandate", "ground");

  /** One field, which may come several times. */
  public record Field(String name, String value) {}

  public Carried {
    fields = List.copyOf(fields);
  }

  /** Reads the sender's form; what is longer than it can be there is left out. */
  static Carried of(MultiMap values) {
    List<Field> fields = new ArrayList<>();
    LINES.forEach(name -> add(fields, name, values.get(name), LONGEST_LINE));
    add(fields, "confidential", values.get("confidential"), SubmissionReader.LONGEST_DETAILS);
    // A heading that was made of the text is made anew when the text has changed.
    String title = values.get("title");
    if (title != null && values.contains("text") && !title.equals(Submission.titleOf(values.get("text")))) add(fields, "title", title, Question.LONGEST_TITLE);
    SubmissionReader.attachments(values).forEach(key -> fields.add(new Field("attachment", key)));
    return new Carried(fields);
  }

  private static void add(List<Field> fields, String name, String value, int longest) {
    if (value != null && !value.isBlank() && value.length() <= longest && value.indexOf('\0') < 0) fields.add(new Field(name, value));
  }

  public boolean hasFiles() {
    return fields.stream().anyMatch(field -> field.name().equals("attachment"));
  }
}
