package se.malmo.meet.vocabulary;

import java.util.List;
import java.util.Map;

/**
 * What a change makes of competences and their edges, so exactly that its inverse brings back what was.
 *
 * @param before all properties of each competence that changes or goes
 * @param after all properties of each competence that changes or comes
 */
record Delta(List<Map<String, Object>> before, List<Map<String, Object>> after, List<CompetenceEdge> removed, List<CompetenceEdge> added) {
  static final Delta NOTHING = new Delta(List.of(), List.of(), List.of(), List.of());

  Delta inverse() {
    return new Delta(after, before, added, removed);
  }
}
