package se.malmo.meet.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Problem;

/**
 * Files that come with an initiative. A file waits under a key that only its sender has until the initiative is handed in; then case workers alone can
 * fetch it. It hangs on nothing in the graph, so that no walk of it comes there, and its words are proposed to the sender, not indexed.
 */
public final class Attachments {
  public static final String FIELD = "files";
  public static final int LARGEST = 10 * 1024 * 1024;
  /** A file that nobody hands in is thrown away after this. */
  public static final Duration WAITS = Duration.ofDays(2);
  private static final int MOST_WAITING = 200;
  private static final int MOST_WAITING_OF_ONE = 30;
  /** So many go with one initiative; who has no more waiting is never asked to make room. */
  private static final int FEW = 3;
  /** Where too many wait, those that have waited longer than this make room. */
  private static final Duration MAKES_ROOM = Duration.ofHours(1);
  private static final int LONGEST_NAME = 120;
  private static final int KEY_DIGITS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AttachmentStore store;
  private final ReadingProcess reading;
  private final InstantSource clock;
  private final byte[] key;

  /** @param key so that a file says which others came from the same client, and not from where */
  public Attachments(Graph graph, InstantSource clock, byte[] key) {
    this.key = key.clone();
    store = new AttachmentStore(graph);
    reading = new ReadingProcess(PATIENCE);
    this.clock = clock;
  }

  /**
   * A file without its content.
   *
   * @param key a secret while the file waits; afterwards what case workers name it by
   * @param size in bytes
   */
  public record Listed(String key, String name, String type, long size) {}

  /** A file that was taken in, with the text that was found in it, perhaps none. */
  public record Taken(Listed file, String text) {}

  /** A file with its content. */
  public record Whole(Listed file, byte[] content) {}

  /**
   * Takes a file in and reads its text.
   *
   * @param given the file's name at its sender
   * @param filling names the form that is being filled in, a secret: the same file in it again is the same file
   * @param from tells one client from another
   * @throws Problem.Invalid where it is too large, of another kind, not what its name says, or cannot be read safely
   */
  public Taken take(String given, Path content, long size, String filling, String from) {
    String name = name(given);
    FileKind kind = FileKind.named(name).orElseThrow(() -> new Problem.Invalid(FIELD, "problem.file.kind", name));
    if (size > LARGEST) throw new Problem.Invalid(FIELD, "problem.file.large", name, LARGEST / 1024 / 1024);
    if (size == 0) throw new Problem.Invalid(FIELD, "problem.file.empty", name);
    if (!kind.isIn(head(content))) throw new Problem.Invalid(FIELD, "problem.file.other", name);
    String text = reading.text(kind, content, name);
    String client = Hash.hmac(key, "client:" + from).substring(0, KEY_DIGITS);
    makeRoom(client, name);
    byte[] bytes = bytes(content);
    Listed file = new Listed(Hash.sha256("file:" + filling + ":" + name + ":" + Hash.sha256(bytes)).substring(0, KEY_DIGITS), name, kind.type(), size);
    store.save(file, Hash.sha256(file.key()), bytes, client, clock.instant());
    return new Taken(file, text);
  }

  /** One client can fill its own share alone; where all are taken, whoever has most waiting gives up the oldest of its own. */
  private void makeRoom(String client, String name) {
    Instant old = clock.instant().minus(MAKES_ROOM);
    if (store.waitingOf(client) >= MOST_WAITING_OF_ONE) {
      store.purgeOf(client, old);
      if (store.waitingOf(client) >= MOST_WAITING_OF_ONE) throw new Problem.Invalid(FIELD, "problem.file.waiting", name, MOST_WAITING_OF_ONE);
    }
    if (store.waiting() < MOST_WAITING) return;
    store.purge(old);
    if (store.waiting() >= MOST_WAITING && !store.dropOldestOfMost(FEW)) throw new Problem.Invalid(FIELD, "problem.file.busy", name);
  }

  /** The waiting files of these keys; one that is unknown or handed in already is left out. */
  public List<Listed> waiting(List<String> keys) {
    return keys.stream().flatMap(key -> store.waiting(Hash.sha256(key)).map(file -> new Listed(key, file.name(), file.type(), file.size())).stream()).toList();
  }

  /** Whether a file of each key is there, waiting or handed in. */
  public boolean areThere(List<String> keys) {
    return keys.isEmpty() || store.count(keys.stream().map(Hash::sha256).toList()) == keys.size();
  }

  /** The statement that hands waiting files in with an initiative, in the transaction that makes it; a no-op for one that was not made. */
  public static Graph.Statement handIn(String initiative, List<String> keys) {
    return AttachmentStore.handIn(initiative, keys.stream().map(Hash::sha256).toList());
  }

  /** The files of an initiative; their keys are no secrets. */
  public List<Listed> of(String initiative) {
    return store.of(initiative);
  }

  /** A file of an initiative, for those who handle it. */
  public Optional<Whole> content(String initiative, String key) {
    return store.content(initiative, key);
  }

  /** A name as people can read it: no path, no control or direction characters, not endless. */
  static String name(String given) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]", "").strip();
    if (clean.length() <= LONGEST_NAME) return clean;
    int dot = clean.lastIndexOf('.');
    String ending = dot > clean.length() - 8 ? clean.substring(dot) : "";
    return clean.substring(0, LONGEST_NAME - 1 - ending.length()) + "…" + ending;
  }

  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(FileKind.HEAD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
