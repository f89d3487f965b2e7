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

/** Hears from the embedded graph which nodes a commit touches: those that changed, and both ends of an edge that did. */
final class CommitListener extends TransactionEventListenerAdapter<Set<String>> {
  private static final String ID = "id";

  private final Commits commits;

  CommitListener(Commits commits) {
    this.commits = commits;
  }

  @Override
  public Set<String> beforeCommit(TransactionData data, Transaction transaction, GraphDatabaseService service) {
    Set<String> ids = new HashSet<>();
    Set<Node> gone = new HashSet<>();
    data.deletedNodes().forEach(gone::add);
    for (PropertyEntry<Node> removed : data.removedNodeProperties()) {
      if (removed.key().equals(ID) && removed.previouslyCommittedValue() instanceof String id) ids.add(id);
    }
    data.assignedNodeProperties().forEach(assigned -> add(assigned.entity(), gone, ids));
    data.createdNodes().forEach(node -> add(node, gone, ids));
    data.createdRelationships().forEach(edge -> ends(edge, gone, ids));
    data.deletedRelationships().forEach(edge -> ends(edge, gone, ids));
    data.assignedRelationshipProperties().forEach(assigned -> ends(assigned.entity(), gone, ids));
    return ids;
  }

  private static void ends(Relationship edge, Set<Node> gone, Set<String> into) {
    add(edge.getStartNode(), gone, into);
    add(edge.getEndNode(), gone, into);
  }

  private static void add(Node node, Set<Node> gone, Set<String> into) {
    if (!gone.contains(node) && node.getProperty(ID, null) instanceof String id) into.add(id);
  }

  @Override
  public void afterCommit(TransactionData data, Set<String> ids, GraphDatabaseService service) {
    if (!ids.isEmpty()) commits.touch(ids);
  }
}
