package se.malmo.meet.platform;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/**
 * All that an embedded graph holds beside its schema, to be put into it again: to seed a city for each test anew took a quarter of all their time. What is
 * there already stays; to delete and write all of it took a third of what was left.
 */
public final class GraphCopy {
  private final List<Whole> nodes = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final Map<Whole, List<Integer>> nodePlaces = new HashMap<>();
  private final Map<Edge, List<Integer>> edgePlaces = new HashMap<>();

  /** @param properties arrays as lists, which are equal where all they hold is */
  private record Whole(Set<String> labels, Map<String, Object> properties) {
    static Whole of(Node node) {
      Set<String> labels = new HashSet<>();
      node.getLabels().forEach(label -> labels.add(label.name()));
      return new Whole(labels, propertiesOf(node));
    }
  }

  /** @param from the place of the node that it starts at */
  private record Edge(int from, int to, String type, Map<String, Object> properties) {
    static Edge of(Relationship edge, Map<Node, Integer> places) {
      return new Edge(places.getOrDefault(edge.getStartNode(), -1), places.getOrDefault(edge.getEndNode(), -1), edge.getType().name(), propertiesOf(edge));
    }
  }

  private GraphCopy() {}

  static GraphCopy of(GraphDatabaseService graph) {
    GraphCopy copy = new GraphCopy();
    try (Transaction transaction = graph.beginTx()) {
      Map<Node, Integer> places = new HashMap<>();
      for (Node node : nodes(transaction)) {
        places.put(node, copy.nodes.size());
        copy.nodes.add(Whole.of(node));
      }
      for (Relationship edge : edges(transaction)) copy.edges.add(Edge.of(edge, places));
    }
    IntStream.range(0, copy.nodes.size()).forEach(i -> copy.nodePlaces.computeIfAbsent(copy.nodes.get(i), same -> new ArrayList<>()).add(i));
    IntStream.range(0, copy.edges.size()).forEach(i -> copy.edgePlaces.computeIfAbsent(copy.edges.get(i), same -> new ArrayList<>()).add(i));
    return copy;
  }

  private static List<Node> nodes(Transaction transaction) {
    try (var all = transaction.getAllNodes()) {
      return all.stream().filter(node -> !isOfSchema(node)).toList();
    }
  }

  private static List<Relationship> edges(Transaction transaction) {
    try (var all = transaction.getAllRelationships()) {
      return all.stream().filter(edge -> !isOfSchema(edge.getStartNode())).toList();
    }
  }

  private static boolean isOfSchema(Node node) {
    return node.hasLabel(Label.label("__Neo4jMigration")) || node.hasLabel(Label.label("__Neo4jMigrationsLock"));
  }

  private static Map<String, Object> propertiesOf(Entity entity) {
    Map<String, Object> properties = entity.getAllProperties();
    properties.replaceAll((name, value) -> value.getClass().isArray() ? listOf(value) : value);
    return properties;
  }

  private static Listed listOf(Object array) {
    return new Listed(array.getClass().componentType(), IntStream.range(0, Array.getLength(array)).mapToObj(i -> Array.get(array, i)).toList());
  }

  /** An array that can be compared. */
  private record Listed(Class<?> type, List<Object> values) {
    Object array() {
      Object array = Array.newInstance(type, values.size());
      for (int i = 0; i < values.size(); i++) Array.set(array, i, values.get(i));
      return array;
    }
  }

  /** Makes the graph what it was when it was copied. */
  void into(GraphDatabaseService graph) {
    try (Transaction transaction = graph.beginTx()) {
      Node[] here = new Node[nodes.size()];
      Map<Node, Integer> places = new HashMap<>();
      List<Node> strange = new ArrayList<>();
      for (Node node : nodes(transaction)) {
        int place = free(nodePlaces.getOrDefault(Whole.of(node), List.of()), here);
        if (place < 0) {
          strange.add(node);
          continue;
        }
        here[place] = node;
        places.put(node, place);
      }
      Relationship[] between = new Relationship[edges.size()];
      for (Relationship edge : edges(transaction)) {
        int place = free(edgePlaces.getOrDefault(Edge.of(edge, places), List.of()), between);
        if (place < 0) edge.delete();
        else between[place] = edge;
      }
      strange.forEach(Node::delete);
      write(transaction, here, between);
      transaction.commit();
    }
  }

  private static int free(List<Integer> places, Object[] taken) {
    return places.stream().filter(place -> taken[place] == null).findFirst().orElse(-1);
  }

  private void write(Transaction transaction, Node[] here, Relationship[] between) {
    for (int i = 0; i < here.length; i++) {
      if (here[i] != null) continue;
      here[i] = transaction.createNode(nodes.get(i).labels.stream().map(Label::label).toArray(Label[]::new));
      set(here[i], nodes.get(i).properties);
    }
    for (int i = 0; i < between.length; i++) {
      Edge edge = edges.get(i);
      if (between[i] == null) set(here[edge.from].createRelationshipTo(here[edge.to], RelationshipType.withName(edge.type)), edge.properties);
    }
  }

  private static void set(Entity entity, Map<String, Object> properties) {
    properties.forEach((name, value) -> entity.setProperty(name, value instanceof Listed list ? list.array() : value));
  }
}
