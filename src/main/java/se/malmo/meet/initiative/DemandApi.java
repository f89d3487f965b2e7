package se.malmo.meet.initiative;

import java.util.List;
import se.malmo.meet.matching.Demand;
import se.malmo.meet.matching.Demands;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Unmet demand for programs. */
public final class DemandApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Demands demands;

  public DemandApi(Demands demands) {
    this.demands = demands;
  }

  public List<Route> routes() {
    return List.of(Route.get("/api/v1/demand", Audience.COORDINATION, this::page));
  }

  private record PageBody(List<DemandBody> demand, long total, int page, int limit, String next) {}

  private record DemandBody(String id, String at, String reference, String language, List<NeedBody> needs) {
    static DemandBody of(Demand demand, Messages messages) {
      return new DemandBody(demand.id(), demand.at().toString(), demand.reference().isEmpty() ? null : demand.reference(), demand.language(),
          demand.needs().stream().map(need -> NeedBody.of(need, messages)).toList());
    }
  }

  private record NeedBody(String id, String text, boolean competence, double weight, boolean stated) {
    static NeedBody of(Demand.Wanted need, Messages messages) {
      return new NeedBody(need.what().id(), need.what().in(messages.language()), need.isCompetence(), need.weight(), need.isStated());
    }
  }

  private Answer page(Request request) {
    Part part = Part.ofPages(request, USUAL, MOST);
    int limit = part.limit();
    long total = demands.count();
    return Answer.json(200, new PageBody(demands.page(part.skip(), limit).stream().map(demand -> DemandBody.of(demand, request.messages())).toList(),
        total, part.page(), limit, part.next(total)));
  }
}
