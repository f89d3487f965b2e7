package se.malmo.meet.web;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Awaiting;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Seal;

/**
 * Requests that their sender gives a key, so that they are done once however often they come (Idempotency-Key).
 *
 * <p>The key is on disk, with a seed, before anything is done. The ids of what the request makes are derived from the seed and written in the same transaction
 * as what they name, so whoever comes again after a kill between commit and answer finds what was made instead of making it twice. The answer is kept after
 * that, sealed, and given again to the letter; what was refused is not kept.
 */
public final class Idempotency {
  /** A key is good for so long. */
  public static final Duration KEPT = Duration.ofHours(24);

  private static final String NAME = "Idempotency-Key";
  /** Printable ASCII, at most 255. */
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final IdempotencyStore store;
  private final InstantSource clock;
  private final Ids ids;
  private final byte[] key;
  private final Seal seal;
  /** What this server is doing just now; who comes with the same key waits for it. */
  private final ConcurrentMap<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

  /** @param key of the server: seals what is kept, which may hold secrets */
  public Idempotency(Graph graph, InstantSource clock, Ids ids, byte[] key) {
    store = new IdempotencyStore(graph);
    this.clock = clock;
    this.ids = ids;
    this.key = key.clone();
    seal = new Seal(key);
  }

  private record Kept(int status, String contentType, Map<String, String> headers, String content) {}

  /**
   * Answers once.
   *
   * @param who whose keys these are: the id of an account, "" for those without
   * @param given the key
   * @param content all that makes the request what it is
   * @param action does what is asked, with the seed of what it makes
   * @throws Problem.Invalid for what can be no key
   * @throws Problem.Repeated where the key has been used for something else
   */
  Answer answer(String who, String given, byte[] content, Function<String, Answer> action) {
    if (!FORM.matcher(given).matches()) throw new Problem.Invalid(NAME, "problem.idempotency.key");
    String id = Hash.hmac(key, "once:" + who + "\n" + given);
    CompletableFuture<Void> mine = new CompletableFuture<>();
    for (CompletableFuture<Void> other = running.putIfAbsent(id, mine); other != null; other = running.putIfAbsent(id, mine)) Awaiting.end(other);
    try {
      return alone(id, Hash.hmac(key, "content:" + Hash.sha256(content)), action);
    } finally {
      running.remove(id);
      mine.complete(null);
    }
  }

  private Answer alone(String id, String fingerprint, Function<String, Answer> action) {
    Instant now = clock.instant();
    IdempotencyStore.Begun begun = store.begin(id, ids.next(""), fingerprint, now, now.minus(KEPT));
    if (!begun.fingerprint().equals(fingerprint)) throw new Problem.Repeated();
    if (begun.answer().isPresent()) return seal.open(begun.answer().get(), id).map(Idempotency::again).orElseThrow(Problem.Repeated::new);
    Answer answer;
    try {
      answer = action.apply(begun.seed());
    } catch (Problem refused) {
      store.forget(id, begun.seed());
      throw refused;
    }
    // Only what was done is kept; after any other fault nobody knows, and the same seed goes on from where it was.
    if (answer.status() < 300) store.keep(id, begun, seal.close(text(answer), id), now);
    else if (answer.status() < 500) store.forget(id, begun.seed());
    return answer;
  }

  private static String text(Answer answer) {
    return new String(Json.write(new Kept(answer.status(), answer.contentType(), answer.headers(), answer.content().toString(StandardCharsets.UTF_8))), StandardCharsets.UTF_8);
  }

  private static Answer again(String text) {
    Kept kept = Json.read(text.getBytes(StandardCharsets.UTF_8), Kept.class);
    return new Answer(kept.status(), kept.contentType(), Buffer.buffer(kept.content()), kept.headers()).with("Idempotent-Replayed", "true");
  }

  /** Forgets keys that have had their time; tells how many. */
  public int purge() {
    return store.purge(clock.instant().minus(KEPT));
  }
}
