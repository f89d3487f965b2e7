package se.malmo.meet.membership;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;

/**
 * Joining the resource bank: three fields, a mail, a yes. Until the yes nothing of it is public or suggested. Who gives the name or number of an organisation that
 * is known already becomes one who wants to speak for it, and a person in the city looks into that.
 */
public final class Joinings {
  /** A link to say yes with is good for so long. */
  public static final Duration LIFE = Duration.ofDays(3);
  /** Nobody is asked more often, whoever asks for it. */
  private static final int MOST_TO_ONE_A_DAY = 5;
  private static final int SECRET_DIGITS = 32;
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");

  private final JoiningStore store;
  private final Organisations organisations;
  private final Accounts accounts;
  private final Claims claims;
  private final InstantSource clock;
  private final Ids ids;
  private final byte[] key;

  public Joinings(Graph graph, Organisations organisations, Accounts accounts, Claims claims, InstantSource clock, Ids ids, byte[] key) {
    store = new JoiningStore(graph);
    this.organisations = organisations;
    this.accounts = accounts;
    this.claims = claims;
    this.clock = clock;
    this.ids = ids;
    this.key = key.clone();
  }

  /**
   * One that has asked.
   *
   * @param id that the organisation will have
   * @param browserHash of what only the browser that asked has
   */
  public record Kept(String id, Joining joining, String browserHash, int asks) {}

  /** What came of a yes. */
  sealed interface Outcome {}

  /** It is in the resource bank now. */
  record Joined(Account account, String organisation) implements Outcome {}

  /** It was there before; somebody in the city looks into who speaks for it. */
  record Claimed(Account account, String name) implements Outcome {}

  /** The address belongs to somebody who works for the city, or whose account was closed. */
  record Refused() implements Outcome {}

  /**
   * Keeps what was said and has the owner of the address asked.
   *
   * @param browser what only the browser that asks has
   * @param mail the statement that sends the question, by the joining's id and how many times it was asked
   * @return the id that the organisation will have; the same for the same name and address
   */
  String ask(Joining joining, String browser, java.util.function.BiFunction<String, Integer, Graph.Statement> mail) {
    Instant now = clock.instant();
    String email = joining.email().toLowerCase(Locale.ROOT);
    String same = Hash.sha256(email + "\n" + Organisation.nameKey(joining.row().name()));
    Optional<Kept> before = store.byKey(same);
    String id = before.map(Kept::id).orElseGet(() -> ids.next("org-"));
    if (store.askedOf(email, now.minus(Duration.ofDays(1))) >= MOST_TO_ONE_A_DAY) return id;
    int asks = before.map(Kept::asks).orElse(0) + 1;
    store.ask(joining, new JoiningStore.Asked(same, id, email, Hash.sha256(secret(id, asks)), Hash.sha256(browser), now), mail.apply(id, asks));
    return id;
  }

  /** The secret of the link to say yes with, for its mail alone; each time one asks it is another, so that an old link stays one. */
  public String secret(Kept kept) {
    return secret(kept.id(), kept.asks());
  }

  private String secret(String id, int asks) {
    return Hash.hmac(key, "join:" + id + ":" + asks).substring(0, SECRET_DIGITS);
  }

  /** One that may still say yes, for its mail. */
  public Optional<Kept> byId(String id) {
    return store.byId(id, oldest());
  }

  Optional<Kept> bySecret(String secret) {
    return SECRET.matcher(secret).matches() ? store.bySecret(Hash.sha256(secret), oldest()) : Optional.empty();
  }

  private Instant oldest() {
    return clock.instant().minus(LIFE);
  }

  /** Says yes. A second yes finds nothing any more; one that broke off half-way can be said again. */
  Outcome confirm(Kept kept) {
    Joining joining = kept.joining();
    Optional<Organisation> known = organisations.sameAs(joining.row(), kept.id());
    Function<String, Optional<Account>> joins = organisation -> accounts.join(joining.email(), joining.row().name(), organisation, "self");
    if (known.isPresent()) {
      Optional<Account> account = joins.apply("");
      account.ifPresent(one -> claims.make(one, known.get(), joining.row().description()));
      account.ifPresent(one -> store.done(kept.id()));
      return account.<Outcome>map(one -> new Claimed(one, known.get().name())).orElseGet(Refused::new);
    }
    Optional<Account> account = joins.apply(kept.id());
    if (account.isEmpty()) return new Refused();
    organisations.keep(kept.id(), organisations.understood(joining.row()), account.get().id());
    store.done(kept.id());
    return new Joined(account.get(), kept.id());
  }

  /** Makes it public at once, without a yes: for the demo. */
  void keep(String id, Joining joining) {
    organisations.keep(id, organisations.understood(joining.row()), "demo");
  }
}
