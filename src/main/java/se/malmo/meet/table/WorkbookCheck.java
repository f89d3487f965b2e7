package se.malmo.meet.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import se.malmo.meet.platform.Problem;

/**
 * Goes through a workbook before it is read, by the same unzipping: how large it becomes, whether it declares entities, and whether its cells say places that there
 * are. The library that reads it makes room for whatever place a cell says.
 */
final class WorkbookCheck {
  static final long LARGEST = 150_000_000;
  private static final int MOST_PARTS = 1_000;
  private static final Pattern PLACE = Pattern.compile("[A-Z]{1,3}[1-9]\\d{0,6}");
  private static final Pattern ROW = Pattern.compile("[1-9]\\d{0,6}");

  private long unpacked;
  private long rows;

  private WorkbookCheck() {}

  /**
   * Goes through it; how many rows all its sheets have.
   *
   * @throws Problem.Invalid where it is not to be read, with why
   */
  static long rows(Path file) throws IOException {
    WorkbookCheck check = new WorkbookCheck();
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
      if (parts.size() > MOST_PARTS) throw broken();
      for (ZipArchiveEntry part : parts) {
        if (!part.getName().endsWith(".xml") && !part.getName().endsWith(".rels")) continue;
        try (InputStream content = check.bounded(zip.getInputStream(part))) {
          check.part(content);
        }
      }
    } catch (XMLStreamException e) {
      throw e.getNestedException() instanceof TooLarge || e.getCause() instanceof TooLarge ? large() : broken();
    } catch (TooLarge e) {
      throw large();
    } catch (IOException e) {
      throw broken();
    }
    return check.rows;
  }

  static Problem.Invalid broken() {
    return new Problem.Invalid("", "problem.table.broken");
  }

  private static Problem.Invalid large() {
    return new Problem.Invalid("", "problem.table.unpacked", LARGEST / 1_000_000);
  }

  private void part(InputStream content) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(content);
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw new Problem.Invalid("", "problem.table.dtd");
        case XMLStreamConstants.START_ELEMENT -> element(xml);
        default -> { }
      }
    }
  }

  private void element(XMLStreamReader xml) {
    String place = xml.getAttributeValue(null, "r");
    if (xml.getLocalName().equals("c") && place != null && !PLACE.matcher(place).matches()) throw broken();
    if (!xml.getLocalName().equals("row")) return;
    rows++;
    if (place != null && !ROW.matcher(place).matches()) throw broken();
  }

  private static final class TooLarge extends IOException {
    private TooLarge() {
      super("too large");
    }
  }

  private InputStream bounded(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        count(1);
        return super.read();
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count(Math.max(read, 0));
        return read;
      }
    };
  }

  private void count(int read) throws TooLarge {
    unpacked += read;
    if (unpacked > LARGEST) throw new TooLarge();
  }
}
