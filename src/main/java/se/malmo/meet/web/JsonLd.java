package se.malmo.meet.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.malmo.meet.platform.Json;

/** What a page is about in the words of schema.org, as JSON-LD that can stand inside a page. */
public final class JsonLd {
  private static final String CONTEXT = "https://schema.org";
  private static final int LONGEST = 500;

  private final List<Map<String, Object>> things = new ArrayList<>();

  /** One thing: its type, and what is known of it; what is empty is left out. */
  public static final class Thing {
    private final Map<String, Object> facts = new LinkedHashMap<>();

    private Thing(String type) {
      facts.put("@type", type);
    }

    public Thing with(String name, Object value) {
      if (value instanceof String text && text.isBlank() || value instanceof List<?> list && list.isEmpty()) return this;
      facts.put(name, switch (value) {
        case String text -> shortened(text);
        case Thing thing -> thing.facts;
        case List<?> list -> list.stream().map(one -> one instanceof Thing thing ? thing.facts : one).toList();
        default -> value;
      });
      return this;
    }
  }

  public static Thing thing(String type) {
    return new Thing(type);
  }

  /** The city, above every department and project. */
  public static Thing city() {
    return thing("GovernmentOrganization").with("name", "Malmö stad").with("url", "https://malmo.se");
  }

  public JsonLd and(Thing thing) {
    things.add(thing.facts);
    return this;
  }

  /** The way from the start to a page; each step a name and a whole address. */
  public JsonLd trail(List<Step> steps) {
    List<Thing> items = new ArrayList<>();
    for (Step step : steps) items.add(thing("ListItem").with("position", items.size() + 1).with("name", step.name()).with("item", step.address()));
    return and(thing("BreadcrumbList").with("itemListElement", items));
  }

  /** A page on the way to this one. */
  public record Step(String name, String address) {}

  /** The data; no text in it can end the element that it stands in, or be read as a comment. */
  String text() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("@context", CONTEXT);
    document.put("@graph", things);
    return new String(Json.write(document), StandardCharsets.UTF_8).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST) return text;
    return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST) + " …";
  }
}
