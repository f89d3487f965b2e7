package se.malmo.meet.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files whose text we read, each known by its ending and by what it begins with. */
public enum FileKind {
  PDF("application/pdf", ".pdf") {
    @Override
    boolean isIn(byte[] head) {
      // A reader may skip what stands before the mark, up to 1,024 bytes of it (ISO 32000-1, annex H.3.4.1).
      return new String(head, StandardCharsets.ISO_8859_1).contains("%PDF-");
    }
  },
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx") {
    @Override
    boolean isIn(byte[] head) {
      return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }
  },
  TEXT("text/plain", ".txt", ".md") {
    @Override
    boolean isIn(byte[] head) {
      for (byte one : head) if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t' && one != '\f') return false;
      return true;
    }
  };

  /** So much of a file is looked at to see what it is. */
  static final int HEAD = 1_024;

  private final String type;
  private final String[] endings;

  FileKind(String type, String... endings) {
    this.type = type;
    this.endings = endings;
  }

  public String type() {
    return type;
  }

  /** Whether a file that begins so can be of this kind. */
  abstract boolean isIn(byte[] head);

  /** What a name says that the file is. */
  static Optional<FileKind> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> Arrays.stream(kind.endings).anyMatch(lower::endsWith)).findFirst();
  }
}
