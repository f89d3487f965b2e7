package se.malmo.meet.about;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * How well a version of the program answered the labelled texts: parts from 0 to 1, measured at each build and written down with each version.
 *
 * @param set "looked-at" while weights were set, or only "measured"
 * @param routing1 part of the texts whose first förvaltning is right
 * @param routing3 part with a right one among the first three
 * @param mrr10 mean reciprocal rank of the first right partner among ten
 * @param ndcg5 normalised discounted cumulative gain of the first five partners, right or not (Järvelin & Kekäläinen 2002)
 */
public record Quality(String version, LocalDate measured, int texts, String set, double routing1, double routing3, double mrr10, double ndcg5) {

  /** All that were written down, oldest version first. */
  public static List<Quality> all() {
    try (InputStream file = Quality.class.getResourceAsStream("quality.csv");
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return rows.stream().map(row -> new Quality(row.getField("version"), LocalDate.parse(row.getField("measured")), Integer.parseInt(row.getField("texts")),
          row.getField("set"), number(row, "routing1"), number(row, "routing3"), number(row, "mrr10"), number(row, "ndcg5"))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double number(NamedCsvRecord row, String name) {
    return Double.parseDouble(row.getField(name));
  }

  /** A part as it is written in a language, with two decimals. */
  public static String written(double part, Locale locale) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(2);
    format.setMaximumFractionDigits(2);
    return format.format(part);
  }
}
