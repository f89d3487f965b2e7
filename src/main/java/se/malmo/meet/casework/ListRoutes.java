package se.malmo.meet.casework;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.malmo.meet.casework.DeskViews.Board;
import se.malmo.meet.casework.DeskViews.CaseLine;
import se.malmo.meet.casework.DeskViews.CaseTable;
import se.malmo.meet.casework.DeskViews.Column;
import se.malmo.meet.casework.DeskViews.Queue;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.initiative.CaseWatch;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.SpreadsheetText;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The board, the table and the queue of those who handle cases. */
public final class ListRoutes {
  private static final List<Status> COLUMNS = List.of(Status.RECEIVED, Status.ASSESSED, Status.ACCEPTED, Status.WORKING_GROUP, Status.RUNNING, Status.ENDED);
  private static final List<Status> OVER = List.of(Status.REFERRED, Status.DECLINED, Status.WITHDRAWN);

  private final CaseLists lists;
  private final CaseWatch watch;
  private final EventLog log;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;

  public ListRoutes(CaseLists lists, CaseWatch watch, EventLog log, Supplier<List<Forvaltning.Name>> forvaltningar) {
    this.lists = lists;
    this.watch = watch;
    this.log = log;
    this.forvaltningar = forvaltningar;
  }

  /** To stand before the routes of single cases. */
  public List<Route> routes() {
    return Stream.of(
        Route.page("/arenden", "/en/cases", Audience.CASE_FILE, this::board),
        Route.page("/arenden/lista", "/en/cases/list", Audience.CASE_FILE, this::table),
        Route.page("/arenden/ko", "/en/cases/queue", Audience.CASE_FILE, this::queue),
        Route.beside("/arenden/handelser", "/en/cases/events", Audience.CASE_FILE, watch::answerOfAll),
        Route.beside("/arenden/diarium.csv", "/en/cases/register.csv", Audience.REGISTER, this::diary)
    ).flatMap(List::stream).toList();
  }

  private static Page page(Request request, String title) {
    return request.page(request.messages().get(title), "").in(DeskRoutes.MENU);
  }

  private Answer board(Request request) {
    CaseQuery query = CaseQuery.of(request);
    Page page = page(request, "desk.board.title");
    long newest = log.last();
    CaseList.Columns found = lists.board(query);
    List<Column> columns = COLUMNS.stream().map(status -> column(status, found, query, page)).toList();
    List<Column> over = OVER.stream().map(status -> new Column(status.code(), found.counts().of(status), List.of(), table(status, query, page))).toList();
    Board board = new Board(columns, over, forvaltningar.get(), query.forvaltning().orElse(""), query.words(), found.counts().late(), found.counts().unrouted(),
        found.counts().stalled(), newest);
    return Answer.html(200, Templates.render(request.wantsPart() ? "casework/columns.jte" : "casework/board.jte", Map.of("page", page, "board", board)));
  }

  private Column column(Status status, CaseList.Columns found, CaseQuery query, Page page) {
    List<CaseLine> lines = found.of(status).stream().map(line -> CaseLine.of(line, lists.today(), page)).toList();
    return new Column(status.code(), found.counts().of(status), lines, found.counts().of(status) > lines.size() ? table(status, query, page) : "");
  }

  private static String table(Status status, CaseQuery query, Page page) {
    return page.links().caseTable() + "?" + new CaseQuery(query.who(), List.of(status), query.forvaltning(), query.which(), query.words()).address();
  }

  private Answer table(Request request) {
    CaseQuery query = CaseQuery.of(request);
    Page page = page(request, "desk.table.title");
    long total = lists.total(query);
    Paging paging = Paging.of(request.pageNumber(), total, request.links().caseTable(), query.address());
    List<CaseLine> lines = lists.lines(query, paging.skip(), Paging.SIZE).stream().map(line -> CaseLine.of(line, lists.today(), page)).toList();
    CaseTable view = new CaseTable(lines, total, paging, Arrays.stream(Status.values()).map(Status::code).toList(), forvaltningar.get(),
        query.statuses().size() == 1 ? query.statuses().getFirst().code() : "", query.forvaltning().orElse(""), query.which().code(), query.words());
    return Answer.html(200, Templates.render("casework/table.jte", Map.of("page", page, "view", view)));
  }

  private Answer queue(Request request) {
    Caller caller = request.caller();
    Page page = page(request, caller.limit().isPresent() ? "desk.queue.title" : "desk.queue.title.coordinator");
    long newest = log.last();
    CaseList.Found mine = lists.mine(caller);
    CaseList.Found stalled = lists.stalled(caller);
    Queue queue = new Queue(lines(mine.lines(), page), mine.total(), lines(lists.proposed(caller), page), lines(stalled.lines(), page), stalled.total(), caller.limit().isEmpty(), newest);
    return Answer.html(200, Templates.render(request.wantsPart() ? "casework/queued.jte" : "casework/queue.jte", Map.of("page", page, "queue", queue)));
  }

  private List<CaseLine> lines(List<CaseList.Line> lines, Page page) {
    return lines.stream().map(line -> CaseLine.of(line, lists.today(), page)).toList();
  }

  /** Number, date, sender and what it is about of each case (offentlighets- och sekretesslagen 5 kap. 2 §); nothing that was handed in as confidential. */
  private Answer diary(Request request) {
    SpreadsheetText text = new SpreadsheetText();
    text.row(Stream.of("reference", "day", "sender", "title", "status", "marked").map(column -> request.messages().get("diary." + column)).toList());
    lists.diary(entry -> text.row(List.of(entry.reference(), entry.day().toString(), entry.who(), entry.title(), request.messages().get("status." + entry.status()),
        entry.isMarked() ? request.messages().get("yes") : "")));
    return Answer.table("diarium.csv", text);
  }
}
