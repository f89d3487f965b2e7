package se.malmo.meet.scanning;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.function.Supplier;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Json;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Signals for the programs of those who handle cases. */
final class SignalApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;

  private final Signals signals;
  private final ConceptReader reader;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;
  private final Ids ids;

  SignalApi(Signals signals, ConceptReader reader, Supplier<List<Forvaltning.Name>> forvaltningar, Ids ids) {
    this.signals = signals;
    this.reader = reader;
    this.forvaltningar = forvaltningar;
    this.ids = ids;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/signals", Audience.CASE_FILE, this::list),
        Route.post("/api/v1/signals", Audience.CASE_FILE, this::note),
        Route.get("/api/v1/signals/:id", Audience.CASE_FILE, request -> Answer.json(200, SignalBody.of(signals.byId(request.path("id")), request))),
        Route.delete("/api/v1/signals/:id", Audience.CASE_FILE, this::remove));
  }

  private record NamedBody(String id, String name) {}

  private record SignalBody(String id, String title, String link, String observation, String language, NamedBody forvaltning, String by, String at, List<NamedBody> concepts) {
    static SignalBody of(Signal one, Request request) {
      String language = request.messages().language();
      return new SignalBody(one.id(), one.title(), one.link().orElse(null), one.note(), one.language(), new NamedBody(one.forvaltning().id(), one.forvaltning().name(language)),
          one.who().isEmpty() ? null : one.who(), one.at().toString(), one.concepts().stream().map(it -> new NamedBody(it.id(), "en".equals(language) ? it.labelEn() : it.labelSv())).toList());
    }
  }

  private record PageBody(List<SignalBody> signals, long total, String next) {}

  /** @param concepts ids of competences that it is about, beside those that its words name */
  private record Fields(String title, String link, String observation, String forvaltning, List<String> concepts) {
    MultiMap form() {
      MultiMap form = MultiMap.caseInsensitiveMultiMap();
      if (title != null) form.set("title", title);
      if (link != null) form.set("link", link);
      if (observation != null) form.set("observation", observation);
      if (forvaltning != null) form.set("forvaltning", forvaltning);
      if (concepts != null) concepts.forEach(concept -> form.add("concept", concept));
      return form;
    }
  }

  private Answer list(Request request) {
    Part part = Part.of(request, USUAL, MOST);
    SignalStore.Query query = new SignalStore.Query(request.query("forvaltning").orElse(""), request.query("concept").orElse(""));
    long total = signals.count(query);
    List<SignalBody> lines = signals.page(query, part.skip(), part.limit()).stream().map(one -> SignalBody.of(one, request)).toList();
    return Answer.json(200, new PageBody(lines, total, part.next(total)));
  }

  private Answer note(Request request) {
    MultiMap form = Json.read(request.body(), Fields.class).form();
    Language language = Language.of(request.messages().language()).orElse(Language.SWEDISH);
    Understanding understanding = Understanding.of(Entry.cut(form, "title", Entry.LONGEST_TITLE), Entry.cut(form, "observation", Entry.LONGEST_NOTE), form, language, reader);
    Entry entry = Entry.parse(form, SignalRoutes.own(request.caller(), forvaltningar.get()).stream().map(Forvaltning.Name::id).toList(), understanding);
    String id = signals.note(entry, request.once().orElseGet(ids::secret), request.caller());
    return Answer.json(201, SignalBody.of(signals.byId(id), request));
  }

  private Answer remove(Request request) {
    signals.remove(signals.byId(request.path("id")), request.caller());
    return Answer.empty();
  }
}
