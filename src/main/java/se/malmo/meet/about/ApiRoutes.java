package se.malmo.meet.about;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.OpenApi;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The API for those who write programs: what there is, read out of the contract, and a page to try it. */
public final class ApiRoutes {
  /** Under this all addresses of the API stand. */
  private static final String ROOT = "/api/v1/";

  private final Map<String, List<Operation>> operations = operations();

  public List<Route> routes() {
    return Stream.of(
        Route.page("/om/api", "/en/about/api", Audience.ANYONE, this::read),
        Route.page("/om/api/prova", "/en/about/api/try", Audience.ANYONE, this::tried)
    ).flatMap(List::stream).toList();
  }

  /**
   * One thing that a program can ask for.
   *
   * @param needsToken whether one must say who one is
   */
  public record Operation(String method, String path, String summary, boolean needsToken) {}

  /** By the first part of the address, in the order of the contract. */
  private static Map<String, List<Operation>> operations() {
    try {
      Map<String, List<Operation>> all = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> path : new ObjectMapper().readTree(OpenApi.contract()).get("paths").properties()) {
        String group = path.getKey().substring(ROOT.length()).split("/", 2)[0];
        for (Map.Entry<String, JsonNode> one : path.getValue().properties()) {
          all.computeIfAbsent(group, name -> new ArrayList<>())
              .add(new Operation(one.getKey().toUpperCase(Locale.ROOT), path.getKey(), one.getValue().get("summary").asText(), one.getValue().has("security")));
        }
      }
      return all;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Our own contract can be read", e);
    }
  }

  private Answer read(Request request) {
    Page page = request.page(request.messages().get("api.title"), request.messages().get("api.lead"));
    return Answer.html(200, Templates.render("about/api.jte", Map.of("page", page, "operations", operations, "refusals", OpenApi.refusals()))).forEverybody();
  }

  private Answer tried(Request request) {
    Page page = request.page(request.messages().get("api.try.title"), request.messages().get("api.try.lead"));
    return Answer.html(200, Templates.render("about/try.jte", Map.of("page", page))).forEverybody();
  }
}
