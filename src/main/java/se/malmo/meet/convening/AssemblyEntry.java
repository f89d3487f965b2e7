package se.malmo.meet.convening;

import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;

/** The particulars of a large meeting as somebody fills them in. */
record AssemblyEntry(String titleSv, String titleEn, LocalDate day, String place, List<String> themes, int tableSize) {
  /** The names of the fields as a person meets them. */
  static final List<String> ORDER = List.of("titleSv", "titleEn", "day", "place", "themes", "tableSize");
  static final int USUAL_SIZE = 8;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_PLACE = 200;
  private static final int LONGEST_THEMES = 500;
  private static final int MOST_THEMES = 10;
  private static final int MOST_YEARS = 2;

  AssemblyEntry {
    themes = List.copyOf(themes);
  }

  /**
   * Reads the form.
   *
   * @param first the first day that it may be on
   * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
   */
  static AssemblyEntry parse(MultiMap fields, Vocabulary vocabulary, Language language, LocalDate first) {
    Checks checks = new Checks();
    String titleSv = checks.required("titleSv", fields.get("titleSv"), LONGEST_TITLE);
    String titleEn = checks.optional("titleEn", fields.get("titleEn"), LONGEST_TITLE).orElse(titleSv);
    LocalDate day = day(checks, fields.get("day"), first);
    String place = checks.required("place", fields.get("place"), LONGEST_PLACE);
    List<String> themes = themes(checks, fields.get("themes"), vocabulary, language);
    int size = size(checks, fields.get("tableSize"));
    checks.done();
    return new AssemblyEntry(titleSv, titleEn, day, place, themes, size);
  }

  private static LocalDate day(Checks checks, String value, LocalDate first) {
    String given = checks.required("day", value, 20);
    try {
      LocalDate day = LocalDate.parse(given);
      if (day.isBefore(first) || day.isAfter(first.plusYears(MOST_YEARS))) checks.fault("day", "problem.assembly.day", first, MOST_YEARS);
      return day;
    } catch (DateTimeParseException e) {
      if (!given.isEmpty()) checks.fault("day", "problem.date");
      return first;
    }
  }

  private static List<String> themes(Checks checks, String value, Vocabulary vocabulary, Language language) {
    Optional<String> given = checks.optional("themes", value, LONGEST_THEMES);
    List<String> themes = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String label : given.stream().flatMap(text -> Stream.of(text.split("[,;\n]"))).map(String::strip).filter(label -> !label.isEmpty()).toList()) {
      vocabulary.labelled(label, language).map(Competence::id).ifPresentOrElse(themes::add, () -> unknown.add(label));
    }
    if (!unknown.isEmpty()) checks.fault("themes", "problem.assembly.theme", String.join(", ", unknown));
    List<String> distinct = themes.stream().distinct().toList();
    if (distinct.size() > MOST_THEMES) checks.fault("themes", "problem.many", MOST_THEMES, distinct.size());
    return distinct;
  }

  private static int size(Checks checks, String value) {
    List<String> sizes = IntStream.rangeClosed(Task.LEAST_SIZE, Task.MOST_SIZE).mapToObj(String::valueOf).toList();
    if (value == null || !sizes.contains(value.strip())) {
      checks.fault("tableSize", "problem.assembly.size", Task.LEAST_SIZE, Task.MOST_SIZE);
      return USUAL_SIZE;
    }
    return Integer.parseInt(value.strip());
  }
}
