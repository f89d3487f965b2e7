package se.malmo.meet.failed;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** All that was given up, on one page for administrators: mails, webhooks, jobs. */
public final class FailedRoutes {
  private final List<FailedQueue> queues;
  private final Graph graph;
  private final InstantSource clock;

  /** @param graph whose log says who ran what again */
  public FailedRoutes(List<FailedQueue> queues, Graph graph, InstantSource clock) {
    this.queues = List.copyOf(queues);
    this.graph = graph;
    this.clock = clock;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/misslyckat", "/en/failed", Audience.ADMINISTRATION, request -> page(request, 200)),
        Route.form("/misslyckat", "/en/failed", Audience.ADMINISTRATION, this::again, request -> page(request, 403))
    ).flatMap(List::stream).toList();
  }

  private Optional<FailedQueue> named(String name) {
    return queues.stream().filter(queue -> queue.name().equals(name)).findFirst();
  }

  /** The queue that is asked for; otherwise the first with something in it. */
  private Answer page(Request request, int status) {
    Map<String, Long> counts = new LinkedHashMap<>();
    queues.forEach(queue -> counts.put(queue.name(), queue.count()));
    FailedQueue queue = request.query("queue").flatMap(this::named)
        .orElseGet(() -> queues.stream().filter(one -> counts.get(one.name()) > 0).findFirst().orElse(queues.getFirst()));
    Paging paging = Paging.of(request.pageNumber(), counts.get(queue.name()), request.links().failed(), "queue=" + queue.name());
    Page page = request.page(request.messages().get("failed.title"), "").in("failed");
    return Answer.html(status, Templates.render("failed/page.jte", Map.of("page", page, "counts", counts, "queue", queue.name(), "entries", queue.page(paging.skip(), Paging.SIZE),
        "paging", paging, "token", request.formToken(), "done", status == 403 ? "lay" : request.query("done").filter(List.of("again", "none")::contains).orElse(""))));
  }

  private Answer again(Request request) {
    FailedQueue queue = named(Optional.ofNullable(request.fields().get("queue")).orElse("")).orElseThrow(() -> new Problem.Invalid("queue", "problem.case.do"));
    Optional<String> id = Optional.ofNullable(request.fields().get("id")).filter(given -> !given.isEmpty());
    long many = queue.again(id, request.caller());
    graph.write(List.of(EventLog.append(clock.instant(), List.of(new EventLog.Happening("failed.replayed", id.orElse(queue.name()), request.caller().account(),
        Map.of("queue", queue.name(), "count", String.valueOf(many)))))));
    return Answer.seeOther(request.links().failed() + "?queue=" + queue.name() + "&done=" + (many > 0 ? "again" : "none"));
  }
}
