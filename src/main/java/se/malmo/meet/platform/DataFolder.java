package se.malmo.meet.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder with the embedded graph: held by one process at a time, which says in server.json how others reach its graph. */
public final class DataFolder implements AutoCloseable {
  private static final long LOCK_AT = 1L << 20;
  private static final String SECRET = "secret";
  private static final String UNFINISHED = "graph.unfinished";

  private final Path folder;
  private final FileChannel channel;

  /** How another process on this machine reaches the graph of a running server. */
  public record RunningServer(long pid, int port, String neo4jUri, String neo4jUser, String neo4jPassword) {}

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder for this process.
   *
   * @return empty where another process has it
   * @throws StartFailure where the folder cannot be made or written
   */
  public static Optional<DataFolder> hold(Path folder, String purpose) {
    if (Files.isRegularFile(folder)) throw new StartFailure(folder + " is a file, not a folder.", "Name a folder with --data.");
    try {
      Files.createDirectories(folder);
      FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      // Far behind the text, so that Windows lets others read who has it.
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((purpose + " (process " + ProcessHandle.current().pid() + ")").getBytes(StandardCharsets.UTF_8)));
      Files.deleteIfExists(folder.resolve("server.json"));
      return Optional.of(new DataFolder(folder, channel));
    } catch (IOException e) {
      throw new StartFailure("The folder " + folder + " cannot be used: " + e.getMessage() + ".",
          "Name another one with --data, or mend its permissions.", e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCK_AT, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Who holds the folder, in words. */
  public static String holder(Path folder) {
    try {
      return Files.readString(folder.resolve("lock"));
    } catch (IOException e) {
      return "another process";
    }
  }

  /** The server that runs on the folder, if it has said so. */
  public static Optional<RunningServer> running(Path folder) {
    Path file = folder.resolve("server.json");
    if (!Files.isRegularFile(file)) return Optional.empty();
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), RunningServer.class));
    } catch (IOException | Problem e) {
      return Optional.empty();
    }
  }

  /** The folder of the graph itself. */
  public Path graph() {
    return folder.resolve("graph");
  }

  /** Tells other processes of this user how to reach the graph; nobody else can read it. */
  public void announce(int port, Settings.GraphAddress address) {
    RunningServer server = new RunningServer(ProcessHandle.current().pid(), port, address.uri().toString(), address.user(), address.password());
    writePrivately(folder.resolve("server.json"), Json.write(server));
  }

  /** The same key where there is one already; makes none. */
  public static Optional<byte[]> knownSecret(Path folder, Ids ids) {
    String shared = System.getenv("MEET_SECRET");
    boolean isThere = shared != null && !shared.isBlank() || Files.isRegularFile(folder.resolve(SECRET));
    return isThere ? Optional.of(secret(folder, ids)) : Optional.empty();
  }

  /** Whether there is nothing in the folder but perhaps its key, which was put there first, and what was never finished. */
  public static boolean isNew(Path folder) {
    if (!Files.isDirectory(folder)) return !Files.exists(folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(file -> Set.of(SECRET, "lock", UNFINISHED).contains(file.getFileName().toString()));
    } catch (IOException e) {
      throw new StartFailure("The folder " + folder + " cannot be read: " + e.getMessage() + ".", "Mend its permissions.", e);
    }
  }

  /** Where a graph is made that shall be there whole or not at all. */
  public Path unfinishedGraph() {
    return folder.resolve(UNFINISHED);
  }

  /** Throws away what is unfinished, if anything is. */
  public void dropUnfinished() {
    if (!Files.exists(unfinishedGraph())) return;
    try (Stream<Path> files = Files.walk(unfinishedGraph())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException e) {
      throw new StartFailure("The folder " + unfinishedGraph() + " cannot be deleted: " + e.getMessage() + ".", "Delete it; nothing needs it.", e);
    }
  }

  /** Makes the unfinished graph the folder's graph, after it has been closed. */
  public void finishGraph() {
    try {
      Files.move(unfinishedGraph(), graph(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartFailure("The graph cannot be moved to " + graph() + ": " + e.getMessage() + ".", "Mend the permissions of its folder.", e);
    }
  }

  /** The key that signs forms: MEET_SECRET where several servers share it, else made once and kept in the folder. */
  public static byte[] secret(Path folder, Ids ids) {
    String shared = System.getenv("MEET_SECRET");
    if (shared != null && !shared.isBlank()) return shared.getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve(SECRET);
    try {
      if (!Files.isRegularFile(file)) {
        Files.createDirectories(folder);
        writePrivately(file, (ids.secret() + ids.secret()).getBytes(StandardCharsets.US_ASCII));
      }
      return HexFormat.of().parseHex(Files.readString(file).strip());
    } catch (IOException e) {
      throw new StartFailure("The file " + file + " cannot be read: " + e.getMessage() + ".", "Mend its permissions.", e);
    } catch (IllegalArgumentException e) {
      // Without what was read: the exception's own message would tell some of it.
      throw new StartFailure("The file " + file + " is not what this program wrote there.",
          "Restore it, or remove it: a new one is made, and the status pages handed out so far keep their addresses.");
    }
  }

  /** Writes a file that only this user can read, whole or not at all. */
  static void writePrivately(Path file, byte[] content) {
    try {
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(draft);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartFailure("The file " + file + " cannot be written: " + e.getMessage() + ".", "Mend the permissions of its folder.", e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder.resolve("server.json"));
      channel.close();
    } catch (IOException e) {
      throw new StartFailure("The folder " + folder + " cannot be let go: " + e.getMessage() + ".", "Nothing: the lock ends with the process.", e);
    }
  }
}
