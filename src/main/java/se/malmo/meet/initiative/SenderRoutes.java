package se.malmo.meet.initiative;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;
import se.malmo.meet.web.Writing;

/** From the text to the case: who the sender is, what becomes a public record, and the handing in. */
public final class SenderRoutes {
  private static final String HEX = "[0-9a-f]{32}";

  private final Initiatives initiatives;
  private final SenderFiles files;
  private final Matcher matcher;
  private final Adviser adviser;
  private final Ids ids;

  public SenderRoutes(Initiatives initiatives, SenderFiles files, Matcher matcher, Adviser adviser, Ids ids) {
    this.initiatives = initiatives;
    this.files = files;
    this.matcher = matcher;
    this.adviser = adviser;
    this.ids = ids;
  }

  public List<Route> routes() {
    return Stream.of(
        // Without a valid token nothing is kept, so a start page that has lain long may lead here too.
        Route.formWithFiles("/initiativ/avsandare", "/en/initiatives/sender", Audience.ANYONE, Writing.NOTHING, this::sender, this::senderOnly),
        Route.formWithFiles("/initiativ", "/en/initiatives", Audience.ANYONE, Writing.INITIATIVE, this::submit, this::askAgain)
    ).flatMap(List::stream).toList();
  }

  private Answer sender(Request request) {
    MultiMap values = typed(request);
    return request.uploads().isEmpty() ? sender(request, values, List.of()) : sender(request, values, files.takeIn(request, values, key(request, values)));
  }

  private Answer senderOnly(Request request) {
    return sender(request, typed(request), SenderFiles.notTaken(request.uploads()));
  }

  /** Without a text there is nothing to send. */
  private Answer sender(Request request, MultiMap values, List<Problem.Field> faults) {
    String text = values.contains("text") ? values.get("text") : "";
    if (request.wantsPart()) return recordPart(request, values);
    try {
      Checks checks = new Checks();
      Question.text(checks, "text", text);
      checks.done();
    } catch (Problem.Invalid | Problem.TooLarge e) {
      return StartRoutes.unread(request, adviser.read(request.fields(), request.messages()), e);
    }
    if (!values.contains("title")) values.set("title", Submission.titleOf(text));
    return form(request, faults.isEmpty() ? 200 : wrong(request), values, faults);
  }

  private static MultiMap typed(Request request) {
    MultiMap values = MultiMap.caseInsensitiveMultiMap().addAll(request.fields());
    String dropped = values.get("drop");
    if (dropped != null) values.set("attachment", values.getAll("attachment").stream().filter(key -> !key.equals(dropped)).toList());
    return values.remove("drop");
  }

  private Answer submit(Request request) {
    MultiMap values = typed(request);
    List<Problem.Field> faults = new ArrayList<>(files.takeIn(request, values, key(request, values)));
    if (SubmissionReader.PRIVATE.equals(values.get("kind"))) return form(request, 200, values, faults);
    try {
      Submission submission = SubmissionReader.parse(values, KeywordChoices.of(values, matcher));
      faults.addAll(files.missing(submission.details().attachments()));
      if (!faults.isEmpty()) return form(request, wrong(request), values, faults);
      Optional<String> twin = initiatives.twin(submission, key(request, values));
      if (twin.isPresent()) return form(request, 409, values, List.of(new Problem.Field("again", "problem.form.twin", twin.get())));
      Initiatives.Receipt receipt = initiatives.submit(submission, key(request, values));
      return receipt.isSame() && receipt.status() != Status.WITHDRAWN ? received(request, receipt) : sentBefore(request, values, receipt);
    } catch (Problem.Invalid e) {
      faults.addAll(e.fields());
      return form(request, wrong(request), values, faults);
    } catch (Problem.TooLarge e) {
      faults.add(e.field());
      return form(request, 413, values, faults);
    }
  }

  private static int wrong(Request request) {
    return request.isHeld() ? 429 : 400;
  }

  private static Answer received(Request request, Initiatives.Receipt receipt) {
    return Answer.seeOther(request.links().status(receipt.secret()) + "?" + (request.messages().isEnglish() ? "received" : "mottagen"));
  }

  /** Somebody went back and changed what had been sent, or had taken it back: it is said, and the next press of the button makes a case of its own. */
  private Answer sentBefore(Request request, MultiMap values, Initiatives.Receipt receipt) {
    values.set("key", ids.secret());
    String told = receipt.status() == Status.WITHDRAWN ? "problem.form.withdrawn" : "problem.form.sent";
    List<Problem.Field> faults = new ArrayList<>(files.sent(values));
    faults.add(new Problem.Field("again", told, receipt.reference()));
    return form(request, 409, values, faults);
  }

  /** A form that lay too long, or came from elsewhere: shown again with all in it, to be sent by a new press of the button. */
  private Answer askAgain(Request request) {
    List<Problem.Field> faults = new ArrayList<>(SenderFiles.notTaken(request.uploads()));
    faults.add(request.again("again", "problem.form.old"));
    return form(request, 403, typed(request), faults);
  }

  /** The same text in the same browser is the same filling in: in two tabs, after a step back, after a double click. */
  private static String key(Request request, MultiMap values) {
    String given = values.get("key");
    if (given != null && given.matches(HEX)) return given;
    return request.fillingOf(values.contains("text") ? values.get("text") : "");
  }

  private Answer form(Request request, int status, MultiMap values, List<Problem.Field> faults) {
    Form form = Form.ofVisitor(values, request.formToken(), faults, SubmissionReader.fieldOrder(), request.messages());
    Choices choices = KeywordChoices.of(values, matcher);
    List<SenderView.Chip> chips = choices.with().stream()
        .map(competence -> new SenderView.Chip(competence.id(), request.messages().isEnglish() ? competence.labelEn() : competence.labelSv())).toList();
    List<SenderView.Chip> team = adviser.entries(SubmissionReader.team(values)).stream().map(entry -> new SenderView.Chip(entry.id(), entry.name(request.messages().language()))).toList();
    SenderView view = new SenderView(form, key(request, values), files.waiting(values), chips, choices.without(), team,
        adviser.pointed(form.value("text"), choices, request.messages()), record(request, values));
    String title = request.messages().get("sender.title");
    Page page = request.page(form.titled(title, request.messages()), "");
    return Answer.html(status, Templates.render("initiative/sender.jte", Map.of("page", page, "view", view)));
  }

  private Answer recordPart(Request request, MultiMap values) {
    return Answer.html(200, Templates.render("initiative/record.jte", Map.of("page", request.page("", ""), "record", record(request, values))));
  }

  /** What would be the record if this were sent now. */
  private PublicRecord record(Request request, MultiMap values) {
    return PublicRecord.of(files.matter(values), request.messages());
  }
}
