package se.malmo.meet.initiative;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import se.malmo.meet.initiative.LostLinkStore.Kept;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Seal;

/**
 * The way back to a case for a sender who has lost its secret address. A case has, beside the link of its form, at most one that is sent again: made of the
 * server's key, the case and the hash of its first link, so that it is the same however often it is asked for, the graph has only its hash, and a changed address
 * ends both. The first link stays good: whoever knows an address can ask, and must not be able to shut its owner out.
 */
public final class LostLinks {
  /** That somebody asked is remembered for so long, to count by; the address itself only until the mail has left. */
  public static final Duration KEPT = Duration.ofDays(1);
  /** Nobody is sent more in that time, whoever asks for it. */
  public static final int MOST_TO_ONE = 3;
  /** So many cases are told of in one mail; for another its number is given. */
  private static final int MOST_CASES = 20;

  private final LostLinkStore store;
  private final InstantSource clock;
  private final Ids ids;
  private final byte[] key;
  private final Seal seal;

  public LostLinks(Graph graph, InstantSource clock, Ids ids, byte[] key) {
    store = new LostLinkStore(graph);
    this.clock = clock;
    this.ids = ids;
    this.key = key.clone();
    seal = new Seal(key);
  }

  /** A case with the secret of its status page. */
  public record Found(String reference, String title, Status status, String secret) {
    @Override
    public String toString() {
      return reference;
    }
  }

  /**
   * What somebody who asked is told.
   *
   * @param email where it is sent
   * @param cases that were sent in from there, newest first
   * @param more how many there are beside them
   */
  public record Told(String email, String language, List<Found> cases, int more) {
    @Override
    public String toString() {
      return "links of " + cases;
    }
  }

  /**
   * Asks for the links of an address. Whether there is a case from it is not looked up here, so that the answer is the same and takes as long; its mail finds out
   * when its time comes.
   *
   * @param reference of a case that the mail should tell of alone
   * @param mail the statement that sends a mail, by the id of what was asked and how many times it has been
   */
  void ask(String email, Optional<String> reference, String language, BiFunction<String, Integer, Graph.Statement> mail) {
    Instant now = clock.instant();
    String address = email.toLowerCase(Locale.ROOT);
    String hash = Hash.sha256(address);
    Optional<Kept> before = store.ofAddress(hash);
    int asks = before.map(one -> one.asks(now.minus(KEPT))).orElse(0);
    if (asks >= MOST_TO_ONE) return;
    String id = before.map(Kept::id).orElseGet(() -> ids.next("lost-"));
    int number = before.map(Kept::number).orElse(0) + 1;
    store.ask(new LostLinkStore.Asked(hash, id, seal.close(address, hash), language, reference, now, now.minus(KEPT)), mail.apply(id, number));
  }

  /** What the mail of something that was asked says; empty where nothing was sent in from the address, or the mail has left already. */
  public Optional<Told> told(String id) {
    return store.byId(id).flatMap(asked -> asked.box().flatMap(box -> seal.open(box, asked.addressHash())).flatMap(email -> told(email, asked)));
  }

  private Optional<Told> told(String email, Kept asked) {
    List<LostLinkStore.Sent> all = store.sent(email);
    List<LostLinkStore.Sent> named = all.stream().filter(one -> asked.reference().filter(one.reference()::equals).isPresent()).toList();
    List<LostLinkStore.Sent> chosen = (named.isEmpty() ? all : named).stream().limit(MOST_CASES).toList();
    if (chosen.isEmpty()) return Optional.empty();
    store.know(chosen.stream().map(one -> new LostLinkStore.Link(one.id(), one.hash(), Hash.sha256(secret(one)))).toList());
    return Optional.of(new Told(email, asked.language(), chosen.stream().map(one -> new Found(one.reference(), one.title(), one.status(), secret(one))).toList(),
        named.isEmpty() ? all.size() - chosen.size() : 0));
  }

  private String secret(LostLinkStore.Sent sent) {
    return StatusLinks.mailed(key, sent.id(), sent.hash());
  }

  /** The statement that throws the address away, in the transaction that notes that its mail has left or that there was none to send. */
  public static Graph.Statement forget(String id) {
    return LostLinkStore.forget(id);
  }
}
