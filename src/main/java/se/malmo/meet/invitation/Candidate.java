package se.malmo.meet.invitation;

import java.util.List;
import se.malmo.meet.invitation.Invitation.Cited;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.matching.Suggestion.Partner;

/**
 * An organisation that could be asked to take part in an initiative.
 *
 * @param rank by relevance, 1 for the first
 * @param fit how well it fits a role, against one that has said so: 1, or less
 * @param obstacle why it cannot be asked now, by message key; "" where it can
 */
public record Candidate(Suggestion<Partner> suggestion, int rank, double fit, List<Cited> cited, String obstacle) {
  /** It does not want to hear from the sender: said to those who handle the case, never to the sender. */
  static final String REFUSES_SENDER = "invite.not.sender";

  boolean refusesSender() {
    return obstacle.equals(REFUSES_SENDER);
  }

  public String id() {
    return suggestion.what().id();
  }

  public String name() {
    return suggestion.what().name();
  }

  public boolean isFree() {
    return obstacle.isEmpty();
  }
}
