package se.malmo.meet.web;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;

/** Checks each request of the API against openapi.json before anything is done. */
final class Contract {
  /** Made once for the whole process, while the graph opens. */
  private static final CompletableFuture<Contract> MADE = CompletableFuture.supplyAsync(Contract::make);

  private final Map<String, Rule> rules;

  /** What an operation takes. */
  private record Rule(List<Taken> parameters, Optional<Shape> body, boolean needsBody) {}

  private record Taken(String name, Location in, SchemaType type, boolean isRequired, Shape shape) {}

  private Contract(Map<String, Rule> rules) {
    this.rules = rules;
  }

  /** Begins to read the contract, where nobody has yet. */
  static void begin() {
    MADE.isDone();
  }

  static Contract get() {
    return MADE.join();
  }

  private static Contract make() {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    try {
      // The library knows neither problem+json, which is no request, nor a server without a host.
      JsonObject json = new JsonObject(OpenApi.contract().replace("application/problem+json", "application/json"));
      json.remove("servers");
      OpenAPIContract contract = OpenAPIContract.from(vertx, json).toCompletionStage().toCompletableFuture().join();
      return new Contract(contract.operations().stream().collect(Collectors.toMap(one -> one.getHttpMethod() + " " + one.getOpenAPIPath(), one -> rule(one, contract))));
    } finally {
      vertx.close();
    }
  }

  private static Rule rule(Operation operation, OpenAPIContract contract) {
    List<Taken> parameters = operation.getParameters().stream().filter(one -> one.getIn() == Location.QUERY || one.getIn() == Location.PATH)
        .map(one -> taken(one, contract)).toList();
    if (operation.getRequestBody() == null) return new Rule(parameters, Optional.empty(), false);
    Shape body = Shape.of(operation.getRequestBody().getContent().get("application/json").getSchema(), contract.getSchemaRepository());
    return new Rule(parameters, Optional.of(body), operation.getRequestBody().isRequired());
  }

  private static Taken taken(Parameter one, OpenAPIContract contract) {
    return new Taken(one.getName(), one.getIn(), one.getSchemaType(), one.isRequired(), Shape.of(one.getSchema(), contract.getSchemaRepository()));
  }

  /**
   * Checks address and body.
   *
   * @throws Problem.Invalid naming each place at fault and how to mend it
   */
  void check(Route route, Request request) {
    Rule rule = rules.get(route.method() + " " + route.path().replaceAll(":([A-Za-z]+)", "{$1}"));
    if (rule == null) return;
    List<Problem.Field> faults = new ArrayList<>();
    for (Taken taken : rule.parameters()) faults.addAll(faults(taken, request));
    byte[] body = request.body();
    if (rule.body().isPresent() && (rule.needsBody() || body.length > 0)) faults.addAll(rule.body().get().faults(Shape.plain(Json.read(body, Object.class)), ""));
    if (faults.isEmpty()) return;
    // Whoever reads the body by the rules of its matter says more.
    if (route.reader() != null) route.reader().accept(request);
    throw new Problem.Invalid(faults);
  }

  private static List<Problem.Field> faults(Taken taken, Request request) {
    List<String> given = taken.in() == Location.PATH ? List.of(request.path(taken.name())) : request.queries(taken.name());
    if (given.isEmpty()) return taken.isRequired() ? List.of(new Problem.Field(taken.name(), "problem.required")) : List.of();
    return taken.shape().faults(value(taken.type(), given), taken.name());
  }

  /** A value of the address as the type that it should have; as a text where it can be none. */
  private static Object value(SchemaType type, List<String> given) {
    String first = given.getFirst();
    return switch (type) {
      case INTEGER -> first.matches("-?\\d{1,15}") ? Long.valueOf(first) : first;
      case NUMBER -> first.matches("-?\\d{1,15}(\\.\\d{1,15})?") ? Double.valueOf(first) : first;
      case BOOLEAN -> first.equals("true") || first.equals("false") ? Boolean.valueOf(first) : first;
      case ARRAY -> new JsonArray(given);
      case null, default -> first;
    };
  }
}
