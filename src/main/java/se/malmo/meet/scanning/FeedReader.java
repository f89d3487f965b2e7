package se.malmo.meet.scanning;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SAXBuilder;
import com.rometools.rome.io.WireFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.XMLFilterImpl;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.WebAddress;

/** Reads a feed as a stranger's: no document type and so no entities, a bounded number of items, plain text alone. */
final class FeedReader {
  /** The first of a feed are its newest. */
  static final int MOST_ITEMS = 50;
  private static final int LONGEST_NOTE = 1_000;
  private static final Charset OTHERWISE = Charset.forName("windows-1252");
  private static final int DEEPEST = 100;

  private FeedReader() {}

  /** What a feed said. */
  record Read(String title, List<Item> items) {}

  /**
   * One item.
   *
   * @param identity the same for the same item, whatever else of it changes
   */
  record Item(String identity, String title, Optional<String> link, String note, Optional<Instant> published) {}

  /**
   * Reads what was fetched.
   *
   * @param address of the feed, against which its links are read
   * @throws FeedFault where it is no feed, or one that must not be read
   */
  static Read read(FeedFetcher.Fetched fetched, WebAddress address) {
    try {
      return read(new SyndFeedImpl(new Careful().build(new StringReader(text(fetched)))), address);
    } catch (FeedException | IllegalArgumentException e) {
      throw new FeedFault(String.valueOf(e.getMessage()).contains("DOCTYPE") ? "doctype" : "unreadable");
    }
  }

  /** Refuses a document type, and text that goes deeper than any feed's. */
  private static final class Careful extends WireFeedInput {
    Careful() {
      super(false, Locale.ROOT);
      setAllowDoctypes(false);
    }

    @Override
    protected SAXBuilder createSAXBuilder() {
      SAXBuilder builder = super.createSAXBuilder();
      builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
      builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      builder.setExpandEntities(false);
      builder.setXMLFilter(new Shallow());
      return builder;
    }
  }

  /** What reads a text that is deep goes down as deep as it does. */
  private static final class Shallow extends XMLFilterImpl {
    private int depth;

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
      if (++depth > DEEPEST) throw new SAXException("too deep");
      super.startElement(uri, localName, name, attributes);
    }

    @Override
    public void endElement(String uri, String localName, String name) throws SAXException {
      depth--;
      super.endElement(uri, localName, name);
    }
  }

  /** What the prolog, the byte order mark or the server says of the encoding; where the bytes are no such text, what old pages are written in. */
  private static String text(FeedFetcher.Fetched fetched) {
    String type = fetched.contentType().isBlank() ? null : fetched.contentType();
    try (XmlReader reader = new XmlReader(new ByteArrayInputStream(fetched.content()), type, true)) {
      String text = Charset.forName(reader.getEncoding()).newDecoder().decode(ByteBuffer.wrap(fetched.content())).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(fetched.content(), OTHERWISE);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException | IOException e) {
      throw new FeedFault("encoding");
    }
  }

  private static Read read(SyndFeed feed, WebAddress address) {
    List<Item> items = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (SyndEntry entry : feed.getEntries()) {
      if (items.size() == MOST_ITEMS) break;
      Optional<Item> item = item(entry, address);
      item.filter(one -> seen.add(one.identity()) && one.link().map(link -> seen.add("link " + link)).orElse(true)).ifPresent(items::add);
    }
    return new Read(PlainText.cut(PlainText.of(text(feed.getTitle())), Entry.LONGEST_TITLE), items);
  }

  /** None for one that says nothing. */
  private static Optional<Item> item(SyndEntry entry, WebAddress address) {
    String note = PlainText.cut(PlainText.of(Stream.concat(Stream.ofNullable(entry.getDescription()), entry.getContents().stream()).map(SyndContent::getValue)
        .filter(value -> value != null && !value.isBlank()).findFirst().orElse("")), LONGEST_NOTE);
    Optional<String> link = link(entry.getLink(), address);
    String own = PlainText.of(text(entry.getTitle()));
    String title = PlainText.cut(own.isEmpty() ? note : own, Entry.LONGEST_TITLE);
    if (title.isEmpty()) return Optional.empty();
    String guid = text(entry.getUri()).strip();
    String identity = Hash.sha256(guid.isEmpty() ? link.orElse(title + "\n" + note) : guid);
    Optional<Instant> published = Stream.of(Optional.ofNullable(entry.getPublishedDate()), Optional.ofNullable(entry.getUpdatedDate())).flatMap(Optional::stream)
        .map(Date::toInstant).findFirst();
    return Optional.of(new Item(identity, title, link, note, published));
  }

  private static String text(String given) {
    return given == null ? "" : given;
  }

  private static Optional<String> link(String given, WebAddress address) {
    if (given == null || given.isBlank()) return Optional.empty();
    Optional<WebAddress> whole = WebAddress.of(given);
    if (whole.isPresent()) return whole.map(WebAddress::text);
    try {
      return WebAddress.of(URI.create(address.text()).resolve(given.strip()).toString()).map(WebAddress::text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
