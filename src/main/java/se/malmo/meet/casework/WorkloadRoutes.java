package se.malmo.meet.casework;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.SpreadsheetText;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** How the answering goes, by part of the city and by person: as a page that prints, and as a file. */
public final class WorkloadRoutes {
  private final Workload workload;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;

  /** @param forvaltningar all of them, with those that have ended */
  public WorkloadRoutes(Graph graph, Accounts accounts, Supplier<List<Forvaltning.Name>> forvaltningar, InstantSource clock) {
    workload = new Workload(graph, accounts, clock);
    this.forvaltningar = forvaltningar;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/arbetslage", "/en/workload", Audience.COORDINATION, this::page),
        Route.beside("/arbetslage/tabell.csv", "/en/workload/table.csv", Audience.COORDINATION, this::file)
    ).flatMap(List::stream).toList();
  }

  /** One line in words. */
  public record LineView(String name, String open, String late, boolean isLate, String answered, String days, String inTime) {}

  private static LineView view(String name, Workload.Line line, Page page) {
    String days = line.days().isEmpty() ? "–" : String.format(page.messages().locale(), "%.1f", line.days().getAsDouble());
    String inTime = line.answered() == 0 ? "–" : String.format(page.messages().locale(), "%.0f %%", 100.0 * line.inTime() / line.answered());
    return new LineView(name, String.valueOf(line.open()), String.valueOf(line.late()), line.late() > 0, String.valueOf(line.answered()), days, inTime);
  }

  private Answer page(Request request) {
    Page page = request.page(request.messages().get("workload.title"), "").in(DeskRoutes.MENU);
    Workload.Table table = workload.table(forvaltningar.get(), page.language());
    List<LineView> units = Stream.concat(Stream.concat(table.forvaltningar().stream().map(line -> view(line.name(), line, page)), Stream.of(view(page.text("workload.nobody"), table.nobody(), page))),
        Stream.of(view(page.text("workload.all"), table.all(), page))).toList();
    return Answer.html(200, Templates.render("casework/workload.jte", new HashMap<>(Map.of("page", page, "units", units, "people", table.people().stream().map(line -> view(line.name(), line, page)).toList()))));
  }

  private Answer file(Request request) {
    Workload.Table table = workload.table(forvaltningar.get(), request.messages().language());
    SpreadsheetText text = new SpreadsheetText();
    text.row(List.of("kind", "name", "open", "late", "answered", "median_days", "in_time"));
    table.forvaltningar().forEach(line -> text.row(cells("forvaltning", line)));
    text.row(cells("nobody", table.nobody()));
    table.people().forEach(line -> text.row(cells("person", line)));
    text.row(cells("all", table.all()));
    return Answer.table("arbetslage.csv", text);
  }

  private static List<String> cells(String kind, Workload.Line line) {
    OptionalDouble days = line.days();
    return List.of(kind, line.name(), String.valueOf(line.open()), String.valueOf(line.late()), String.valueOf(line.answered()),
        days.isEmpty() ? "" : String.format(Locale.ROOT, "%.3f", days.getAsDouble()), String.valueOf(line.inTime()));
  }
}
