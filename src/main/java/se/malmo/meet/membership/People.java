package se.malmo.meet.membership;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;

/**
 * Those who speak for an organisation: several, one of whom is turned to first. One asks the next by mail; whoever goes leaves somebody behind, so that no profile
 * is nobody's by accident.
 */
public final class People {
  /** A link to say yes with is good for so long. */
  public static final Duration LIFE = Duration.ofDays(7);
  /** So many of one organisation may wait for an answer at once. */
  static final int MOST_OPEN = 10;
  private static final int MOST_TO_ONE_A_DAY = 5;
  private static final int SECRET_DIGITS = 32;
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");

  private final PeopleStore store;
  private final Accounts accounts;
  private final InstantSource clock;
  private final Ids ids;
  private final byte[] key;
  private final Mailing mailing;

  /** The statement that has somebody asked by mail. */
  @FunctionalInterface
  public interface Mailing {
    /**
     * The statement.
     *
     * @param id of the question
     * @param asks how many times it was asked
     */
    Graph.Statement of(String id, int asks);
  }

  public People(Graph graph, Accounts accounts, InstantSource clock, Ids ids, byte[] key, Mailing mailing) {
    store = new PeopleStore(graph);
    this.accounts = accounts;
    this.clock = clock;
    this.ids = ids;
    this.key = key.clone();
    this.mailing = mailing;
  }

  /**
   * Somebody who has been asked to speak for an organisation and has not answered.
   *
   * @param by the account that asks
   * @param takesOver whether they are to be the one who is turned to
   * @param leaves whether the one who asks goes when they have said yes
   */
  public record Asked(String id, String organisation, String organisationName, String email, String name, String by, String language, int asks, boolean takesOver, boolean leaves, Instant at) {
    /** Never their address: it is a person's. */
    @Override
    public String toString() {
      return id;
    }
  }

  /** Who is to be asked. */
  record Asking(String name, String email, boolean takesOver, boolean leaves) {
    /** Never their address: it is a person's. */
    @Override
    public String toString() {
      return "somebody";
    }
  }

  /** Those who speak for an organisation, by name. */
  public List<Account> of(String organisation) {
    return accounts.members(organisation);
  }

  /** The one who is turned to first; empty where nobody speaks for it. */
  public Optional<Account> contact(String organisation) {
    List<Account> all = of(organisation);
    Optional<String> said = store.contact(organisation);
    return all.stream().filter(one -> said.filter(one.id()::equals).isPresent()).findFirst().or(() -> all.stream().findFirst());
  }

  private Instant oldest() {
    return clock.instant().minus(LIFE);
  }

  private boolean isMember(String organisation, String account) {
    return of(organisation).stream().anyMatch(one -> one.id().equals(account));
  }

  /** Those who have been asked and have not answered, the newest first. */
  List<Asked> asked(String organisation) {
    return store.of(organisation, oldest());
  }

  /**
   * Has the owner of an address asked whether they want to speak for an organisation too.
   *
   * @throws Problem.Invalid where they do already, or have been asked often enough
   * @throws Problem.Conflict where as many wait as may
   */
  void ask(String organisation, Asking asking, String language, String field, Account by) {
    String email = asking.email().toLowerCase(Locale.ROOT);
    if (of(organisation).stream().anyMatch(one -> one.email().filter(email::equals).isPresent())) throw new Problem.Invalid(field, "problem.people.already");
    Instant now = clock.instant();
    if (store.askedOf(email, now.minus(Duration.ofDays(1))) >= MOST_TO_ONE_A_DAY) throw new Problem.Invalid(field, "problem.people.often");
    String same = Hash.sha256(organisation + "\n" + email);
    Optional<Map.Entry<String, Integer>> before = store.byKey(same);
    String id = before.map(Map.Entry::getKey).orElseGet(() -> ids.next("pin-"));
    int asks = before.map(Map.Entry::getValue).orElse(0) + 1;
    Map<String, Object> properties = Map.of("organisation", organisation, "email", asking.email(), "emailKey", email, "name", asking.name(), "by", by.id(), "language", language,
        "takesOver", asking.takesOver(), "leaves", asking.leaves());
    boolean isAsked = store.ask(new PeopleStore.Asked(same, id, organisation, properties, Hash.sha256(secret(id, asks)), now), ids.next("act-"), oldest(), MOST_OPEN,
        List.of(mailing.of(id, asks)), new Happening("organisation.person-asked", organisation, by.id(), Map.of("invite", id, "takesOver", String.valueOf(asking.takesOver()))));
    if (!isAsked) throw new Problem.Conflict("problem.people.full", MOST_OPEN);
  }

