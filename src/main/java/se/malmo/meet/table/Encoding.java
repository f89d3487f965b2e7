package se.malmo.meet.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import se.malmo.meet.platform.Problem;

/** How the letters of a text file are written: told by its mark, by what UTF-8 can be, or by the zero bytes of UTF-16; else it is Windows-1252. */
final class Encoding {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int HEAD = 4_096;
  private static final int BUFFER = 1 << 16;

  private Encoding() {}

  /**
   * Finds it.
   *
   * @throws Problem.Invalid where the file is no text at all
   */
  static Charset of(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    if (begins(head, 0xFF, 0xFE)) return StandardCharsets.UTF_16LE;
    if (begins(head, 0xFE, 0xFF)) return StandardCharsets.UTF_16BE;
    if (begins(head, 0xEF, 0xBB, 0xBF)) return StandardCharsets.UTF_8;
    int even = zeros(head, 0);
    int odd = zeros(head, 1);
    if (odd > head.length / 8 && even == 0) return StandardCharsets.UTF_16LE;
    if (even > head.length / 8 && odd == 0) return StandardCharsets.UTF_16BE;
    if (even + odd > 0) throw new Problem.Invalid("", "problem.table.form");
    return can(file, StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : WINDOWS;
  }

  /** A reader past the mark, which refuses what the encoding cannot be. */
  static Reader reader(InputStream bytes, Charset charset) throws IOException {
    PushbackReader text = new PushbackReader(new InputStreamReader(bytes,
        charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)));
    int first = text.read();
    if (first >= 0 && first != '\uFEFF') text.unread(first);
    return text;
  }

  private static boolean can(Path file, Charset charset) throws IOException {
    char[] buffer = new char[BUFFER];
    try (Reader text = new InputStreamReader(Files.newInputStream(file), charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT))) {
      int read = text.read(buffer);
      while (read >= 0) read = text.read(buffer);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean begins(byte[] head, int... mark) {
    if (head.length < mark.length) return false;
    for (int i = 0; i < mark.length; i++) if ((head[i] & 0xFF) != mark[i]) return false;
    return true;
  }

  private static int zeros(byte[] head, int from) {
    int zeros = 0;
    for (int i = from; i < head.length; i += 2) if (head[i] == 0) zeros++;
    return zeros;
  }
}
