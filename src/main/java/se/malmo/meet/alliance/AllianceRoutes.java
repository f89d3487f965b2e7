package se.malmo.meet.alliance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.alliance.Alliance.Member;
import se.malmo.meet.language.Language;
import se.malmo.meet.neighbours.Neighbours;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.JsonLd;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The public's pages of the lasting groups. */
public final class AllianceRoutes {
  private final Alliances alliances;
  private final Vocabulary vocabulary;
  private final Neighbours neighbours;
  private final JointWork jointWork;

  public AllianceRoutes(Alliances alliances, Vocabulary vocabulary, Neighbours neighbours, JointWork jointWork) {
    this.jointWork = jointWork;
    this.alliances = alliances;
    this.vocabulary = vocabulary;
    this.neighbours = neighbours;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/allianser", "/en/alliances", Audience.ANYONE, this::list),
        Route.page("/allianser/:id", "/en/alliances/:id", Audience.ANYONE, this::page)
    ).flatMap(List::stream).toList();
  }

  /** A theme of an alliance in the reader's language. */
  public record ThemeLabel(String slug, String label) {}

  private Answer list(Request request) {
    List<Alliance> all = alliances.all();
    Paging paging = Paging.of(request.pageNumber(), all.size(), request.links().alliances(), "");
    Page page = request.page(request.messages().get("alliances.title"), request.messages().get("alliances.lead")).in("alliances");
    page = page.about(new JsonLd().trail(trail(page)));
    Map<String, List<ThemeLabel>> themes = new HashMap<>();
    List<Alliance> shown = all.stream().skip(paging.skip()).limit(Paging.SIZE).toList();
    shown.forEach(alliance -> themes.put(alliance.id(), themes(alliance, request)));
    return Answer.html(200, Templates.render("alliance/list.jte", Map.of("page", page, "alliances", shown, "themes", themes, "paging", paging, "total", all.size(),
        "groups", paging.hasPrevious() ? List.of() : jointWork.recurring(page.messages()))))
        .forEverybody();
  }

  private Answer page(Request request) {
    Alliance alliance = alliances.byId(request.path("id")).orElseThrow(Problem.NotFound::new);
    Page page = request.page(alliance.name(request.messages().language()), alliance.description()).in("alliances");
    List<JsonLd.Step> trail = new ArrayList<>(trail(page));
    String address = page.absolute(page.links().alliance(alliance.id()));
    trail.add(new JsonLd.Step(page.title(), address));
    Optional<LocalDate> since = alliance.members().stream().map(Member::since).min(LocalDate::compareTo);
    JsonLd.Thing thing = JsonLd.thing("Organization").with("@id", address).with("name", page.title()).with("description", alliance.description()).with("url", address)
        .with("member", alliance.members().stream().map(member -> JsonLd.thing("Organization").with("name", member.name()).with("url", page.absolute(address(page, member)))).toList());
    since.ifPresent(day -> thing.with("foundingDate", day.toString()));
    return Answer.html(200, Templates.render("alliance/page.jte", Map.of("page", page.about(new JsonLd().and(thing).trail(trail)), "alliance", alliance,
        "since", since, "themes", themes(alliance, request), "around", neighbours.of(alliance.id()), "joint", jointWork.of(alliance.id(), page.messages())))).forEverybody();
  }

  /** Where a member has its page. */
  public static String address(Page page, Member member) {
    return member.id().startsWith("org-") ? page.links().organisation(member.id()) : page.links().forvaltning(member.id());
  }

  private List<ThemeLabel> themes(Alliance alliance, Request request) {
    Language language = request.messages().isEnglish() ? Language.ENGLISH : Language.SWEDISH;
    return alliance.theme().stream().flatMap(id -> vocabulary.byId(id).stream()).map((Competence c) -> new ThemeLabel(c.id(), c.label(language))).toList();
  }

  private static List<JsonLd.Step> trail(Page page) {
    return List.of(new JsonLd.Step(page.text("start"), page.absolute(page.links().start())),
        new JsonLd.Step(page.text("alliances.title"), page.absolute(page.links().alliances())));
  }
}
