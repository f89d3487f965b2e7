package se.malmo.meet.interest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;

/** Notes of those who want to join a project, for those who run it. */
public final class Interests {
  /** A note is there for so long; the privacy page says so. */
  public static final Duration KEPT = Duration.ofDays(365);

  private static final int NUMBER_DIGITS = 8;
  private static final int MOST_SHOWN = 50;
  private static final Pattern NUMBER = Pattern.compile("GM-[0-9A-F]{" + NUMBER_DIGITS + "}");

  private final InterestStore store;
  private final InstantSource clock;

  public Interests(Graph graph, InstantSource clock) {
    store = new InterestStore(graph);
    this.clock = clock;
  }

  /** A public project that can be joined, or could be until it ended. */
  public record Project(String reference, String title, String language, boolean isOpen) {}

  /**
   * A note as case workers read it.
   *
   * @param language of the page that it was written on
   */
  public record Noted(String id, Instant at, Project project, Interest interest, String language) {
    /** What its sender can name it by: the first digits of the id. */
    public String number() {
      return number(id);
    }

    static String number(String id) {
      return "GM-" + id.substring(0, NUMBER_DIGITS).toUpperCase(Locale.ROOT);
    }
  }

  /** The public project of a reference. */
  Optional<Project> project(String reference) {
    return store.project(reference);
  }

  /** Takes a note in, on disk when this returns; the same one again changes nothing. Tells its number. */
  String note(Project project, Interest interest, String language) {
    String id = Hash.sha256(project.reference() + "\n" + interest.sameness());
    store.save(id, project.reference(), interest, language, clock.instant());
    return Noted.number(id);
  }

  /** When the note of a number came in. */
  Optional<Instant> received(Project project, String number) {
    return NUMBER.matcher(number).matches() ? store.at(project.reference(), number.substring("GM-".length()).toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  /** A note by its id, for its mails. */
  public Optional<Noted> byId(String id) {
    return store.byId(id);
  }

  /** How many notes came from the same address on the day before one, itself among them. */
  public long lately(Noted noted) {
    return store.lately(noted.interest().email(), noted.at().minus(Duration.ofDays(1)), noted.at());
  }

  /** The newest notes about a project. */
  public List<Noted> of(String reference) {
    return store.of(reference, MOST_SHOWN);
  }

  /** Those who are to be told of a note, by account: whoever handles the case, the förvaltningar that have it, the organisations that lead it. */
  public record Concerned(String handler, List<String> forvaltningar, List<String> leaders) {}

  /** Whom a note about a project concerns. */
  public Concerned concerned(String reference) {
    return store.concerned(reference);
  }

  /**
   * The notes, newest first.
   *
   * @param forvaltningar whose projects they are about, empty for all
   */
  List<Noted> page(Optional<Set<String>> forvaltningar, int skip, int limit) {
    return store.page(forvaltningar, skip, limit);
  }

  long count(Optional<Set<String>> forvaltningar) {
    return store.count(forvaltningar);
  }
}
