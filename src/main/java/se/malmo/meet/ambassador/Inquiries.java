package se.malmo.meet.ambassador;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import se.malmo.meet.ambassador.Inquiry.Asked;
import se.malmo.meet.ambassador.Inquiry.Moved;
import se.malmo.meet.ambassador.Inquiry.Reply;
import se.malmo.meet.identity.Account;
import se.malmo.meet.initiative.AnswerDate;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Caller;

/** Questions to ambassadors: each once, answered by somebody who is there, read by its sender behind a secret address. */
public final class Inquiries {
  /** A question and its answer are there for so long; the privacy page says so. */
  public static final Duration KEPT = Duration.ofDays(365);
  /** An answer is due after so many days, moved to the next working day. */
  static final int DUE_DAYS = 7;
  /** How long all wait where too many have asked. */
  static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int MOST_AN_HOUR = 300;
  private static final int MOST_TOLD = 50;
  private static final int SECRET_DIGITS = 32;
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");

  private final InquiryStore store;
  private final Covering covering;
  private final InstantSource clock;
  private final Ids ids;
  private final byte[] key;

  /** @param key signs the secret of a question's page, so that the mail with the answer can name it and the graph need not keep it */
  public Inquiries(Graph graph, Covering covering, InstantSource clock, Ids ids, byte[] key) {
    store = new InquiryStore(graph);
    this.covering = covering;
    this.clock = clock;
    this.ids = ids;
    this.key = key.clone();
  }

  LocalDate today() {
    return Sweden.today(clock);
  }

  /**
   * Keeps a question; when this returns it is on disk.
   *
   * @param formKey names the form that was filled in: the same words in it again are the same question
   * @return the secret of its page, or nothing where there are too many just now and it was not kept
   */
  Optional<String> ask(String forvaltning, Asked asked, String formKey, String language) {
    String same = Hash.sha256(formKey + "\n" + forvaltning + "\n" + asked.sameness());
    Optional<String> before = store.idOf(same);
    if (before.isPresent()) return before.map(this::secret);
    Instant now = clock.instant();
    if (store.since(now.minus(Duration.ofHours(1))) >= MOST_AN_HOUR) return Optional.empty();
    String id = ids.next("inq-");
    store.keep(new InquiryStore.Arrival(id, same, Hash.sha256(secret(id)), forvaltning, asked, language, now, due()));
    return store.idOf(same).map(this::secret);
  }

  private LocalDate due() {
    return AnswerDate.workingDay(today().plusDays(DUE_DAYS));
  }

  /** A question of an invented city; where it is there already nothing happens. */
  public void seed(String name, String forvaltning, String question, String draft, String sender, int daysAgo) {
    String id = "inq-demo-" + name;
    Instant at = clock.instant().minus(Duration.ofDays(daysAgo));
    Asked asked = new Asked(question, Optional.of(draft).filter(text -> !text.isBlank()), sender, "");
    store.seed(new InquiryStore.Arrival(id, id, Hash.sha256(secret(id)), forvaltning, asked, "sv", at, AnswerDate.workingDay(Sweden.day(at).plusDays(DUE_DAYS))));
  }

  /** The secret of a question's page, for its mail alone. */
  public String secret(String id) {
    return Hash.hmac(key, "inquiry:" + id).substring(0, SECRET_DIGITS);
  }

  /** What is behind the secret address of a question's page. */
  Optional<Inquiry> bySecret(String secret) {
    return SECRET.matcher(secret).matches() ? store.bySecretHash(Hash.sha256(secret)) : Optional.empty();
  }

  /** A question, for its mails. */
  public Optional<Inquiry> byId(String id) {
    return store.byId(id);
  }

  /** Where the answer goes, for its mail alone. */
  public Optional<String> email(String id) {
    return store.email(id).filter(email -> !email.isEmpty());
  }

  /** How many questions came with the address of one on the day before it, itself among them. */
  public long lately(String id) {
    return store.lately(id);
  }

