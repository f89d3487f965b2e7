package se.malmo.meet.explorer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Links;

/**
 * All that an address says of a view of the graph; the same address is the same view, for whoever opens it.
 *
 * @param question in words, "" for none
 * @param chips how it was read, or what was made of that since
 * @param isRead whether the chips stand in the address; else the question is yet to be read
 * @param opened nodes whose neighbours are shown, in the order in which they were opened
 * @param pins places that somebody gave to nodes
 * @param selected the node that is told of in words, "" for none
 * @param sort the column by which the table is sorted, with "-" before it for the other way round
 */
public record ViewState(String question, List<Chip> chips, boolean isRead, List<Opened> opened, Filter filter, Map<String, Point> pins, String selected, String sort) {
  static final List<String> COLUMNS = List.of("name", "kind", "ties", "since", "strength");
  private static final int MOST_CHIPS = 12;
  private static final int MOST_OPENED = 12;
  private static final int MOST_PINS = 60;
  private static final int LONGEST_ID = 200;
  private static final Pattern OPENED = Pattern.compile("([^*~]+)(?:\\*(\\d{1,2}))?(?:~(\\d{1,5}))?");
  private static final Pattern PIN = Pattern.compile("([^@]+)@(-?\\d{1,5}),(-?\\d{1,5})");

  /**
   * A node whose neighbours are shown.
   *
   * @param count how many at most
   * @param skip how many that say more are passed over
   */
  public record Opened(String id, int count, int skip) {
    static final int FEW = 18;

    static Opened of(String id) {
      return new Opened(id, FEW, 0);
    }

    private String written() {
      return id + (count == FEW ? "" : "*" + count) + (skip == 0 ? "" : "~" + skip);
    }
  }

  /** Reads an address; what cannot be is left out, and said in faults where a reader wrote it. */
  static ViewState parse(Function<String, List<String>> values, List<Problem.Field> faults) {
    List<String> chips = values.apply("c");
    String question = first(values, "q").replace('\0', ' ').strip();
    String sort = first(values, "sort");
    return new ViewState(question.length() > QuestionReader.LONGEST ? question.substring(0, QuestionReader.LONGEST) : question,
        chips.stream().flatMap(chip -> Chip.of(chip).stream()).distinct().limit(MOST_CHIPS).toList(), !chips.isEmpty(), opened(values.apply("n")),
        Filter.read(values, faults), pins(values.apply("p")), known(first(values, "sel")), COLUMNS.contains(sort.replaceFirst("^-", "")) ? sort : "");
  }

  private static String first(Function<String, List<String>> values, String name) {
    return values.apply(name).stream().findFirst().orElse("");
  }

  private static String known(String id) {
    return id.length() > LONGEST_ID || id.indexOf('\0') >= 0 ? "" : id;
  }

  private static List<Opened> opened(List<String> values) {
    Map<String, Opened> opened = new LinkedHashMap<>();
    for (String value : values) {
      Matcher matcher = OPENED.matcher(known(value));
      if (!matcher.matches() || opened.size() == MOST_OPENED) continue;
      int count = matcher.group(2) == null ? Opened.FEW : Math.clamp(Integer.parseInt(matcher.group(2)), 1, Explorer.MOST_NODES - 1);
      opened.putIfAbsent(matcher.group(1), new Opened(matcher.group(1), count, matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3))));
    }
    return List.copyOf(opened.values());
  }

  private static Map<String, Point> pins(List<String> values) {
    Map<String, Point> pins = new LinkedHashMap<>();
    for (String value : values) {
      Matcher matcher = PIN.matcher(known(value));
      if (matcher.matches() && pins.size() < MOST_PINS) pins.put(matcher.group(1), new Point(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
    }
    return pins;
  }

  public boolean isEmpty() {
    return chips.isEmpty() && opened.isEmpty();
  }

  boolean isOpen(String id) {
    return opened.stream().anyMatch(one -> one.id().equals(id));
  }

  ViewState reading(List<Chip> read) {
    return new ViewState(question, read, true, opened, filter, pins, selected, sort);
  }

  /** The same without a chip, or with another in its place. */
  ViewState changing(Chip chip, Optional<Chip> to) {
    return reading(chips.stream().flatMap(one -> one.equals(chip) ? to.stream() : Stream.of(one)).distinct().toList());
  }

  public ViewState opening(String id) {
    return with(Stream.concat(opened.stream(), Stream.of(Opened.of(id))).limit(MOST_OPENED).toList());
  }

  ViewState closing(String id) {
    return with(opened.stream().filter(one -> !one.id().equals(id)).toList());
  }

  ViewState showing(Opened other) {
    UnaryOperator<Opened> change = one -> one.id().equals(other.id()) ? other : one;
    return with(opened.stream().map(change).toList());
  }

  private ViewState with(List<Opened> others) {
    return new ViewState(question, chips, isRead, others, filter, pins, selected, sort);
  }

  public ViewState selecting(String id) {
    return new ViewState(question, chips, isRead, opened, filter, pins, id, sort);
  }

  ViewState sorted(String column) {
    return new ViewState(question, chips, isRead, opened, filter, pins, selected, column);
  }

  public ViewState unfiltered() {
    return new ViewState(question, chips, isRead, opened, Filter.ALL, pins, selected, sort);
  }

  public ViewState unpinned() {
    return new ViewState(question, chips, isRead, opened, filter, Map.of(), selected, sort);
  }

  /** One thing that stands in an address. */
  public record Parameter(String name, String value) {}

  /** What stands in the address but for the filter, which a form of its own sends. */
  public List<Parameter> kept() {
    List<Parameter> all = new ArrayList<>();
    if (!question.isEmpty()) all.add(new Parameter("q", question));
    chips.forEach(chip -> all.add(new Parameter("c", chip.written())));
    if (isRead && chips.isEmpty() && !question.isEmpty()) all.add(new Parameter("c", ""));
    opened.forEach(one -> all.add(new Parameter("n", one.written())));
    pins.forEach((id, at) -> all.add(new Parameter("p", id + "@" + Math.round(at.x()) + "," + Math.round(at.y()))));
    if (!selected.isEmpty()) all.add(new Parameter("sel", selected));
    if (!sort.isEmpty()) all.add(new Parameter("sort", sort));
    return all;
  }

  /** All that stands in the address but for the years, which the slider sends. */
  public List<Parameter> keptButYears() {
    List<Parameter> all = new ArrayList<>(kept());
    if (!filter.kinds().isEmpty()) all.add(new Parameter("kinds", filter.kinds().stream().map(kind -> kind.code()).sorted().collect(Collectors.joining(","))));
    if (!filter.sectors().isEmpty()) all.add(new Parameter("sectors", filter.sectors().stream().sorted().collect(Collectors.joining(","))));
    return all;
  }

  /** All of it, as it stands behind the question mark. */
  String query() {
    List<Parameter> all = new ArrayList<>(keptButYears());
    if (!filter.years().isAll()) all.add(new Parameter("years", filter.years().written()));
    return all.stream().map(one -> one.name() + "=" + Links.encoded(one.value())).collect(Collectors.joining("&"));
  }
}
