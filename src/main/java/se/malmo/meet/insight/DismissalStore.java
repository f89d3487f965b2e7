package se.malmo.meet.insight;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;

/** Gaps that were put aside, in the graph. */
final class DismissalStore {
  /** A second click, or a retry after a lost answer, finds it there and changes nothing; one whose time is over makes room for the next. */
  private static final String DISMISS = """
      MERGE (d:GapDismissal {id: $gap})
      SET d.key = CASE WHEN d.key IS NULL OR d.until <= datetime($at) THEN $key ELSE d.key END
      WITH d WHERE d.key = $key
      SET d += $properties, d.at = datetime($at), d.until = datetime($until)
      """;

  private static final String DISMISSED_NOW = "MATCH (d:GapDismissal {id: $gap, key: $key}) WITH d ";

  private static final String DISMISSED = "MATCH (d:GapDismissal {id: $gap}) WITH d ";

  private static final String RESTORE = "MATCH (d:GapDismissal {id: $gap}) DELETE d";

  private static final String ALL = """
      MATCH (d:GapDismissal) WITH d ORDER BY d.at DESC LIMIT 500
      RETURN d.id AS gap, d.verdict AS verdict, d.reason AS reason, d.by AS by, d.at AS at, d.until AS until, d.score AS score
      """;

  private final Graph graph;

  DismissalStore(Graph graph) {
    this.graph = graph;
  }

  /** Puts a gap aside; the log tells that it happened, not why. */
  void dismiss(Gap gap, Dismissal why, String by, String key, Instant at) {
    Map<String, Object> parameters = new HashMap<>(Map.of("gap", gap.id(), "at", at.toString(), "key", key));
    parameters.put("until", why.verdict().until(at).map(Instant::toString).orElse(null));
    parameters.put("properties", Map.of("verdict", why.verdict().code(), "reason", why.reason(), "by", by, "kind", gap.kind(), "theme", gap.theme(), "score", gap.score()));
    graph.write(List.of(new Graph.Statement(DISMISS, parameters),
        EventLog.appendWhere(DISMISSED_NOW, Map.of("gap", gap.id(), "key", key), at, List.of(new EventLog.Happening("gap.dismissed", gap.id(), by)))));
  }

  /** Takes that back. */
  void restore(String gap, String by, Instant at) {
    graph.write(List.of(EventLog.appendWhere(DISMISSED, Map.of("gap", gap), at, List.of(new EventLog.Happening("gap.dismissal-undone", gap, by))),
        new Graph.Statement(RESTORE, Map.of("gap", gap))));
  }

  /** All that are put aside at a moment, by the id of the gap. */
  Map<String, GapDismissal> all(Instant now) {
    Map<String, GapDismissal> all = new HashMap<>();
    graph.read(ALL, Map.of()).forEach(row -> {
      Dismissal why = new Dismissal(Dismissal.Verdict.of(row.get("verdict").asString()).orElseThrow(), row.get("reason").asString());
      Optional<Instant> until = row.get("until").isNull() ? Optional.empty() : Optional.of(row.get("until").asZonedDateTime()).map(ZonedDateTime::toInstant);
      GapDismissal one = new GapDismissal(row.get("gap").asString(), why, row.get("by").asString(), row.get("at").asZonedDateTime().toInstant(), until,
          row.get("score").asDouble());
      if (one.holds(now)) all.put(one.gap(), one);
    });
    return all;
  }
}
