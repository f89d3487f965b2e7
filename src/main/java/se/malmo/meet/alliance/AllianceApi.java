package se.malmo.meet.alliance;

import java.util.List;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** The lasting groups for programs. */
public final class AllianceApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Alliances alliances;

  public AllianceApi(Alliances alliances) {
    this.alliances = alliances;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/alliances", Audience.ANYONE, this::list),
        Route.get("/api/v1/alliances/:id", Audience.ANYONE, this::one));
  }

  private record LineBody(String id, String name, List<String> themes, int members, String url) {}

  private record PageBody(List<LineBody> alliances, long total, String next) {}

  private record MemberBody(String id, String name, String since) {}

  private record WholeBody(String id, String name, String description, List<String> themes, List<MemberBody> members, String url) {}

  private static String address(Alliance one, Request request) {
    return request.absolute(Links.of(request.messages().language()).alliance(one.id()));
  }

  private Answer list(Request request) {
    List<Alliance> all = alliances.all();
    Part.Lines<Alliance> part = Part.of(request, USUAL, MOST).of(all, Alliance::id);
    List<LineBody> lines = part.lines().stream().map(one -> new LineBody(one.id(), one.name(request.messages().language()), one.theme(), one.members().size(), address(one, request))).toList();
    return Answer.json(200, new PageBody(lines, all.size(), part.next())).forEverybody();
  }

  private Answer one(Request request) {
    Alliance it = alliances.byId(request.path("id")).orElseThrow(Problem.NotFound::new);
    List<MemberBody> members = it.members().stream().map(member -> new MemberBody(member.id(), member.name(), member.since().toString())).toList();
    return Answer.json(200, new WholeBody(it.id(), it.name(request.messages().language()), it.description(), it.theme(), members, address(it, request))).forEverybody();
  }
}
