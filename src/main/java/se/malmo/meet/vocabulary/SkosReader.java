package se.malmo.meet.vocabulary;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.rio.RDFHandlerException;
import org.eclipse.rdf4j.rio.RDFParseException;
import org.eclipse.rdf4j.rio.RDFParser;
import org.eclipse.rdf4j.rio.helpers.AbstractRDFHandler;
import org.eclipse.rdf4j.rio.helpers.XMLParserSettings;
import org.eclipse.rdf4j.rio.rdfxml.RDFXMLParser;
import org.eclipse.rdf4j.rio.turtle.TurtleParser;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;
import se.malmo.meet.platform.Problem;

/** Concepts of SKOS (W3C recommendation of 2009), of which labels in Swedish and English, broader, narrower and related are taken. */
final class SkosReader extends AbstractRDFHandler {
  private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
  private static final String TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  private static final String DEPRECATED = "http://www.w3.org/2002/07/owl#deprecated";
  private static final Set<String> NO_CONCEPTS = Set.of(SKOS + "ConceptScheme", SKOS + "Collection", SKOS + "OrderedCollection");

  private final Consumer<Remark> remarks;
  private final Map<String, ConceptFields> concepts = new LinkedHashMap<>();
  private final Set<String> labelled = new HashSet<>();
  private final Set<String> others = new HashSet<>();

  SkosReader(Consumer<Remark> remarks) {
    this.remarks = remarks;
  }

  List<Concept> turtle(Reader text) throws IOException {
    return read(new TurtleParser(), parser -> parser.parse(text));
  }

  List<Concept> rdfXml(InputStream bytes) throws IOException {
    RDFXMLParser parser = new RDFXMLParser();
    parser.getParserConfig().set(XMLParserSettings.CUSTOM_XML_READER, guarded());
    return read(parser, p -> p.parse(bytes));
  }

  private interface Parsing {
    void parse(RDFParser parser) throws IOException;
  }

  private List<Concept> read(RDFParser parser, Parsing parsing) throws IOException {
    parser.setRDFHandler(this);
    try {
      parsing.parse(parser);
    } catch (RDFParseException e) {
      if (e.getCause() instanceof java.nio.charset.CharacterCodingException encoding) throw encoding;
      String reason = String.valueOf(e.getMessage());
      throw e.getLineNumber() > 0 ? new Problem.Invalid("", "problem.vocabulary.rdf", e.getLineNumber(), reason)
          : new Problem.Invalid("", "problem.vocabulary.rdf.whole", reason);
    } catch (RDFHandlerException e) {
      if (e.getCause() instanceof Problem.Invalid invalid) throw invalid;
      throw e;
    }
    return checked();
  }

  /** Reads entities that the file declares itself, in the JDK's limits, and nothing from elsewhere. */
  private static XMLReader guarded() {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      SAXParser parser = factory.newSAXParser();
      parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      XMLReader reader = parser.getXMLReader();
      reader.setProperty("http://xml.org/sax/properties/declaration-handler", new NothingFromElsewhere());
      return reader;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("Every JDK reads XML", e);
    }
  }

  private static final class NothingFromElsewhere extends DefaultHandler2 {
    @Override
    public void externalEntityDecl(String name, String publicId, String systemId) throws SAXException {
      throw new SAXException("the entity " + name + " points to another file; take it out");
    }
  }

  @Override
  public void handleStatement(Statement statement) {
    if (!(statement.getSubject() instanceof IRI subject)) return;
    String iri = subject.stringValue();
    String predicate = statement.getPredicate().stringValue();
    String object = statement.getObject().stringValue();
    switch (predicate) {
      case TYPE -> {
        if (NO_CONCEPTS.contains(object)) others.add(iri);
        if (object.equals(SKOS + "Concept")) of(iri);
      }
      case SKOS + "prefLabel" -> {
        labelled.add(iri);
        label(statement, of(iri).preferredSv, of(iri).preferredEn);
      }
      case SKOS + "altLabel" -> label(statement, of(iri).alternativesSv, of(iri).alternativesEn);
      case SKOS + "broader" -> {
        if (statement.getObject() instanceof IRI) of(iri).broader.add(object);
      }
      case SKOS + "narrower" -> {
        if (statement.getObject() instanceof IRI) of(object).broader.add(iri);
      }
      case SKOS + "related" -> {
        if (statement.getObject() instanceof IRI) of(iri).related.add(object);
      }
      case DEPRECATED -> {
        if (object.equals("true")) others.add(iri);
      }
      default -> { }
    }
  }

  private ConceptFields of(String iri) {
    if (concepts.size() > ConceptFile.MOST_CONCEPTS) {
      throw new RDFHandlerException(new Problem.Invalid("", "problem.vocabulary.many", ConceptFile.MOST_CONCEPTS));
    }
    return concepts.computeIfAbsent(iri, i -> new ConceptFields());
  }

  /** A label in no language counts as Swedish, one in a third is read past. */
  private static void label(Statement statement, Set<String> swedish, Set<String> english) {
    if (!(statement.getObject() instanceof Literal literal)) return;
    String language = literal.getLanguage().orElse("sv").toLowerCase(Locale.ROOT).split("-", 2)[0];
    if (language.equals("sv")) swedish.add(literal.getLabel());
    if (language.equals("en")) english.add(literal.getLabel());
  }

  private List<Concept> checked() {
    List<Concept> checked = new ArrayList<>();
    concepts.forEach((iri, fields) -> {
      if (others.contains(iri)) return;
      try {
        checked.add(fields.check(iri, Optional.empty(), iri));
      } catch (Problem.Invalid e) {
        // What is only pointed at is told where it is pointed from.
        boolean said = labelled.contains(iri) || !fields.related.isEmpty() || !fields.alternativesSv.isEmpty() || !fields.alternativesEn.isEmpty();
        if (said) e.fields().forEach(field -> remarks.accept(Remark.skipped(iri, field)));
      }
    });
    return checked;
  }
}
