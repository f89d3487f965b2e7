package se.malmo.meet.matching;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.Span;

/**
 * Somebody or something that fits a text, with all that led to it.
 *
 * @param score the sum of the evidence's points
 * @param rank 1 for the first of its list
 * @param evidence heaviest first
 */
public record Suggestion<T>(T what, double score, int rank, Confidence confidence, List<Evidence> evidence) {

  /** The part of the score that a piece of evidence carries; all of a suggestion's sum to 1. */
  public double share(Evidence piece) {
    return piece.points() / score;
  }

  /** All places in the text that it rests on. */
  public List<Span> spans() {
    return evidence.stream().flatMap(piece -> piece.spans().stream()).distinct().toList();
  }

  /** An organisation of the resource bank. */
  public record Partner(String id, String name, String sector, boolean claimed) {}

  /** A förvaltning with its ambassadors. */
  public record Department(String id, String name, String nameEn, List<Contact> ambassadors) {
    public String name(String language) {
      return "en".equals(language) ? nameEn : name;
    }
  }

  /** An ambassador: name and title, as published. */
  public record Contact(String name, String title) {}

  /**
   * An initiative that has been made public.
   *
   * @param language of title and summary
   * @param standing how the text stands to it, found when it is asked for: both texts are read for it
   */
  public record Known(String reference, String title, String summary, Optional<Language> language, String status, int year, List<String> owners, Optional<Ending> ending, Standing standing) {
    public Relation relation() {
      return standing.decision().relation();
    }

    /** Where the words of the text stand that say so, first to last; may be empty. */
    public List<Span> told() {
      return standing.decision().spans();
    }
  }
}
