package se.malmo.meet.ambassador;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import se.malmo.meet.ambassador.Booking.Asked;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Caller;

/** Meetings with ambassadors that people book: a time is one person's, until either side calls it off. */
public final class Bookings {
  /** A booking is there for so long after the meeting; the privacy page says so. */
  public static final Duration KEPT = Duration.ofDays(90);
  /** So many meetings can one address have before it. */
  static final int MOST_OPEN = 3;
  /** Nobody gets more mails of bookings, whoever types their address. */
  private static final int MOST_A_DAY = 6;
  private static final int MOST_PAST = 25;
  private static final int MOST_TOLD = 15;
  private static final int SECRET_DIGITS = 32;
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");

  private final BookingStore store;
  private final Covering covering;
  private final InstantSource clock;
  private final Ids ids;
  private final byte[] key;

  /** @param key signs the secret of a booking's page, so that mails can name it and the graph need not keep it */
  public Bookings(Graph graph, Covering covering, InstantSource clock, Ids ids, byte[] key) {
    store = new BookingStore(graph);
    this.covering = covering;
    this.clock = clock;
    this.ids = ids;
    this.key = key.clone();
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Books a time; when this returns it is on disk.
   *
   * @param formKey names the form that was filled in: the same words in it again are the same booking
   * @return the secret of its page, or nothing where somebody else has the time
   * @throws Problem.Invalid where this address has booked as much as one may
   */
  Optional<String> book(Slot slot, Asked asked, String formKey, String language) {
    String same = same(slot.id(), asked, formKey);
    Optional<String> before = store.idOf(same);
    if (before.isPresent()) return before.map(this::secret);
    Instant now = now();
    BookingStore.Had had = store.ofEmail(asked.email().toLowerCase(Locale.ROOT), now, now.minus(Duration.ofDays(1)));
    if (had.open() >= MOST_OPEN || had.made() >= MOST_A_DAY) throw new Problem.Invalid("email", "problem.booking.many", MOST_OPEN);
    String id = ids.next("boo-");
    store.take(new BookingStore.Arrival(id, same, Hash.sha256(secret(id)), slot.id(), asked, language), now);
    return store.idOf(same).map(this::secret);
  }

  private static String same(String slot, Asked asked, String formKey) {
    return Hash.sha256(formKey + "\n" + slot + "\n" + asked.sameness());
  }

  /** The page of what this very form has booked already. */
  Optional<String> booked(String slot, Asked asked, String formKey) {
    return store.idOf(same(slot, asked, formKey)).map(this::secret);
  }

  /** The secret of a booking's page, for its mails alone. */
  public String secret(String id) {
    return Hash.hmac(key, "booking:" + id).substring(0, SECRET_DIGITS);
  }

  Optional<Booking> bySecret(String secret) {
    return SECRET.matcher(secret).matches() ? store.bySecretHash(Hash.sha256(secret)) : Optional.empty();
  }

  /** A booking, for its mails. */
  public Optional<Booking> byId(String id) {
    return store.byId(id);
  }

  /** Where its mails go, for them alone. */
  public Optional<String> email(String id) {
    return store.email(id);
  }

  /**
   * A booking for one of those who meet or stand in.
   *
   * @throws Problem.NotFound where there is none, or not for them
   */
  Booking seen(String id, Caller caller) {
    Optional<Set<String>> seen = covering.seen(caller);
    return store.byId(id).filter(one -> seen.isEmpty() || seen.get().contains(one.forvaltning().id())).orElseThrow(Problem.NotFound::new);
  }

  /** Calls a meeting off as its visitor; whether it is off, which it is not where it has begun. */
  boolean offByVisitor(Booking booking) {
    return off(booking, true, "", "visitor");
  }

  /** Calls a meeting off as one of those who meet, with a word to the visitor. */
  boolean offByHost(Booking booking, String word, Caller by) {
    return off(booking, false, word, by.account());
  }

  private boolean off(Booking booking, boolean isByVisitor, String word, String by) {
    store.off(booking.id(), isByVisitor, word, by, ids.next("trn-"), now());
    return store.byId(booking.id()).filter(now -> now.off().isPresent()).isPresent();
  }

  List<Booking> past(Caller caller) {
    return store.past(covering.seen(caller), now(), MOST_PAST);
  }

  Map<String, String> names(List<String> bookings) {
    return store.names(bookings);
  }

  /** Meetings of some accounts in the days to come: what a mail tells of. */
  public List<Booking> coming(Set<String> accounts, Duration ahead) {
    return store.coming(accounts, now(), now().plus(ahead), MOST_TOLD);
  }
}
