package se.malmo.meet.insight;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that the gap radar looks at, at one moment: what is needed, what is offered, and who has met in which initiative.
 *
 * @param competences by id
 * @param organisations by id; those that offer something or have taken part
 * @param forvaltningar by id
 * @param initiatives oldest first; without those that were declined or taken back
 * @param ambassadors by id; those of today, who are nobody's business but theirs who coordinate
 */
public record Snapshot(Map<String, Competence> competences, Map<String, Organisation> organisations, Map<String, Forvaltning> forvaltningar,
    List<Initiative> initiatives, Map<String, Ambassador> ambassadors) {
  public static final Snapshot EMPTY = new Snapshot(Map.of(), Map.of(), Map.of(), List.of());

  public Snapshot {
    competences = Map.copyOf(competences);
    organisations = Map.copyOf(organisations);
    forvaltningar = Map.copyOf(forvaltningar);
    initiatives = List.copyOf(initiatives);
    ambassadors = Map.copyOf(ambassadors);
  }

  /** A city of which no ambassador is known. */
  public Snapshot(Map<String, Competence> competences, Map<String, Organisation> organisations, Map<String, Forvaltning> forvaltningar, List<Initiative> initiatives) {
    this(competences, organisations, forvaltningar, initiatives, Map.of());
  }

  /** @param broader ids of wider ones */
  public record Competence(String id, String labelSv, String labelEn, List<String> broader) {
    public String in(String language) {
      return language.equals("en") ? labelEn : labelSv;
    }
  }

  /**
   * @param sector "" where it is not known
   * @param offers ids of competences; empty for one that has opted out
   */
  public record Organisation(String id, String name, String sector, Set<String> offers) {}

  /** @param mandates ids of the competences that it decides about */
  public record Forvaltning(String id, String nameSv, String nameEn, Set<String> mandates) {
    public String in(String language) {
      return language.equals("en") ? nameEn : nameSv;
    }
  }

  /** @param forvaltning id of the one that has this person for Meet Malmö */
  public record Ambassador(String id, String name, String forvaltning) {}

  /**
   * @param isPublic whether anybody may read it
   * @param date when it came, in Sweden
   * @param needs ids of competences
   * @param isUnmet whether no partner was surely found for it when it came in
   * @param organisations ids of those that took part
   * @param forvaltningar ids of those that it was routed to or that took part
   */
  public record Initiative(String reference, String title, boolean isPublic, LocalDate date, Set<String> needs, boolean isUnmet, Set<String> organisations,
      Set<String> forvaltningar) {
    /** Whether somebody from outside met the city in it. */
    public boolean isJoint() {
      return !organisations.isEmpty() && !forvaltningar.isEmpty();
    }
  }

  /** The label of a competence, or its id where it is not known. */
  String label(String competence, String language) {
    Competence known = competences.get(competence);
    return known == null ? competence : known.in(language);
  }
}
