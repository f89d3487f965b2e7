package se.malmo.meet.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The word lists and models that the package reads from the class path. */
final class Resources {

  private Resources() {}

  /**
   * @param name beside this class, or from the root if it starts with a slash
   * @throws IllegalStateException if there is none by that name
   */
  static InputStream open(String name) {
    InputStream stream = Resources.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException("Not on the class path, so no text can be read: " + name);
    }
    return stream;
  }

  static byte[] bytes(String name) {
    try (InputStream stream = open(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /** The lines that say something: neither blank nor a # comment. */
  static Stream<String> lines(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8).lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"));
  }
}
