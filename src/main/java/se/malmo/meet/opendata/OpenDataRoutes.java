package se.malmo.meet.opendata;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.explorer.WholeGraph;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.JsonLd;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Reach;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** Open data: the catalogue that portals harvest, the files that it lists, and a page that tells people of both. */
public final class OpenDataRoutes {
  private static final String CATALOGUE = "/catalog";
  /** Where a graph file is opened in a browser, given the file's address. */
  private static final String GEPHI_LITE = "https://lite.gephi.org/?file=";

  private final PublicThings things;
  private final WholeGraph graph;
  private final Tables tables;
  private final LinkedThings linked;
  private final Optional<String> publicUrl;
  private final String email;
  private final InstantSource clock;

  /**
   * The routes.
   *
   * @param publicUrl the beginning of our addresses as everybody reaches them; where it is not said, as the reader does
   * @param email where questions about the data go
   */
  public OpenDataRoutes(PublicThings things, WholeGraph graph, Optional<String> publicUrl, String email, InstantSource clock) {
    this.things = things;
    this.graph = graph;
    tables = new Tables(things);
    linked = new LinkedThings(things);
    this.publicUrl = publicUrl;
    this.email = email;
    this.clock = clock;
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>(Route.page("/oppna-data", "/en/open-data", Audience.ANYONE, this::page));
    routes.add(open(CATALOGUE, this::negotiated));
    for (Format format : List.of(Format.RDF_XML, Format.TURTLE, Format.JSON_LD)) routes.add(open(CATALOGUE + "." + format.ending(), request -> catalogue(request, format)));
    // Where dataportal.se looks by itself for what a city has.
    routes.add(open("/datasets/dcat", request -> catalogue(request, Format.RDF_XML)));
    for (Dataset dataset : Dataset.values()) {
      for (Format format : dataset.formats()) routes.add(open(dataset.path(format), request -> file(request, dataset, format)));
    }
    return List.copyOf(routes);
  }

  private static Route open(String path, Route.Action action) {
    return Route.get(path, Audience.ANYONE, action).reaching(Reach.SCRIPTS);
  }

  private String base(Request request) {
    return publicUrl.orElseGet(() -> request.absolute(""));
  }

  /** The form that a client would rather have; RDF/XML, which harvesters read, where it does not say (RFC 9110, section 12.5.1). */
  private Answer negotiated(Request request) {
    String accepted = request.header("Accept").orElse("");
    Format format = Stream.of(accepted.split(",")).map(one -> one.split(";")[0].strip().toLowerCase(java.util.Locale.ROOT))
        .flatMap(type -> Stream.of(Format.RDF_XML, Format.TURTLE, Format.JSON_LD).filter(one -> one.mediaType().equals(type))).findFirst().orElse(Format.RDF_XML);
    return catalogue(request, format).with("Vary", "Accept");
  }

  private Answer catalogue(Request request, Format format) {
    OpenDataStore.Days days = things.days();
    LocalDate today = Sweden.today(clock);
    Catalogue catalogue = new Catalogue(base(request), email, days.first().orElse(today), days.last().orElse(today), things.sizes());
    return Answer.text(200, format.contentType(), new String(RdfText.of(catalogue.model(), format), java.nio.charset.StandardCharsets.UTF_8)).forEverybody();
  }

  private Answer file(Request request, Dataset dataset, Format format) {
    if (dataset == Dataset.GRAPH) return graph(request, format);
    int pages = things.pages(dataset);
    int page = request.number("page", 1, 1, 1_000);
    if (page > pages) throw new Problem.NotFound();
    String base = base(request);
    Answer answer = format == Format.CSV ? Answer.text(200, format.contentType(), tables.of(dataset, page))
        : new Answer(200, format.contentType(), io.vertx.core.buffer.Buffer.buffer(linked.of(dataset, format, page, base)), Map.of());
    String name = dataset.slug() + (page == 1 ? "" : "-" + page) + "." + format.ending();
    answer = answer.with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    // The files of a dataset hang together as RFC 8288 says it.
    if (page < pages) answer = answer.with("Link", "<" + base + dataset.path(format, page + 1) + ">; rel=\"next\"");
    return answer.forEverybody();
  }

  private Answer graph(Request request, Format format) {
    Messages messages = Messages.of(request.query("lang").orElse("sv"));
    return format == Format.GEXF ? graph.gexf(messages) : graph.graphMl(messages);
  }

  /** A dataset as the page tells of it. */
  public record Told(String title, String description, List<File> files) {}

  /** A file of it; a large dataset has several of a form. */
  public record File(String label, String path) {}

  private Answer page(Request request) {
    Page page = request.page(request.messages().get("opendata.title"), request.messages().get("opendata.lead"));
    Links links = request.links();
    List<Told> told = Stream.of(Dataset.values()).map(dataset -> told(dataset, page)).toList();
    JsonLd.Thing about = JsonLd.thing("DataCatalog").with("name", page.text("opendata.catalogue.title")).with("description", page.text("opendata.catalogue.description"))
        .with("url", page.absolute(links.openData())).with("license", Catalogue.LICENCE).with("publisher", JsonLd.city())
        .with("dataset", told.stream().map(one -> JsonLd.thing("Dataset").with("name", one.title()).with("description", one.description()).with("license", Catalogue.LICENCE)
            .with("distribution", one.files().stream().map(file -> JsonLd.thing("DataDownload").with("name", file.label()).with("contentUrl", page.absolute(file.path()))).toList())).toList());
    String base = base(request);
    return Answer.html(200, Templates.render("opendata/page.jte", Map.of("page", page.about(new JsonLd().and(about)), "datasets", told, "base", base,
        "gephi", GEPHI_LITE + Links.encoded(base + Dataset.GRAPH.path(Format.GEXF))))).forEverybody();
  }

  private Told told(Dataset dataset, Page page) {
    int pages = things.pages(dataset);
    List<File> files = new ArrayList<>();
    for (Format format : dataset.formats()) {
      for (int number = 1; number <= pages; number++) {
        files.add(new File(pages == 1 ? format.label() : page.text("opendata.part", format.label(), number, pages), dataset.path(format, number)));
      }
    }
    return new Told(page.text(dataset.title()), page.text(dataset.description()), files);
  }
}
