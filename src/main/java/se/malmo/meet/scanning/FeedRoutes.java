package se.malmo.meet.scanning;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The feeds that förvaltningar follow, and what is new in them, for a person to decide on. */
public final class FeedRoutes {
  private final Feeds feeds;
  private final Proposals proposals;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;

  FeedRoutes(Feeds feeds, Proposals proposals, Supplier<List<Forvaltning.Name>> forvaltningar) {
    this.feeds = feeds;
    this.proposals = proposals;
    this.forvaltningar = forvaltningar;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/signaler/forslag", "/en/signals/proposals", Audience.CASE_FILE, request -> proposals(request, 200, List.of())),
        Route.form("/signaler/forslag", "/en/signals/proposals", Audience.CASE_FILE, this::decide, request -> proposals(request, 403, List.of(new Problem.Field("proposal", "problem.form.lay")))),
        Route.page("/signaler/floden", "/en/signals/feeds", Audience.CASE_FILE, request -> feeds(request, 200, Form.empty(request.formToken()))),
        Route.form("/signaler/floden", "/en/signals/feeds", Audience.CASE_FILE, this::change, request -> refused(request, 403, List.of(new Problem.Field("address", "problem.form.lay"))))
    ).flatMap(List::stream).toList();
  }

  private Answer proposals(Request request, int status, List<Problem.Field> faults) {
    Form form = Form.of(request.fields(), request.formToken(), faults, List.of("proposal"), request.messages());
    Page page = request.page(form.titled(request.messages().get("proposals.title"), request.messages()), "").in(SignalRoutes.MENU);
    Paging paging = Paging.of(request.pageNumber(), proposals.count(request.caller()), request.links().proposals(), "");
    List<Proposal> waiting = proposals.page(request.caller(), paging.skip(), Paging.SIZE);
    return Answer.html(status, Templates.render("scanning/proposals.jte", Map.of("page", page, "form", form, "proposals", waiting, "paging", paging,
        "done", request.query("done").filter(List.of("confirmed", "dismissed")::contains).orElse(""))));
  }

  private Answer decide(Request request) {
    Proposal proposal;
    try {
      proposal = proposals.byId(Optional.ofNullable(request.fields().get("proposal")).orElse(""), request.caller());
      if ("dismiss".equals(request.fields().get("do"))) {
        proposals.dismiss(proposal, request.caller());
        return Answer.seeOther(request.links().proposals() + "?done=dismissed");
      }
      proposals.confirm(proposal, new HashSet<>(request.fields().getAll("concept").stream().limit(Signal.MOST_CONCEPTS).toList()), request.caller());
      return Answer.seeOther(request.links().proposals() + "?done=confirmed");
    } catch (Problem.NotFound | Problem.Conflict e) {
      return proposals(request, 409, List.of(new Problem.Field("proposal", "problem.signal.decided")));
    }
  }

  private Answer feeds(Request request, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("feeds.title"), request.messages()), "").in(SignalRoutes.MENU);
    Paging paging = Paging.of(request.pageNumber(), feeds.count(request.caller().limit()), request.links().feeds(), "");
    List<Feed> followed = feeds.page(request.caller().limit(), paging.skip(), Paging.SIZE);
    return Answer.html(status, Templates.render("scanning/feeds.jte", Map.of("page", page, "form", form, "feeds", followed, "paging", paging,
        "own", SignalRoutes.own(request.caller(), forvaltningar.get()))));
  }

  private Answer refused(Request request, int status, List<Problem.Field> faults) {
    return feeds(request, status, Form.of(request.fields(), request.formToken(), faults, Feeds.ORDER, request.messages()));
  }

  private Answer change(Request request) {
    String asked = Optional.ofNullable(request.fields().get("do")).orElse("");
    if (asked.equals("add")) {
      try {
        feeds.register(request.fields(), SignalRoutes.own(request.caller(), forvaltningar.get()).stream().map(Forvaltning.Name::id).toList(), request.caller());
      } catch (Problem.Invalid e) {
        return refused(request, 400, e.fields());
      }
      return Answer.seeOther(request.links().feeds());
    }
    Feed feed = feeds.byId(Optional.ofNullable(request.fields().get("id")).orElse(""), request.caller());
    switch (asked) {
      case "pause" -> feeds.pause(feed, request.caller());
      case "read" -> feeds.readSoon(feed, request.caller());
      case "remove" -> feeds.remove(feed, request.caller());
      default -> throw new Problem.Invalid("do", "problem.case.do");
    }
    return Answer.seeOther(request.links().feeds());
  }
}
