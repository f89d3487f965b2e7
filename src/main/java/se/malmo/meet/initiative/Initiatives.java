package se.malmo.meet.initiative;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import se.malmo.meet.initiative.Initiative.Line;
import se.malmo.meet.initiative.Initiative.Whole;
import se.malmo.meet.initiative.InitiativeImportStore.Known;
import se.malmo.meet.initiative.InitiativeImportStore.Read;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Profile;
import se.malmo.meet.matching.Recorder;
import se.malmo.meet.platform.Difference;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Seal;
import se.malmo.meet.platform.Trace;

/** Ideas from the moment they are handed in. */
public final class Initiatives {
  /** The same words from the same address in this time are the same idea. */
  private static final Duration TWIN_WINDOW = Duration.ofHours(24);

  private final InitiativeStore store;
  private final InitiativeImportStore imports;
  private final Matcher matcher;
  private final Recorder recorder;
  private final InstantSource clock;
  private final Ids ids;
  private final byte[] key;
  private final Seal seal;

  /** @param key signs the secret of a status page, so that the same form sent twice leads to the same one */
  public Initiatives(Graph graph, Matcher matcher, Recorder recorder, InstantSource clock, Ids ids, byte[] key) {
    store = new InitiativeStore(graph);
    imports = new InitiativeImportStore(graph, clock, ids);
    this.matcher = matcher;
    this.recorder = recorder;
    this.clock = clock;
    this.ids = ids;
    this.key = key.clone();
    seal = new Seal(key);
  }

  /**
   * What the sender gets.
   *
   * @param secret the key to the status page, 128 bits; only its hash is kept
   * @param isSame whether the case holds just what was handed in now; not where the same form was handed in before with something else in it,
   *     nor where its page has moved to another address since
   */
  public record Receipt(String reference, Status status, String secret, LocalDate answerBy, boolean isSame) {}

  /**
   * Takes an initiative in, with the suggestions for it; when this returns they are on disk.
   *
   * @param formKey names the form that was filled in: the same one again gives the same receipt
   */
  public Receipt submit(Submission submission, String formKey) {
    Profile profile = matcher.profileOf(submission.title() + "\n\n" + submission.text(), Optional.empty(), submission.choices());
    Instant now = clock.instant();
    String secret = Hash.hmac(key, "status:" + formKey).substring(0, Cases.SECRET_DIGITS);
    String formHash = Hash.sha256(formKey);
    String fingerprint = submission.fingerprint(key);
    String id = ids.next("ini-");
    List<Graph.Statement> kept = new ArrayList<>(recorder.keep(id, profile, now));
    if (!submission.sender().email().isBlank()) kept.add(StatusLinks.keep(seal, id, secret, now));
    store.receive(new InitiativeStore.Arrival(id, formHash, Hash.sha256(secret), submission, fingerprint, profile, kept, now, AnswerDate.of(now)));
    InitiativeStore.Made made = store.received(formHash).orElseThrow();
    return new Receipt(made.reference(), made.status(), secret, made.answerBy(), made.fingerprint().equals(fingerprint) && made.secretHash().equals(Hash.sha256(secret)));
  }

  /** The reference of the case that the same address has made of the same words in the last day, by another filling in; empty for none. */
  Optional<String> twin(Submission submission, String formKey) {
    return submission.sender().email().isBlank() ? Optional.empty() : store.twin(submission, Hash.sha256(formKey), clock.instant().minus(TWIN_WINDOW));
  }

  /**
   * A case of its own made of a part of another's text, with the same sender and the same day to answer; what is confidential stays with the whole.
   *
   * @param statements for the transaction in which the whole is parted by the act of this id
   */
  public record Part(String id, List<Graph.Statement> statements) {}

