package se.malmo.meet.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.StartFailure;

/** A backup as it is read: checked as a whole before anything of it is used. */
final class BackupFile implements AutoCloseable {
  private static final int LARGEST_MANIFEST = 1 << 20;
  private static final int BUFFER = 1 << 16;
  private static final String REMEDY = "Use another backup; nothing has been written.";

  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  /** Takes a line of a part. */
  @FunctionalInterface
  interface Lines {
    void take(String line);
  }

  private BackupFile(Path file, ZipFile zip) throws IOException {
    this.file = file;
    this.zip = zip;
    manifest = manifest();
  }

  /**
   * Opens it and reads its manifest.
   *
   * @throws StartFailure where it cannot be read, is cut off or is not a backup
   */
  static BackupFile open(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) throw new StartFailure("The file " + file + " cannot be read.", "Name a backup that is there.");
    try {
      ZipFile zip = new ZipFile(file.toFile());
      try {
        return new BackupFile(file, zip);
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (ZipException e) {
      throw new StartFailure("The backup " + file + " is not whole: " + whereItEnds(file) + ".", REMEDY, e);
    } catch (IOException e) {
      throw new StartFailure("The backup " + file + " cannot be read: " + e.getMessage() + ".", REMEDY, e);
    }
  }

  /** The part in which a file without an end stops. */
  private static String whereItEnds(Path file) {
    String last = "";
    String within = "";
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        within = entry.getName();
        in.transferTo(OutputStream.nullOutputStream());
        last = within;
        within = "";
      }
    } catch (IOException e) {
      // That is what is looked for.
    }
    if (!within.isEmpty()) return "it ends, or is spoilt, in the part " + within;
    return last.isEmpty() ? "it has not even one part" : "it ends after the part " + last;
  }

  private Manifest manifest() throws IOException {
    byte[] told = small(Manifest.NAME);
    if (!Hash.same(new String(small(Manifest.CHECKSUM), StandardCharsets.US_ASCII), Hash.sha256(told))) throw spoilt(Manifest.NAME, "its checksum is another one");
    try {
      Manifest read = Json.read(told, Manifest.class);
      if (read.format() != Manifest.FORMAT) {
        throw new StartFailure("The backup " + file + " was made in a form of its own (" + read.format() + ") by version " + read.program() + ".", "Restore it with that version.");
      }
      return read;
    } catch (Problem e) {
      throw spoilt(Manifest.NAME, "it is not what a backup has there");
    }
  }

  private byte[] small(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) throw spoilt(name, "it is missing");
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes(LARGEST_MANIFEST);
    } catch (ZipException e) {
      throw spoilt(name, e.getMessage());
    }
  }

  private StartFailure spoilt(String part, String why) {
    return new StartFailure("The part " + part + " of the backup " + file + " is not what was written: " + why + ".", REMEDY);
  }

  Manifest what() {
    return manifest;
  }

  /** How much there is to check, in bytes uncompressed. */
  long size() {
    return manifest.parts().stream().mapToLong(Manifest.Part::bytes).sum();
  }

  /**
   * Reads every part to its end and compares its checksum, its lines and its length with the manifest.
   *
   * @param progress told how many bytes have been checked
   * @throws StartFailure names the first part that is missing, spoilt or too much
   */
  void check(LongConsumer progress) {
    Set<String> expected = new HashSet<>(Set.of(Manifest.NAME, Manifest.CHECKSUM));
    manifest.parts().forEach(part -> expected.add(part.name()));
    zip.stream().filter(entry -> !expected.contains(entry.getName())).findFirst().ifPresent(entry -> {
      throw spoilt(entry.getName(), "the manifest does not know it");
    });
    long done = 0;
    for (Manifest.Part part : manifest.parts()) {
      check(part);
      done += part.bytes();
      progress.accept(done);
    }
  }

  private void check(Manifest.Part part) {
    ZipEntry entry = zip.getEntry(part.name());
    if (entry == null) throw spoilt(part.name(), "it is missing");
    MessageDigest digest = Fingerprint.sha256();
    long bytes = 0;
    long rows = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0 && bytes <= part.bytes(); n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        bytes += n;
        for (int i = 0; i < n; i++) if (buffer[i] == '\n') rows++;
      }
    } catch (IOException e) {
      throw spoilt(part.name(), e.getMessage());
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) throw spoilt(part.name(), "its checksum is another one");
    if (bytes != part.bytes() || rows != part.rows()) throw spoilt(part.name(), "it has " + rows + " lines instead of " + part.rows());
  }

  /** Reads the lines of all parts of a kind, in order. */
  void lines(String kind, Lines lines) {
    for (Manifest.Part part : manifest.parts()) {
      if (!part.name().startsWith(kind + "-")) continue;
      try (BufferedReader in = new BufferedReader(new InputStreamReader(zip.getInputStream(zip.getEntry(part.name())), StandardCharsets.UTF_8), BUFFER)) {
        for (String line = in.readLine(); line != null; line = in.readLine()) lines.take(line);
      } catch (IOException e) {
        throw spoilt(part.name(), e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new StartFailure("The backup " + file + " cannot be closed: " + e.getMessage() + ".", "See whether its disk still answers.", e);
    }
  }
}