  /**
   * A question for one of those who answer it, or passed it on.
   *
   * @throws Problem.NotFound where there is none, or not for them
   */
  Inquiry seen(String id, Caller caller) {
    Optional<Set<String>> seen = covering.seen(caller);
    return store.byId(id).filter(one -> seen.isEmpty() || seen.get().contains(one.forvaltning().id()) || one.moved().filter(last -> seen.get().contains(last.from().id())).isPresent())
        .orElseThrow(Problem.NotFound::new);
  }

  /** What became of an answer, or of a passing on. */
  enum Outcome {
    /** It is kept. */
    KEPT,
    /** It is not: somebody else has answered the question or passed it on meanwhile. */
    CHANGED,
    /** It is not: another förvaltning has the question now. */
    ELSEWHERE
  }

  /** Whether a question is for somebody to answer: whoever passed it on may read it, no more. */
  boolean isHeldBy(Inquiry inquiry, Caller caller) {
    return covering.seen(caller).map(own -> own.contains(inquiry.forvaltning().id())).orElse(true);
  }

  private Outcome outcome(Inquiry seen, Caller by, Predicate<Inquiry> isKept) {
    Inquiry now = store.byId(seen.id()).orElse(seen);
    if (isKept.test(now)) return Outcome.KEPT;
    return isHeldBy(now, by) ? Outcome.CHANGED : Outcome.ELSEWHERE;
  }

  /**
   * Answers a question, or says its answer anew.
   *
   * @param version of the question that the person has seen
   */
  Outcome answer(Inquiry inquiry, String text, int version, Caller by) {
    // A double click is the same answer, whichever of the two was first.
    if (isSaid(inquiry, text, by)) return Outcome.KEPT;
    if (isHeldBy(inquiry, by)) store.answer(inquiry.id(), version, new Reply(text, by.account(), by.name(), clock.instant()), ids.next("trn-"));
    return outcome(inquiry, by, now -> isSaid(now, text, by));
  }

  private static boolean isSaid(Inquiry inquiry, String text, Caller by) {
    return inquiry.reply().filter(reply -> reply.by().equals(by.account()) && reply.text().equals(text)).isPresent();
  }

  /**
   * Passes a question on to another förvaltning; the day of the answer stays.
   *
   * @param version of the question that the person has seen
   * @throws Problem.Invalid where it is there already
   */
  Outcome pass(Inquiry inquiry, Passing passing, int version, Caller by) {
    if (isPassed(inquiry, passing, by)) return Outcome.KEPT;
    if (!isHeldBy(inquiry, by)) return Outcome.ELSEWHERE;
    if (inquiry.forvaltning().id().equals(passing.forvaltning())) throw new Problem.Invalid("forvaltning", "problem.forvaltning");
    store.move(inquiry, version, passing.forvaltning(), new Moved(inquiry.forvaltning(), passing.reason(), by.account(), by.name(), clock.instant()), ids.next("trn-"));
    return outcome(inquiry, by, now -> isPassed(now, passing, by));
  }

  private static boolean isPassed(Inquiry inquiry, Passing passing, Caller by) {
    return inquiry.forvaltning().id().equals(passing.forvaltning()) && inquiry.moved().filter(one -> one.by().equals(by.account()) && one.reason().equals(passing.reason())).isPresent();
  }

  InquiryStore.Count count(Caller caller) {
    return store.count(covering.seen(caller));
  }

  List<Inquiry> page(Caller caller, int skip, int limit) {
    return store.page(covering.seen(caller), skip, limit);
  }

  /** Questions that wait for somebody today, the next due first: what a mail tells of. */
  public List<Inquiry> waitingFor(Account reader) {
    return store.waiting(Optional.empty(), MOST_TOLD).stream().filter(one -> isFor(one, reader)).toList();
  }

  /** Whether somebody takes a question today. */
  public boolean isFor(Inquiry inquiry, Account reader) {
    return covering.takers(inquiry.forvaltning().id()).contains(reader);
  }
}
