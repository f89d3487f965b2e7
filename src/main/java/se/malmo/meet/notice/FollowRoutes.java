package se.malmo.meet.notice;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.notice.FollowStore.Follower;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.showcase.Theme;
import se.malmo.meet.showcase.Themes;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/**
 * Asks to follow a theme, a project or a förvaltning by mail, says yes, and stops. Reading an address that a mail holds changes nothing, so a scanner of mails does no harm; the
 * address that stops takes a bare POST too, as mail programs send it (RFC 8058): the secret in it is all that it needs.
 */
public final class FollowRoutes {
  private static final int LONGEST = 254;
  private static final List<String> ORDER = List.of("again", "email");

  private final Follows follows;
  private final Writer writer;
  private final Themes themes;
  private final Initiatives initiatives;
  private final Forvaltningar forvaltningar;
  private final boolean showsLink;

  /** @param showsLink whether the page tells the link instead of the mail that nobody gets: for the demo on one's own machine */
  public FollowRoutes(Follows follows, Writer writer, Themes themes, Initiatives initiatives, Forvaltningar forvaltningar, boolean showsLink) {
    this.showsLink = showsLink;
    this.forvaltningar = forvaltningar;
    this.follows = follows;
    this.writer = writer;
    this.themes = themes;
    this.initiatives = initiatives;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/teman/:slug/folj", "/en/themes/:slug/follow", Audience.ANYONE, request -> form(request, theme(request), 200, List.of())),
        Route.form("/teman/:slug/folj", "/en/themes/:slug/follow", Audience.ANYONE, request -> ask(request, theme(request)), request -> askAgain(request, theme(request))),
        Route.page("/initiativ/:reference/folj", "/en/initiatives/:reference/follow", Audience.ANYONE, request -> form(request, project(request), 200, List.of())),
        Route.form("/initiativ/:reference/folj", "/en/initiatives/:reference/follow", Audience.ANYONE, request -> ask(request, project(request)), request -> askAgain(request, project(request))),
        Route.page("/forvaltningar/:id/folj", "/en/departments/:id/follow", Audience.ANYONE, request -> form(request, forvaltning(request), 200, List.of())),
        Route.form("/forvaltningar/:id/folj", "/en/departments/:id/follow", Audience.ANYONE, request -> ask(request, forvaltning(request)), request -> askAgain(request, forvaltning(request))),
        Route.page("/folj/bekrafta/:secret", "/en/follow/confirm/:secret", Audience.HOLDER_OF_SECRET, this::confirmPage),
        Route.form("/folj/bekrafta/:secret", "/en/follow/confirm/:secret", Audience.HOLDER_OF_SECRET, this::confirm, this::confirmPage),
        Route.page("/folj/sluta/:secret", "/en/follow/stop/:secret", Audience.HOLDER_OF_SECRET, this::stopPage),
        List.of(Route.act("/folj/sluta/:secret", Audience.HOLDER_OF_SECRET, this::stop), Route.act("/en/follow/stop/:secret", Audience.HOLDER_OF_SECRET, this::stop))
    ).flatMap(List::stream).toList();
  }

  /** What can be followed. */
  private record Target(String key, String name, String form, String page) {}

  private Target theme(Request request) {
    Theme theme = themes.bySlug(request.path("slug")).orElseThrow(Problem.NotFound::new);
    return new Target(Follows.THEME + theme.slug(), theme.name(request.messages()), request.links().followTheme(theme.slug()), request.links().theme(theme.slug()));
  }

  private Target project(Request request) {
    var it = initiatives.byReference(request.path("reference")).orElseThrow(Problem.NotFound::new).initiative();
    return new Target(Follows.PROJECT + it.reference(), it.title(), request.links().followProject(it.reference()), request.links().initiative(it.reference()));
  }

  private Target forvaltning(Request request) {
    Forvaltning it = forvaltningar.byId(request.path("id")).filter(one -> !one.standing().isDormant()).orElseThrow(Problem.NotFound::new);
    return new Target(Follows.FORVALTNING + it.id(), it.name(request.messages().language()), request.links().followForvaltning(it.id()), request.links().forvaltning(it.id()));
  }

  private static Answer form(Request request, Target target, int status, List<Problem.Field> faults) {
    MultiMap values = status == 200 ? MultiMap.caseInsensitiveMultiMap() : request.fields();
    Form form = Form.of(values, request.formToken(), faults, ORDER, request.messages());
    String heading = request.messages().get("follow.title", target.name());
    Page page = request.page(form.titled(heading, request.messages()), "").unlisted();
    return Answer.html(status, Templates.render("notice/follow.jte", Map.of("page", page, "form", form, "heading", heading, "action", target.form(), "back", target.page())));
  }

  private Answer ask(Request request, Target target) {
    Checks checks = new Checks();
    String email = checks.required("email", request.fields().get("email"), LONGEST);
    if (!email.isEmpty()) checks.email("email", email);
    try {
      checks.done();
    } catch (Problem.Invalid e) {
      return form(request, target, 400, e.fields());
    }
    if (!follows.ask(target.key(), email, request.messages().language(), request.from())) {
      return form(request, target, 429, List.of(new Problem.Field("again", "problem.letters.many", Follows.WINDOW.toMinutes())))
          .with("Retry-After", String.valueOf(Follows.WINDOW.toSeconds()));
    }
    // A link for everybody to see would let anybody say yes for anybody.
    List<Onward> onward = showsLink ? follows.asked(target.key(), email)
        .map(secret -> new Onward(request.messages().get("member.demo.mail") + " " + request.messages().get("follow.confirm"), request.links().confirmFollowing(secret))).stream().toList() : List.of();
    return told(request, 200, "follow.asked", request.messages().get("follow.asked.text", target.name()), onward);
  }

  private static Answer askAgain(Request request, Target target) {
    return form(request, target, 403, List.of(new Problem.Field("again", "problem.form.lay")));
  }

  private static Answer told(Request request, int status, String title, String text) {
    return told(request, status, title, text, List.of());
  }

  /** Somewhere to go on. */
  public record Onward(String label, String href) {}

  private static Answer told(Request request, int status, String title, String text, List<Onward> onward) {
    Page page = request.page(request.messages().get(title), "").unlisted();
    return Answer.html(status, Templates.render("notice/told.jte", Map.of("page", page, "text", text, "onward", onward)));
  }

  private Answer confirmPage(Request request) {
    Follower one = follows.invited(request.path("secret")).orElseThrow(Problem.NotFound::new);
    if (one.isConfirmed()) return following(request, one, "follow.already", "follow.already.text");
    return button(request, "follow.confirm", request.messages().get("follow.confirm.text", writer.followed(one, request.messages())), request.links().confirmFollowing(request.path("secret")));
  }

  private Answer confirm(Request request) {
    Follower one = follows.invited(request.path("secret")).orElseThrow(Problem.NotFound::new);
    if (one.isConfirmed()) return following(request, one, "follow.already", "follow.already.text");
    if (!follows.confirm(request.path("secret"))) throw new Problem.NotFound();
    return following(request, one, "follow.confirmed", "follow.confirmed.text");
  }

  /** What is followed, the way there, and the way out: the secret of the link that says yes is as good as a mail to its owner. */
  private Answer following(Request request, Follower one, String title, String text) {
    Links links = request.links();
    String what = writer.followed(one, request.messages());
    return told(request, 200, title, request.messages().get(text, what), List.of(new Onward(what, links.followed(one.target())),
        new Onward(request.messages().get("follow.stop"), links.stopFollowing(follows.stopSecret(one.id())))));
  }

  private Answer stopPage(Request request) {
    Follower one = follows.ofStop(request.path("secret")).orElseThrow(Problem.NotFound::new);
    return button(request, "follow.stop", request.messages().get("follow.stop.text", writer.followed(one, request.messages())), request.links().stopFollowing(request.path("secret")));
  }

  private static Answer button(Request request, String title, String text, String action) {
    Page page = request.page(request.messages().get(title), "").unlisted();
    return Answer.html(200, Templates.render("notice/button.jte", Map.of("page", page, "text", text, "action", action, "token", request.formToken())));
  }

  private Answer stop(Request request) {
    if (!follows.stop(request.path("secret"))) throw new Problem.NotFound();
    return told(request, 200, "follow.stopped", request.messages().get("follow.stopped.text"));
  }
}
