package se.malmo.meet.opendata;

import java.time.LocalDate;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.ValueFactory;
import org.eclipse.rdf4j.model.impl.LinkedHashModel;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.eclipse.rdf4j.model.vocabulary.XSD;

/** Statements about one thing after another, gathered for a file of RDF. */
final class Facts {
  private static final ValueFactory MAKE = SimpleValueFactory.getInstance();

  private final Model model = new LinkedHashModel();

  /** What is known of one thing. */
  final class Thing {
    private final IRI subject;

    private Thing(String iri) {
      subject = MAKE.createIRI(iri);
    }

    Thing is(String type) {
      model.add(subject, RDF.TYPE, MAKE.createIRI(type));
      return this;
    }

    /** Points to another thing. */
    Thing to(String property, String iri) {
      model.add(subject, MAKE.createIRI(property), MAKE.createIRI(iri));
      return this;
    }

    Thing says(String property, String text) {
      model.add(subject, MAKE.createIRI(property), MAKE.createLiteral(text));
      return this;
    }

    Thing says(String property, String text, String language) {
      model.add(subject, MAKE.createIRI(property), MAKE.createLiteral(text, language));
      return this;
    }

    Thing on(String property, LocalDate day) {
      model.add(subject, MAKE.createIRI(property), MAKE.createLiteral(day.toString(), XSD.DATE));
      return this;
    }
  }

  Facts prefix(String prefix, String namespace) {
    model.setNamespace(prefix, namespace);
    return this;
  }

  Thing about(String iri) {
    return new Thing(iri);
  }

  Model model() {
    return model;
  }
}
