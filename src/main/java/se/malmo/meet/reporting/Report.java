package se.malmo.meet.reporting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import se.malmo.meet.fairness.Exposures;
import se.malmo.meet.platform.Sweden;

/**
 * What came in a period and what became of it.
 *
 * @param units by förvaltning, those with any; a case that two have counts at both
 * @param nobody cases that no förvaltning has
 * @param themes by the widest competence that a case needs something of, most first; a case may need several
 */
record Report(Period period, Line all, List<Line> units, Line nobody, List<Line> themes, Asking asking, Exposures.Spread spread) {
  /** The states of the board, in its order. */
  static final List<String> STATES = List.of("received", "assessed", "accepted", "working-group", "running", "ended", "referred", "declined", "withdrawn");

  /**
   * Some cases together.
   *
   * @param of id of a förvaltning or a competence, "" for neither
   * @param answered that people have decided on
   * @param inTime those of the answered that were so on the promised day at the latest, three weeks after they came
   * @param moved that a förvaltning said were not theirs
   * @param states how many stand where now, in the order of {@link #STATES}
   * @param outcomes those that ended and tell what came of it
   */
  record Line(String of, int cases, int answered, int inTime, int moved, List<Integer> states, int outcomes) {}

  /** @param reasons of those who said no, by the reason's code */
  record Asking(long sent, long accepted, long declined, long lapsed, long open, long withdrawn, Map<String, Long> reasons) {
    static Asking of(List<ReportStore.Asked> all) {
      Function<String, Long> in = state -> all.stream().filter(one -> one.state().equals(state)).mapToLong(ReportStore.Asked::times).sum();
      Map<String, Long> reasons = all.stream().filter(one -> one.state().equals("declined"))
          .collect(Collectors.toMap(ReportStore.Asked::reason, ReportStore.Asked::times, Long::sum, java.util.TreeMap::new));
      return new Asking(all.stream().mapToLong(ReportStore.Asked::times).sum(), in.apply("accepted"), in.apply("declined"), in.apply("lapsed"), in.apply("open"), in.apply("withdrawn"), reasons);
    }
  }

  static Report of(Period period, List<ReportStore.Case> cases, List<String> forvaltningar, List<ReportStore.Asked> asked, Exposures.Spread spread) {
    List<Line> units = forvaltningar.stream().map(id -> line(id, cases, one -> one.forvaltningar().contains(id))).filter(line -> line.cases() > 0).toList();
    List<Line> themes = new ArrayList<>(cases.stream().flatMap(one -> one.themes().stream()).distinct().map(id -> line(id, cases, one -> one.themes().contains(id))).toList());
    themes.sort(Comparator.comparingInt(Line::cases).reversed().thenComparing(Line::of));
    return new Report(period, line("", cases, one -> true), units, line("", cases, one -> one.forvaltningar().isEmpty()), themes, Asking.of(asked), spread);
  }

  private static Line line(String of, List<ReportStore.Case> cases, Predicate<ReportStore.Case> which) {
    List<ReportStore.Case> own = cases.stream().filter(which).toList();
    List<ReportStore.Case> answered = own.stream().filter(one -> one.answered().isPresent()).toList();
    return new Line(of, own.size(), answered.size(),
        (int) answered.stream().filter(one -> one.due().filter(day -> !Sweden.day(one.answered().orElseThrow()).isAfter(day)).isPresent()).count(),
        (int) own.stream().filter(ReportStore.Case::isMoved).count(),
        STATES.stream().map(state -> (int) own.stream().filter(one -> one.status().equals(state)).count()).toList(),
        (int) own.stream().filter(one -> one.status().equals("ended") && one.hasOutcome()).count());
  }
}
