package se.malmo.meet.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.OneMoment;
import se.malmo.meet.platform.OneMoment.Seen;
import se.malmo.meet.platform.Release;
import se.malmo.meet.platform.StartFailure;

/** The whole graph of one moment in one compressed file, taken while a server works on it. */
public final class Backup {
  private static final int BUFFER = 1 << 16;

  private final Graph graph;

  /**
   * What came of it.
   *
   * @param sha256 of the whole file, to be kept elsewhere: it is what shows that somebody changed the file on purpose
   * @param paused how long writers were held
   */
  public record Result(long nodes, long relationships, int parts, long bytes, String sha256, Duration paused) {}

  public Backup(Graph graph) {
    this.graph = graph;
  }

  /**
   * Writes the file, whole or not at all; only this user can read it.
   *
   * @param secret of the data folder, of which the file keeps only what tells it from another
   * @param longestPause how long writers may be held where the graph does not stay as it is by itself while it is read
   * @param progress told how many nodes and relationships have been read, and how many there are; begins anew where it is read a second time
   * @throws StartFailure where the file cannot be written, or no picture of one moment is to be had
   */
  public Result write(Path file, Optional<byte[]> secret, Duration longestPause, Progress progress) {
    try (Draft draft = new Draft(file.resolveSibling(file.getFileName() + ".part"))) {
      Seen<WholeGraph.Counted> seen = new OneMoment(graph).read(longestPause, reader -> draft.lines(reader, progress));
      Manifest manifest = manifest(seen, draft.finished(), secret);
      String sha256 = draft.end(manifest);
      Files.move(draft.file, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return new Result(manifest.nodes(), manifest.relationships(), manifest.parts().size(), Files.size(file), sha256, seen.paused());
    } catch (IOException | UncheckedIOException e) {
      throw new StartFailure("The backup cannot be written to " + file + ": " + e.getMessage() + ".", "Name a file in a folder that is there, can be written and has room.", e);
    }
  }

  /** Hears how far it has come. */
  @FunctionalInterface
  public interface Progress {
    void at(long done, long of);
  }

  private static Manifest manifest(Seen<WholeGraph.Counted> seen, List<Manifest.Part> parts, Optional<byte[]> secret) {
    WholeGraph.Counted counted = seen.what();
    return new Manifest(Manifest.FORMAT, Release.version(), counted.version(), seen.at().toString(), seen.paused().toMillis(), counted.nodes(), counted.relationships(),
        counted.fingerprint(), secret.map(Backup::mark).orElse(""), parts);
  }

  /** Tells a secret from others without telling it. */
  static String mark(byte[] secret) {
    return Hash.hmac(secret, "backup").substring(0, 16);
  }

  /** The file while it is written; gone when it has not got its name. */
  private static final class Draft implements AutoCloseable {
    private final Path file;
    private final MessageDigest digest = Fingerprint.sha256();
    private Parts parts;

    Draft(Path file) {
      this.file = file;
    }

    /** All but the manifest, from the beginning. */
    WholeGraph.Counted lines(OneMoment.Reader reader, Progress progress) {
      try {
        if (parts != null) parts.close();
        digest.reset();
        parts = new Parts(new DigestOutputStream(new BufferedOutputStream(privately(file), BUFFER), digest));
        long size = WholeGraph.size(reader);
        WholeGraph.Counted counted = WholeGraph.read(reader, parts::line, done -> progress.at(done, size));
        progress.at(size, size);
        return counted;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    List<Manifest.Part> finished() throws IOException {
      return parts.finished();
    }

    /** Adds what tells of the rest; answers the checksum of the whole file. */
    String end(Manifest manifest) throws IOException {
      byte[] told = Json.write(manifest);
      parts.add(Manifest.NAME, told);
      parts.add(Manifest.CHECKSUM, Hash.sha256(told).getBytes(StandardCharsets.US_ASCII));
      parts.close();
      return HexFormat.of().formatHex(digest.digest());
    }

    private static OutputStream privately(Path file) throws IOException {
      Files.deleteIfExists(file);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      return Channels.newOutputStream(FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE));
    }

    @Override
    public void close() throws IOException {
      if (parts != null) parts.close();
      Files.deleteIfExists(file);
    }
  }
}
