package se.malmo.meet.matching;

import java.util.List;

/** The answer to a text. */
public record Suggestions(Profile profile, List<Suggestion<Suggestion.Partner>> partners, List<Suggestion<Suggestion.Department>> forvaltningar,
    List<Suggestion<Suggestion.Known>> similar) {

  /** Whether at least one partner is more than uncertain. */
  public boolean isConfident() {
    return partners.stream().anyMatch(partner -> partner.confidence() != Confidence.UNCERTAIN);
  }

  public boolean isEmpty() {
    return partners.isEmpty() && forvaltningar.isEmpty() && similar.isEmpty();
  }
}
