package se.malmo.meet.sitemap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.sitemap.SitemapStore.Counts;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** All public pages in both languages, for search engines (sitemaps.org 0.9), and what they should leave alone. */
public final class SitemapRoutes {
  /** Each is two addresses; a file may have 50,000. */
  private static final int PART = 20_000;
  private static final String TYPE = "application/xml; charset=utf-8";
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  private static final Links SV = Links.of("sv");
  private static final Links EN = Links.of("en");

  private final SitemapStore store;
  /** Slugs of themes that have a page though they are no competence. */
  private final List<String> leading;
  private final int part;

  public SitemapRoutes(SitemapStore store, List<String> leading) {
    this(store, leading, PART);
  }

  /** @param part how many pages a file has at most, each in two languages */
  SitemapRoutes(SitemapStore store, List<String> leading, int part) {
    this.store = store;
    this.leading = leading;
    this.part = part;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/sitemap.xml", Audience.ANYONE, this::whole),
        Route.get("/sitemap/:kind/:number", Audience.ANYONE, this::part),
        Route.get("/robots.txt", Audience.ANYONE, SitemapRoutes::robots));
  }

  /** What says where the same page is in each language. */
  private record Twins(String swedish, String english) {
    static Twins of(Function<Links, String> address) {
      return new Twins(address.apply(SV), address.apply(EN));
    }
  }

  private Answer whole(Request request) {
    Counts counts = store.counts();
    List<Twins> few = few();
    if (few.size() + counts.projects() + counts.organisations() <= part) {
      List<Twins> all = new ArrayList<>(few);
      all.addAll(projects(0));
      all.addAll(organisations(0));
      return urls(request, all);
    }
    StringBuilder xml = new StringBuilder(HEAD).append("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    place(xml, request, "pages", 1);
    place(xml, request, "projects", parts(counts.projects()));
    place(xml, request, "organisations", parts(counts.organisations()));
    return Answer.text(200, TYPE, xml.append("</sitemapindex>\n").toString()).forEverybody();
  }

  private int parts(long count) {
    return (int) ((count + part - 1) / part);
  }

  private static void place(StringBuilder xml, Request request, String kind, int parts) {
    for (int number = 1; number <= parts; number++) {
      xml.append("<sitemap><loc>").append(escaped(request.absolute("/sitemap/" + kind + "/" + number))).append("</loc></sitemap>\n");
    }
  }

  private Answer part(Request request) {
    if (!request.path("number").matches("[1-9]\\d{0,3}")) throw new Problem.NotFound();
    int number = Integer.parseInt(request.path("number")) - 1;
    List<Twins> twins = switch (request.path("kind")) {
      case "pages" -> number == 0 ? few() : List.of();
      case "projects" -> projects(number);
      case "organisations" -> organisations(number);
      default -> List.of();
    };
    if (twins.isEmpty()) throw new Problem.NotFound();
    return urls(request, twins);
  }

  private List<Twins> projects(int number) {
    return store.projects(number * part, part).stream().map(key -> Twins.of(links -> links.initiative(key))).toList();
  }

  private List<Twins> organisations(int number) {
    return store.organisations(number * part, part).stream().map(key -> Twins.of(links -> links.organisation(key))).toList();
  }

  /** The pages of which there are never very many. */
  private List<Twins> few() {
    Stream<Function<Links, String>> fixed = Stream.of(Links::start, Links::initiatives, Links::themes, Links::alliances, Links::organisations, Links::ambassadors,
        Links::vocabulary, Links::graph, Links::connections, Links::matching, Links::api, Links::tryApi, Links::accessibility, Links::privacy, Links::contact, Links::lostLink, Links::join, Links::openData, Links::embedding);
    Stream<Function<Links, String>> themed = Stream.concat(leading.stream(), store.themes().stream()).distinct().map(key -> links -> links.theme(key));
    Stream<Function<Links, String>> forvaltningar = store.forvaltningar().stream().map(key -> links -> links.forvaltning(key));
    Stream<Function<Links, String>> alliances = store.alliances().stream().map(key -> links -> links.alliance(key));
    return Stream.of(fixed, themed, forvaltningar, alliances).flatMap(addresses -> addresses).map(Twins::of).toList();
  }

  private static Answer urls(Request request, List<Twins> twins) {
    StringBuilder xml = new StringBuilder(HEAD)
        .append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for (Twins page : twins) {
      String sv = escaped(request.absolute(page.swedish()));
      String en = escaped(request.absolute(page.english()));
      String both = "<xhtml:link rel=\"alternate\" hreflang=\"sv\" href=\"" + sv + "\"/><xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"" + en + "\"/>";
      xml.append("<url><loc>").append(sv).append("</loc>").append(both).append("</url>\n<url><loc>").append(en).append("</loc>").append(both).append("</url>\n");
    }
    return Answer.text(200, TYPE, xml.append("</urlset>\n").toString()).forEverybody();
  }

  private static String escaped(String address) {
    return address.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&apos;");
  }

  private static Answer robots(Request request) {
    return Answer.text(200, "text/plain; charset=utf-8", """
        User-agent: *
        Disallow: /arende/
        Disallow: /en/case/
        Disallow: /utkast/
        Disallow: /en/draft/
        Disallow: /forslag
        Disallow: /en/suggestions
        Disallow: /ga-med/bekrafta/
        Disallow: /en/join/confirm/
        Disallow: /kontakt/kvitto/
        Disallow: /en/contact/receipt/
        Disallow: /api/
        Disallow: /graf?
        Disallow: /graf/
        Disallow: /en/graph?
        Disallow: /en/graph/
        Sitemap: %s
        """.formatted(request.absolute("/sitemap.xml"))).forEverybody();
  }
}
