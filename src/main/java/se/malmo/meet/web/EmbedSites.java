package se.malmo.meet.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.malmo.meet.platform.StartFailure;

/**
 * The sites whose pages may show ours in a frame, by origin.
 *
 * @param origins scheme, host and perhaps port, as a frame policy names them (CSP 3, section 6.4.2.1); none: no site may
 */
public record EmbedSites(List<String> origins) {
  public static final EmbedSites NONE = new EmbedSites(List.of());
  private static final int MOST = 50;
  /** Nothing that could end the directive or begin another; without TLS only on the reader's own machine. */
  private static final Pattern ORIGIN = Pattern.compile("https://[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:\\d{1,5})?|http://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?");

  /**
   * Reads a list with commas or spaces between.
   *
   * @throws StartFailure where one is no origin
   */
  public static EmbedSites of(String given) {
    List<String> origins = Stream.of(given.split("[,\\s]+")).filter(one -> !one.isEmpty()).distinct().toList();
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new StartFailure("MEET_EMBED_SITES names '" + origin + "'.", "Name each site by scheme and host in small letters, with nothing behind: https://www.example.se.");
      }
    }
    if (origins.size() > MOST) throw new StartFailure("MEET_EMBED_SITES names " + origins.size() + " sites.", "Name at most " + MOST + ".");
    return new EmbedSites(origins);
  }

  public boolean isEmpty() {
    return origins.isEmpty();
  }
}
