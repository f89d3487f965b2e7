package se.malmo.meet.vocabulary;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;

/**
 * Concepts as rows: slug or uri, label_sv, label_en, and perhaps alt_sv, alt_en, broader, related with a bar inside a cell. The separator
 * is found in the first line.
 */
final class CsvConcepts {
  private static final int LONGEST_LINE = 1_000_000;

  private CsvConcepts() {}

  static List<Concept> read(BufferedReader text, Consumer<Remark> remarks) throws IOException {
    List<Concept> concepts = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().fieldSeparator(separator(text)).allowExtraFields(true).allowMissingFields(true)
        .allowUnclosedQuote(false).maxBufferSize(LONGEST_LINE).ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : rows) {
        if (concepts.isEmpty()) checkHeader(row.getHeader());
        String place = "line " + row.getStartingLineNumber();
        try {
          concepts.add(concept(row, place));
        } catch (Problem.Invalid e) {
          e.fields().forEach(field -> remarks.accept(Remark.skipped(place, field)));
        }
        if (concepts.size() > ConceptFile.MOST_CONCEPTS) throw new Problem.Invalid("", "problem.vocabulary.many", ConceptFile.MOST_CONCEPTS);
      }
      return concepts;
    } catch (CsvParseException e) {
      throw new Problem.Invalid("", "problem.vocabulary.csv", said(e));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String said(CsvParseException e) {
    return e.getCause() == null || e.getCause().getMessage() == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + e.getCause().getMessage();
  }

  private static char separator(BufferedReader text) throws IOException {
    text.mark(LONGEST_LINE);
    char[] start = new char[4_096];
    int length = Math.max(0, text.read(start));
    text.reset();
    String head = new String(start, 0, length).split("\\R", 2)[0];
    return Stream.of(',', ';', '\t').max(Comparator.comparingLong(c -> head.chars().filter(one -> one == c).count())).orElseThrow();
  }

  private static void checkHeader(List<String> header) {
    List<String> names = header.stream().map(String::strip).toList();
    boolean named = names.contains("label_sv") || names.contains("sv") || names.contains("label_en") || names.contains("en");
    boolean identified = names.contains("slug") || names.contains("uri") || names.contains("iri");
    if (!named || !identified) throw new Problem.Invalid("", "problem.vocabulary.header", "slug, label_sv, label_en, alt_sv, alt_en, broader, related");
  }

  private static Concept concept(NamedCsvRecord row, String place) {
    ConceptFields fields = new ConceptFields();
    cell(row, "label_sv", "sv").ifPresent(fields.preferredSv::add);
    cell(row, "label_en", "en").ifPresent(fields.preferredEn::add);
    fields.alternativesSv.addAll(cells(row, "alt_sv"));
    fields.alternativesEn.addAll(cells(row, "alt_en"));
    fields.broader.addAll(cells(row, "broader"));
    fields.related.addAll(cells(row, "related"));
    Optional<String> slug = cell(row, "slug", "slug");
    return fields.check(cell(row, "uri", "iri").or(() -> slug).orElse(""), slug, place);
  }

  private static Optional<String> cell(NamedCsvRecord row, String column, String other) {
    return row.findField(column).or(() -> row.findField(other)).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static List<String> cells(NamedCsvRecord row, String column) {
    return Stream.of(row.findField(column).orElse("").split("\\|")).map(String::strip).filter(cell -> !cell.isEmpty()).toList();
  }
}
