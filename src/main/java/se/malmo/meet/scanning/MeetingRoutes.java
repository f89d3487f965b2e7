package se.malmo.meet.scanning;

import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Meetings in person: noted, listed, taken back. */
public final class MeetingRoutes {
  private final Meetings meetings;

  MeetingRoutes(Meetings meetings) {
    this.meetings = meetings;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/signaler/moten", "/en/signals/meetings", Audience.CASE_FILE, request -> page(request, 200, proposed(request))),
        Route.form("/signaler/moten", "/en/signals/meetings", Audience.CASE_FILE, this::change, this::askAgain)
    ).flatMap(List::stream).toList();
  }

  /** What an address proposes is only filled in. */
  private Form proposed(Request request) {
    MultiMap fields = MultiMap.caseInsensitiveMultiMap().set("day", meetings.today().toString());
    for (String field : Meetings.ORDER) request.query(field).ifPresent(value -> fields.set(field, value));
    return new Form(fields, request.formToken(), List.of());
  }

  private Answer page(Request request, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("meetings.title"), request.messages()), "").in(SignalRoutes.MENU);
    Paging paging = Paging.of(request.pageNumber(), meetings.count(), request.links().meetings(), "");
    List<Meeting> found = meetings.page(paging.skip(), Paging.SIZE);
    Set<String> removable = found.stream().filter(one -> Meetings.mayRemove(one, request.caller())).map(Meeting::id).collect(Collectors.toSet());
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "form", form, "meetings", found, "paging", paging, "removable", removable, "isSaved", request.query("saved").isPresent()));
    for (String field : List.of("party", "counterpart")) parameters.put(field + "Choices", form.isWrong(field) ? meetings.choices(form.value(field)) : List.of());
    return Answer.html(status, Templates.render("scanning/meetings.jte", parameters));
  }

  private Answer change(Request request) {
    MultiMap fields = request.fields();
    if ("remove".equals(fields.get("do"))) {
      meetings.remove(Optional.ofNullable(fields.get("id")).orElse(""), request.caller());
      return Answer.seeOther(request.links().meetings());
    }
    try {
      String all = Meetings.ORDER.stream().map(field -> String.valueOf(fields.get(field))).collect(Collectors.joining("\n"));
      meetings.note(fields, request.fillingOf("meeting " + all), request.caller());
      return Answer.seeOther(request.links().meetings() + "?saved=1");
    } catch (Problem.Invalid e) {
      return page(request, 400, Form.of(fields, request.formToken(), e.fields(), Meetings.ORDER, request.messages()));
    }
  }

  private Answer askAgain(Request request) {
    return page(request, 403, Form.of(request.fields(), request.formToken(), List.of(new Problem.Field("party", "problem.form.lay")), Meetings.ORDER, request.messages()));
  }
}
