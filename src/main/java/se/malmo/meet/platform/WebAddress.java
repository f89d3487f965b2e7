package se.malmo.meet.platform;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address on the web as it is sent: http or https, without a name or password in it.
 *
 * @param text the whole
 * @param host in lower case and ASCII; a literal IPv6 address without its brackets
 * @param path what is asked for there, with the query
 */
public record WebAddress(String text, boolean isSecure, String host, int port, String path) {
  public static final int LONGEST = 2_000;
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern PARTS = Pattern.compile("(?i)(https?)://([^\\s/?#@\\\\:\\[\\]]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?([/?#][^\\s\\p{Cntrl}]*)?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");
  /** As in RFC 3986, section 2; anything else is escaped. */
  private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

  /** The address that a text is; none where it is another kind, or none at all. */
  public static Optional<WebAddress> of(String given) {
    String text = given.strip();
    Matcher parts = PARTS.matcher(text);
    if (text.length() > LONGEST || !parts.matches()) return Optional.empty();
    boolean isSecure = parts.group(1).equalsIgnoreCase("https");
    Optional<String> host = host(parts.group(2));
    int port = parts.group(3) == null ? isSecure ? 443 : 80 : Integer.parseInt(parts.group(3));
    if (host.isEmpty() || port < 1 || port > HIGHEST_PORT) return Optional.empty();
    String rest = escaped(parts.group(4) == null ? "" : parts.group(4));
    int fragment = rest.indexOf('#');
    String path = fragment < 0 ? rest : rest.substring(0, fragment);
    String shown = host.get().contains(":") ? "[" + host.get() + "]" : host.get();
    return Optional.of(new WebAddress((isSecure ? "https://" : "http://") + shown + (parts.group(3) == null ? "" : ":" + port) + rest, isSecure, host.get(), port,
        path.startsWith("/") ? path : "/" + path));
  }

  private static Optional<String> host(String given) {
    if (given.startsWith("[")) return AddressRange.address(given.substring(1, given.length() - 1)).map(address -> given.substring(1, given.length() - 1).toLowerCase(Locale.ROOT));
    try {
      String ascii = IDN.toASCII(given.endsWith(".") ? given.substring(0, given.length() - 1) : given).toLowerCase(Locale.ROOT);
      return NAME.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String escaped(String given) {
    StringBuilder escaped = new StringBuilder();
    given.codePoints().forEach(one -> {
      if (one < 128 && (Character.isLetterOrDigit(one) || ALLOWED.indexOf(one) >= 0)) escaped.appendCodePoint(one);
      else for (byte part : Character.toString(one).getBytes(StandardCharsets.UTF_8)) escaped.append(String.format("%%%02X", part));
    });
    return escaped.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
