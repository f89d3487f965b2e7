package se.malmo.meet.casework;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.casework.Pairing.Sort;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.matching.Relation;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** A case together with others: what is proposed, what the senders say, what is carried out and taken back, and how cases are related. */
public final class PairingRoutes {
  private static final String OTHER = "other";
  private static final String REASON = "reason";
  private static final List<String> ORDER = List.of("sort", OTHER, "relation", "title", "part", REASON);

  private final PairingReader reader;
  private final Pairings pairings;
  private final Initiatives initiatives;

  public PairingRoutes(Desk desk, Pairings pairings, Initiatives initiatives) {
    reader = new PairingReader(desk, pairings);
    this.pairings = pairings;
    this.initiatives = initiatives;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/arenden/:reference/tillsammans", "/en/cases/:reference/together", Audience.CASE_FILE, request -> page(request, 200, file(request), none(request))),
        Route.form("/arenden/:reference/tillsammans", "/en/cases/:reference/together", Audience.CASE_FILE, this::act, this::askAgain)
    ).flatMap(List::stream).toList();
  }

  /** What a sender has said, in words. */
  public record AnswerView(String reference, String said, String word) {}

  /**
   * A proposal and what came of it.
   *
   * @param said what is proposed
   * @param from the version of the one case as it is now
   * @param to of the other; "" where the person may not see it
   */
  public record PairingView(String id, String said, String part, String reason, String standing, String state, List<AnswerView> answers, String from, String to) {}

  /** How a case stands to another. */
  public record RelatedView(String reference, String title, String relation, String said, String reason) {}

  /** The page. */
  public record View(String reference, String title, String language, Form form, List<PairingView> pairings, List<RelatedView> related, List<String> relations, boolean isStale) {
    public String sort() {
      return form.value("sort");
    }
  }

  private static Form none(Request request) {
    return Form.empty(request.formToken());
  }

  private CaseFile file(Request request) {
    return reader.file(request.path("reference"), request.caller());
  }

  private Answer page(Request request, int status, CaseFile file, Form form) {
    String title = request.messages().get("pair.title");
    Page page = request.page(form.titled(title, request.messages()), "").in(DeskRoutes.MENU);
    List<PairingView> all = pairings.of(file).stream().map(one -> view(one, request, page)).toList();
    List<RelatedView> related = pairings.related(file).stream().filter(one -> reader.sees(one.reference(), request.caller())).map(one -> new RelatedView(one.reference(), one.title(), one.relation(),
        page.text("pair.relation." + one.relation() + (one.isOutward() ? "" : ".back"), one.reference()), one.reason())).toList();
    View view = new View(file.initiative().reference(), file.initiative().title(), file.initiative().language(), form, all, related,
        Arrays.stream(Relation.values()).map(Relation::code).toList(), status == 409);
    return Answer.html(status, Templates.render("casework/together.jte", new HashMap<>(Map.of("page", page, "view", view))));
  }

  private PairingView view(Pairing one, Request request, Page page) {
    String said = page.text("pair.said." + one.sort().code(), one.fromReference(), one.sort() == Sort.SPLIT ? one.title() : one.toReference());
    List<AnswerView> answers = one.answers().stream().map(answer -> new AnswerView(answer.reference(),
        page.text("pair.answer." + (answer.answer().isEmpty() ? "none" : answer.answer())), answer.word())).toList();
    String standing = one.standing(pairings.now());
    String told = page.text("pair.standing." + standing, page.date(Sweden.day(one.lapses())));
    return new PairingView(one.id(), said, one.part(), one.reason(), told, standing, answers, version(request, one.fromReference()), version(request, one.toReference()));
  }

  /** "" where the person may not see the case. */
  private String version(Request request, String reference) {
    return reader.version(reference, request.caller()).map(String::valueOf).orElse("");
  }

  private Answer act(Request request) {
    CaseFile file = file(request);
    try {
      MultiMap fields = request.fields();
      switch (Optional.ofNullable(fields.get("do")).orElse("")) {
        case "propose" -> pairings.propose(file, reader.proposal(fields, file, request.caller()), request.caller());
        case "relate" -> reader.relate(fields, file, request.caller());
        case "unrelate" -> pairings.unrelate(file, reader.other(fields.get(OTHER), request.caller()), Optional.ofNullable(fields.get("relation")).orElse(""), request.caller());
        case "drop" -> pairings.drop(file, pairing(file, fields), request.caller());
        case "carry" -> pairings.carry(file, pairing(file, fields), versions(fields), initiatives, request.caller());
        case "undo" -> undo(request, file);
        default -> throw new Problem.Invalid("do", "problem.case.do");
      }
    } catch (Problem.Invalid e) {
      return page(request, 400, file, Form.of(request.fields(), request.formToken(), e.fields(), ORDER, request.messages()));
    } catch (Desk.Stale e) {
      return page(request, 409, file(request), Form.of(request.fields(), request.formToken(), List.of(), ORDER, request.messages()));
    }
    return Answer.seeOther(request.links().pairing(file.initiative().reference()));
  }

  private Pairing pairing(CaseFile file, MultiMap fields) {
    return pairings.pairing(file, Optional.ofNullable(fields.get("pairing")).orElse(""));
  }

  private static Pairings.Versions versions(MultiMap fields) {
    return new Pairings.Versions(version(fields.get("from")), version(fields.get("to")));
  }

  private static int version(String given) {
    if (given == null || !given.matches("\\d{1,9}")) throw new Problem.Invalid("version", "problem.case.version");
    return Integer.parseInt(given);
  }

  private void undo(Request request, CaseFile file) {
    Checks checks = new Checks();
    String reason = checks.required(REASON, request.fields().get(REASON), ActReader.LONGEST_REASON);
    checks.done();
    pairings.undo(file, pairing(file, request.fields()), versions(request.fields()), reason, request.caller());
  }

  private Answer askAgain(Request request) {
    List<Problem.Field> lay = List.of(new Problem.Field(REASON, "problem.form.lay"));
    return page(request, 403, file(request), Form.of(request.fields(), request.formToken(), lay, ORDER, request.messages()));
  }
}
