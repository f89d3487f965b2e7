package se.malmo.meet.opendata;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.eclipse.rdf4j.model.vocabulary.XSD;
import org.eclipse.rdf4j.rio.RDFWriter;
import org.eclipse.rdf4j.rio.rdfxml.RDFXMLWriter;
import org.eclipse.rdf4j.rio.turtle.TurtleWriter;
import se.malmo.meet.platform.Json;

/** Statements of RDF as text: RDF/XML, Turtle, and JSON-LD in its flattened form (JSON-LD 1.1, section 4.1.2), which needs no context. */
final class RdfText {
  private RdfText() {}

  static byte[] of(Model model, Format format) {
    return switch (format) {
      case RDF_XML -> written(model, true);
      case TURTLE -> written(model, false);
      case JSON_LD -> Json.write(flattened(model));
      case CSV, GEXF, GRAPHML -> throw new IllegalArgumentException(format + " is no form of RDF");
    };
  }

  private static byte[] written(Model model, boolean xml) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RDFWriter writer = xml ? new RDFXMLWriter(out) : new TurtleWriter(out);
    writer.startRDF();
    model.getNamespaces().forEach(namespace -> writer.handleNamespace(namespace.getPrefix(), namespace.getName()));
    for (Resource subject : model.subjects()) model.filter(subject, null, null).forEach(writer::handleStatement);
    writer.endRDF();
    return out.toByteArray();
  }

  private static List<Map<String, Object>> flattened(Model model) {
    List<Map<String, Object>> nodes = new ArrayList<>();
    for (Resource subject : model.subjects()) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("@id", subject.stringValue());
      for (Statement statement : model.filter(subject, null, null)) {
        boolean isType = statement.getPredicate().equals(RDF.TYPE);
        values(node, isType ? "@type" : statement.getPredicate().stringValue()).add(isType ? statement.getObject().stringValue() : object(statement.getObject()));
      }
      nodes.add(node);
    }
    return nodes;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> values(Map<String, Object> node, String property) {
    return (List<Object>) node.computeIfAbsent(property, name -> new ArrayList<>());
  }

  private static Map<String, String> object(Value value) {
    if (value instanceof IRI) return Map.of("@id", value.stringValue());
    Literal literal = (Literal) value;
    Map<String, String> object = new LinkedHashMap<>();
    object.put("@value", literal.getLabel());
    literal.getLanguage().ifPresent(language -> object.put("@language", language));
    if (literal.getLanguage().isEmpty() && !literal.getDatatype().equals(XSD.STRING)) object.put("@type", literal.getDatatype().stringValue());
    return object;
  }
}
