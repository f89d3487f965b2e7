package se.malmo.meet.weighing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.about.Quality;
import se.malmo.meet.matching.HitRate;
import se.malmo.meet.matching.Hits;
import se.malmo.meet.matching.Hits.Judged;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** How well the matching does: on cases that people have answered since, and on the labelled texts of the last build. */
public final class QualityRoutes {
  /** Under so many cases a share says nothing. */
  static final int FEWEST = 5;

  private final Hits hits;

  public QualityRoutes(Hits hits) {
    this.hits = hits;
  }

  public List<Route> routes() {
    return Stream.of(Route.page("/kvalitet", "/en/quality", Audience.COORDINATION, this::page)).flatMap(List::stream).toList();
  }

  /** One line: each figure as a share with what it is of, or that there is too little. */
  public record Line(String name, String href, String cases, String partner1, String partner3, String partnerMrr, String unit1, String unit3, String unitMrr, String moved) {}

  /** A band of confidence. */
  public record BandLine(String name, String listed, String judged, String right) {}

  /** A case. */
  public record CaseLine(String reference, String href, String weighing, String language, String partner, String unit, String moved) {}

  /** @param filter what the cases are of, "" for all */
  public record View(List<Line> lines, List<BandLine> bands, List<CaseLine> cases, String filter, List<Quality> measured) {}

  private Answer page(Request request) {
    Page page = request.page(request.messages().get("quality.title"), "").in("quality");
    List<Judged> judged = hits.judged();
    Hits.Table table = Hits.table(judged);
    List<Line> lines = new ArrayList<>(List.of(line(page.text("quality.all"), "", table.all(), page)));
    table.byWeighing().forEach(row -> lines.add(line(weighing(row.of(), page), "version=" + Links.encoded(row.of()), row, page)));
    table.byLanguage().forEach(row -> lines.add(line(page.text("quality.language." + row.of()), "language=" + Links.encoded(row.of()), row, page)));
    Optional<String> version = request.query("version").filter(text -> text.matches("[0-9]{1,6}"));
    Optional<String> language = request.query("language").filter(List.of("sv", "en")::contains);
    List<Judged> chosen = judged.stream().filter(one -> version.filter(text -> !text.equals(String.valueOf(one.weighing()))).isEmpty())
        .filter(one -> language.filter(text -> !text.equals(one.language())).isEmpty()).toList();
    String filter = version.map(text -> "version=" + text).or(() -> language.map(text -> "language=" + text)).orElse("");
    String name = version.map(text -> weighing(text, page)).or(() -> language.map(text -> page.text("quality.language." + text))).orElse("");
    Paging paging = Paging.of(request.pageNumber(), chosen.size(), request.links().quality(), filter);
    View view = new View(lines, table.bands().stream().map(band -> band(band, page)).toList(),
        chosen.stream().skip(paging.skip()).limit(Paging.SIZE).map(one -> line(one, page)).toList(), name, Quality.all());
    return Answer.html(200, Templates.render("weighing/quality.jte", new HashMap<>(Map.of("page", page, "view", view, "paging", paging))));
  }

  private static String weighing(String number, Page page) {
    return number.equals("0") ? page.text("quality.standard") : page.text("weights.version", number);
  }

  private static Line line(String name, String filter, Hits.Row row, Page page) {
    return new Line(name, page.links().quality() + (filter.isEmpty() ? "" : "?" + filter) + "#quality-cases", String.valueOf(row.cases()),
        share(row.partners().first(), row.partners().cases(), page), share(row.partners().three(), row.partners().cases(), page), mrr(row.partners(), page),
        share(row.forvaltningar().first(), row.forvaltningar().cases(), page), share(row.forvaltningar().three(), row.forvaltningar().cases(), page), mrr(row.forvaltningar(), page),
        share(row.moved(), row.cases(), page));
  }

  private static String share(int some, int all, Page page) {
    if (all == 0) return "–";
    if (all < FEWEST) return page.text("quality.few", some, all);
    return page.text("quality.share", String.format(page.messages().locale(), "%.0f", 100.0 * some / all), some, all);
  }

  private static String mrr(HitRate rate, Page page) {
    return rate.cases() == 0 ? "–" : rate.cases() < FEWEST ? page.text("quality.little") : Quality.written(rate.mrr(), page.messages().locale());
  }

  private static BandLine band(Hits.Band band, Page page) {
    return new BandLine(page.text("confidence." + band.confidence()), String.valueOf(band.listed()), String.valueOf(band.judged()), share(band.right(), band.judged(), page));
  }

  private static CaseLine line(Judged one, Page page) {
    return new CaseLine(one.reference(), page.links().deskCase(one.reference()), weighing(String.valueOf(one.weighing()), page), page.text("quality.language." + one.language()),
        place(one.right().isEmpty(), one.partnerPlace(), page), place(one.held().isEmpty(), one.unitPlace(), page), page.text(one.isMoved() ? "quality.moved.yes" : "quality.moved.no"));
  }

  private static String place(boolean isUnjudged, int place, Page page) {
    return isUnjudged ? "–" : place == 0 ? page.text("quality.missed") : String.valueOf(place);
  }
}
