package se.malmo.meet.explorer;

import java.util.List;

/**
 * Some nodes and the ties between them.
 *
 * @param more neighbours that are not among them
 */
record GraphPart(List<Node> nodes, List<Tie> ties, long more) {}
