package se.malmo.meet.platform;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How mail leaves, if it does.
 *
 * @param server who takes it; none: nothing is sent, and what there is to send waits
 * @param publicUrl the beginning of our addresses as a reader of a mail reaches them, without a slash at the end
 */
public record MailSettings(Optional<Server> server, Optional<String> publicUrl) {
  private static final int HIGHEST_PORT = 65_535;
  /** An address, perhaps behind a name. */
  private static final Pattern FROM = Pattern.compile("([^<>\\p{Cntrl}]{0,100}<)?[^\\s@<>,;\"\\p{Cntrl}]{1,64}@[^\\s@<>,;\"\\p{Cntrl}]+>?");
  private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+");

  /** How the way to the mail server is kept from others. */
  public enum Tls {
    NONE(25), STARTTLS(587), TLS(465);

    private final int port;

    Tls(int port) {
      this.port = port;
    }
  }

  /** A mail server (SMTP). */
  public record Server(String host, int port, Optional<String> user, String password, Tls tls, String from) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * Reads the environment.
   *
   * @throws StartFailure where a variable cannot be read, or one that goes with another is missing
   */
  public static MailSettings of(Map<String, String> environment) {
    Optional<String> publicUrl = value(environment, "MEET_PUBLIC_URL").map(url -> url.replaceFirst("/+$", ""));
    publicUrl.filter(url -> !URL.matcher(url).matches()).ifPresent(url -> {
      throw new StartFailure("MEET_PUBLIC_URL is '" + url + "'.", "Set it to how readers reach the portal, like https://meet.example.");
    });
    Optional<String> host = value(environment, "MEET_SMTP_HOST");
    if (host.isEmpty()) return new MailSettings(Optional.empty(), publicUrl);
    if (publicUrl.isEmpty()) throw new StartFailure("MEET_SMTP_HOST is set and MEET_PUBLIC_URL is not.", "Set MEET_PUBLIC_URL, so that links in mails lead here.");
    String from = value(environment, "MEET_MAIL_FROM").filter(given -> FROM.matcher(given).matches())
        .orElseThrow(() -> new StartFailure("MEET_MAIL_FROM is missing or no address.", "Set it to who mails come from, like Meet Malmö <no-reply@meet.example>."));
    Tls tls = tls(value(environment, "MEET_SMTP_TLS").orElse("starttls"));
    return new MailSettings(Optional.of(new Server(host.get(), value(environment, "MEET_SMTP_PORT").map(MailSettings::port).orElse(tls.port),
        value(environment, "MEET_SMTP_USER"), environment.getOrDefault("MEET_SMTP_PASSWORD", ""), tls, from)), publicUrl);
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(given -> !given.isEmpty());
  }

  private static Tls tls(String given) {
    return switch (given) {
      case "none" -> Tls.NONE;
      case "starttls" -> Tls.STARTTLS;
      case "tls" -> Tls.TLS;
      default -> throw new StartFailure("MEET_SMTP_TLS is '" + given + "'.", "Set it to starttls, tls or none.");
    };
  }

  private static int port(String given) {
    int port = given.matches("\\d{1,5}") ? Integer.parseInt(given) : 0;
    if (port < 1 || port > HIGHEST_PORT) throw new StartFailure("MEET_SMTP_PORT is '" + given + "'.", "Set it to a port number from 1 to " + HIGHEST_PORT + ".");
    return port;
  }
}
