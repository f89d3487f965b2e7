package se.malmo.meet.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.web.Caller;

/** Bearer tokens for the API: 256 random bits, of which only the SHA-256 is kept. */
public final class Tokens implements Caller.Tokens {
  /** A token is good for so long. */
  public static final Duration LIFE = Duration.ofDays(90);

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
  /** A token that is taken away in the graph is good for so long still. */
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST_REMEMBERED = 1_000;

  private final TokenStore store;
  private final InstantSource clock;
  private final Ids ids;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(Caller caller, Instant until) {}

  public Tokens(Graph graph, InstantSource clock, Ids ids) {
    store = new TokenStore(graph);
    this.clock = clock;
    this.ids = ids;
  }

  /** Makes a token; it is told here and never again. */
  public String make(Caller caller) {
    return make(caller, Optional.empty());
  }

  /**
   * Makes a token in the name of a person, with all that they may do, for as long as they may.
   *
   * @param email theirs
   * @return nothing where nobody has it, or their account is closed
   */
  public Optional<String> makeFor(String email, boolean isReader) {
    return store.person(email.toLowerCase(Locale.ROOT)).map(person -> make(isReader ? person.reading() : person, Optional.of(person.account())));
  }

  private String make(Caller caller, Optional<String> person) {
    String token = ids.secret() + ids.secret();
    Instant now = clock.instant();
    store.save(ids.next("acc-"), Hash.sha256(token), caller, person, now, now.plus(LIFE));
    return token;
  }

  /** Whether the graph has this förvaltning. */
  public boolean knowsForvaltning(String id) {
    return store.knowsForvaltning(id);
  }

  @Override
  public Optional<Caller> holder(String token) {
    if (!FORM.matcher(token).matches()) return Optional.empty();
    String hash = Hash.sha256(token);
    Instant now = clock.instant();
    Seen before = seen.get(hash);
    if (before != null && before.until().isAfter(now)) return Optional.of(before.caller());
    Optional<Caller> caller = store.holder(hash, now);
    // Only what the graph has is remembered, so made-up tokens take no room.
    if (seen.size() >= MOST_REMEMBERED) seen.clear();
    caller.ifPresentOrElse(known -> seen.put(hash, new Seen(known, now.plus(REMEMBERED))), () -> seen.remove(hash));
    return caller;
  }
}
