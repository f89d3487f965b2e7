package se.malmo.meet.membership;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.Graph;

/** The ideas that were sent in from an address, for its owner. */
public final class SentStore {
  private static final String OF = """
      MATCH (i:Initiative) WHERE toLower(i.senderEmail) = $email
      RETURN i.reference AS reference, i.title AS title, i.status AS status, i.answerBy AS answerBy, i.published AS published
      ORDER BY i.reference DESC LIMIT 50
      """;

  private final Graph graph;

  public SentStore(Graph graph) {
    this.graph = graph;
  }

  /**
   * One of them.
   *
   * @param answerBy while they wait for an answer
   */
  public record Sent(String reference, String title, String status, Optional<LocalDate> answerBy, boolean isPublic) {}

  List<Sent> of(String email) {
    return graph.read(OF, Map.of("email", email.toLowerCase(Locale.ROOT))).stream().map(row -> new Sent(row.get("reference").asString(), row.get("title").asString(), row.get("status").asString(),
        row.get("answerBy").isNull() || !List.of("received", "assessed").contains(row.get("status").asString()) ? Optional.empty() : Optional.of(row.get("answerBy").asLocalDate()),
        row.get("published").asBoolean(false))).toList();
  }
}
