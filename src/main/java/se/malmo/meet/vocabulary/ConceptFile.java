package se.malmo.meet.vocabulary;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import se.malmo.meet.platform.Problem;

/** A vocabulary in a file, of whichever form its name says: SKOS in Turtle or RDF/XML, or CSV. */
final class ConceptFile {
  static final int MOST_CONCEPTS = 200_000;
  private static final long LARGEST = 300_000_000;

  private ConceptFile() {}

  /**
   * Reads all concepts of a file; one that cannot be taken is told and left out.
   *
   * @throws Problem.Invalid where the file as a whole cannot be read; names the line
   */
  static List<Concept> read(Path file, Consumer<Remark> remarks) throws IOException {
    if (Files.size(file) > LARGEST) throw new Problem.Invalid("", "problem.vocabulary.large", LARGEST / 1_000_000);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    try {
      return switch (ending) {
        case "ttl" -> {
          try (Reader text = utf8(file)) {
            yield new SkosReader(remarks).turtle(text);
          }
        }
        case "rdf", "xml" -> {
          try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            yield new SkosReader(remarks).rdfXml(bytes);
          }
        }
        case "csv", "tsv" -> {
          try (BufferedReader text = new BufferedReader(utf8(file))) {
            yield CsvConcepts.read(text, remarks);
          }
        }
        default -> throw new Problem.Invalid("", "problem.vocabulary.ending");
      };
    } catch (CharacterCodingException e) {
      throw new Problem.Invalid("", "problem.vocabulary.encoding", lineOfFault(file));
    }
  }

  /** Text without its byte order mark; what is not UTF-8 is not guessed at. */
  private static Reader utf8(Path file) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file),
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)));
    reader.mark(1);
    if (reader.read() != '\uFEFF') reader.reset();
    return reader;
  }

  /** A decoder reads ahead, so the line at fault is looked for apart. */
  private static long lineOfFault(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    long line = 1;
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i < bytes.length && bytes[i] != '\n') continue;
      try {
        StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes, start, i - start));
      } catch (CharacterCodingException e) {
        return line;
      }
      line++;
      start = i + 1;
    }
    return line;
  }
}
