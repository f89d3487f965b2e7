package se.malmo.meet.notice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.notice.Delivery.State;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/**
 * What leaves by mail, for those who have the whole in view: what waits, what has been sent, what was given up and can be sent again. The mails themselves, with
 * the secret links in them, are shown in the demo alone, where nobody gets them.
 */
public final class OutboxRoutes {
  private final Outbox outbox;
  private final Writer writer;
  private final boolean demo;

  public OutboxRoutes(Outbox outbox, Writer writer, boolean demo) {
    this.outbox = outbox;
    this.writer = writer;
    this.demo = demo;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/utskick", "/en/outbox", Audience.COORDINATION, this::page),
        Route.form("/utskick", "/en/outbox", Audience.COORDINATION, this::again, this::page)
    ).flatMap(List::stream).toList();
  }

  /** A mail in the list; what it says, and to whom, in the demo alone. */
  public record Shown(Delivery delivery, Optional<Content> content, String to) {}

  private Answer page(Request request) {
    List<State> states = request.query("state").flatMap(State::of).map(List::of).orElse(List.of(State.values()));
    String query = states.size() == 1 ? "state=" + states.getFirst().code() : "";
    Paging paging = Paging.of(request.pageNumber(), outbox.count(states), request.links().outbox(), query);
    String base = request.absolute("");
    List<Delivery> deliveries = outbox.page(states, paging.skip(), Paging.SIZE);
    Map<String, Mail> mails = demo ? writer.writeAll(deliveries, base) : Map.of();
    List<Shown> shown = deliveries.stream().map(delivery -> shown(delivery, Optional.ofNullable(mails.get(delivery.id())))).toList();
    Page page = request.page(request.messages().get("outbox.title"), "").in("outbox");
    return Answer.html(200, Templates.render("notice/outbox.jte", Map.of("page", page, "shown", shown, "paging", paging, "token", request.formToken(),
        "state", states.size() == 1 ? states.getFirst().code() : "", "states", Stream.of(State.values()).map(State::code).toList(), "demo", demo)));
  }

  private static Shown shown(Delivery delivery, Optional<Mail> mail) {
    return new Shown(delivery, mail.map(Mail::content), mail.map(Mail::to).orElse(""));
  }

  private Answer again(Request request) {
    if (!outbox.again(Optional.ofNullable(request.fields().get("id")).orElse(""))) throw new Problem.Conflict("problem.outbox.again");
    return Answer.seeOther(request.links().outbox());
  }
}
