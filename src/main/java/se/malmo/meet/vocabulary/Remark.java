package se.malmo.meet.vocabulary;

import se.malmo.meet.platform.Problem;

/**
 * Something to tell whoever imports a vocabulary.
 *
 * @param place "line 12", or the concept's IRI; "" for the file itself
 * @param isSkipped whether the concept was left out, not only a part of it
 */
public record Remark(String place, Problem.Field what, boolean isSkipped) {
  static Remark skipped(String place, Problem.Field what) {
    return new Remark(place, what, true);
  }

  static Remark cut(String place, String field, String key, Object... arguments) {
    return new Remark(place, new Problem.Field(field, key, arguments), false);
  }
}
