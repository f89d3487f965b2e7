package se.malmo.meet.showcase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.web.Links;

/**
 * What a reader wants to see of the projects; each part narrows the list further.
 *
 * @param words free words, "" for none
 */
record ProjectFilter(String words, Optional<Theme> theme, Optional<String> forvaltning, Optional<Status> status, Optional<Integer> year,
    Optional<Sector> sector) {
  private static final int LONGEST = 200;

  /** A part that a filter has; its code is the parameter's name. */
  enum Part {
    THEME,
    FORVALTNING,
    STATUS,
    YEAR,
    SECTOR;

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Reads an address; what means nothing narrows nothing. */
  static ProjectFilter parse(Function<String, Optional<String>> query, Function<String, Optional<Theme>> themes) {
    String words = query.apply("q").orElse("").replace('\0', ' ').strip();
    return new ProjectFilter(words.length() > LONGEST ? words.substring(0, LONGEST) : words,
        query.apply("theme").flatMap(themes),
        query.apply("forvaltning").filter(id -> id.matches("[a-z0-9-]{1,100}")),
        query.apply("status").flatMap(Status::of).filter(Status::isPublic),
        query.apply("year").filter(year -> year.matches("[12]\\d{3}")).map(Integer::valueOf),
        query.apply("sector").flatMap(Sector::of));
  }

  boolean isEmpty() {
    return values().isEmpty();
  }

  /** Whether a project passes all parts but one; the words have been looked for in the graph. */
  boolean passes(Project project, Optional<Part> but) {
    return (is(but, Part.THEME) || theme.isEmpty() || project.competences().stream().anyMatch(theme.get().competences()::contains))
        && (is(but, Part.FORVALTNING) || forvaltning.isEmpty() || project.forvaltningar().contains(forvaltning.get()))
        && (is(but, Part.STATUS) || status.isEmpty() || project.status() == status.get())
        && (is(but, Part.YEAR) || year.isEmpty() || project.year() == year.get())
        && (is(but, Part.SECTOR) || sector.isEmpty() || project.sectors().contains(sector.get().code()));
  }

  private static boolean is(Optional<Part> but, Part part) {
    return but.filter(part::equals).isPresent();
  }

  /** What is chosen of a part, "" for nothing. */
  String chosen(Part part) {
    return values().getOrDefault(part.code(), "");
  }

  /** The filter as it stands in an address, after the question mark. */
  String query() {
    return joined(values());
  }

  /** The same without one part, or without the words where it is "q". */
  String queryWithout(String name) {
    Map<String, String> values = values();
    values.remove(name);
    return joined(values);
  }

  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    if (!words.isEmpty()) values.put("q", words);
    theme.ifPresent(it -> values.put(Part.THEME.code(), it.slug()));
    forvaltning.ifPresent(it -> values.put(Part.FORVALTNING.code(), it));
    status.ifPresent(it -> values.put(Part.STATUS.code(), it.code()));
    year.ifPresent(it -> values.put(Part.YEAR.code(), String.valueOf(it)));
    sector.ifPresent(it -> values.put(Part.SECTOR.code(), it.code()));
    return values;
  }

  private static String joined(Map<String, String> values) {
    return values.entrySet().stream().map(one -> one.getKey() + "=" + Links.encoded(one.getValue())).collect(Collectors.joining("&"));
  }

  /** The names of the parts that narrow the list, in order; "q" for the words. */
  List<String> narrowing() {
    return new ArrayList<>(values().keySet());
  }
}
