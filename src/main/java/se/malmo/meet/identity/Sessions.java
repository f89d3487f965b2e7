package se.malmo.meet.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Request;

/** Who has signed in with a browser: 128 random bits in a cookie, of which only the SHA-256 is kept. */
public final class Sessions implements Caller.Tokens {
  /** A working day. */
  public static final Duration LIFE = Duration.ofHours(10);

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  private final SessionStore store;
  private final InstantSource clock;
  private final Ids ids;

  public Sessions(Graph graph, InstantSource clock, Ids ids) {
    store = new SessionStore(graph);
    this.clock = clock;
    this.ids = ids;
  }

  /** Begins a session, always with a new secret; it is told here and never again. */
  String begin(Account account) {
    String secret = ids.secret();
    Instant now = clock.instant();
    store.save(Hash.sha256(secret), ids.next("ses-"), account, now, now.plus(LIFE));
    return secret;
  }

  /** Signs a browser in, instead of whoever was. */
  public void enter(Request request, Account account) {
    request.session().ifPresent(this::end);
    request.keepSession(begin(account), LIFE);
  }

  @Override
  public Optional<Caller> holder(String secret) {
    if (!FORM.matcher(secret).matches()) return Optional.empty();
    return store.holder(Hash.sha256(secret), clock.instant());
  }

  /** Ends a session, at once and for every browser that has its secret. */
  void end(String secret) {
    if (FORM.matcher(secret).matches()) store.end(Hash.sha256(secret));
  }
}
