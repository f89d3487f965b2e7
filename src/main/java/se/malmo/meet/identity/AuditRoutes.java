package se.malmo.meet.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.identity.AuditStore.Entry;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.SpreadsheetText;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** What everybody has done, to be read and taken out. */
public final class AuditRoutes {
  private static final int LONGEST = 200;

  private final Audit audit;

  public AuditRoutes(Audit audit) {
    this.audit = audit;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/granskning", "/en/audit", Audience.AUDIT, this::page),
        Route.beside("/granskning/logg.csv", "/en/audit/log.csv", Audience.AUDIT, this::file)
    ).flatMap(List::stream).toList();
  }

  /** An event as a page shows it. */
  public record EntryView(String number, String at, String type, String subject, String who, String details) {
    static EntryView of(Entry entry, Page page) {
      return new EntryView(String.valueOf(entry.event().sequence()), page.moment(entry.event().at()), entry.event().type(),
          entry.reference().isEmpty() ? entry.event().subject() : entry.reference(), entry.name().isEmpty() ? entry.event().by() : entry.name(), told(entry));
    }
  }

  private static String told(Entry entry) {
    return new TreeMap<>(entry.event().details()).entrySet().stream().filter(one -> !one.getKey().equals("act")).map(one -> one.getKey() + ": " + one.getValue()).collect(Collectors.joining("; "));
  }

  private static Audit.Query query(Request request) {
    Optional<Long> before = request.query("before").filter(number -> number.matches("\\d{1,18}")).map(Long::valueOf);
    return new Audit.Query(field(request, "type"), field(request, "by"), field(request, "subject"), before);
  }

  private static String field(Request request, String name) {
    String value = request.query(name).orElse("").strip();
    if (value.length() > LONGEST) throw new Problem.Invalid(name, "problem.long", LONGEST, value.length());
    return value;
  }

  private Answer page(Request request) {
    Audit.Query query = query(request);
    Page page = request.page(request.messages().get("audit.title"), "").in("audit");
    List<EntryView> entries = audit.page(query).stream().map(entry -> EntryView.of(entry, page)).toList();
    String filter = Stream.of("type", "by", "subject").filter(name -> !field(request, name).isEmpty()).map(name -> name + "=" + Links.encoded(field(request, name))).collect(Collectors.joining("&"));
    String older = entries.size() < Audit.PAGE ? "" : request.links().audit() + "?" + (filter.isEmpty() ? "" : filter + "&") + "before=" + entries.getLast().number();
    return Answer.html(200, Templates.render("identity/audit.jte", Map.of("page", page, "entries", entries, "older", older, "filter", filter,
        "type", query.type(), "by", query.by(), "subject", query.subject())));
  }

  private Answer file(Request request) {
    SpreadsheetText text = new SpreadsheetText();
    text.row(List.of("sequence", "at", "type", "subject", "reference", "by", "name", "details"));
    audit.all(query(request), entry -> text.row(List.of(String.valueOf(entry.event().sequence()), entry.event().at().toString(), entry.event().type(), entry.event().subject(),
        entry.reference(), entry.event().by(), entry.name(), told(entry))));
    return Answer.table("granskning.csv", text);
  }
}
