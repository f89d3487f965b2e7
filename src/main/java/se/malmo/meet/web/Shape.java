package se.malmo.meet.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;

/** The form that a value must have by its JSON schema, and what to say where it has another. */
final class Shape {
  /** Keywords that only say that something inside is wrong. */
  private static final Set<String> AROUND = Set.of("properties", "items", "prefixItems", "$ref", "allOf");
  /** A whole text: whoever reads it says itself that it is too long, with 413. */
  private static final int WHOLE_TEXT = 40_000;

  private final Object schema;
  private final Validator validator;

  private Shape(Object schema, Validator validator) {
    this.schema = schema;
    this.validator = validator;
  }

  static Shape of(JsonSchema schema, SchemaRepository schemas) {
    JsonSchemaOptions options = new JsonSchemaOptions().setBaseUri("app://").setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic);
    return new Shape(schema, schemas.validator(schema, options));
  }

  /** What Jackson reads as the validator wants it. */
  static Object plain(Object read) {
    return switch (read) {
      case Map<?, ?> map -> {
        JsonObject object = new JsonObject();
        // A field that is null is read as one that is left out.
        map.forEach((key, value) -> {
          if (value != null) object.put(String.valueOf(key), plain(value));
        });
        yield object;
      }
      // So is null in a list, as those who act on it do.
      case List<?> list -> new JsonArray(new ArrayList<>(list.stream().filter(Objects::nonNull).map(Shape::plain).toList()));
      default -> read;
    };
  }

  /**
   * All that is wrong with a value.
   *
   * @param name of the value, "" for a whole body
   */
  List<Problem.Field> faults(Object value, String name) {
    OutputUnit result = validator.validate(value);
    if (Boolean.TRUE.equals(result.getValid())) return List.of();
    List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
    Set<Problem.Field> faults = new LinkedHashSet<>();
    for (OutputUnit error : errors) if (!AROUND.contains(keyword(error)) && !isEcho(error, errors)) faults.addAll(said(error, value, name));
    return List.copyOf(faults);
  }

  private static String keyword(OutputUnit error) {
    String location = error.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** A known field that is wrong is also told of as one that there is not, and a wrong type as a wrong choice. */
  private static boolean isEcho(OutputUnit error, List<OutputUnit> errors) {
    String place = error.getInstanceLocation();
    String keyword = keyword(error);
    if (keyword.equals("additionalProperties")) {
      return errors.stream().anyMatch(other -> !keyword(other).equals(keyword) && (other.getInstanceLocation().equals(place) || other.getInstanceLocation().startsWith(place + "/")));
    }
    return keyword.equals("enum") && errors.stream().anyMatch(other -> keyword(other).equals("type") && other.getInstanceLocation().equals(place));
  }

  private List<Problem.Field> said(OutputUnit error, Object value, String name) {
    String place = place(error, name);
    Object at = walk(value, steps(error.getInstanceLocation()));
    List<String> path = steps(error.getKeywordLocation());
    Object rule = walk(schema, path);
    Object around = walk(schema, path.subList(0, path.size() - 1));
    return switch (keyword(error)) {
      case "required" -> missing(rule, at).map(one -> new Problem.Field(place.isEmpty() ? one : place + "." + one, "problem.required")).toList();
      case "type" -> List.of(place.isEmpty() ? new Problem.Field("", "problem.json.object") : name.isEmpty() ? new Problem.Field(place, "problem.json.type") : range(place, around));
      case "minimum", "maximum" -> List.of(range(place, around));
      case "minLength" -> List.of(new Problem.Field(place, "problem.required"));
      case "maxLength" -> rule instanceof Number most && most.intValue() >= WHOLE_TEXT ? List.of()
          : List.of(new Problem.Field(place, "problem.long", rule, String.valueOf(at).length()));
      case "enum" -> List.of(new Problem.Field(place, "problem.one.of", items(rule).map(String::valueOf).collect(Collectors.joining(", "))));
      case "maxItems" -> List.of(new Problem.Field(place, "problem.many", rule, items(at).count()));
      case "additionalProperties" -> List.of(new Problem.Field(place, "problem.json.unknown"));
      case "format" -> List.of(new Problem.Field(place, "date".equals(rule) ? "problem.date" : "problem.json.type"));
      default -> List.of(new Problem.Field(place, "problem.json.type"));
    };
  }

  private static Problem.Field range(String place, Object around) {
    Object least = around instanceof JsonObject schema ? schema.getValue("minimum") : null;
    Object most = around instanceof JsonObject schema ? schema.getValue("maximum") : null;
    return least == null || most == null ? new Problem.Field(place, "problem.json.type") : new Problem.Field(place, "problem.range", least, most);
  }

  private static Stream<String> missing(Object required, Object at) {
    return items(required).map(String::valueOf).filter(one -> at instanceof JsonObject object && !object.containsKey(one));
  }

  private static Stream<?> items(Object list) {
    return list instanceof JsonArray array ? array.stream() : Stream.of();
  }

  /** As our own records name it: "sender.email", "offers.2". */
  private static String place(OutputUnit error, String name) {
    String inside = String.join(".", steps(error.getInstanceLocation()));
    return name.isEmpty() ? inside : inside.isEmpty() ? name : name + "." + inside;
  }

  /** The steps of a JSON pointer (RFC 6901) in a fragment. */
  private static List<String> steps(String pointer) {
    return Stream.of(pointer.split("/")).skip(1).map(step -> step.replace("~1", "/").replace("~0", "~")).toList();
  }

  private static Object walk(Object from, List<String> steps) {
    Object at = from;
    for (String step : steps) at = next(at, step).orElse(null);
    return at;
  }

  private static Optional<Object> next(Object at, String step) {
    return switch (at) {
      case JsonObject object -> Optional.ofNullable(object.getValue(step));
      case JsonArray array when step.matches("\\d{1,6}") && Integer.parseInt(step) < array.size() -> Optional.ofNullable(array.getValue(Integer.parseInt(step)));
      case null, default -> Optional.empty();
    };
  }
}
