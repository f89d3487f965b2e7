package se.malmo.meet.scanning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Sweden;

/**
 * Something outside the city that somebody in it has noticed (omvärldssignal); for those who handle cases, never public.
 *
 * @param link where it can be read
 * @param note what whoever noticed it says of it, "" for nothing
 * @param language of the text
 * @param by the account that noted it
 * @param who the name of that account, "" where it has none any more
 * @param concepts what it is about, the heaviest first
 */
public record Signal(String id, String title, Optional<String> link, String note, String language, Unit forvaltning, String by, String who, Instant at,
    List<Concept> concepts) {
  /** With more it would be about everything. */
  static final int MOST_CONCEPTS = 12;

  public Signal {
    concepts = List.copyOf(concepts);
  }

  /** The day in Sweden. */
  public LocalDate day() {
    return Sweden.day(at);
  }

  /** A förvaltning by its name in both languages. */
  public record Unit(String id, String nameSv, String nameEn) {
    public String name(String language) {
      return "en".equals(language) ? nameEn : nameSv;
    }
  }

  /**
   * That another förvaltning has noted something about the same.
   *
   * @param signal id of its latest one about that
   * @param shared what both are about
   */
  public record Also(Unit forvaltning, String signal, String title, List<Concept> shared) {}

  /** A signal that touches a case, and what both are about. */
  public record Touching(Signal signal, List<Concept> shared) {}

  /** A case that a signal touches, and what both are about. */
  public record Touched(String reference, String title, String language, String status, List<Concept> shared) {}
}
