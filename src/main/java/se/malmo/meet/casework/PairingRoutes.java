package se.malmo.meet.casework;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
  private static final int LONGEST_REFERENCE = 40;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_PART = 40_000;
  private static final String OTHER = "other";
  private static final String REASON = "reason";
  private static final List<String> ORDER = List.of("sort", OTHER, "relation", "title", "part", REASON);

  private final Desk desk;
  private final Pairings pairings;
  private final Initiatives initiatives;

  public PairingRoutes(Desk desk, Pairings pairings, Initiatives initiatives) {
    this.desk = desk;
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
    CaseFile file = desk.file(request.path("reference"), request.caller());
    pairings.allow(file, request.caller());
    return file;
  }

  private Answer page(Request request, int status, CaseFile file, Form form) {
    String title = request.messages().get("pair.title");
    Page page = request.page(form.titled(title, request.messages()), "").in(DeskRoutes.MENU);
    List<PairingView> all = pairings.of(file).stream().map(one -> view(one, request, page)).toList();
    List<RelatedView> related = pairings.related(file).stream().filter(one -> isSeen(request, one.reference())).map(one -> new RelatedView(one.reference(), one.title(), one.relation(),
        page.text("pair.relation." + one.relation() + (one.isOutward() ? "" : ".back"), one.reference()), one.reason())).toList();
    View view = new View(file.initiative().reference(), file.initiative().title(), file.initiative().language(), form, all, related,
        Arrays.stream(Relation.values()).map(Relation::code).toList(), status == 409);
    return Answer.html(status, Templates.render("casework/together.jte", new HashMap<>(Map.of("page", page, "view", view))));
  }

  private boolean isSeen(Request request, String reference) {
    try {
      desk.file(reference, request.caller());
      return true;
    } catch (Problem.NotFound e) {
      return false;
    }
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
    return isSeen(request, reference) ? String.valueOf(desk.file(reference, request.caller()).standing().version()) : "";
  }

  private Answer act(Request request) {
    CaseFile file = file(request);
    try {
      MultiMap fields = request.fields();
      switch (Optional.ofNullable(fields.get("do")).orElse("")) {
        case "propose" -> propose(request, file);
        case "relate" -> relate(request, file);
        case "unrelate" -> pairings.unrelate(file, other(new Checks(), request), Optional.ofNullable(fields.get("relation")).orElse(""), request.caller());
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

  private CaseFile other(Checks checks, Request request) {
    String reference = checks.required(OTHER, request.fields().get(OTHER), LONGEST_REFERENCE);
    checks.done();
    try {
      return desk.file(reference.toUpperCase(java.util.Locale.ROOT), request.caller());
    } catch (Problem.NotFound e) {
      throw new Problem.Invalid(OTHER, "problem.pair.other", reference);
    }
  }

  private void propose(Request request, CaseFile file) {
    MultiMap fields = request.fields();
    Checks checks = new Checks();
    Optional<Sort> sort = checks.oneOf("sort", fields.get("sort"), Sort::of, Stream.of(Sort.values()).map(Sort::code).toList());
    if (fields.get("sort") == null || fields.get("sort").isBlank()) checks.fault("sort", "problem.choose");
    String reason = checks.required(REASON, fields.get(REASON), ActReader.LONGEST_REASON);
    boolean isSplit = sort.filter(Sort.SPLIT::equals).isPresent();
    if (!isSplit && sort.isPresent()) checks.required(OTHER, fields.get(OTHER), LONGEST_REFERENCE);
    String title = isSplit ? checks.required("title", fields.get("title"), LONGEST_TITLE) : "";
    String part = isSplit ? checks.required("part", fields.get("part"), LONGEST_PART) : "";
    if (!part.isEmpty() && !plain(file.initiative().text()).contains(plain(part))) checks.fault("part", "problem.pair.part");
    checks.done();
    pairings.propose(file, new Pairings.Proposal(sort.orElseThrow(), isSplit ? file : other(checks, request), title, part, reason), request.caller());
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private void relate(Request request, CaseFile file) {
    Checks checks = new Checks();
    List<String> codes = Arrays.stream(Relation.values()).map(Relation::code).collect(Collectors.toList());
    Optional<Relation> relation = checks.oneOf("relation", request.fields().get("relation"),
        code -> Arrays.stream(Relation.values()).filter(one -> one.code().equals(code)).findFirst(), codes);
    if (relation.isEmpty()) checks.required("relation", request.fields().get("relation"), LONGEST_REFERENCE);
    String reason = checks.optional("why", request.fields().get("why"), ActReader.LONGEST_ONWARD).orElse("");
    pairings.relate(file, other(checks, request), relation.orElseThrow(), reason, request.caller());
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
