package se.malmo.meet.explorer;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import se.malmo.meet.explorer.View.Shown;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Templates;

/** A view as a file: GEXF 1.3 and GraphML for graph programs, CSV for spreadsheets, SVG for documents. */
final class Exports {
  private static final List<String> NODE_FIELDS = List.of("kind", "sector", "year", "strength");
  private static final List<String> TIE_FIELDS = List.of("kind", "since", "source", "confirmed");

  private Exports() {}

  /** Writes some XML. */
  @FunctionalInterface
  private interface Writing {
    void to(XMLStreamWriter xml) throws XMLStreamException;
  }

  static Answer gexf(List<Shown> nodes, List<Tie> ties, Messages messages) {
    return file("application/gexf+xml", "graf.gexf", xml(xml -> {
      begin(xml, "gexf", "http://gexf.net/1.3", Map.of("version", "1.3"));
      begin(xml, "graph", Map.of("defaultedgetype", "directed"));
      attributes(xml, "node", NODE_FIELDS);
      attributes(xml, "edge", TIE_FIELDS);
      begin(xml, "nodes", Map.of());
      for (Shown shown : nodes) {
        begin(xml, "node", Map.of("id", shown.node().id(), "label", text(shown.node().name(messages))));
        values(xml, NODE_FIELDS, values(shown));
        xml.writeEndElement();
      }
      xml.writeEndElement();
      begin(xml, "edges", Map.of());
      for (int i = 0; i < ties.size(); i++) {
        Tie tie = ties.get(i);
        begin(xml, "edge", Map.of("id", String.valueOf(i), "source", tie.from(), "target", tie.to(), "weight", number(tie.strength())));
        values(xml, TIE_FIELDS, values(tie));
        xml.writeEndElement();
      }
    }));
  }

  private static void attributes(XMLStreamWriter xml, String of, List<String> fields) throws XMLStreamException {
    begin(xml, "attributes", Map.of("class", of));
    for (String field : fields) {
      xml.writeEmptyElement("attribute");
      xml.writeAttribute("id", field);
      xml.writeAttribute("title", field);
      xml.writeAttribute("type", field.equals("strength") ? "double" : "string");
    }
    xml.writeEndElement();
  }

  private static void values(XMLStreamWriter xml, List<String> fields, List<String> values) throws XMLStreamException {
    begin(xml, "attvalues", Map.of());
    for (int i = 0; i < fields.size(); i++) {
      if (values.get(i).isEmpty()) continue;
      xml.writeEmptyElement("attvalue");
      xml.writeAttribute("for", fields.get(i));
      xml.writeAttribute("value", text(values.get(i)));
    }
    xml.writeEndElement();
  }

  static Answer graphMl(List<Shown> nodes, List<Tie> ties, Messages messages) {
    return file("application/graphml+xml", "graf.graphml", xml(xml -> {
      begin(xml, "graphml", "http://graphml.graphdrawing.org/xmlns", Map.of());
      key(xml, "node", "label");
      for (String field : NODE_FIELDS) key(xml, "node", field);
      for (String field : TIE_FIELDS) key(xml, "edge", field);
      begin(xml, "graph", Map.of("id", "G", "edgedefault", "directed"));
      for (Shown shown : nodes) {
        begin(xml, "node", Map.of("id", shown.node().id()));
        data(xml, "node-label", shown.node().name(messages));
        for (int i = 0; i < NODE_FIELDS.size(); i++) data(xml, "node-" + NODE_FIELDS.get(i), values(shown).get(i));
        xml.writeEndElement();
      }
      for (Tie tie : ties) {
        begin(xml, "edge", Map.of("source", tie.from(), "target", tie.to()));
        for (int i = 0; i < TIE_FIELDS.size(); i++) data(xml, "edge-" + TIE_FIELDS.get(i), values(tie).get(i));
        xml.writeEndElement();
      }
    }));
  }

  private static void key(XMLStreamWriter xml, String of, String field) throws XMLStreamException {
    xml.writeEmptyElement("key");
    xml.writeAttribute("id", of + "-" + field);
    xml.writeAttribute("for", of);
    xml.writeAttribute("attr.name", field);
    xml.writeAttribute("attr.type", field.equals("strength") ? "double" : "string");
  }

  private static void data(XMLStreamWriter xml, String key, String value) throws XMLStreamException {
    if (value.isEmpty()) return;
    begin(xml, "data", Map.of("key", key));
    xml.writeCharacters(text(value));
    xml.writeEndElement();
  }

  static Answer nodes(View view, Messages messages) {
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().bufferSize(0).build(out);
    csv.writeRecord("id", "label", "kind", "sector", "year", "strength");
    for (Shown shown : view.nodes()) {
      List<String> values = values(shown);
      csv.writeRecord(cell(shown.node().id()), cell(shown.node().name(messages)), cell(values.get(0)), cell(values.get(1)), cell(values.get(2)), cell(values.get(3)));
    }
    return file("text/csv; charset=utf-8", "noder.csv", out.toString());
  }

  static Answer ties(View view) {
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().bufferSize(0).build(out);
    csv.writeRecord("from", "to", "kind", "since", "source", "strength", "confirmed");
    for (Tie tie : view.ties()) {
      csv.writeRecord(cell(tie.from()), cell(tie.to()), cell(tie.kindCode()), cell(tie.since().map(Object::toString).orElse("")), cell(tie.source().orElse("")),
          number(tie.strength()), String.valueOf(tie.isConfirmed()));
    }
    return file("text/csv; charset=utf-8", "lankar.csv", out.toString());
  }

  static Answer svg(View view, Messages messages) {
    return file("image/svg+xml", "graf.svg", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + Templates.render("explorer/svg.jte", Map.of("sketch", Sketch.of(view, messages), "title", messages.get("graph.title"), "messages", messages)).strip());
  }

  private static List<String> values(Shown shown) {
    return List.of(shown.node().kindCode(), shown.node().sector().orElse(""), shown.node().year().map(String::valueOf).orElse(""), number(shown.strength()));
  }

  private static List<String> values(Tie tie) {
    return List.of(tie.kindCode(), tie.since().map(Object::toString).orElse(""), tie.source().orElse(""), String.valueOf(tie.isConfirmed()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** A cell that a spreadsheet would take for a formula is told to be text (OWASP, CSV injection). */
  static String cell(String value) {
    boolean isFormula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
    return isFormula ? "'" + value : value;
  }

  /** Without what XML 1.0 cannot hold. */
  private static String text(String value) {
    return value.codePoints().filter(c -> c == '\t' || c == '\n' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  private static String xml(Writing writing) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      writing.to(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Nothing that is written to memory fails", e);
    }
    return out.toString();
  }

  private static void begin(XMLStreamWriter xml, String name, String namespace, Map<String, String> attributes) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeDefaultNamespace(namespace);
    for (Map.Entry<String, String> one : attributes.entrySet()) xml.writeAttribute(one.getKey(), one.getValue());
  }

  private static void begin(XMLStreamWriter xml, String name, Map<String, String> attributes) throws XMLStreamException {
    xml.writeStartElement(name);
    for (Map.Entry<String, String> one : attributes.entrySet()) xml.writeAttribute(one.getKey(), one.getValue());
  }

  private static Answer file(String type, String name, String content) {
    return Answer.file(type, name, content.getBytes(StandardCharsets.UTF_8));
  }
}
