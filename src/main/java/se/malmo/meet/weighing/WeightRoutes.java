package se.malmo.meet.weighing;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.matching.Trials;
import se.malmo.meet.matching.WeightVersion;
import se.malmo.meet.matching.Weighings;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The numbers of the matching for those who answer for it: what they are, what others would change in past cases, a new version with its reason, and the way back. */
public final class WeightRoutes {
  private static final int LONGEST_REASON = 1_000;

  private final Weighings weighings;
  private final Trials trials;

  public WeightRoutes(Weighings weighings, Trials trials) {
    this.weighings = weighings;
    this.trials = trials;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/vikter", "/en/weights", Audience.COORDINATION, this::page),
        Route.form("/vikter", "/en/weights", Audience.COORDINATION, this::act, this::lapsed)
    ).flatMap(List::stream).toList();
  }

  /**
   * What is shown.
   *
   * @param note what has happened meanwhile, a message key; "" for nothing
   * @param meanwhile what others have changed
   * @param tried the weights to be tried on past cases
   */
  private record Showing(int status, Form form, String note, List<WeightVersion.Change> meanwhile, Optional<Weights> tried, String back) {
    static Showing of(int status, Form form) {
      return new Showing(status, form, "", List.of(), Optional.empty(), "");
    }
  }

  /** What the template needs beside the page and its form. */
  public record View(List<WeightViews.Group> groups, List<WeightViews.Version> versions, int seen, String inForce, Set<String> others, String note, List<String> meanwhile,
      Optional<WeightViews.TrialView> trial, String looked, String back) {}

  private Answer page(Request request) {
    Optional<WeightVersion> newest = weighings.newest();
    Weights now = newest.map(WeightVersion::weights).orElse(Weights.STANDARD);
    Optional<Integer> wanted = request.query("version").map(text -> version(text).orElseThrow(Problem.NotFound::new));
    if (wanted.isEmpty()) return shown(request, newest, Showing.of(200, new Form(WeightFields.filled(now, request.messages().locale()), request.formToken(), List.of())));
    Weights earlier = weighings.weights(wanted.get()).orElseThrow(Problem.NotFound::new);
    Form form = new Form(WeightFields.filled(earlier, request.messages().locale()), request.formToken(), List.of());
    boolean isSame = earlier.equals(now);
    return shown(request, newest, new Showing(200, form, isSame ? "weights.note.same" : "", List.of(), isSame ? Optional.empty() : Optional.of(earlier), String.valueOf(wanted.get())));
  }

  private static Optional<Integer> version(String text) {
    return text != null && text.matches("[0-9]{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  private Answer shown(Request request, Optional<WeightVersion> newest, Showing showing) {
    Page page = request.page(showing.form().titled(request.messages().get("weights.title"), request.messages()), "").in("weights");
    int number = newest.map(WeightVersion::number).orElse(Weighings.STANDARD);
    Weights now = newest.map(WeightVersion::weights).orElse(Weights.STANDARD);
    Paging paging = Paging.of(request.pageNumber(), number + 1, request.links().weights(), "");
    List<WeightVersion> versions = weighings.before(number + 1 - paging.skip(), Paging.SIZE + 1);
    Optional<WeightViews.TrialView> trial = showing.tried().map(others -> WeightViews.trial(trials.of(others), WeightViews.changes(now, others, page), page));
    Set<String> others = new HashSet<>(WeightVersion.changes(Weights.STANDARD, now).stream().map(WeightVersion.Change::name).toList());
    String inForce = newest.map(one -> page.text("weights.in.force", one.number(), page.moment(one.at()), one.name().isEmpty() ? page.text("weights.somebody") : one.name()))
        .orElse(page.text("weights.in.force.standard"));
    List<String> meanwhile = showing.meanwhile().stream().map(one -> page.text("weight." + one.name()) + ": " + WeightFields.written(one.from(), page.messages().locale()) + " → "
        + WeightFields.written(one.to(), page.messages().locale())).toList();
    View view = new View(WeightViews.groups(page), WeightViews.versions(versions, number, Math.min(Paging.SIZE, number + 1 - paging.skip()), page), number, inForce, others,
        showing.note(), meanwhile, trial, showing.tried().map(tried -> WeightFields.fingerprint(number, tried)).orElse(""), showing.back());
    return Answer.html(showing.status(), Templates.render("weighing/page.jte", new HashMap<>(Map.of("page", page, "form", showing.form(), "view", view, "paging", paging))));
  }

  private Answer lapsed(Request request) {
    Form.Fault lay = new Form.Fault("reason", request.messages().get("problem.form.lay"));
    return shown(request, weighings.newest(), Showing.of(403, new Form(request.fields(), request.formToken(), List.of(lay))));
  }

  private Answer act(Request request) {
    boolean isSaving = switch (Optional.ofNullable(request.fields().get("do")).orElse("")) {
      case "save" -> true;
      case "try" -> false;
      default -> throw new Problem.Invalid("do", "problem.case.do");
    };
    Optional<WeightVersion> newest = weighings.newest();
    WeightFields read = WeightFields.parse(request.fields(), request.messages());
    List<Form.Fault> faults = new ArrayList<>(read.faults());
    Checks checks = new Checks();
    String why = isSaving ? checks.required("reason", request.fields().get("reason"), LONGEST_REASON) : "";
    checks.faults().forEach(one -> faults.add(new Form.Fault(one.field(), request.messages().get("field.reason") + " " + request.messages().get(one.key(), one.arguments().toArray()))));
    Form form = new Form(request.fields(), request.formToken(), faults);
    String back = version(request.fields().get("back")).map(String::valueOf).orElse("");
    if (!read.faults().isEmpty()) return shown(request, newest, new Showing(400, form, "", List.of(), Optional.empty(), back));
    Weights weights = read.weights();
    int number = newest.map(WeightVersion::number).orElse(Weighings.STANDARD);
    int seen = version(request.fields().get("seen")).filter(one -> one <= number).orElse(number);
    if (seen != number) return rebased(request, newest, seen, weights);
    if (newest.map(WeightVersion::weights).orElse(Weights.STANDARD).equals(weights)) return shown(request, newest, new Showing(isSaving ? 400 : 200, form, "weights.note.same", List.of(), Optional.empty(), back));
    boolean hasLooked = WeightFields.fingerprint(number, weights).equals(request.fields().get("looked"));
    if (!isSaving || !hasLooked || !faults.isEmpty()) {
      return shown(request, newest, new Showing(faults.isEmpty() ? 200 : 400, form, isSaving && !hasLooked ? "weights.note.look" : "", List.of(), Optional.of(weights), back));
    }
    OptionalInt to = back.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(back));
    if (!weighings.set(new Weighings.Setting(seen, weights, to, why, request.caller().account()))) return rebased(request, weighings.newest(), seen, weights);
    return Answer.seeOther(request.links().weights() + "#weights-versions");
  }

  /** Somebody else has set weights since: what this person changed is put on top of that, to be looked at again. */
  private Answer rebased(Request request, Optional<WeightVersion> newest, int seen, Weights typed) {
    Weights before = weighings.weights(seen).orElse(Weights.STANDARD);
    Weights now = newest.map(WeightVersion::weights).orElse(Weights.STANDARD);
    Map<String, Double> own = WeightVersion.changes(before, typed).stream().collect(Collectors.toMap(WeightVersion.Change::name, WeightVersion.Change::to));
    Map<String, Double> all = new HashMap<>(now.numbers());
    all.putAll(own);
    MultiMap fields = WeightFields.filled(Weights.of(all), request.messages().locale());
    fields.set("reason", Optional.ofNullable(request.fields().get("reason")).orElse(""));
    WeightFields read = WeightFields.parse(fields, request.messages());
    Form form = new Form(fields, request.formToken(), read.faults());
    return shown(request, newest, new Showing(409, form, "weights.note.conflict", WeightVersion.changes(before, now), read.faults().isEmpty() ? Optional.of(read.weights()) : Optional.empty(), ""));
  }
}
