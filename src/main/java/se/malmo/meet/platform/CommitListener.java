package se.malmo.meet.platform;

import java.util.HashSet;
import java.util.Set;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.event.PropertyEntry;
import org.neo4j.graphdb.event.TransactionData;
import org.neo4j.graphdb.event.TransactionEventListenerAdapter;
import se.malmo.meet.platform.Commits.Touch;

/** Hears from the embedded graph which nodes a commit touches: those that changed, and both ends of an edge that did. */
final class CommitListener extends TransactionEventListenerAdapter<Set<Touch>> {
  private static final String ID = "id";
  private static final String ITSELF = "";

  private final Commits commits;

  CommitListener(Commits commits) {
    this.commits = commits;
  }

  @Override
  public Set<Touch> beforeCommit(TransactionData data, Transaction transaction, GraphDatabaseService service) {
    Set<Touch> touches = new HashSet<>();
    Set<Node> gone = new HashSet<>();
    data.deletedNodes().forEach(gone::add);
    for (PropertyEntry<Node> removed : data.removedNodeProperties()) {
      if (removed.key().equals(ID) && removed.previouslyCommittedValue() instanceof String id) touches.add(new Touch(id, ITSELF));
      else add(removed.entity(), ITSELF, gone, touches);
    }
    for (PropertyEntry<Node> assigned : data.assignedNodeProperties()) {
      if (assigned.key().equals(ID) && assigned.previouslyCommittedValue() instanceof String before) touches.add(new Touch(before, ITSELF));
      add(assigned.entity(), ITSELF, gone, touches);
    }
    data.assignedLabels().forEach(label -> add(label.node(), ITSELF, gone, touches));
    data.removedLabels().forEach(label -> add(label.node(), ITSELF, gone, touches));
    data.createdRelationships().forEach(edge -> ends(edge, gone, touches));
    data.deletedRelationships().forEach(edge -> ends(edge, gone, touches));
    data.assignedRelationshipProperties().forEach(assigned -> ends(assigned.entity(), gone, touches));
    data.removedRelationshipProperties().forEach(removed -> ends(removed.entity(), gone, touches));
    return touches;
  }

  private static void ends(Relationship edge, Set<Node> gone, Set<Touch> into) {
    add(edge.getStartNode(), edge.getType().name(), gone, into);
    add(edge.getEndNode(), edge.getType().name(), gone, into);
  }

  private static void add(Node node, String edge, Set<Node> gone, Set<Touch> into) {
    if (!gone.contains(node) && node.getProperty(ID, null) instanceof String id) into.add(new Touch(id, edge));
  }

  @Override
  public void afterCommit(TransactionData data, Set<Touch> touches, GraphDatabaseService service) {
    if (!touches.isEmpty()) commits.touch(touches);
  }
}
