package se.malmo.meet.platform;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ToIntFunction;

/** Reads a file of one JSON object a line in batches; a line that cannot be taken is told and skipped, the rest goes in. */
public final class JsonLines {
  /** So many rows go in with one transaction. */
  public static final int BATCH = 100;
  private static final int LONGEST_LINE = 4_000_000;

  private final Consumer<RowFault> faults;
  private final LongConsumer progress;

  /** What is wrong with a line, counted from 1. */
  public record RowFault(long line, List<Problem.Field> fields) {}

  /**
   * How an import went.
   *
   * @param taken rows that are in, new or not
   * @param changed rows that were new or had changed
   * @param skipped rows that could not be taken
   */
  public record Result(long taken, long changed, long skipped) {}

  /** @param progress hears how many bytes have been read */
  public JsonLines(Consumer<RowFault> faults, LongConsumer progress) {
    this.faults = faults;
    this.progress = progress;
  }

  /** Takes a line in. */
  @FunctionalInterface
  public interface Taking<R> {
    /** @throws Problem.Invalid where it cannot be taken */
    void line(long line, R row);
  }

  /**
   * Reads all lines.
   *
   * @param check makes a row valid, or throws Problem.Invalid
   * @param save writes a batch and says how many were new or changed
   */
  public <R, V> Result read(Path file, Class<R> type, Function<R, V> check, ToIntFunction<List<V>> save) throws IOException {
    long[] counts = new long[2];
    List<V> batch = new ArrayList<>(BATCH);
    long lines = each(file, type, (line, row) -> {
      batch.add(check.apply(row));
      counts[0]++;
      if (batch.size() < BATCH) return;
      counts[1] += save.applyAsInt(batch);
      batch.clear();
    });
    if (!batch.isEmpty()) counts[1] += save.applyAsInt(batch);
    return new Result(counts[0], counts[1], lines - counts[0]);
  }

  /**
   * Reads all lines one by one; tells how many have something on them.
   *
   * @param taking what it refuses is told as a fault of the line
   */
  public <R> long each(Path file, Class<R> type, Taking<R> taking) throws IOException {
    long line = 0;
    long rows = 0;
    long read = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (byte[] bytes = line(in); bytes != null; bytes = line(in)) {
        line++;
        read += bytes.length + 1;
        if (isBlank(bytes)) continue;
        rows++;
        try {
          if (bytes.length > LONGEST_LINE) throw new Problem.Invalid("", "problem.line.long", LONGEST_LINE);
          taking.line(line, Json.read(line == 1 ? withoutMark(bytes) : bytes, type));
        } catch (Problem.Invalid e) {
          faults.accept(new RowFault(line, e.fields()));
        }
        if (rows % BATCH == 0) progress.accept(read);
      }
    }
    progress.accept(read);
    return rows;
  }

  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) return null;
    while (next >= 0 && next != '\n') {
      // What is past the limit is read by but not kept.
      if (bytes.size() <= LONGEST_LINE) bytes.write(next);
      next = in.read();
    }
    return bytes.toByteArray();
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) if (b > ' ' || b < 0) return false;
    return true;
  }

  /** Excel and others put a byte order mark before the first line. */
  private static byte[] withoutMark(byte[] bytes) {
    boolean mark = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    return mark ? java.util.Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }
}
