package se.malmo.meet.insight;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.insight.HeatMap.Meeting;
import se.malmo.meet.insight.QuarterlyNeeds.Quarter;
import se.malmo.meet.insight.Snapshot.Initiative;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Request;

/** Which initiatives are behind a number; what is empty narrows nothing. */
record CaseFilter(Optional<String> sector, Optional<String> forvaltning, Optional<String> theme, Optional<String> quarter, Optional<String> gap) {
  static CaseFilter of(Request request) {
    return new CaseFilter(given(request, "sector"), given(request, "forvaltning"), given(request, "theme"), given(request, "quarter"), given(request, "gap"));
  }

  private static Optional<String> given(Request request, String name) {
    return request.query(name).filter(value -> !value.isBlank() && value.length() <= 200);
  }

  /**
   * Newest first. With a gap, those that it was counted from; with a sector or a förvaltning, those that the heat map counts; with a theme, those that need something of it.
   *
   * @throws Problem.NotFound if there is no such gap, or no longer
   */
  List<Initiative> of(Findings findings) {
    if (gap.isPresent()) return behind(findings).evidence();
    Snapshot snapshot = findings.snapshot();
    ThemeTree tree = new ThemeTree(snapshot.competences());
    List<Initiative> all = sector.isEmpty() && forvaltning.isEmpty() ? snapshot.initiatives()
        : HeatMap.meetings(snapshot, tree).stream().filter(this::hasBoth).map(Meeting::initiative).toList();
    return all.stream().filter(one -> theme.isEmpty() || one.needs().stream().anyMatch(need -> tree.root(need).equals(theme.get())))
        .filter(one -> quarter.isEmpty() || Quarter.of(one.date()).code().equals(quarter.get())).toList().reversed();
  }

  private Gap behind(Findings findings) {
    return gap.flatMap(findings::any).orElseThrow(Problem.NotFound::new);
  }

  private boolean hasBoth(Meeting meeting) {
    return sector.filter(one -> !meeting.sectors().contains(one)).isEmpty() && forvaltning.filter(one -> !meeting.initiative().forvaltningar().contains(one)).isEmpty();
  }

  /** What narrows, in words. */
  String said(Findings findings, GapWords words) {
    if (gap.isPresent()) return words.title(behind(findings));
    return String.join(" · ", Stream.of(sector.filter(HeatMap.SECTORS::contains).map(words::sector), forvaltning.map(words::forvaltning),
        theme.map(words::label), quarter).flatMap(Optional::stream).toList());
  }

  /** The filter as it follows a question mark. */
  String query() {
    StringBuilder query = new StringBuilder();
    add(query, "sector", sector);
    add(query, "forvaltning", forvaltning);
    add(query, "theme", theme);
    add(query, "quarter", quarter);
    add(query, "gap", gap);
    return query.toString();
  }

  private static void add(StringBuilder query, String name, Optional<String> value) {
    value.ifPresent(it -> query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(Links.encoded(it)));
  }
}
