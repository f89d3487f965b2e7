package se.malmo.meet.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;

/** Reads what a client asks (Reconciliation Service API 0.2, sections 4.1 and 7.3); what it says more than we know is read past, as OpenRefine expects. */
final class QueryReader {
  static final int MOST_QUERIES = 50;
  private static final int MOST_CANDIDATES = 25;
  private static final int USUAL_CANDIDATES = 5;
  private static final int LONGEST_TEXT = 500;
  private static final int MOST_PROPERTIES = 20;
  private static final int MOST_VALUES = 20;
  private static final int MOST_IDS = 250;
  private static final int LONGEST_ID = 200;

  private QueryReader() {}

  /** What is to be told of which things. */
  record Wanted(List<String> ids, List<Property> properties) {}

  /**
   * Reads a batch.
   *
   * @throws Problem.TooLarge for more than fifty
   * @throws Problem.Invalid where it is none
   */
  static List<Query> batch(String json) {
    JsonNode batch = object(json, "queries");
    if (batch.size() > MOST_QUERIES) throw new Problem.TooLarge("queries", "problem.reconcile.many", MOST_QUERIES, batch.size());
    List<Query> queries = new ArrayList<>();
    batch.properties().forEach(one -> queries.add(query(one.getKey(), one.getValue())));
    return queries;
  }

  /**
   * Reads what is to be told.
   *
   * @throws Problem.Invalid where it is no such question, or asks for too much at once
   */
  static Wanted extension(String json) {
    JsonNode asked = object(json, "extend");
    List<String> ids = items(asked.path("ids")).map(JsonNode::asText).toList();
    List<Property> properties = items(asked.path("properties")).flatMap(one -> Property.of(one.path("id").asText()).stream()).filter(Property::isTold).distinct().toList();
    if (!asked.path("ids").isArray() || !asked.path("properties").isArray()) throw new Problem.Invalid("extend", "problem.reconcile.extend");
    if (ids.size() > MOST_IDS) throw new Problem.TooLarge("extend.ids", "problem.reconcile.many", MOST_IDS, ids.size());
    return new Wanted(ids.stream().filter(id -> id.length() <= LONGEST_ID).toList(), properties);
  }

  private static JsonNode object(String json, String field) {
    JsonNode read = Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    if (!read.isObject()) throw new Problem.Invalid(field, "problem.json.object");
    return read;
  }

  private static Query query(String key, JsonNode asked) {
    if (!asked.isObject()) throw new Problem.Invalid("queries." + key, "problem.json.object");
    String text = asked.path("query").asText("").replace('\0', ' ').strip();
    if (text.length() > LONGEST_TEXT) text = text.substring(0, LONGEST_TEXT);
    Map<Property, List<String>> properties = new EnumMap<>(Property.class);
    items(asked.path("properties")).limit(MOST_PROPERTIES).forEach(one -> Property.of(one.path("pid").asText()).ifPresent(property -> properties.put(property, values(one.path("v")))));
    if (text.isEmpty() && !asked.path("properties").isArray()) throw new Problem.Invalid("queries." + key + ".query", "problem.required");
    int limit = asked.path("limit").isNumber() ? asked.path("limit").asInt() : USUAL_CANDIDATES;
    return new Query(key, text, types(asked.path("type")), Math.clamp(limit, 1, MOST_CANDIDATES), properties);
  }

  /** One or several, each as its id or as an object with one; an unknown type, such as our schema space, restricts nothing. */
  private static Set<EntityType> types(JsonNode given) {
    Set<EntityType> types = EnumSet.noneOf(EntityType.class);
    Stream<JsonNode> each = given.isArray() ? items(given) : Stream.of(given);
    each.limit(MOST_VALUES).forEach(one -> EntityType.of(text(one)).ifPresent(types::add));
    return types;
  }

  private static List<String> values(JsonNode given) {
    Stream<JsonNode> each = given.isArray() ? items(given) : Stream.of(given);
    return each.limit(MOST_VALUES).map(QueryReader::text).map(String::strip).filter(value -> !value.isEmpty() && value.length() <= LONGEST_TEXT).toList();
  }

  /** A value as text; of something that was matched before, its id. */
  private static String text(JsonNode value) {
    return value.isObject() ? value.path("id").asText("") : value.asText("");
  }

  private static Stream<JsonNode> items(JsonNode list) {
    return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
  }
}
