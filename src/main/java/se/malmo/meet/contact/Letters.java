package se.malmo.meet.contact;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.malmo.meet.contact.Letter.Received;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;

/** Takes letters in, as many as people can be thought to write, and gives a receipt for each. */
public final class Letters {
  /** A letter and its receipt are there for so long; the privacy page says so. */
  public static final Duration KEPT = Duration.ofDays(365);
  /** How long all wait where too many have written. */
  static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int MOST_AN_HOUR = 300;
  private static final int SECRET_DIGITS = 32;
  private static final int REFERENCE_DIGITS = 8;

  private final LetterStore store;
  private final InstantSource clock;
  private final Ids ids;
  private final byte[] key;

  /** @param key signs the secret of a receipt, so that the same form sent twice leads to the same one */
  public Letters(Graph graph, InstantSource clock, Ids ids, byte[] key) {
    store = new LetterStore(graph);
    this.clock = clock;
    this.ids = ids;
    this.key = key.clone();
  }

  /**
   * Keeps a letter; when this returns it is on disk.
   *
   * @param formKey names the form that was filled in: the same words in it again are the same letter
   * @return the secret of its receipt, or nothing where there are too many just now and it was not kept
   */
  Optional<String> send(Letter letter, String formKey) {
    // Who goes back and writes something else in the same form has written another letter.
    String sameness = formKey + "\n" + letter.sameness();
    String secret = Hash.hmac(key, "letter:" + sameness).substring(0, SECRET_DIGITS);
    String hash = Hash.sha256(secret);
    if (store.bySecretHash(hash).isPresent()) return Optional.of(secret);
    Instant now = clock.instant();
    if (store.since(now.minus(Duration.ofHours(1))) >= MOST_AN_HOUR) return Optional.empty();
    String reference = "BREV-" + hash.substring(0, REFERENCE_DIGITS).toUpperCase(Locale.ROOT);
    store.keep(new LetterStore.Arrival(ids.next("let-"), Hash.sha256(sameness), hash, reference, letter, now));
    return Optional.of(secret);
  }

  /** What is behind the secret address of a receipt. */
  Optional<Received> bySecret(String secret) {
    return secret.length() == SECRET_DIGITS ? store.bySecretHash(Hash.sha256(secret)) : Optional.empty();
  }

  /** Letters for those who answer them, the newest first. */
  List<LetterStore.Kept> page(int skip, int limit) {
    return store.page(skip, limit);
  }
}
