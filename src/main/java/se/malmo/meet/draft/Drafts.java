package se.malmo.meet.draft;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;

/** Drafts that somebody asked the server to keep, each behind an address that is itself the key. */
public final class Drafts {
  /** A draft is kept for so long after it was last saved. */
  public static final Duration KEPT = Duration.ofDays(30);
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");

  private final DraftStore store;
  private final InstantSource clock;
  private final Ids ids;

  public Drafts(Graph graph, InstantSource clock, Ids ids) {
    store = new DraftStore(graph);
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * A draft as it lies on the server.
   *
   * @param until when it is purged
   */
  public record Kept(Draft draft, Instant until) {}

  /**
   * Keeps a draft; on disk when this returns.
   *
   * @param secret of the draft that this is a newer state of; a new draft is made where there is none of it
   * @return the draft's secret, 128 bits, of which only the hash is kept
   */
  public String save(Draft draft, Optional<String> secret) {
    Instant now = clock.instant();
    Optional<String> known = secret.filter(one -> SECRET.matcher(one).matches())
        .filter(one -> store.renew(Hash.sha256(one), draft, now, now.plus(KEPT)));
    return known.orElseGet(() -> {
      String made = ids.secret();
      store.make(Hash.sha256(made), draft, now, now.plus(KEPT));
      return made;
    });
  }

  /** The draft behind a secret; one that is too old is as one that never was. */
  public Optional<Kept> of(String secret) {
    return SECRET.matcher(secret).matches() ? store.byHash(Hash.sha256(secret), clock.instant()) : Optional.empty();
  }

  /** Takes a draft away at once. */
  public void delete(String secret) {
    store.delete(Hash.sha256(secret));
  }

  /** Throws away what is too old; tells how many. */
  public int purge() {
    return store.purge(clock.instant());
  }
}
