package se.malmo.meet.vocabulary;

import java.util.Map;

/**
 * An edge of a competence.
 *
 * @param isOutgoing whether it leads from the competence to the other node
 * @param kind label of the other node
 * @param other its id
 */
record CompetenceEdge(String competence, String type, boolean isOutgoing, String kind, String other, Map<String, Object> properties) {
  CompetenceEdge of(String anotherCompetence) {
    return new CompetenceEdge(anotherCompetence, type, isOutgoing, kind, other, properties);
  }

  /** Whether both say the same of the same node, apart from how much. */
  boolean isTwinOf(CompetenceEdge edge) {
    return type.equals(edge.type) && isOutgoing == edge.isOutgoing && kind.equals(edge.kind) && other.equals(edge.other);
  }

  CompetenceEdge with(Map<String, Object> others) {
    return new CompetenceEdge(competence, type, isOutgoing, kind, other, others);
  }
}
