package se.malmo.meet.exchange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import se.malmo.meet.exchange.Preview.Fault;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;

/** What is wrong, kept without its language and said in the reader's. */
final class Faults {
  private Faults() {}

  private record All(List<Fault> faults) {}

  static String json(Problem.Invalid invalid) {
    return new String(Json.write(new All(invalid.fields().stream().map(field -> new Fault(field.field(), field.key(), field.arguments().stream().map(String::valueOf).toList())).toList())),
        StandardCharsets.UTF_8);
  }

  static String said(String json, Messages messages) {
    if (json.isEmpty()) return "";
    return Json.read(json.getBytes(StandardCharsets.UTF_8), All.class).faults().stream().map(fault -> said(fault, messages)).collect(Collectors.joining(" "));
  }

  /** A sentence of what is wrong and how to mend it. */
  static String said(Fault fault, Messages messages) {
    return messages.get(fault.key(), fault.arguments().toArray());
  }
}
