package se.malmo.meet.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.types.IsoDuration;
import org.neo4j.driver.types.Point;

/**
 * The properties of a node or an edge as JSON and back, each of the graph's types to itself: texts, truth values, whole numbers and lists as JSON has them, numbers with
 * a fraction always with a point or an exponent, all else as an object with the type's name, such as {"date": "2026-06-01"}.
 */
final class PropertyJson {
  private PropertyJson() {}

  /** Writes an object, its names in order, so that the same properties are always the same bytes. */
  static void write(JsonGenerator json, Map<String, Value> properties) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Value> property : new TreeMap<>(properties).entrySet()) {
      json.writeFieldName(property.getKey());
      write(json, property.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Value value) throws IOException {
    switch (value.type().name()) {
      case "STRING" -> json.writeString(value.asString());
      case "BOOLEAN" -> json.writeBoolean(value.asBoolean());
      case "INTEGER" -> json.writeNumber(value.asLong());
      case "FLOAT" -> {
        double number = value.asDouble();
        if (Double.isFinite(number)) json.writeNumber(number);
        else tagged(json, "float", Double.toString(number));
      }
      case "BYTES" -> tagged(json, "bytes", Base64.getEncoder().encodeToString(value.asByteArray()));
      case "DATE" -> tagged(json, "date", value.asLocalDate().toString());
      case "TIME" -> tagged(json, "time", value.asOffsetTime().toString());
      case "LOCAL_TIME" -> tagged(json, "localtime", value.asLocalTime().toString());
      case "LOCAL_DATE_TIME" -> tagged(json, "localdatetime", value.asLocalDateTime().toString());
      case "DATE_TIME" -> tagged(json, "datetime", value.asZonedDateTime().toString());
      case "DURATION" -> numbers(json, "duration", duration(value.asIsoDuration()));
      case "POINT" -> numbers(json, "point", point(value.asPoint()));
      case "LIST OF ANY?" -> {
        json.writeStartArray();
        for (Value one : value.values()) write(json, one);
        json.writeEndArray();
      }
      // A type that a later version of the graph knows: better no backup than one that forgets.
      default -> throw new IllegalStateException("A property has a type that cannot be kept: " + value.type().name());
    }
  }

  private static void tagged(JsonGenerator json, String type, String text) throws IOException {
    json.writeStartObject();
    json.writeStringField(type, text);
    json.writeEndObject();
  }

  private static void numbers(JsonGenerator json, String type, List<? extends Number> numbers) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart(type);
    for (Number number : numbers) {
      if (number instanceof Long whole) json.writeNumber(whole);
      else json.writeNumber(number.doubleValue());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static List<Long> duration(IsoDuration duration) {
    return List.of(duration.months(), duration.days(), duration.seconds(), (long) duration.nanoseconds());
  }

  private static List<Number> point(Point point) {
    List<Number> numbers = new ArrayList<>(List.of((long) point.srid(), point.x(), point.y()));
    if (!Double.isNaN(point.z())) numbers.add(point.z());
    return numbers;
  }

  /**
   * The properties as the driver takes them.
   *
   * @throws IllegalArgumentException where it is not what {@link #write} wrote
   */
  static Value read(JsonNode object) {
    Map<String, Value> properties = new TreeMap<>();
    object.properties().forEach(property -> properties.put(property.getKey(), value(property.getValue())));
    return Values.value(properties);
  }

  private static Value value(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> Values.value(json.textValue());
      case BOOLEAN -> Values.value(json.booleanValue());
      case NUMBER -> json.isIntegralNumber() ? Values.value(json.longValue()) : Values.value(json.doubleValue());
      case ARRAY -> {
        List<Value> values = new ArrayList<>();
        json.forEach(one -> values.add(value(one)));
        yield Values.value(values);
      }
      case OBJECT -> {
        if (json.size() != 1) throw new IllegalArgumentException("A value has no type");
        Map.Entry<String, JsonNode> only = json.properties().iterator().next();
        yield typed(only.getKey(), only.getValue());
      }
      default -> throw new IllegalArgumentException("A value is " + json.getNodeType());
    };
  }

  private static Value typed(String type, JsonNode json) {
    String text = json.asText();
    return switch (type) {
      case "float" -> Values.value(Double.parseDouble(text));
      case "bytes" -> Values.value(Base64.getDecoder().decode(text));
      case "date" -> Values.value(LocalDate.parse(text));
      case "time" -> Values.value(OffsetTime.parse(text));
      case "localtime" -> Values.value(LocalTime.parse(text));
      case "localdatetime" -> Values.value(LocalDateTime.parse(text));
      case "datetime" -> Values.value(ZonedDateTime.parse(text));
      case "duration" -> Values.isoDuration(json.path(0).longValue(), json.path(1).longValue(), json.path(2).longValue(), json.path(3).intValue());
      case "point" -> json.size() == 3
          ? Values.point(json.path(0).intValue(), json.path(1).doubleValue(), json.path(2).doubleValue())
          : Values.point(json.path(0).intValue(), json.path(1).doubleValue(), json.path(2).doubleValue(), json.path(3).doubleValue());
      default -> throw new IllegalArgumentException("There is no type '" + type + "'");
    };
  }
}
