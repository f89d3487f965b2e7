package se.malmo.meet.draft;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;

/** Drafts that somebody asked the server to keep, each behind an address that is itself the key. */
public final class Drafts {
  /** A draft is kept for so long after it was last saved. */
  public static final Duration KEPT = Duration.ofDays(30);
  private static final Pattern STATE = Pattern.compile("([0-9a-f]{32})(?:\\.(\\d{1,9}))?");
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
   * @param version counts how often it has been saved
   * @param until when it is purged
   */
  public record Kept(Draft draft, long version, Instant until) {}

  /**
   * Which saving of a draft a page was made from, so that one who saves over a later one is told.
   *
   * @param version 0 for one that no saving has
   */
  public record State(String secret, long version) {

    /** Reads what a form says; empty where it is no state. */
    public static Optional<State> of(String code) {
      Matcher state = STATE.matcher(code == null ? "" : code);
      return state.matches() ? Optional.of(new State(state.group(1), state.group(2) == null ? 0 : Long.parseLong(state.group(2)))) : Optional.empty();
    }

    /** As it stands in a form. */
    public String code() {
      return secret + "." + version;
    }
  }

  /**
   * Keeps a draft; on disk when this returns.
   *
   * @param from what this was written from; a new draft is made where there is none of it
   * @return the draft's secret, 128 bits, of which only the hash is kept; empty where somebody else has saved another text meanwhile, which is left as it is
   */
  public Optional<String> save(Draft draft, Optional<State> from) {
    Instant now = clock.instant();
    Optional<Boolean> renewed = from.flatMap(state -> store.renew(Hash.sha256(state.secret()), state.version(), draft, now, now.plus(KEPT)));
    if (renewed.isPresent()) return from.map(State::secret).filter(secret -> renewed.get());
    String made = ids.secret();
    store.make(Hash.sha256(made), draft, now, now.plus(KEPT));
    return Optional.of(made);
  }

  /**
   * Keeps a new draft under a secret that names what somebody fills in: the same again, by a double click, keeps nothing more.
   *
   * @param secret 128 bits that only this server can make
   * @return when it is purged
   */
  public Instant keep(Draft draft, String secret) {
    Instant now = clock.instant();
    store.keep(Hash.sha256(secret), draft, now, now.plus(KEPT));
    return of(secret).orElseThrow().until();
  }

  /** The draft behind a secret; one that is too old is as one that never was. */
  public Optional<Kept> of(String secret) {
    return SECRET.matcher(secret).matches() ? store.byHash(Hash.sha256(secret), clock.instant()) : Optional.empty();
  }

  /** Takes a draft away at once. */
  public void delete(String secret) {
    store.delete(Hash.sha256(secret));
  }
}
