package se.malmo.meet.exchange;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.malmo.meet.platform.Json;

/**
 * What a node was before an import changed it: its properties and the edges that an import writes.
 *
 * @param properties with a letter before each value that says of which type it is
 */
record Snapshot(Map<String, Object> properties, List<Edge> edges) {

  /**
   * An edge with its other end.
   *
   * @param isIncoming whether it comes from the other end
   */
  record Edge(String type, String other, boolean isIncoming, Map<String, Object> properties) {}

  /** Of values as the driver gives them. */
  static Snapshot of(Map<String, Object> properties, List<Edge> edges) {
    return new Snapshot(coded(properties), edges.stream().map(edge -> new Edge(edge.type(), edge.other(), edge.isIncoming(), coded(edge.properties()))).toList());
  }

  static Snapshot read(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), Snapshot.class);
  }

  String json() {
    return new String(Json.write(this), StandardCharsets.UTF_8);
  }

  /** Values as the driver takes them. */
  Map<String, Object> values() {
    return decoded(properties);
  }

  static Map<String, Object> decoded(Map<String, Object> coded) {
    Map<String, Object> values = new HashMap<>();
    coded.forEach((name, value) -> values.put(name, decoded(value)));
    return values;
  }

  private static Map<String, Object> coded(Map<String, Object> values) {
    Map<String, Object> coded = new HashMap<>();
    values.forEach((name, value) -> coded.put(name, coded(value)));
    return coded;
  }

  private static Object coded(Object value) {
    return switch (value) {
      case String text -> "s" + text;
      case Boolean is -> "b" + is;
      case Long number -> "l" + number;
      case Double number -> "d" + number;
      case LocalDate day -> "D" + day;
      case ZonedDateTime at -> "T" + at.toOffsetDateTime();
      case OffsetDateTime at -> "T" + at;
      case List<?> list -> list.stream().map(Snapshot::coded).toList();
      default -> throw new IllegalStateException("No property of ours is a " + value.getClass());
    };
  }

  private static Object decoded(Object coded) {
    if (coded instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(one -> all.add(decoded(one)));
      return all;
    }
    String text = ((String) coded).substring(1);
    return switch (((String) coded).charAt(0)) {
      case 's' -> text;
      case 'b' -> Boolean.valueOf(text);
      case 'l' -> Long.valueOf(text);
      case 'd' -> Double.valueOf(text);
      case 'D' -> LocalDate.parse(text);
      case 'T' -> OffsetDateTime.parse(text).toZonedDateTime();
      default -> throw new IllegalStateException("Unknown value");
    };
  }
}
