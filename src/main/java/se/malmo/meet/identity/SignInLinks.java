package se.malmo.meet.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Allowance;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.web.Role;

/**
 * Signing in by a link that is sent to one's address, for members of organisations: good once, for a quarter of an hour, in the browser that asked for it. Its
 * secret is made of the server's key and the link's id, so that the graph has only a hash of it.
 */
public final class SignInLinks {
  /** A link is good for so long. */
  public static final Duration LIFE = Duration.ofMinutes(15);
  /** What was asked is remembered for so long, to count by. */
  public static final Duration KEPT = Duration.ofDays(1);
  /** Nobody is sent more, whoever asks for it. */
  static final int MOST_TO_ONE_AN_HOUR = 5;
  /** So many wrong links may one client try in a window. */
  private static final int MOST_WRONG = 20;
  static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int SECRET_DIGITS = 32;
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");

  private final SignInLinkStore store;
  private final Accounts accounts;
  private final InstantSource clock;
  private final Ids ids;
  private final byte[] key;
  private final Allowance wrong;

  public SignInLinks(Graph graph, Accounts accounts, InstantSource clock, Ids ids, byte[] key) {
    store = new SignInLinkStore(graph);
    this.accounts = accounts;
    this.clock = clock;
    this.ids = ids;
    this.key = key.clone();
    wrong = new Allowance(MOST_WRONG, WINDOW, clock);
  }

  /** A link that somebody asked for. */
  public record Link(String id, String account, String language, boolean isOpen) {}

  /**
   * Asks for a link. Whether there is an account by that address is told to nobody but its owner: the same is written, and takes as long, for one that there is
   * not; its mail is dropped when its time comes.
   *
   * @param browser what only the browser that asks has
   * @param mail the statement that sends a link, by its id
   * @return the secret of the link, which only its mail may tell; empty where there is nobody to let in
   */
  Optional<String> ask(String email, String language, String browser, Function<String, Graph.Statement> mail) {
    Instant now = clock.instant();
    String address = Hash.sha256(email.toLowerCase(Locale.ROOT));
    if (store.askedOf(address, now.minus(Duration.ofHours(1))) >= MOST_TO_ONE_AN_HOUR) return Optional.empty();
    Optional<String> account = accounts.byEmail(email).filter(one -> one.role() == Role.MEMBER && !one.isClosed()).map(Account::id);
    String id = ids.next("sil-");
    store.ask(new SignInLinkStore.Asked(id, address, account, language, Hash.sha256(secret(id)), Hash.sha256(browser), now), mail.apply(id));
    return account.map(one -> secret(id));
  }

  /** The secret of a link, for its mail alone. */
  public String secret(String id) {
    return Hash.hmac(key, "sign-in:" + id).substring(0, SECRET_DIGITS);
  }

  /** A link by its id, for its mail. */
  public Optional<Link> byId(String id) {
    return store.byId(id, clock.instant().minus(LIFE));
  }

  /** Whether a secret is one of a link that still lets somebody in, in this browser. */
  boolean isGood(String secret, String browser) {
    return SECRET.matcher(secret).matches() && store.isGood(Hash.sha256(secret), Hash.sha256(browser), clock.instant().minus(LIFE));
  }

  /** Spends a link, once; whom it lets in. */
  Optional<Account> spend(String secret, String browser) {
    if (!SECRET.matcher(secret).matches()) return Optional.empty();
    return store.spend(Hash.sha256(secret), Hash.sha256(browser), clock.instant(), clock.instant().minus(LIFE)).flatMap(accounts::byId)
        .filter(one -> one.role() == Role.MEMBER && !one.isClosed());
  }

  /** Whether a client has not tried too many wrong links of late. */
  boolean mayTry(String client) {
    return wrong.has(client);
  }

  /** Counts a wrong link against a client; false where that was one too many. */
  boolean wasWrong(String client) {
    return wrong.take(client);
  }
}
