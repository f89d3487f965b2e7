package se.malmo.meet.notice;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A feed in the Atom format (RFC 4287).
 *
 * @param address of the feed itself, which is its id too
 * @param page where people read the same
 * @param updated when there is no entry
 */
record AtomFeed(String title, String subtitle, String language, String address, String page, Instant updated, List<Entry> entries) {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  /**
   * One piece of news.
   *
   * @param id never changes, whatever happens to the address (section 4.2.6)
   */
  record Entry(String id, String title, String address, String language, Instant at, String summary, List<String> categories) {}

  String text() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("utf-8", "1.0");
      xml.setDefaultNamespace(ATOM);
      xml.writeStartElement(ATOM, "feed");
      xml.writeDefaultNamespace(ATOM);
      xml.writeAttribute("xml", XML, "lang", language);
      element(xml, "id", address);
      element(xml, "title", title);
      element(xml, "subtitle", subtitle);
      element(xml, "updated", entries.stream().map(Entry::at).max(Instant::compareTo).orElse(updated).toString());
      link(xml, "self", address, "application/atom+xml");
      link(xml, "alternate", page, "text/html");
      xml.writeStartElement(ATOM, "author");
      element(xml, "name", "Meet Malmö");
      xml.writeEndElement();
      for (Entry entry : entries) write(xml, entry);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A feed is written in memory", e);
    }
    return text.toString();
  }

  private static void write(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
    xml.writeStartElement(ATOM, "entry");
    xml.writeAttribute("xml", XML, "lang", entry.language());
    element(xml, "id", entry.id());
    element(xml, "title", entry.title());
    element(xml, "updated", entry.at().toString());
    element(xml, "published", entry.at().toString());
    link(xml, "alternate", entry.address(), "text/html");
    element(xml, "summary", entry.summary());
    for (String category : entry.categories()) {
      xml.writeEmptyElement(ATOM, "category");
      xml.writeAttribute("term", clean(category));
    }
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String rel, String href, String type) throws XMLStreamException {
    xml.writeEmptyElement(ATOM, "link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("type", type);
    xml.writeAttribute("href", href);
  }

  private static void element(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
    xml.writeStartElement(ATOM, name);
    xml.writeCharacters(clean(value));
    xml.writeEndElement();
  }

  /** Without the characters that XML 1.0 has no place for (section 2.2). */
  static String clean(String text) {
    return text.codePoints().filter(c -> c == 0x9 || c == 0xA || c == 0xD || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
