package se.malmo.meet.reporting;

import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.fairness.Exposures;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Kept;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.SpreadsheetText;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** A report of a quarter, a year or any days: as a page that prints, and as a file. */
public final class ReportRoutes {
  private static final int MOST_THEMES = 12;
  private static final int MOST_KEPT = 4;

  private final ReportStore store;
  private final Kept<Period, List<ReportStore.Case>> kept;
  private final Exposures exposures;
  private final Vocabulary vocabulary;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;
  private final InstantSource clock;

  /** @param forvaltningar all of them, with those that have ended */
  public ReportRoutes(Graph graph, Exposures exposures, Vocabulary vocabulary, Supplier<List<Forvaltning.Name>> forvaltningar, InstantSource clock) {
    store = new ReportStore(graph);
    kept = new Kept<>(new EventLog(graph), MOST_KEPT);
    this.exposures = exposures;
    this.vocabulary = vocabulary;
    this.forvaltningar = forvaltningar;
    this.clock = clock;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/rapport", "/en/report", Audience.COORDINATION, this::page),
        Route.beside("/rapport/tabell.csv", "/en/report/table.csv", Audience.COORDINATION, this::file)
    ).flatMap(List::stream).toList();
  }

  /** A line in words. */
  public record LineView(String name, List<String> cells) {}

  /** A period that one can choose. */
  public record Choice(String words, String href, boolean isChosen) {}

  /** What there is to see. */
  public record View(String days, String file, List<Choice> choices, List<String> heads, List<LineView> units, List<LineView> themes, List<LineView> asking, Exposures.Spread spread) {
    public String percent(double share, Page page) {
      return String.format(page.messages().locale(), "%.0f %%", 100 * share);
    }

    public String number(double value, Page page) {
      return String.format(page.messages().locale(), "%.2f", value);
    }
  }

  private Report report(Period period) {
    return Report.of(period, kept.of(period, () -> store.cases(period)), forvaltningar.get().stream().map(Forvaltning.Name::id).toList(), store.invitations(period, Sweden.today(clock)),
        exposures.spread(period.begins(), period.ends()));
  }

  private Answer page(Request request) {
    Checks checks = new Checks();
    Period period = Period.parse(request::query, Sweden.today(clock), checks);
    MultiMap typed = MultiMap.caseInsensitiveMultiMap();
    typed.set("from", request.query("from").orElse(period.from().toString())).set("to", request.query("to").orElse(period.to().toString()));
    Form form = Form.of(typed, request.formToken(), checks.faults(), List.of("from", "to"), request.messages());
    Page page = request.page(form.titled(request.messages().get("report.title"), request.messages()), "").in("report");
    Report report = report(period);
    View view = new View(page.text("report.days", page.date(period.from()), page.date(period.to())), page.links().reportFile() + "?" + period.address(), choices(period, page), heads(page.messages()),
        views(units(report, page.messages()), page), views(report.themes().stream().limit(MOST_THEMES).map(line -> Map.entry(theme(line.of(), page.language()), line)).toList(), page),
        asking(report.asking(), page.messages()), report.spread());
    return Answer.html(checks.faults().isEmpty() ? 200 : 400, Templates.render("reporting/page.jte", new HashMap<>(Map.of("page", page, "form", form, "view", view))));
  }

  private List<Choice> choices(Period chosen, Page page) {
    LocalDate today = Sweden.today(clock);
    List<Choice> choices = new ArrayList<>();
    for (int ago = 0; ago < 5; ago++) {
      Period quarter = Period.quarterOf(today.minusMonths(3L * ago));
      choices.add(choice(page.text("report.quarter", (quarter.from().getMonthValue() + 2) / 3, page.year(quarter.from().getYear())), quarter, chosen, page));
    }
    for (int ago = 0; ago < 2; ago++) choices.add(choice(page.year(today.getYear() - ago), Period.year(today.getYear() - ago), chosen, page));
    return choices;
  }

  private static Choice choice(String words, Period period, Period chosen, Page page) {
    return new Choice(words, page.links().report() + "?" + period.address(), period.equals(chosen));
  }

  private static List<String> heads(Messages messages) {
    return Stream.concat(Stream.of("cases", "answered", "intime", "moved").map(key -> messages.get("report." + key)),
        Stream.concat(Report.STATES.stream().map(state -> messages.get("status." + state)), Stream.of(messages.get("report.outcomes")))).toList();
  }

  private List<Map.Entry<String, Report.Line>> units(Report report, Messages messages) {
    Map<String, String> names = forvaltningar.get().stream().collect(Collectors.toMap(Forvaltning.Name::id, name -> name.in(messages.language())));
    List<Map.Entry<String, Report.Line>> lines = new ArrayList<>(report.units().stream().map(line -> Map.entry(names.get(line.of()), line)).toList());
    if (report.nobody().cases() > 0) lines.add(Map.entry(messages.get("workload.nobody"), report.nobody()));
    lines.add(Map.entry(messages.get("workload.all"), report.all()));
    return lines;
  }

  private String theme(String id, String language) {
    return vocabulary.byId(id).map(competence -> competence.label(Language.of(language).orElse(Language.SWEDISH))).orElse(id);
  }

  private static List<LineView> views(List<Map.Entry<String, Report.Line>> lines, Page page) {
    return lines.stream().map(line -> new LineView(line.getKey(), cells(line.getValue()))).toList();
  }

  private static List<String> cells(Report.Line line) {
    return Stream.concat(Stream.of(line.cases(), line.answered(), line.inTime(), line.moved()), Stream.concat(line.states().stream(), Stream.of(line.outcomes()))).map(String::valueOf).toList();
  }

  private static List<LineView> asking(Report.Asking asking, Messages messages) {
    List<LineView> lines = new ArrayList<>();
    lines.add(new LineView(messages.get("report.sent"), List.of(String.valueOf(asking.sent()))));
    lines.add(new LineView(messages.get("report.yes"), List.of(String.valueOf(asking.accepted()))));
    lines.add(new LineView(messages.get("report.no"), List.of(String.valueOf(asking.declined()))));
    asking.reasons().forEach((reason, times) -> lines.add(new LineView(messages.get("report.no.because", reason.isEmpty() ? "–" : messages.get("report.reason." + reason)), List.of(String.valueOf(times)))));
    lines.add(new LineView(messages.get("report.lapsed"), List.of(String.valueOf(asking.lapsed()))));
    lines.add(new LineView(messages.get("report.open"), List.of(String.valueOf(asking.open()))));
    lines.add(new LineView(messages.get("report.withdrawn"), List.of(String.valueOf(asking.withdrawn()))));
    return lines;
  }

  private Answer file(Request request) {
    Checks checks = new Checks();
    Period period = Period.parse(request::query, Sweden.today(clock), checks);
    checks.done();
    Report report = report(period);
    Messages messages = request.messages();
    SpreadsheetText text = new SpreadsheetText();
    text.row(Stream.concat(Stream.of(messages.get("report.part"), messages.get("workload.name")), heads(messages).stream()).toList());
    units(report, messages).forEach(line -> text.row(Stream.concat(Stream.of(messages.get("workload.units"), line.getKey()), cells(line.getValue()).stream()).toList()));
    report.themes().forEach(line -> text.row(Stream.concat(Stream.of(messages.get("report.themes"), theme(line.of(), messages.language())), cells(line).stream()).toList()));
    asking(report.asking(), messages).forEach(line -> text.row(List.of(messages.get("report.asking"), line.name(), line.cells().getFirst())));
    text.row(List.of(messages.get("spreading.menu"), messages.get("spreading.gini"), decimal(report.spread().gini(), messages.locale())));
    text.row(List.of(messages.get("spreading.menu"), messages.get("spreading.top"), decimal(report.spread().topTen(), messages.locale())));
    return Answer.table("rapport-" + period.from() + "-" + period.to() + ".csv", text);
  }

  /** With a comma in Swedish, as a Swedish spreadsheet reads it. */
  private static String decimal(double value, Locale locale) {
    return String.format(locale, "%.6f", value);
  }
}
