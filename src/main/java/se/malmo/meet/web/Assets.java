package se.malmo.meet.web;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.malmo.meet.platform.Hash;

/** Styles, scripts and pictures: a fixed list, read once, named by their content, so that browsers keep them for a year. */
final class Assets {
  static final String PATH = "/assets/";
  private static final int DIGITS = 12;
  private static final Map<String, String> TYPES = Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml", "png",
      "image/png");

  private static final Map<String, Asset> BY_NAME = new HashMap<>();
  private static final Map<String, Asset> BY_FILE = new HashMap<>();

  private record Asset(String file, String type, Buffer content) {}

  static {
    for (String name : List.of("app.css", "live.js", "idiomorph.js", "pages.js", "case.js", "desk.js", "graph.js", "years.js", "views.js", "names.js", "signals.js", "ask.js", "api.js", "api.css", "icon.svg", "share.png")) add(name, "/web/" + name);
    add("htmx.js", "/META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js");
    add("swagger-ui.js", "/META-INF/resources/webjars/swagger-ui/5.34.1/swagger-ui-bundle.js");
    add("swagger-ui.css", "/META-INF/resources/webjars/swagger-ui/5.34.1/swagger-ui.css");
    add("cytoscape.js", "/META-INF/resources/webjars/cytoscape/3.33.1/dist/cytoscape.min.js");
  }

  private Assets() {}

  private static void add(String name, String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      byte[] content = in.readAllBytes();
      int dot = name.lastIndexOf('.');
      String file = name.substring(0, dot) + "-" + Hash.sha256(content).substring(0, DIGITS) + name.substring(dot);
      Asset asset = new Asset(file, TYPES.get(name.substring(dot + 1)), Buffer.buffer(content));
      BY_NAME.put(name, asset);
      BY_FILE.put(file, asset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of a file by its plain name. */
  static String address(String name) {
    return PATH + BY_NAME.get(name).file();
  }

  static List<Route> routes() {
    return List.of(Route.get(PATH + ":file", Audience.ANYONE, Assets::answer),
        Route.get("/favicon.ico", Audience.ANYONE, request -> file(BY_NAME.get("icon.svg"))));
  }

  private static Answer answer(Request request) {
    Asset asset = BY_FILE.get(request.path("file"));
    if (asset == null) throw new se.malmo.meet.platform.Problem.NotFound();
    Answer answer = file(asset).with("Cache-Control", "public, max-age=31536000, immutable");
    // The picture is made to be shown by others, where an address of ours is shared.
    return asset.type().equals("image/png") ? answer.with("Cross-Origin-Resource-Policy", "cross-origin") : answer;
  }

  private static Answer file(Asset asset) {
    return new Answer(200, asset.type(), asset.content(), Map.of());
  }
}
