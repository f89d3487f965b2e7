package se.malmo.meet.casework;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.initiative.CaseBody;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Part;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Cases for the programs of those who handle them: each sees and does what the pages let them. */
public final class CaseApi {
  private static final int MOST = 50;
  private static final int USUAL = 20;
  private static final int LONGEST_NOTE = 4_000;

  private final Desk desk;
  private final CaseLists lists;
  private final Attachments attachments;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;
  private final Ids ids;
  private final ToSender toSender;

  /** @param forvaltningar those that a case can go to */
  public CaseApi(Desk desk, CaseLists lists, Attachments attachments, Supplier<List<Forvaltning.Name>> forvaltningar, Ids ids, ToSender toSender) {
    this.toSender = toSender;
    this.desk = desk;
    this.lists = lists;
    this.attachments = attachments;
    this.forvaltningar = forvaltningar;
    this.ids = ids;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/cases", Audience.CASE_FILE, this::list),
        Route.get("/api/v1/cases/:reference", Audience.CASE_FILE, this::read),
        Route.post("/api/v1/cases/:reference/acts", Audience.CASE_FILE, this::act),
        Route.get("/api/v1/cases/:reference/notes", Audience.CASE_FILE, this::notes),
        Route.post("/api/v1/cases/:reference/notes", Audience.CASE_FILE, this::note),
        Route.post("/api/v1/cases/:reference/messages", Audience.CASE_FILE, this::message),
        Route.get("/api/v1/cases/:reference/attachments/:key", Audience.CASE_FILE, this::attachment));
  }

  private record ForvaltningBody(String id, String name) {}

  private record LineBody(String reference, String title, String language, String status, String sender, String received, String answerBy, boolean extended, boolean late,
      List<ForvaltningBody> forvaltningar, String handler, String stillSince) {}

  private record PageBody(List<LineBody> cases, long total, String next) {}

  private record StepBody(String type, String at, String name, String reason, String onward) {
    static StepBody of(Event event) {
      return new StepBody(event.type(), event.at().toString(), text(event, "name"), text(event, "reason"), text(event, "onward"));
    }

    private static String text(Event event, String name) {
      return event.detail(name).isEmpty() ? null : event.detail(name);
    }
  }

  private record HandlerBody(String account, String name) {}

  private record FileBody(@JsonUnwrapped CaseBody whole, int version, List<ForvaltningBody> forvaltningar, HandlerBody handler, int moves, List<String> can, List<StepBody> history) {
    static FileBody of(CaseFile file, Messages messages) {
      return new FileBody(CaseBody.of(file.whole(), file.sent(), messages), file.standing().version(),
          file.holders().stream().map(one -> new ForvaltningBody(one.id(), one.name(messages.language()))).toList(),
          file.standing().handler().map(one -> new HandlerBody(one.account(), one.name())).orElse(null), file.standing().moves(),
          Transitions.from(file.status()).stream().map(se.malmo.meet.initiative.Status::code).toList(),
          file.history().stream().filter(event -> event.type().startsWith("initiative.")).map(StepBody::of).toList());
    }
  }

  private record DoneBody(String reference, String done, @com.fasterxml.jackson.annotation.JsonProperty("case") FileBody file) {}

  private record NoteBody(String id, String text, String name, String at) {
    static NoteBody of(CaseFile.Note note) {
      return new NoteBody(note.id(), note.text(), note.name(), note.at().toString());
    }
  }

  private record NotesBody(List<NoteBody> notes, String next) {}

  private record NoteText(String text) {}

  private CaseFile file(Request request) {
    return desk.file(request.path("reference"), request.caller());
  }

  private Answer list(Request request) {
    Part part = Part.of(request, USUAL, MOST);
    CaseQuery query = CaseQuery.of(request);
    List<CaseList.Placed> oneMore = lists.after(query, new CaseList.Place(part.key(0, 3), part.key(1, 3), part.key(2, 3)), part.limit() + 1);
    Part.Lines<CaseList.Placed> lines = part.of(oneMore, one -> new String[] {one.place().due(), one.place().at(), one.place().reference()}, part.limit());
    return Answer.json(200, new PageBody(lines.lines().stream().map(one -> line(one.line(), request.messages())).toList(), lists.total(query), lines.next()));
  }

  private LineBody line(CaseList.Line one, Messages messages) {
    return new LineBody(one.reference(), one.title(), one.language(), one.status().code(), one.who(), one.received().toString(), one.answerBy().map(Object::toString).orElse(null),
        one.isExtended(), one.isLate(lists.today()), one.forvaltningar().stream().map(it -> new ForvaltningBody(it.id(), it.name(messages.language()))).toList(),
        one.handler().orElse(null), one.still().map(Object::toString).orElse(null));
  }

  private Answer read(Request request) {
    CaseFile file = file(request);
    if (file.sent().filter(sent -> sent.confidential().isPresent()).isPresent()) desk.readConfidential(file, request.caller());
    return Answer.json(200, FileBody.of(file, request.messages())).ofVersion(String.valueOf(file.standing().version()));
  }

  /** Who has passed a case on may have lost sight of it: then there is only what was done. */
  private Answer act(Request request) {
    ActFields fields = Json.read(request.body(), ActFields.class);
    Doing doing = Optional.ofNullable(fields.what()).flatMap(Doing::of).orElseThrow(() -> new Problem.Invalid("do", "problem.case.do"));
    String reference = request.path("reference");
    Optional<String> act = request.once().map(one -> "act-" + one);
    if (act.filter(one -> desk.hasDone(reference, one)).isEmpty()) {
      CaseFile file = file(request);
      String version = request.version();
      Set<String> offered = forvaltningar.get().stream().map(Forvaltning.Name::id).collect(Collectors.toSet());
      if (!version.equals(String.valueOf(file.standing().version()))) throw new Problem.Changed();
      act(request, file, ActReader.read(doing, fields.form(), file, offered, desk.today()), act);
    }
    try {
      CaseFile now = file(request);
      return Answer.json(200, new DoneBody(reference, doing.code(), FileBody.of(now, request.messages()))).ofVersion(String.valueOf(now.standing().version()));
    } catch (Problem.NotFound outOfSight) {
      return Answer.json(200, new DoneBody(reference, doing.code(), null));
    }
  }

  private void act(Request request, CaseFile file, Act act, Optional<String> id) {
    try {
      desk.act(file, act, file.standing().version(), request.caller(), id);
    } catch (Desk.Stale e) {
      throw new Problem.Changed();
    }
  }

  private Answer notes(Request request) {
    Part.Lines<CaseFile.Note> part = Part.of(request, USUAL, MOST).of(file(request).notes(), CaseFile.Note::id);
    return Answer.json(200, new NotesBody(part.lines().stream().map(NoteBody::of).toList(), part.next()));
  }

  private Answer note(Request request) {
    CaseFile file = file(request);
    Checks checks = new Checks();
    String text = checks.required("text", Json.read(request.body(), NoteText.class).text(), LONGEST_NOTE);
    checks.done();
    String id = request.once().orElseGet(ids::secret);
    desk.note(file, id, text, request.caller());
    return Answer.json(201, file(request).notes().stream().filter(note -> note.id().equals(id)).map(NoteBody::of).findFirst().orElseThrow());
  }

  private Answer message(Request request) {
    CaseFile file = file(request);
    String act = request.once().orElseGet(ids::secret);
    toSender.write(file, act, Json.read(request.body(), NoteText.class).text(), "text", request.caller());
    return Answer.json(201, file(request).history().stream().filter(event -> event.detail("act").equals("msg-" + act)).map(StepBody::of).findFirst().orElseThrow());
  }

  private Answer attachment(Request request) {
    Attachments.Whole whole = attachments.content(file(request).initiative().id(), request.path("key")).orElseThrow(Problem.NotFound::new);
    return Answer.file(whole.file().type(), whole.file().name(), whole.content());
  }
}
