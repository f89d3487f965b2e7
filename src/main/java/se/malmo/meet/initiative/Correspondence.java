package se.malmo.meet.initiative;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;

/** What those who hold a case and its sender write to each other while nothing is decided: events of the case, so that both read them in its history. */
public final class Correspondence {
  /** A message of one who holds the case. */
  public static final String WRITTEN = "initiative.messaged";
  /** The sender's answer. */
  public static final String REPLIED = "initiative.replied";
  /** Characters of a message. */
  public static final int LONGEST = 4_000;
  /** Of one case; more is no correspondence but a project of its own. */
  private static final int MOST = 60;
  /** Of the sender before somebody of the city writes again. */
  private static final int MOST_IN_A_ROW = 5;

  private static final String HASH = "MATCH (i:Initiative {id: $id}) RETURN i.secretHash AS hash";

  /** The lock is taken first: of two presses of the button one finds what the other has written. */
  private static final String LOCK = "MATCH (i:Initiative {id: $id}) SET i.lock = $act, i.mailedHash = CASE WHEN i.secretHash = $hash THEN $mailed ELSE i.mailedHash END";

  private static final String OPEN = """
      MATCH (i:Initiative {id: $id}) WHERE i.status <> 'withdrawn' AND i.mergedInto IS NULL AND i.senderName IS NOT NULL
        AND NOT EXISTS { (:Event {subject: $id, act: $act}) } AND COUNT { MATCH (e:Event {subject: $id}) WHERE e.type IN ['initiative.messaged', 'initiative.replied'] } < $most
      """;

  private static final String ANSWERS = """
        AND EXISTS { MATCH (w:Event {subject: $id}) WHERE w.type = 'initiative.messaged' AND COUNT { MATCH (r:Event {subject: $id}) WHERE r.type = 'initiative.replied'
          AND r.sequence > w.sequence } < $row }
      """;

  private static final String MARK = "MATCH (:Event {subject: $id, act: $act}) MATCH (i:Initiative {id: $id}) SET i.repliedAt = datetime($at)";
  private static final String DONE = "RETURN EXISTS { (:Event {subject: $id, act: $act}) } AS done";

  private final Graph graph;
  private final EventLog log;
  private final InstantSource clock;
  private final byte[] key;

  /** @param key that links in mails are made with */
  public Correspondence(Graph graph, EventLog log, InstantSource clock, byte[] key) {
    this.graph = graph;
    this.log = log;
    this.clock = clock;
    this.key = key.clone();
  }

  /** Whether an event is one of a correspondence. */
  public static boolean isOf(Event event) {
    return event.type().equals(WRITTEN) || event.type().equals(REPLIED);
  }

  /**
   * Reads a message.
   *
   * @throws Problem.Invalid where it is empty or too long
   */
  public static String text(String field, String given) {
    Checks checks = new Checks();
    String text = checks.required(field, given, LONGEST);
    checks.done();
    return text;
  }

  /**
   * Who writes.
   *
   * @param role its code
   */
  public record Writer(String account, String name, String role) {}

  /**
   * Writes to the sender.
   *
   * @param act an id that the same message has each time that it comes
   * @throws Problem.Conflict where the case is not open for it
   */
  public void write(String id, String act, String text, Writer by) {
    String hash = graph.read(HASH, Map.of("id", id)).stream().map(row -> row.get("hash").asString("")).findFirst().orElse("");
    String mailed = StatusLinks.hashOf(StatusLinks.mailed(key, id, hash));
    keep(id, act, OPEN, new Happening(WRITTEN, id, by.account(), Map.of("name", by.name(), "role", by.role(), "reason", text, "act", act)), Map.of("hash", hash, "mailed", mailed));
  }

  /** The same for the sender, who answers. */
  public void reply(String id, String act, String text) {
    Optional<Event> asked = log.of(id).stream().filter(event -> event.type().equals(WRITTEN)).reduce((first, second) -> second);
    Map<String, String> details = Map.of("reason", text, "act", act, "to", asked.map(Event::by).orElse(""));
    keep(id, act, OPEN + ANSWERS, new Happening(REPLIED, id, "sender", details), Map.of("hash", "", "mailed", ""));
  }

  /** Whether the sender of a case can answer, by what has happened to it. */
  static boolean isAnswerable(List<String> types) {
    int last = types.lastIndexOf(WRITTEN);
    return last >= 0 && types.subList(last, types.size()).stream().filter(REPLIED::equals).count() < MOST_IN_A_ROW;
  }

  private void keep(String id, String act, String pattern, Happening told, Map<String, Object> more) {
    Instant at = clock.instant();
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.putAll(Map.of("id", id, "act", act, "most", MOST, "row", MOST_IN_A_ROW, "at", at.toString()));
    List<Graph.Statement> statements = new ArrayList<>(List.of(new Graph.Statement(LOCK, parameters), EventLog.appendWhere(pattern + "WITH i\n", parameters, at, List.of(told))));
    if (told.type().equals(REPLIED)) statements.add(new Graph.Statement(MARK, parameters));
    statements.add(new Graph.Statement(DONE, parameters));
    if (!graph.write(statements).getFirst().get("done").asBoolean()) throw new Problem.Conflict("problem.message.closed");
  }
}
