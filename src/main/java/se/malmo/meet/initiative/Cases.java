package se.malmo.meet.initiative;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.initiative.CaseStore.Handed;
import se.malmo.meet.initiative.Initiative.Whole;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;

/** Initiatives as cases: followed by their senders, read whole by those who handle them. */
public final class Cases {
  static final int SECRET_DIGITS = 32;
  /** Not of a case, so that no status page tells of it. */
  private static final String CONFIDENTIAL_READ = "case.confidential-read";
  /** What the log says of the vocabulary or of keywords is no step of a case. */
  static final String OF_A_CASE = "initiative.";
  /** While nobody else has begun to work on it, a sender may take it back. */
  private static final List<Status> CAN_BE_TAKEN_BACK = List.of(Status.RECEIVED, Status.ASSESSED);
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");

  private final InitiativeStore initiatives;
  private final CaseStore store;
  private final Attachments attachments;
  private final EventLog log;
  private final InstantSource clock;
  private final Ids ids;

  public Cases(Graph graph, EventLog log, Attachments attachments, InstantSource clock, Ids ids) {
    initiatives = new InitiativeStore(graph);
    store = new CaseStore(graph);
    this.attachments = attachments;
    this.log = log;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * One thing that happened to a case.
   *
   * @param number in the order of all that happens
   * @param details what more its sender may know
   */
  public record Step(long number, String type, Instant at, Map<String, String> details) {
    /** A detail, "" where there is none. */
    public String detail(String name) {
      return details.getOrDefault(name, "");
    }
  }

  /** A case with all that its sender handed in, and what has happened to it. */
  public record Followed(Whole whole, Sent sent, List<Step> steps) {
    /** The number of the last step, 0 for none. */
    long last() {
      return steps.isEmpty() ? 0 : steps.getLast().number();
    }

    boolean canBeTakenBack() {
      return CAN_BE_TAKEN_BACK.contains(whole.initiative().status());
    }
  }

  /** What the sender handed in beside title and text. */
  public record Sent(Submission.Sender sender, Optional<String> form, Optional<Mandate> mandate, Optional<Confidential> confidential,
      List<Attachments.Listed> attachments, ChosenTeam team) {}

  /** The case behind a secret address. */
  public Optional<Followed> follow(String secret) {
    return SECRET.matcher(secret).matches() ? initiatives.bySecretHash(Hash.sha256(secret)).flatMap(this::followed) : Optional.empty();
  }

  /** A case, however it came. */
  public Optional<Whole> whole(String reference) {
    return initiatives.byReference(reference);
  }

  /** What the sender of an initiative handed in beside title and text; empty for one that came by an import. */
  public Optional<Sent> sent(String id) {
    return store.handed(id).map(handed -> sent(handed, id));
  }

  private Optional<Followed> followed(Whole whole) {
    String id = whole.initiative().id();
    return store.handed(id).map(handed -> new Followed(whole, sent(handed, id), log.of(id).stream().filter(event -> event.type().startsWith(OF_A_CASE))
        .map(event -> new Step(event.sequence(), event.type(), event.at(), event.details())).toList()));
  }

  private Sent sent(Handed handed, String id) {
    return new Sent(handed.sender(), handed.form(), handed.mandate(), handed.confidential(), attachments.of(id), store.team(id));
  }

  /**
   * A case for those who handle it.
   *
   * @param forvaltningar that it must have been sent to one of, empty for any case
   */
  public Optional<Followed> byReference(String reference, Optional<Set<String>> forvaltningar) {
    return initiatives.byReference(reference)
        .filter(whole -> forvaltningar.isEmpty() || whole.holders().stream().anyMatch(holder -> forvaltningar.get().contains(holder.id()))).flatMap(this::followed);
  }

  /**
   * Tells that somebody reads what the sender of a case asked to keep secret; to be called before it is shown.
   *
   * @param by the account, or the role of one without
   */
  public void readConfidential(String reference, String by) {
    store.tell(clock.instant(), new EventLog.Happening(CONFIDENTIAL_READ, reference, by));
  }

  /** Takes a case back for its sender, where nobody has begun to work with it; twice is as once. */
  public void withdraw(Followed followed) {
    store.withdraw(followed.whole().initiative().id(), CAN_BE_TAKEN_BACK, clock.instant());
  }

  /** Gives a case a new secret; the old one, and the link that was sent again, are good for nothing from now on. Empty where it was no longer. */
  public Optional<String> renew(String secret) {
    String made = ids.secret();
    return store.renew(Hash.sha256(secret), Hash.sha256(made)) ? Optional.of(made) : Optional.empty();
  }
}
