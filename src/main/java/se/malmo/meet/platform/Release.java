package se.malmo.meet.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the program this is, as the build wrote it down. */
public final class Release {
  private static final String VERSION = read();

  private Release() {}

  /** Such as "0.9.0". */
  public static String version() {
    return VERSION;
  }

  private static String read() {
    try (InputStream in = Release.class.getResourceAsStream("/release.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
