package se.malmo.meet.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Problem;

/** A table as text, parted by semicolons, commas or tabs: its own first line tells. */
final class CsvTable {
  /** A row with a whole abstract in two languages fits many times; a file without an end of line does not. */
  private static final int LONGEST_ROW = 1_000_000;
  private static final int HEAD = 64_000;
  private static final Pattern SAID = Pattern.compile("^\"?sep=(.)\"?\\R", Pattern.CASE_INSENSITIVE);

  private CsvTable() {}

  static void read(Path file, TableFile.Reading reading, LongConsumer progress) throws IOException {
    var charset = Encoding.of(file);
    try (Counted bytes = new Counted(new BufferedInputStream(Files.newInputStream(file)));
        BufferedReader text = new BufferedReader(Encoding.reader(bytes, charset), HEAD)) {
      char separator = separator(text);
      long told = 0;
      try (CsvReader<CsvRecord> rows = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true).allowExtraFields(true).allowMissingFields(true)
          .allowUnclosedQuote(false).maxBufferSize(LONGEST_ROW).ofCsvRecord(text)) {
        for (CsvRecord row : rows) {
          reading.row(row.getStartingLineNumber(), row.getFields(), Map.of());
          if (++told % TableFile.STEP == 0) progress.accept(bytes.count);
        }
      }
    } catch (CsvParseException e) {
      throw broken(e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) throw new Problem.Invalid("", "problem.table.encoding", charset.name());
      throw e.getCause();
    } catch (CharacterCodingException e) {
      throw new Problem.Invalid("", "problem.table.encoding", charset.name());
    }
  }

  private static Problem.Invalid broken(CsvParseException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) return new Problem.Invalid("", "problem.table.encoding", "UTF-8");
    }
    String said = String.valueOf(e.getMessage());
    return said.contains("uffer") || e.getCause() != null && String.valueOf(e.getCause().getMessage()).contains("uffer")
        ? new Problem.Invalid("", "problem.table.row", LONGEST_ROW) : new Problem.Invalid("", "problem.table.csv", said);
  }

  /** The one that the first line has most of outside quotes; a line "sep=;" that says it is read past. */
  private static char separator(BufferedReader text) throws IOException {
    text.mark(HEAD);
    char[] start = new char[HEAD - 1];
    int length = 0;
    for (int read = text.read(start); read > 0 && length < start.length; read = text.read(start, length, start.length - length)) length += read;
    text.reset();
    String head = new String(start, 0, length);
    var said = SAID.matcher(head);
    if (said.find()) {
      text.skip(said.end());
      return said.group(1).charAt(0);
    }
    String first = head.replaceAll("\"[^\"]*\"?", "").stripLeading().split("\\R", 2)[0];
    char most = ',';
    for (char one : new char[] {';', '\t'}) if (count(first, one) > count(first, most)) most = one;
    return most;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  /** Knows how much has been read. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      if (read > 0) count += read;
      return read;
    }
  }
}
