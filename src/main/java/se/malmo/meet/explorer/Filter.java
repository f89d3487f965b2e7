package se.malmo.meet.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.malmo.meet.neighbours.Neighbour.Kind;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Problem;

/**
 * What of the graph somebody wants to see.
 *
 * @param kinds of nodes, all where empty
 * @param years in which a tie was made
 * @param sectors of organisations, all where empty; other kinds have none and stay
 */
public record Filter(Set<Kind> kinds, Years years, Set<String> sectors) {
  static final Filter ALL = new Filter(Set.of(), Years.ALL, Set.of());

  boolean isEmpty() {
    return equals(ALL);
  }

  boolean shows(Kind kind) {
    return kinds.isEmpty() || kinds.contains(kind);
  }

  /**
   * Reads kinds, years and sectors of an address; values stand one by one or with commas between.
   *
   * @param values gives all values of a parameter
   * @throws Problem.Invalid naming each that cannot be
   */
  static Filter parse(Function<String, List<String>> values) {
    List<Problem.Field> faults = new ArrayList<>();
    Filter filter = read(values, faults);
    if (!faults.isEmpty()) throw new Problem.Invalid(faults);
    return filter;
  }

  /** The same for a page, which goes on with what can be read and says the rest. */
  static Filter read(Function<String, List<String>> values, List<Problem.Field> faults) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String code : listed(values.apply("kinds"))) {
      Node.kind(code).ifPresentOrElse(kinds::add, () -> faults.add(new Problem.Field("kinds", "problem.one.of",
          "organisation, forvaltning, initiative, alliance, competence")));
    }
    Set<String> sectors = new TreeSet<>();
    for (String code : listed(values.apply("sectors"))) {
      Sector.of(code).ifPresentOrElse(sector -> sectors.add(sector.code()), () -> faults.add(new Problem.Field("sectors", "problem.one.of",
          Arrays.stream(Sector.values()).map(Sector::code).collect(Collectors.joining(", ")))));
    }
    return new Filter(Set.copyOf(kinds), years(values, faults), Set.copyOf(sectors));
  }

  /** Either "years=2021-2024" or, from a form, "from=2021" and "to=2024". */
  private static Years years(Function<String, List<String>> values, List<Problem.Field> faults) {
    String given = listed(values.apply("years")).stream().findFirst().orElseGet(() -> {
      String from = listed(values.apply("from")).stream().findFirst().orElse("");
      String to = listed(values.apply("to")).stream().findFirst().orElse("");
      return from.isEmpty() && to.isEmpty() ? "" : from + "-" + to;
    });
    Optional<Years> years = given.isEmpty() ? Optional.of(Years.ALL) : Years.of(given);
    if (years.isEmpty()) faults.add(new Problem.Field("years", "problem.years", Years.FIRST, Years.LAST));
    return years.orElse(Years.ALL);
  }

  private static List<String> listed(List<String> values) {
    return values.stream().flatMap(value -> Arrays.stream(value.split(",", 20))).map(String::strip).filter(value -> !value.isEmpty()).limit(20).toList();
  }
}