  /** Prepares a part; nothing is kept before its statements run. */
  public Part part(Initiative whole, Submission.Sender sender, String title, String text, String act) {
    Profile profile = matcher.profileOf(title + "\n\n" + text, Optional.empty(), Choices.NONE);
    Submission submission = new Submission(title, text, sender, Submission.Details.NONE, Choices.NONE);
    Instant now = clock.instant();
    String secret = Hash.hmac(key, "status:" + act).substring(0, Cases.SECRET_DIGITS);
    String id = ids.next("ini-");
    List<Graph.Statement> kept = sender.email().isBlank() ? List.of() : List.of(StatusLinks.keep(seal, id, secret, now));
    return new Part(id, InitiativeStore.part(new InitiativeStore.Arrival(id, Hash.sha256(act), Hash.sha256(secret), submission, submission.fingerprint(key), profile, kept,
        whole.date(), whole.answerBy().orElse(AnswerDate.of(now))), whole.id(), act, now));
  }

  /** Hands over all of them, also those that are not public, as a file has them: without who sent them in and without what is confidential. */
  public void exported(Consumer<Map<String, Object>> reader) {
    imports.exported(reader);
  }

  /** A public initiative by its case reference. */
  public Optional<Whole> byReference(String reference) {
    return store.publicByReference(reference);
  }

  /** Public initiatives that a förvaltning is part of, newest first. */
  public List<Line> ofForvaltning(String id) {
    return store.ofForvaltning(id);
  }

  /**
   * Checks a row before it is saved.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   */
  public static InitiativeRow.Valid checked(InitiativeRow row) {
    return row.check();
  }

  /** What a row is known by among those of its source. */
  public static String key(InitiativeRow.Valid row) {
    return InitiativeImportStore.sourceId(row);
  }

  /** What saving rows of a source would do, row by row. */
  public List<Difference> differences(List<InitiativeRow.Valid> rows, String source) {
    Map<String, Known> known = imports.known(rows, source);
    return rows.stream().map(row -> Optional.ofNullable(known.get(key(row))).map(before -> before.difference(row)).orElse(Difference.ADDED)).toList();
  }

  /** The same as with a trace, without one. */
  public int save(Collection<InitiativeRow.Valid> rows, String source) {
    return save(rows, source, Trace.NONE);
  }

  /**
   * Writes rows of a source; a row that the graph has unchanged is left alone, and so is what people have handed in.
   *
   * @return how many were added or changed
   */
  public int save(Collection<InitiativeRow.Valid> rows, String source, Trace trace) {
    Map<String, InitiativeRow.Valid> bySourceId = new LinkedHashMap<>();
    rows.forEach(row -> bySourceId.put(key(row), row));
    Map<String, Known> known = imports.known(bySourceId.values(), source);
    Map<String, String> changedIds = new LinkedHashMap<>();
    bySourceId.forEach((sourceId, row) -> {
      Known before = known.get(sourceId);
      if (before == null) changedIds.put(sourceId, ids.next("ini-"));
      else if (Difference.isWritten(before.difference(row))) changedIds.put(sourceId, before.id());
    });
    // Reading takes about as long as writing, and each text is read by itself.
    List<Read> changed = List.copyOf(changedIds.entrySet()).parallelStream().map(one -> read(one.getValue(),
        Optional.of(one.getKey()).filter(sourceId -> known.get(sourceId) == null || !known.get(sourceId).isOwn()), bySourceId.get(one.getKey()))).toList();
    if (!changed.isEmpty()) imports.save(changed, source, trace);
    return changed.size();
  }

  private Read read(String id, Optional<String> sourceId, InitiativeRow.Valid row) {
    Profile profile = matcher.profileOf(row.title() + "\n\n" + row.text(), row.language());
    Map<String, Object> words = new HashMap<>(profile.words().properties());
    row.otherText().ifPresent(other -> words.putAll(matcher.profileOf(other, Optional.of(Language.ENGLISH)).words().otherProperties()));
    return new Read(id, sourceId, row, profile.language(), words, profile.keywords());
  }
}
