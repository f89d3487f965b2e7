package se.malmo.meet.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Kept;
import se.malmo.meet.platform.Sweden;

/** How much each part of the city and each person has to answer, and how soon they did in the last year. */
final class Workload {
  static final Duration PERIOD = Duration.ofDays(365);

  private final WorkloadStore store;
  /** By the first day; those of that day that came too early are left out of what is counted. */
  private final Kept<LocalDate, List<WorkloadStore.Row>> kept;
  private final Accounts accounts;
  private final InstantSource clock;

  Workload(Graph graph, Accounts accounts, InstantSource clock) {
    store = new WorkloadStore(graph);
    kept = new Kept<>(new EventLog(graph), 1);
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * One line.
   *
   * @param name empty for cases that nobody has, and for the whole city
   * @param open cases whose sender awaits an answer
   * @param late those of them whose day has passed
   * @param answered that came in the period and have an answer
   * @param days from arrival to the first decision: the median
   * @param inTime those of the answered that were answered on their first or later day at the latest
   */
  record Line(String name, long open, long late, long answered, OptionalDouble days, long inTime) {}

  /** @param all each case once, though two may have it */
  record Table(List<Line> forvaltningar, List<Line> people, Line nobody, Line all) {}

  Table table(List<Forvaltning.Name> names, String language) {
    Instant since = clock.instant().minus(PERIOD);
    LocalDate first = Sweden.day(since);
    List<WorkloadStore.Row> rows = kept.of(first, () -> store.cases(first.atStartOfDay(Sweden.ZONE).toInstant()));
    List<Line> units = names.stream().map(name -> line(name.in(language), rows, row -> row.forvaltningar().contains(name.id()), since)).filter(Workload::isAny).toList();
    Map<String, String> handlers = new HashMap<>();
    rows.stream().flatMap(row -> row.handler().stream()).distinct().forEach(id -> handlers.put(id, accounts.byId(id).map(Account::name).orElse(id)));
    List<Line> people = new ArrayList<>(handlers.entrySet().stream().map(one -> line(one.getValue(), rows, row -> row.handler().filter(one.getKey()::equals).isPresent(), since)).filter(Workload::isAny).toList());
    people.sort(Comparator.comparingLong(Line::open).reversed().thenComparing(Line::name));
    return new Table(units, people, line("", rows, row -> row.forvaltningar().isEmpty(), since), line("", rows, row -> true, since));
  }

  private static boolean isAny(Line line) {
    return line.open() + line.answered() > 0;
  }

  private Line line(String name, List<WorkloadStore.Row> rows, Predicate<WorkloadStore.Row> whose, Instant since) {
    LocalDate today = Sweden.today(clock);
    List<WorkloadStore.Row> own = rows.stream().filter(whose).toList();
    List<WorkloadStore.Row> open = own.stream().filter(WorkloadStore.Row::awaitsAnswer).toList();
    List<WorkloadStore.Row> answered = own.stream().filter(row -> !row.awaitsAnswer() && row.answered().isPresent() && row.came().isAfter(since)).toList();
    double[] days = answered.stream().mapToDouble(row -> Duration.between(row.came(), row.answered().orElseThrow()).toMinutes() / 1_440.0).sorted().toArray();
    return new Line(name, open.size(), open.stream().filter(row -> row.answerBy().filter(day -> day.isBefore(today)).isPresent()).count(), answered.size(), median(days),
        answered.stream().filter(row -> row.answerBy().filter(day -> !Sweden.day(row.answered().orElseThrow()).isAfter(day)).isPresent()).count());
  }

  private static OptionalDouble median(double[] sorted) {
    if (sorted.length == 0) return OptionalDouble.empty();
    int half = sorted.length / 2;
    return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
  }
}
