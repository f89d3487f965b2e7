package se.malmo.meet.exchange;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.table.TableWriter;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Everything as files, for those who have the whole in view. */
final class ExportRoutes {
  private final Exports exports;

  ExportRoutes(Exports exports) {
    this.exports = exports;
  }

  List<Route> routes() {
    return Stream.of(
        Route.page("/exporter", "/en/exports", Audience.COORDINATION, request -> page(request, 200, "")),
        Route.beside("/exporter/:file", "/en/exports/:file", Audience.COORDINATION, this::file)
    ).flatMap(List::stream).toList();
  }

  private Answer page(Request request, int status, String said) {
    Page page = request.page(request.messages().get("export.title"), "").in(ImportRoutes.MENU);
    return Answer.html(status, Templates.render("exchange/exports.jte", Map.of("page", page, "names", exports.names(), "forms", Arrays.stream(TableWriter.Form.values()).map(TableWriter.Form::ending).toList(),
        "said", said)));
  }

  private Answer file(Request request) {
    String file = request.path("file");
    TableWriter.Form form = TableWriter.Form.named(file).orElseThrow(Problem.NotFound::new);
    Optional<Path> made = exports.made(file.substring(0, file.length() - form.ending().length() - 1), form, request.caller().account());
    return made.map(path -> Answer.stored(form.type(), file, path)).orElseGet(() -> page(request, 429, "export.busy").with("Retry-After", "20"));
  }
}
