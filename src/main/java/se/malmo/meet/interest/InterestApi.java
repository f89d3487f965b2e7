package se.malmo.meet.interest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Notes of interest for those who handle cases; an ambassador sees those about the own förvaltning's projects. */
public final class InterestApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Interests interests;

  public InterestApi(Interests interests) {
    this.interests = interests;
  }

  public List<Route> routes() {
    return List.of(Route.get("/api/v1/interests", Audience.CASE_WORK, this::page));
  }

  private record PageBody(List<NotedBody> interests, long total, int page, int limit, String next) {}

  private record ProjectBody(String reference, String title) {}

  private record NotedBody(String id, String at, ProjectBody initiative, String name, String email, String organisation, String message) {
    static NotedBody of(Interests.Noted noted) {
      return new NotedBody(noted.id(), noted.at().toString(), new ProjectBody(noted.project().reference(), noted.project().title()), noted.interest().name(),
          noted.interest().email(), noted.interest().organisation().orElse(null), noted.interest().message().orElse(null));
    }
  }

  private Answer page(Request request) {
    Part part = Part.ofPages(request, USUAL, MOST);
    int limit = part.limit();
    Optional<Set<String>> forvaltningar = request.caller().limit();
    long total = interests.count(forvaltningar);
    return Answer.json(200, new PageBody(interests.page(forvaltningar, part.skip(), limit).stream().map(NotedBody::of).toList(),
        total, part.page(), limit, part.next(total)));
  }
}
