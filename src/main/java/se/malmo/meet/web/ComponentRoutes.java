package se.malmo.meet.web;

import java.util.List;
import java.util.Map;

/** The pieces that pages are made of, living on a page of their own; for those who build, so only with the demo. */
public final class ComponentRoutes {
  public List<Route> routes() {
    return Route.page("/om/komponenter", "/en/about/components", Audience.ANYONE, this::components);
  }

  private Answer components(Request request) {
    Page page = request.page(request.messages().get("components.title"), request.messages().get("components.lead")).unlisted();
    return Answer.html(200, Templates.render("web/components.jte", Map.of("page", page)));
  }
}
