package se.malmo.meet.matching;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neo4j.driver.Value;
import se.malmo.meet.platform.Sweden;

/**
 * How an initiative ended, in a few words, for lists.
 *
 * @param day when somebody ended it here; none where only the outcome is known
 * @param outcome its first sentence, "" where nobody has told
 */
public record Ending(Optional<LocalDate> day, String outcome) {
  /** What of an initiative i tells how it ended, for a statement that returns it: "ending". */
  public static final String CYPHER = """
      CASE WHEN i.status = 'ended' THEN [left(coalesce(i.outcome, ''), 600)]
        + COLLECT { MATCH (e:Event {subject: i.id}) WHERE e.type = 'initiative.ended' RETURN e.at ORDER BY e.sequence DESC LIMIT 1 } ELSE [] END""";

  private static final int LONGEST = 160;
  /** What ends a sentence is followed by the beginning of another; "t.ex." is not. */
  private static final Pattern SENTENCE = Pattern.compile("^.{15,}?[.!?](?=\\s+[\\p{Lu}\\d])");

  /** Reads the value of {@link #CYPHER}; empty for one that goes on, and for one of which nobody has told anything. */
  public static Optional<Ending> of(Value row) {
    if (row.isNull() || row.size() == 0) return Optional.empty();
    List<Object> parts = row.asList();
    Optional<LocalDate> day = parts.size() > 1 ? Optional.of(Sweden.day(((ZonedDateTime) parts.get(1)).toInstant())) : Optional.empty();
    String outcome = brief(parts.getFirst().toString());
    return day.isEmpty() && outcome.isEmpty() ? Optional.empty() : Optional.of(new Ending(day, outcome));
  }

  /** The first sentence in one line, cut between words where it is long. */
  static String brief(String outcome) {
    String line = outcome.strip().replaceAll("\\s+", " ");
    Matcher sentence = SENTENCE.matcher(line);
    String first = sentence.find() ? sentence.group() : line;
    if (first.length() <= LONGEST) return first;
    int space = first.lastIndexOf(' ', LONGEST);
    int end = space < LONGEST / 2 ? LONGEST : space;
    return first.substring(0, Character.isHighSurrogate(first.charAt(end - 1)) ? end - 1 : end) + " …";
  }
}
