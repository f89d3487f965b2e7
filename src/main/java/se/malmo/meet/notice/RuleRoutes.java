package se.malmo.meet.notice;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.notice.Rules.Matter;
import se.malmo.meet.notice.Rules.When;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** What somebody who handles cases wants to hear of by mail: a table of matters and times. */
public final class RuleRoutes {
  private static final List<String> LANGUAGES = List.of("sv", "en");

  private final RuleBook rules;

  public RuleRoutes(RuleBook rules) {
    this.rules = rules;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/mitt/aviseringar", "/en/mine/notices", Audience.CASE_FILE, this::page),
        Route.form("/mitt/aviseringar", "/en/mine/notices", Audience.CASE_FILE, this::save, this::page)
    ).flatMap(List::stream).toList();
  }

  private Answer page(Request request) {
    Page page = request.page(request.messages().get("rules.title"), "").in("own");
    Rules own = rules.of(request.caller().account());
    return Answer.html(200, Templates.render("notice/rules.jte", Map.of("page", page, "rules", own, "isQuiet", own.isQuiet(), "token", request.formToken(),
        "isSaved", request.query("saved").isPresent())));
  }

  private Answer save(Request request) {
    String account = request.caller().account();
    boolean isQuiet = "quiet".equals(request.fields().get("do"));
    rules.save(account, isQuiet ? rules.of(account).quiet() : chosen(request));
    return Answer.seeOther(request.links().noticeRules() + "?saved=1");
  }

  private static Rules chosen(Request request) {
    Map<Matter, When> whens = new EnumMap<>(Matter.class);
    for (Matter matter : Matter.values()) {
      whens.put(matter, Optional.ofNullable(request.fields().get(matter.code())).flatMap(When::of).orElseThrow(() -> new Problem.Invalid(matter.code(), "problem.rules.when")));
    }
    String language = Optional.ofNullable(request.fields().get("language")).filter(LANGUAGES::contains).orElse("sv");
    return new Rules(language, whens);
  }
}
