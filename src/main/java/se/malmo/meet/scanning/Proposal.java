package se.malmo.meet.scanning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.scanning.Signal.Unit;

/**
 * Something new in a feed, which is no signal until a person says so.
 *
 * @param feed the title of the feed, "" for one that is no longer followed
 * @param published when the feed says that it was
 * @param concepts what it was found to be about
 */
public record Proposal(String id, String title, Optional<String> link, String note, String language, String feed, Unit forvaltning, Optional<Instant> published, Instant at,
    List<Concept> concepts) {
  public Proposal {
    concepts = List.copyOf(concepts);
  }

  /** The day in Sweden on which it was published, or came. */
  public LocalDate day() {
    return Sweden.day(published.orElse(at));
  }
}
