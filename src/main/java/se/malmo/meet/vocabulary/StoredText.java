package se.malmo.meet.vocabulary;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.language.Language;

/**
 * A text as a node of the graph keeps it.
 *
 * @param kind label of the node: Organisation, Initiative or Forvaltning
 * @param heading title or name
 * @param body text or description
 * @param words that were read in it when it came in
 */
public record StoredText(String id, String kind, String heading, String body, Optional<Language> language, List<String> words) {

  /** Reads a stored text as it was read when it came in, but with the vocabulary of now. */
  @FunctionalInterface
  public interface Reader {
    List<Keyword> read(StoredText text);
  }
}
