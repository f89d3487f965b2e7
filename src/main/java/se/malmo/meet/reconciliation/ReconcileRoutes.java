package se.malmo.meet.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.reconciliation.Candidate.TypeJson;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Reach;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Matches names with what the city has under them, for OpenRefine and other clients of the Reconciliation Service API 0.2 (W3C community group, 2023). */
public final class ReconcileRoutes {
  private static final int SUGGESTIONS = 10;
  private static final int LONGEST_PREFIX = 200;

  private final Candidates candidates;
  private final Telling telling;
  private final Optional<String> publicUrl;
  private final boolean hasPreview;

  /**
   * The routes.
   *
   * @param publicUrl the beginning of our addresses as everybody reaches them; where it is not said, as the client does
   * @param hasPreview whether any site may show our previews in a frame
   */
  public ReconcileRoutes(ReconcileStore store, Forvaltningar forvaltningar, Vocabulary vocabulary, Optional<String> publicUrl, boolean hasPreview) {
    candidates = new Candidates(store, forvaltningar, vocabulary);
    telling = new Telling(store, forvaltningar, vocabulary);
    this.publicUrl = publicUrl;
    this.hasPreview = hasPreview;
  }

  /** The service in Swedish and in English, told apart by its address: clients say no language. */
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (String service : List.of("/reconcile", "/en/reconcile")) {
      routes.add(open(Route.get(service, Audience.ANYONE, request -> answered(() -> asked(request, request::query)))));
      routes.add(open(Route.post(service, Audience.ANYONE, request -> answered(() -> asked(request, name -> Optional.ofNullable(request.fields().get(name)))))));
      routes.add(open(Route.get(service + "/suggest/entity", Audience.ANYONE, this::entities)));
      routes.add(open(Route.get(service + "/suggest/property", Audience.ANYONE, this::properties)));
      routes.add(open(Route.get(service + "/suggest/type", Audience.ANYONE, this::types)));
      routes.add(open(Route.get(service + "/properties", Audience.ANYONE, this::proposed)));
      routes.add(Route.get(service + "/preview", Audience.ANYONE, this::preview).reaching(Reach.FRAMES));
    }
    routes.add(open(Route.get("/id/:id", Audience.ANYONE, this::page)));
    return List.copyOf(routes);
  }

  private static Route open(Route route) {
    return route.reaching(Reach.SCRIPTS);
  }

  private String base(Request request) {
    return publicUrl.orElseGet(() -> request.absolute(""));
  }

  /** Takes something that a client asks, or tells what is wrong with it. */
  @FunctionalInterface
  private interface Answering {
    Answer answer();
  }

  /** Gives a parameter of the address or of a form. */
  @FunctionalInterface
  private interface Given {
    Optional<String> parameter(String name);
  }

  private record Fault(String error) {}

  /** Clients read JSON, also of what is wrong. */
  private static Answer answered(Answering answering) {
    try {
      return answering.answer();
    } catch (Problem.Invalid invalid) {
      return Answer.json(400, new Fault(said(invalid.fields())));
    } catch (Problem.TooLarge large) {
      return Answer.json(413, new Fault(said(List.of(large.field()))));
    }
  }

  private static String said(List<Problem.Field> fields) {
    Messages messages = Messages.of("en");
    return fields.stream().map(field -> (field.field().isEmpty() ? "" : field.field() + ": ") + messages.get(field.key(), field.arguments().toArray()))
        .collect(java.util.stream.Collectors.joining(" "));
  }

  private Answer asked(Request request, Given given) {
    Optional<String> queries = given.parameter("queries");
    Optional<String> extend = given.parameter("extend");
    if (queries.isPresent()) return Answer.json(200, results(QueryReader.batch(queries.get()), request.messages()));
    if (extend.isPresent()) return Answer.json(200, telling.of(QueryReader.extension(extend.get()), request.messages(), base(request)));
    String service = base(request) + (request.messages().isEnglish() ? "/en/reconcile" : "/reconcile");
    return Answer.json(200, Manifest.of(service, base(request), base(request) + request.links().openData(), hasPreview, request.messages())).forEverybody();
  }

  private record Result(List<Candidate> result) {}

  private Map<String, Result> results(List<Query> queries, Messages messages) {
    Map<String, Result> results = new LinkedHashMap<>();
    candidates.of(queries, messages).forEach((key, found) -> results.put(key, new Result(found)));
    return results;
  }

  private record Item(String id, String name, @JsonInclude(JsonInclude.Include.NON_EMPTY) String description, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TypeJson> notable) {}

  private record Items(List<Item> result) {}

  private static String prefix(Request request) {
    String given = request.query("prefix").orElse("").replace('\0', ' ').strip();
    return given.length() > LONGEST_PREFIX ? given.substring(0, LONGEST_PREFIX) : given;
  }

  private static int cursor(Request request) {
    return request.query("cursor").filter(given -> given.matches("\\d{1,4}")).map(Integer::valueOf).orElse(0);
  }

  private Answer entities(Request request) {
    String prefix = prefix(request);
    List<Candidate> found = prefix.isEmpty() ? List.of() : candidates.suggested(prefix, cursor(request), SUGGESTIONS, request.messages());
    return Answer.json(200, new Items(found.stream().map(one -> new Item(one.id(), one.name(), one.description(), one.type())).toList()));
  }

  private Answer properties(Request request) {
    String prefix = NameLikeness.plain(prefix(request));
    return Answer.json(200, new Items(Stream.of(Property.values()).filter(one -> NameLikeness.plain(one.name(request.messages())).contains(prefix) || NameLikeness.plain(one.id()).contains(prefix))
        .skip(cursor(request)).map(one -> new Item(one.id(), one.name(request.messages()), "", List.of())).toList())).forEverybody();
  }

  private Answer types(Request request) {
    String prefix = NameLikeness.plain(prefix(request));
    return Answer.json(200, new Items(Stream.of(EntityType.values()).filter(one -> NameLikeness.plain(one.name(request.messages())).startsWith(prefix) || one.id().startsWith(prefix))
        .skip(cursor(request)).map(one -> new Item(one.id(), one.name(request.messages()), "", List.of())).toList())).forEverybody();
  }

  /** A property that can be fetched. */
  private record Proposal(String id, String name) {}

  private record Proposals(String type, int limit, List<Proposal> properties) {}

  /** OpenRefine may give our schema space as the type: then all of them are proposed. */
  private Answer proposed(Request request) {
    String type = request.query("type").orElse("");
    int limit = request.query("limit").filter(given -> given.matches("[1-9]\\d{0,2}")).map(Integer::valueOf).orElse(Property.values().length);
    Optional<EntityType> known = EntityType.of(type);
    return Answer.json(200, new Proposals(type, limit, Stream.of(Property.values()).filter(Property::isTold).filter(one -> known.isEmpty() || one.isOf(known.get())).limit(limit)
        .map(one -> new Proposal(one.id(), one.name(request.messages()))).toList())).forEverybody();
  }

  private Answer preview(Request request) {
    Candidate it = request.query("id").flatMap(id -> candidates.byId(id, request.messages())).orElseThrow(Problem.NotFound::new);
    Page page = request.page(it.name(), it.description());
    return Answer.html(200, Templates.render("reconciliation/preview.jte", Map.of("page", page, "kind", it.type().getFirst().name(), "address", address(it, request.links())))).forEverybody();
  }

  private static String address(Candidate it, Links links) {
    return switch (EntityType.of(it.type().getFirst().id()).orElseThrow()) {
      case ORGANISATION -> links.organisation(it.id());
      case FORVALTNING -> links.forvaltning(it.id());
      case COMPETENCE -> links.theme(it.id());
    };
  }

  /** From an identifier to the page about what it stands for. */
  private Answer page(Request request) {
    return Answer.seeOther(address(candidates.byId(request.path("id"), request.messages()).orElseThrow(Problem.NotFound::new), request.links()));
  }
}
