package se.malmo.meet.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.StreamSupport;
import org.neo4j.driver.Record;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Relationship;
import se.malmo.meet.platform.OneMoment.Reader;

/** Everything that a graph holds, read once from beginning to end as lines: what its schema asks for, then the nodes, then the relationships between them. */
final class WholeGraph {
  static final String SCHEMA = "schema";
  static final String NODES = "nodes";
  static final String RELATIONSHIPS = "relationships";

  private static final String CONSTRAINTS = "SHOW CONSTRAINTS YIELD name, createStatement RETURN createStatement ORDER BY name";
  private static final String INDEXES = """
      SHOW INDEXES YIELD name, type, owningConstraint, createStatement WHERE owningConstraint IS NULL AND type <> 'LOOKUP'
      RETURN createStatement ORDER BY name
      """;
  private static final String ALL_NODES = "MATCH (n) WHERE NOT n:WriteGate RETURN n";
  private static final String ALL_RELATIONSHIPS = "MATCH ()-[r]->() RETURN r";
  private static final String SIZE = "MATCH (n) WITH count(n) AS all OPTIONAL MATCH ()-[r]->() WITH all, count(r) AS edges RETURN all + edges AS size";
  private static final String VERSION = "MATCH (m:__Neo4jMigration) WHERE m.version <> 'BASELINE' RETURN max(m.version) AS version";
  private static final int FIRST_ROOM = 1 << 14;

  private final Reader reader;
  private final LineSink lines;
  private final LongConsumer progress;
  private final Fingerprint fingerprint = new Fingerprint();
  private final JsonFactory json = new JsonFactory();
  private int[] place = new int[FIRST_ROOM];
  private int nodes;
  private long relationships;
  private String version = "";

  /** Takes a line of a kind. */
  @FunctionalInterface
  interface LineSink {
    void line(String kind, byte[] line);
  }

  /**
   * What was read.
   *
   * @param version the newest schema file applied, "" for none
   */
  record Counted(long nodes, long relationships, Fingerprint.Both fingerprint, String version) {}

  private WholeGraph(Reader reader, LineSink lines, LongConsumer progress) {
    this.reader = reader;
    this.lines = lines;
    this.progress = progress;
  }

  /** How many nodes and relationships there are, for the bar; from the graph's own counts, at once. */
  static long size(Reader reader) {
    long[] size = {0};
    reader.each(SIZE, Map.of(), row -> size[0] = row.get("size").asLong());
    return size[0];
  }

  /**
   * Reads all of it.
   *
   * @param progress told how many nodes and relationships have been read
   */
  static Counted read(Reader reader, LineSink lines, LongConsumer progress) {
    return new WholeGraph(reader, lines, progress).read();
  }

  private Counted read() {
    reader.each(VERSION, Map.of(), row -> version = row.get("version").asString(""));
    reader.each(CONSTRAINTS, Map.of(), this::schema);
    reader.each(INDEXES, Map.of(), this::schema);
    reader.each(ALL_NODES, Map.of(), row -> node(row.get("n").asNode()));
    reader.each(ALL_RELATIONSHIPS, Map.of(), row -> relationship(row.get("r").asRelationship()));
    return new Counted(nodes, relationships, fingerprint.both(), version);
  }

  private void schema(Record row) {
    lines.line(SCHEMA, json(out -> out.writeString(row.get("createStatement").asString())));
  }

  private void node(Node node) {
    byte[] line = json(out -> {
      out.writeStartObject();
      out.writeArrayFieldStart("labels");
      for (String label : StreamSupport.stream(node.labels().spliterator(), false).sorted().toList()) out.writeString(label);
      out.writeEndArray();
      out.writeFieldName("properties");
      PropertyJson.write(out, node.asMap(value -> value));
      out.writeEndObject();
    });
    int number = number(node.elementId());
    if (number >= place.length) place = Arrays.copyOf(place, Math.max(number + 1, place.length * 2));
    place[number] = nodes++;
    fingerprint.node(line);
    lines.line(NODES, line);
    progress.accept(nodes);
  }

  private void relationship(Relationship edge) {
    int from = place[number(edge.startNodeElementId())];
    int to = place[number(edge.endNodeElementId())];
    fingerprint.relationship(from, to, json(out -> content(out, edge)));
    lines.line(RELATIONSHIPS, json(out -> {
      out.writeStartArray();
      out.writeNumber(from);
      out.writeNumber(to);
      content(out, edge);
      out.writeEndArray();
    }));
    progress.accept(nodes + ++relationships);
  }

  private static void content(JsonGenerator out, Relationship edge) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", edge.type());
    out.writeFieldName("properties");
    PropertyJson.write(out, edge.asMap(value -> value));
    out.writeEndObject();
  }

  /** The graph numbers its nodes without large holes, so a place for each number costs little. */
  private static int number(String elementId) {
    return Integer.parseInt(elementId.substring(elementId.lastIndexOf(':') + 1));
  }

  @FunctionalInterface
  private interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  private byte[] json(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
