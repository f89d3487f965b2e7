package se.malmo.meet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The forms and links of the pages that a visitor was shown, filled in and followed as they ask for, or nearly so. */
final class FoundForms {
  /** So many are remembered of each; the oldest goes. */
  private static final int MOST = 80;
  private static final Pattern FORM = Pattern.compile("<form ([^>]*method=\"post\"[^>]*)>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("<(input|button)\\b([^>]*)>|<select\\b([^>]*)>(.*?)</select>|<textarea\\b([^>]*)>(.*?)</textarea>", Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)");
  /** A visitor who signs out sees nothing more. */
  private static final Pattern SIGN_OUT = Pattern.compile("logga-ut|sign-out");

  private final Random random;
  private final Supplier<String> odd;
  private final Map<String, List<Field>> forms = bounded();
  private final Map<String, Boolean> links = bounded();

  /**
   * What may be sent by one name.
   *
   * @param kind the type of an input, or select, textarea, button
   * @param choices the only values that a browser would send; for a text the one that it came with
   */
  private record Field(String name, String kind, List<String> choices) {}

  /** @param odd words that nobody expects there */
  FoundForms(Random random, Supplier<String> odd) {
    this.random = random;
    this.odd = odd;
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
      }
    };
  }

  /** Another visitor is here now, with a session of its own. */
  void forget() {
    forms.clear();
    links.clear();
  }

  /** @param path where the page is: its forms without an address lead there */
  void see(String path, String page) {
    Matcher found = FORM.matcher(page);
    while (found.find()) {
      String action = attribute(found.group(1), "action").orElse(path);
      List<Field> fields = fields(found.group(2));
      if (!SIGN_OUT.matcher(action).find()) forms.put(action + fields.stream().map(Field::name).collect(Collectors.joining(" ", "#", "")), fields);
    }
    Matcher link = LINK.matcher(page);
    while (link.find()) if (!SIGN_OUT.matcher(link.group(1)).find()) links.put(plain(link.group(1)), true);
  }

  private static List<Field> fields(String form) {
    List<Field> fields = new ArrayList<>();
    Matcher found = FIELD.matcher(form);
    while (found.find()) {
      boolean isSelect = found.group(3) != null;
      boolean isText = found.group(5) != null;
      String attributes = isSelect ? found.group(3) : isText ? found.group(5) : found.group(2);
      String kind = isSelect ? "select" : isText ? "textarea" : found.group(1).equals("button") ? "button" : attribute(attributes, "type").orElse("text");
      List<String> choices = isSelect ? OPTION.matcher(found.group(4)).results().map(option -> plain(option.group(1))).toList() : List.of(isText ? plain(found.group(6)) : attribute(attributes, "value").orElse("on"));
      attribute(attributes, "name").ifPresent(name -> fields.add(new Field(name, kind, choices)));
    }
    return fields;
  }

  private static Optional<String> attribute(String attributes, String name) {
    Matcher found = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(attributes);
    return found.find() ? Optional.of(plain(found.group(1))) : Optional.empty();
  }

  private static String plain(String escaped) {
    return escaped.replace("&#34;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  Optional<String> link() {
    return links.isEmpty() ? Optional.empty() : Optional.of(pick(List.copyOf(links.keySet())));
  }

  /** An address and what to send there. */
  record Filled(String action, String body) {}

  /** One of the forms: every other as its page asks, every other with a field that is odd, twice there or not at all. */
  Optional<Filled> filled() {
    if (forms.isEmpty()) return Optional.empty();
    Map.Entry<String, List<Field>> form = pick(List.copyOf(forms.entrySet()));
    List<Field> fields = form.getValue();
    List<Field> buttons = fields.stream().filter(field -> field.kind().equals("button")).toList();
    List<String> pairs = new ArrayList<>();
    for (Field field : fields) if (isSent(field)) pairs.add(pair(field.name(), value(field)));
    if (!buttons.isEmpty()) {
      Field pressed = pick(buttons);
      pairs.add(pair(pressed.name(), pressed.choices().getFirst()));
    }
    if (random.nextBoolean() && !pairs.isEmpty()) spoil(pairs);
    return Optional.of(new Filled(form.getKey().substring(0, form.getKey().indexOf('#')), String.join("&", pairs)));
  }

  private boolean isSent(Field field) {
    return switch (field.kind()) {
      case "button", "file" -> false;
      case "checkbox", "radio" -> random.nextBoolean();
      default -> true;
    };
  }

  private String value(Field field) {
    String given = field.choices().isEmpty() ? "" : pick(field.choices());
    return switch (field.kind()) {
      case "hidden", "checkbox", "radio", "select" -> given;
      case "email" -> "asa" + random.nextInt(50) + "@ugnen.example";
      case "date" -> "2027-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
      case "time" -> "1" + random.nextInt(10) + ":00";
      case "number" -> String.valueOf(random.nextInt(20));
      case "url" -> "https://ugnen.example/" + random.nextInt(50);
      default -> random.nextBoolean() && !given.isEmpty() && !given.equals("on") ? given
          : pick(List.of("Vi söker lokaler för en utbildning om återbruk i Fosie.", "Åsa Ugn", "Cykelköket", "asa@ugnen.example", "2027-02-10", "10:00", "7"));
    };
  }

  private void spoil(List<String> pairs) {
    int at = random.nextInt(pairs.size());
    String name = pairs.get(at).substring(0, pairs.get(at).indexOf('='));
    switch (random.nextInt(4)) {
      case 0 -> pairs.remove(at);
      case 1 -> pairs.add(name + "=" + encoded(odd.get()));
      default -> pairs.set(at, name + "=" + encoded(odd.get()));
    }
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static String pair(String name, String value) {
    return encoded(name) + "=" + encoded(value);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