  /** The secret of the link to say yes with, for its mail alone; each time one asks it is another, so that an old link stays one. */
  public String secret(Asked asked) {
    return secret(asked.id(), asked.asks());
  }

  private String secret(String id, int asks) {
    return Hash.hmac(key, "person:" + id + ":" + asks).substring(0, SECRET_DIGITS);
  }

  /** One that may still be answered, for its mail. */
  public Optional<Asked> byId(String id) {
    return store.byId(id, oldest()).filter(one -> isMember(one.organisation(), one.by()));
  }

  /** The same by the secret of its link; nothing where the one who asked is not of the organisation any more. */
  Optional<Asked> bySecret(String secret) {
    return SECRET.matcher(secret).matches() ? store.bySecret(Hash.sha256(secret), oldest()).filter(one -> isMember(one.organisation(), one.by())) : Optional.empty();
  }

  /**
   * Says yes, once.
   *
   * @return who speaks for it now; nothing where the address is of somebody who works for the city, or the link is spent
   */
  Optional<Account> accept(Asked asked) {
    Instant now = clock.instant();
    if (!store.spend(asked.id(), now)) return Optional.empty();
    Optional<Account> account = accounts.join(asked.email(), asked.name(), "", "self");
    account.ifPresent(one -> {
      store.add(asked.organisation(), one.id(), asked.takesOver(), ids.next("act-"), now,
          new Happening(asked.takesOver() ? "organisation.handed-over" : "organisation.person-joined", asked.organisation(), one.id(), Map.of("account", one.id(), "asked", asked.by())));
      if (asked.leaves()) leave(asked.organisation(), asked.by(), asked.by(), "organisation.person-left");
    });
    return account;
  }

  /** Lets an account speak for an organisation too; whoever is turned to first stays so. */
  void join(String organisation, String account, String by) {
    store.add(organisation, account, false, ids.next("act-"), clock.instant(), new Happening("organisation.person-joined", organisation, by, Map.of("account", account)));
  }

  /** Takes a question back. */
  void withdraw(String organisation, String id, String by) {
    store.withdraw(id, organisation, clock.instant(), new Happening("organisation.person-unasked", organisation, by, Map.of("invite", id)));
  }

  /** Makes one of them the one who is turned to first. */
  void makeContact(String organisation, String account, String by) {
    if (!isMember(organisation, account)) throw new Problem.NotFound();
    store.makeContact(organisation, account, ids.next("act-"), clock.instant(), new Happening("organisation.contact", organisation, by, Map.of("account", account)));
  }

  /**
   * Goes.
   *
   * @throws Problem.Conflict where they are the last one
   */
  void leave(String organisation, String by) {
    if (!leave(organisation, by, by, "organisation.person-left")) throw new Problem.Conflict("problem.people.last");
  }

  /**
   * Takes another off, which only the one who is turned to first may.
   *
   * @throws Problem.Conflict where that is somebody else
   */
  void remove(String organisation, String account, String by) {
    if (contact(organisation).filter(one -> one.id().equals(by)).isEmpty()) throw new Problem.Conflict("problem.people.contact");
    if (account.equals(by) || !leave(organisation, account, by, "organisation.person-removed")) throw new Problem.NotFound();
  }

  /** Leaves an organisation to one of those who speak for it: all others go. */
  void leaveTo(String organisation, String account, String by) {
    List<String> others = new ArrayList<>(of(organisation).stream().map(Account::id).filter(one -> !one.equals(account)).toList());
    others.forEach(one -> leave(organisation, one, by, "organisation.person-removed"));
  }

  private boolean leave(String organisation, String account, String by, String what) {
    return store.leave(organisation, account, ids.next("act-"), clock.instant(), new Happening(what, organisation, by, Map.of("account", account)));
  }
}
