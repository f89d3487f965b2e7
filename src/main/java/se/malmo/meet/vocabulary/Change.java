package se.malmo.meet.vocabulary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that a person has done to the vocabulary.
 *
 * @param action add, alias, merge or stop
 * @param by role of who did it
 * @param term that was added, became another label or is never to be proposed again
 * @param competence that was made, got the label or was merged into another
 * @param into the competence that it was merged into
 * @param undoneAt when it was undone
 * @param textsRead stored texts that were read again for it, empty while that goes on
 */
public record Change(String id, String action, Instant at, String by, Optional<String> term, Optional<String> language, Optional<String> competence,
    Optional<String> into, Optional<Instant> undoneAt, Optional<Long> textsRead) {

  /** What a change needs to be undone and to be followed up. */
  record Whole(Change change, Delta delta, List<Rereading.Label> labels, List<String> competences) {}
}
