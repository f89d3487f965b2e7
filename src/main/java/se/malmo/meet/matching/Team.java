package se.malmo.meet.matching;

import java.util.List;

/**
 * A team that covers needs, without anybody it could do without.
 *
 * @param members heaviest cover first
 * @param uncovered needs that nobody in it covers
 * @param unmet rules that it does not keep, and why it cannot
 * @param value covered weight × quality
 * @param isProvenBest whether it is known that no other team is better
 */
public record Team(List<Member> members, List<String> uncovered, List<Unmet> unmet, double value, boolean isProvenBest) {

  /**
   * Somebody in the team.
   *
   * @param covers needs that it covers
   * @param alone of these the ones that would be uncovered without it
   */
  public record Member(TeamTask.Candidate candidate, List<String> covers, List<String> alone) {}

  /** What every team shall have. */
  public enum Rule {
    BUSINESS,
    FORVALTNING;

    /** Its name in the contract and in message keys. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    boolean isKeptBy(TeamTask.Candidate candidate) {
      return switch (this) {
        case BUSINESS -> candidate.kind() == Kind.ORGANISATION && candidate.sector().equals("business");
        case FORVALTNING -> candidate.kind() == Kind.FORVALTNING;
      };
    }
  }

  /** Why a rule is not kept. */
  public enum Reason {
    /** Nobody who is available covers any of the needs. */
    NOBODY,
    /** The size or a conflict of interest stands in the way. */
    EXCLUDED;

    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public record Unmet(Rule rule, Reason reason) {}
}
