package se.malmo.meet.webhook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.event.Kind;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Role;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.webhook.Message.State;

/** Webhooks for administrators: the targets, and each with every message that it was sent. */
public final class WebhookRoutes {
  private static final String MENU = "webhooks";
  private static final List<Problem.Field> LAY = List.of(new Problem.Field("do", "problem.form.lay"));

  private final Webhooks webhooks;

  public WebhookRoutes(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/webhookar", "/en/webhooks", Audience.ADMINISTRATION, request -> list(request, 200, Form.empty(request.formToken()))),
        Route.form("/webhookar", "/en/webhooks", Audience.ADMINISTRATION, this::register, request -> list(request, 403, form(request, LAY))),
        Route.page("/webhookar/:id", "/en/webhooks/:id", Audience.ADMINISTRATION, request -> target(request, 200, Form.empty(request.formToken()), "")),
        Route.form("/webhookar/:id", "/en/webhooks/:id", Audience.ADMINISTRATION, this::change, request -> target(request, 403, form(request, LAY), ""))
    ).flatMap(List::stream).toList();
  }

  private static Form form(Request request, List<Problem.Field> faults) {
    return Form.of(request.fields(), request.formToken(), faults, Webhooks.ORDER, request.messages());
  }

  private Answer list(Request request, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("webhooks.title"), request.messages()), "").in(MENU);
    return Answer.html(status, Templates.render("webhook/list.jte", Map.of("page", page, "form", form, "targets", webhooks.list(), "things", Kind.openThings(),
        "types", Kind.typesFor(Role.INTEGRATOR))));
  }

  private Answer register(Request request) {
    try {
      Webhooks.Fresh fresh = webhooks.register(request.fields(), request.caller());
      return target(request, 201, Form.empty(request.formToken()), fresh.target(), fresh.secret());
    } catch (Problem.Invalid e) {
      return list(request, 400, form(request, e.fields()));
    }
  }

  private Answer target(Request request, int status, Form form, String secret) {
    return target(request, status, form, webhooks.byId(request.path("id")), secret);
  }

  /** @param secret told this one time, "" for none */
  private Answer target(Request request, int status, Form form, Target target, String secret) {
    List<State> states = request.query("state").flatMap(State::of).map(List::of).orElse(List.of(State.values()));
    String state = states.size() == 1 ? states.getFirst().code() : "";
    Paging paging = Paging.of(request.pageNumber(), webhooks.count(target, states), request.links().webhook(target.id()), state.isEmpty() ? "" : "state=" + state);
    Page page = request.page(form.titled(request.messages().get("webhook.title"), request.messages()), "").in(MENU);
    Map<String, Object> shown = new HashMap<>(Map.of("page", page, "form", form, "target", target, "secret", secret, "paging", paging, "state", state,
        "messages", webhooks.page(target, states, paging.skip(), Paging.SIZE), "failed", webhooks.count(target, List.of(State.FAILED))));
    shown.put("states", Stream.of(State.values()).map(State::code).toList());
    shown.put("done", request.query("done").filter(List.of("again", "none")::contains).orElse(""));
    return Answer.html(status, Templates.render("webhook/target.jte", shown));
  }

  private Answer change(Request request) {
    Target target = webhooks.byId(request.path("id"));
    String here = request.links().webhook(target.id());
    switch (Optional.ofNullable(request.fields().get("do")).orElse("")) {
      case "pause" -> webhooks.pause(target, request.caller());
      case "resume" -> webhooks.resume(target, request.caller());
      case "remove" -> {
        webhooks.remove(target, request.caller());
        return Answer.seeOther(request.links().webhooks());
      }
      case "rotate" -> {
        Webhooks.Fresh fresh = webhooks.rotate(target, request.caller());
        return target(request, 200, Form.empty(request.formToken()), fresh.target(), fresh.secret());
      }
      case "again" -> {
        return Answer.seeOther(here + "?done=" + done(webhooks.again(target, Optional.of(Optional.ofNullable(request.fields().get("message")).orElse("-")), request.caller())));
      }
      case "again-all" -> {
        return Answer.seeOther(here + "?done=" + done(webhooks.again(target, Optional.empty(), request.caller())));
      }
      default -> throw new Problem.Invalid("do", "problem.case.do");
    }
    return Answer.seeOther(here);
  }

  private static String done(long many) {
    return many > 0 ? "again" : "none";
  }
}
