package se.malmo.meet.reconciliation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Something that may be what a name stands for (Reconciliation Service API 0.2, section 4.2).
 *
 * @param score 0 to 100
 * @param match whether it is so surely meant that nobody need look
 */
record Candidate(String id, String name, String description, List<TypeJson> type, double score, List<Feature> features, @JsonProperty("match") boolean match) {

  /** A type by id and name. */
  record TypeJson(String id, String name) {}

  /** One part of why: how alike the names are, whether the number is the same. */
  record Feature(String id, Object value) {}
}
