package se.malmo.meet.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that people read, in one language, from a message file; {0}, {1} … stand for what is put in. */
public final class Messages {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
  private static final Messages SWEDISH = new Messages(Locale.of("sv", "SE"), "messages_sv.properties");
  private static final Messages ENGLISH = new Messages(Locale.UK, "messages_en.properties");

  private final Locale locale;
  private final Properties texts = new Properties();

  private Messages(Locale locale, String file) {
    this.locale = locale;
    try (InputStream in = Messages.class.getResourceAsStream("/" + file)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of a language code, "en" for English, any other for Swedish. */
  public static Messages of(String language) {
    return "en".equals(language) ? ENGLISH : SWEDISH;
  }

  public Locale locale() {
    return locale;
  }

  /** "sv" or "en". */
  public String language() {
    return locale.getLanguage();
  }

  public boolean isEnglish() {
    return this == ENGLISH;
  }

  public Set<String> keys() {
    return texts.stringPropertyNames();
  }

  /**
   * The text of a key with what is put in.
   *
   * @throws IllegalArgumentException for a key that is in no file
   */
  public String get(String key, Object... arguments) {
    String pattern = pattern(key);
    if (arguments.length == 0) return pattern;
    return PLACE.matcher(pattern).replaceAll(place -> {
      int index = Integer.parseInt(place.group(1));
      return index < arguments.length ? Matcher.quoteReplacement(String.valueOf(arguments[index])) : Matcher.quoteReplacement(place.group());
    });
  }

  /** The text of a key as it stands in the file. */
  public String pattern(String key) {
    String pattern = texts.getProperty(key);
    if (pattern == null) throw new IllegalArgumentException("No text for '" + key + "' in " + locale);
    return pattern;
  }

  /** The singular key for one, the plural key for every other number; the number is put in at {0}. */
  public String count(String key, long number) {
    return get(number == 1 ? key + ".one" : key + ".other", String.format(locale, "%,d", number));
  }

  /** What a person said, in the language's own marks. */
  public String quoted(String said) {
    return isEnglish() ? "“" + said + "”" : "”" + said + "”";
  }

  /** "a", "a och b", "a, b och c". */
  public String list(List<String> items) {
    return joined(items, get("and"));
  }

  /** "a", "a eller b", "a, b eller c". */
  public String either(List<String> items) {
    return joined(items, get("or"));
  }

  private static String joined(List<String> items, String last) {
    if (items.size() < 2) return String.join("", items);
    return String.join(", ", items.subList(0, items.size() - 1)) + " " + last + " " + items.getLast();
  }
}
