package se.malmo.meet.organisation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Problem;

/** What a register of companies knows by their organisation number, to fill in a form with. Apart from the resource bank: nobody in it is suggested or shown. */
public final class CompanyRegister {
  private final CompanyStore store;

  public CompanyRegister(Graph graph) {
    store = new CompanyStore(graph);
  }

  /** One by its number, written NNNNNN-NNNN. */
  public Optional<CompanyRow.Valid> byNumber(String number) {
    return store.byNumber(number);
  }

  /** Whether no register has been imported. */
  public boolean isEmpty() {
    return store.isEmpty();
  }

  /**
   * Reads a file of one JSON object a line, or where its name ends with .csv a table with the same names in its first line, parted by semicolons or commas. The same
   * file again changes nothing; what a newer one does not have stays.
   *
   * @param faults hears of each row that cannot be taken
   * @param progress hears how many bytes, or for a table rows, have been read
   */
  public JsonLines.Result read(Path file, Consumer<JsonLines.RowFault> faults, LongConsumer progress) throws IOException {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) return new JsonLines(faults, progress).read(file, CompanyRow.class, CompanyRow::check, store::save);
    long taken = 0;
    long changed = 0;
    long skipped = 0;
    List<CompanyRow.Valid> batch = new ArrayList<>(JsonLines.BATCH);
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().fieldSeparator(separator(file)).allowExtraFields(true).allowMissingFields(true).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        try {
          batch.add(new CompanyRow(field(row, "number"), field(row, "name"), field(row, "sni"), field(row, "sector"), field(row, "website")).check());
          taken++;
        } catch (Problem.Invalid e) {
          skipped++;
          faults.accept(new JsonLines.RowFault(row.getStartingLineNumber(), e.fields()));
        }
        if (batch.size() == JsonLines.BATCH) {
          changed += store.save(batch);
          batch.clear();
        }
      }
    }
    if (!batch.isEmpty()) changed += store.save(batch);
    progress.accept(Files.size(file));
    return new JsonLines.Result(taken, changed, skipped);
  }

  private static char separator(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return Optional.ofNullable(lines.readLine()).filter(first -> first.contains(";")).isPresent() ? ';' : ',';
    }
  }

  private static String field(NamedCsvRecord row, String name) {
    return row.findField(name).orElse(null);
  }
}
