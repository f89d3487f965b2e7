package se.malmo.meet.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/** All that an embedded graph holds beside its schema, to be put into it again: to seed a city for each test anew took a quarter of all their time. */
public final class GraphCopy {
  private final List<Whole> nodes = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();

  private record Whole(Label[] labels, Map<String, Object> properties) {}

  private record Edge(int from, int to, RelationshipType type, Map<String, Object> properties) {}

  private GraphCopy() {}

  static GraphCopy of(GraphDatabaseService graph) {
    GraphCopy copy = new GraphCopy();
    Map<String, Integer> places = new HashMap<>();
    try (Transaction transaction = graph.beginTx(); var all = transaction.getAllNodes(); var between = transaction.getAllRelationships()) {
      all.stream().filter(node -> !isOfSchema(node)).forEach(node -> {
        places.put(node.getElementId(), copy.nodes.size());
        List<Label> labels = new ArrayList<>();
        node.getLabels().forEach(labels::add);
        copy.nodes.add(new Whole(labels.toArray(Label[]::new), node.getAllProperties()));
      });
      between.stream().filter(edge -> places.containsKey(edge.getStartNode().getElementId())).forEach(edge -> copy.edges.add(edge(edge, places)));
    }
    return copy;
  }

  private static Edge edge(Relationship edge, Map<String, Integer> places) {
    return new Edge(places.get(edge.getStartNode().getElementId()), places.get(edge.getEndNode().getElementId()), edge.getType(), edge.getAllProperties());
  }

  private static boolean isOfSchema(Node node) {
    return node.hasLabel(Label.label("__Neo4jMigration")) || node.hasLabel(Label.label("__Neo4jMigrationsLock"));
  }

  void into(GraphDatabaseService graph) {
    try (Transaction transaction = graph.beginTx()) {
      Node[] made = new Node[nodes.size()];
      for (int i = 0; i < made.length; i++) {
        made[i] = transaction.createNode(nodes.get(i).labels);
        nodes.get(i).properties.forEach(made[i]::setProperty);
      }
      for (Edge edge : edges) edge.properties.forEach(made[edge.from].createRelationshipTo(made[edge.to], edge.type)::setProperty);
      transaction.commit();
    }
  }
}
