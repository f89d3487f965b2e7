package se.malmo.meet.vocabulary;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.malmo.meet.platform.Json;

/** A delta as text, kept with the change until somebody undoes it: every value comes back with its type. */
final class Kept {
  private static final String DATE = "date";
  private static final String TIME = "time";

  private Kept() {}

  private record Edge(String competence, String type, boolean outgoing, String kind, String other, Map<String, Object> properties) {}

  private record Form(List<Map<String, Object>> before, List<Map<String, Object>> after, List<Edge> removed, List<Edge> added) {}

  static String write(Delta delta) {
    Form form = new Form(delta.before().stream().map(Kept::plain).toList(), delta.after().stream().map(Kept::plain).toList(),
        delta.removed().stream().map(Kept::edge).toList(), delta.added().stream().map(Kept::edge).toList());
    return new String(Json.write(form), StandardCharsets.UTF_8);
  }

  static Delta read(String text) {
    Form form = Json.read(text.getBytes(StandardCharsets.UTF_8), Form.class);
    return new Delta(form.before().stream().map(Kept::typed).toList(), form.after().stream().map(Kept::typed).toList(),
        form.removed().stream().map(Kept::edge).toList(), form.added().stream().map(Kept::edge).toList());
  }

  private static Edge edge(CompetenceEdge edge) {
    return new Edge(edge.competence(), edge.type(), edge.isOutgoing(), edge.kind(), edge.other(), plain(edge.properties()));
  }

  private static CompetenceEdge edge(Edge edge) {
    return new CompetenceEdge(edge.competence(), edge.type(), edge.outgoing(), edge.kind(), edge.other(), typed(edge.properties()));
  }

  private static Map<String, Object> plain(Map<String, Object> properties) {
    Map<String, Object> plain = new TreeMap<>();
    properties.forEach((key, value) -> plain.put(key, switch (value) {
      case LocalDate date -> Map.of(DATE, date.toString());
      case ZonedDateTime time -> Map.of(TIME, time.toString());
      default -> value;
    }));
    return plain;
  }

  private static Map<String, Object> typed(Map<String, Object> plain) {
    Map<String, Object> typed = new LinkedHashMap<>();
    plain.forEach((key, value) -> typed.put(key, switch (value) {
      case Map<?, ?> map when map.containsKey(DATE) -> LocalDate.parse((String) map.get(DATE));
      case Map<?, ?> map when map.containsKey(TIME) -> ZonedDateTime.parse((String) map.get(TIME));
      case Integer whole -> whole.longValue();
      default -> value;
    }));
    return typed;
  }
}
