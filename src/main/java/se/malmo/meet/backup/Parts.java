package se.malmo.meet.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The parts of a backup as they are written, one after the other, each with its checksum; a new one is begun where one grows large. */
final class Parts implements AutoCloseable {
  /** So that a spoilt place in the file can be named narrowly. */
  private static final long LARGE = 32L << 20;

  private final ZipOutputStream zip;
  private final List<Manifest.Part> done = new ArrayList<>();
  private final MessageDigest digest = Fingerprint.sha256();
  private String kind = "";
  private String name = "";
  private int number;
  private long rows;
  private long bytes;

  Parts(OutputStream out) {
    zip = new ZipOutputStream(out);
  }

  /** Adds a line to the part of that kind. */
  void line(String ofKind, byte[] line) {
    try {
      if (!kind.equals(ofKind) || bytes >= LARGE) begin(ofKind);
      write(line);
      write(new byte[] {'\n'});
      rows++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(byte[] some) throws IOException {
    zip.write(some);
    digest.update(some);
    bytes += some.length;
  }

  private void begin(String ofKind) throws IOException {
    end();
    number = kind.equals(ofKind) ? number + 1 : 1;
    kind = ofKind;
    name = "%s-%04d.jsonl".formatted(kind, number);
    zip.putNextEntry(new ZipEntry(name));
  }

  /** Ends the part that is under way. */
  private void end() throws IOException {
    if (name.isEmpty()) return;
    zip.closeEntry();
    done.add(new Manifest.Part(name, rows, bytes, HexFormat.of().formatHex(digest.digest())));
    name = "";
    rows = 0;
    bytes = 0;
  }

  /** All parts, after the last line. */
  List<Manifest.Part> finished() throws IOException {
    end();
    return List.copyOf(done);
  }

  /** Adds a file that stands in no list. */
  void add(String fileName, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(fileName));
    zip.write(content);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
