package se.malmo.meet.attachment;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * The process that reads one file that a stranger sent, and writes its text: with little memory, no secret in its environment, and ended from outside
 * where it takes too long. What it cannot read it says by its exit code.
 */
public final class TextOfFile {
  static final int MOST_PAGES = 500;
  static final int MOST_CHARACTERS = 200_000;
  private static final long MOST_UNPACKED = 30L * 1024 * 1024;
  private static final int MOST_ENTRIES = 5_000;
  private static final String WORD_DOCUMENT = "word/document.xml";
  private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

  private TextOfFile() {}

  /** Why a file has no text for us; the exit code is 10 and its place here. */
  enum Refusal {
    /** Not what its name says, or damaged. */
    BROKEN,
    /** More pages than are read. */
    PAGES,
    /** A password is asked for. */
    LOCKED,
    /** Much more comes out of it than its size promises. */
    UNPACKED;

    int exitCode() {
      return 10 + ordinal();
    }
  }

  static final class Refused extends Exception {
    private final Refusal refusal;

    Refused(Refusal refusal) {
      super(refusal.name(), null, false, false);
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }

  /** Reads the file named second, which is of the kind named first, and writes its text as UTF-8. */
  public static void main(String[] arguments) throws IOException {
    try (Writer out = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8)) {
      String text = read(FileKind.valueOf(arguments[0]), Path.of(arguments[1]));
      out.write(text, 0, Math.min(text.length(), MOST_CHARACTERS));
    } catch (Refused e) {
      Runtime.getRuntime().halt(e.refusal().exitCode());
    }
  }

  static String read(FileKind kind, Path file) throws Refused {
    try {
      return switch (kind) {
        case PDF -> pdf(file);
        case DOCX -> docx(file);
        case TEXT -> plain(Files.readAllBytes(file));
      };
    } catch (InvalidPasswordException e) {
      throw new Refused(Refusal.LOCKED);
    } catch (IOException | XMLStreamException | RuntimeException e) {
      throw new Refused(Refusal.BROKEN);
    }
  }

  private static String pdf(Path file) throws IOException, Refused {
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      if (document.getNumberOfPages() > MOST_PAGES) throw new Refused(Refusal.PAGES);
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setEndPage(MOST_PAGES);
      return stripper.getText(document);
    }
  }

  private static String docx(Path file) throws IOException, XMLStreamException, Refused {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) throw new Refused(Refusal.UNPACKED);
      ZipEntry entry = zip.getEntry(WORD_DOCUMENT);
      if (entry == null) throw new Refused(Refusal.BROKEN);
      try (InputStream in = zip.getInputStream(entry)) {
        // Counted as it comes: the size that the archive states may be a lie.
        byte[] xml = in.readNBytes((int) MOST_UNPACKED + 1);
        if (xml.length > MOST_UNPACKED) throw new Refused(Refusal.UNPACKED);
        return paragraphs(xml);
      }
    }
  }

  private static String paragraphs(byte[] xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new java.io.ByteArrayInputStream(xml));
    StringBuilder text = new StringBuilder();
    boolean inText = false;
    while (reader.hasNext() && text.length() < MOST_CHARACTERS) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> inText = isWord(reader, "t");
        case XMLStreamConstants.CHARACTERS -> {
          if (inText) text.append(reader.getText());
        }
        case XMLStreamConstants.END_ELEMENT -> {
          inText = false;
          if (isWord(reader, "p")) text.append('\n');
          else if (isWord(reader, "tab") || isWord(reader, "br")) text.append(' ');
        }
        default -> { }
      }
    }
    return text.toString();
  }

  private static boolean isWord(XMLStreamReader reader, String name) {
    return WORD.equals(reader.getNamespaceURI()) && name.equals(reader.getLocalName());
  }

  /** UTF-8 where it is that, else the old Western code page. */
  private static String plain(byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(content, Charset.forName("windows-1252"));
    }
  }
}
