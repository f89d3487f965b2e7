package se.malmo.meet.weighing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.about.MatchingRules;
import se.malmo.meet.matching.HitRate;
import se.malmo.meet.matching.Trial;
import se.malmo.meet.matching.WeightRange;
import se.malmo.meet.matching.WeightVersion;
import se.malmo.meet.matching.Weighings;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.web.Page;

/** The weights, their versions and a trial, in words. */
public final class WeightViews {
  private WeightViews() {}

  /** One weight in the form. */
  public record Row(String name, String words, String standard, String range) {}

  /** The weights of a rule. */
  public record Group(String code, String title, List<Row> rows) {}

  static List<Group> groups(Page page) {
    Stream<Map.Entry<String, List<String>>> all = Stream.concat(Stream.of(Map.entry("thresholds", WeightFields.THRESHOLDS)), MatchingRules.RULES.stream());
    return all.map(rule -> new Group(rule.getKey(), page.text("rule." + rule.getKey()), rule.getValue().stream().map(name -> row(name, page)).toList())).toList();
  }

  private static Row row(String name, Page page) {
    WeightRange range = WeightRange.of(name);
    return new Row(name, page.text("weight." + name), number(Weights.STANDARD.numbers().get(name), page),
        page.text("weights.range", number(range.least(), page), number(range.most(), page)));
  }

  private static String number(double value, Page page) {
    return WeightFields.written(value, page.messages().locale());
  }

  /** One weight that is not as it was. */
  public record Changed(String words, String from, String to) {}

  static List<Changed> changes(Weights before, Weights after, Page page) {
    Map<String, WeightVersion.Change> byName = new java.util.HashMap<>();
    WeightVersion.changes(before, after).forEach(one -> byName.put(one.name(), one));
    return WeightFields.NAMES.stream().filter(byName::containsKey).map(byName::get)
        .map(one -> new Changed(page.text("weight." + one.name()), number(one.from(), page), number(one.to(), page))).toList();
  }

  /** @param back that it went back to an earlier one, "" where it did not */
  public record Version(int number, String title, String when, String why, String back, List<Changed> changes, boolean isInForce) {}

  /**
   * A page of versions, newest first, the program's own last.
   *
   * @param versions with one more at the end, where there is one, to tell the difference to
   */
  static List<Version> versions(List<WeightVersion> versions, int inForce, int shown, Page page) {
    List<Version> views = new ArrayList<>();
    for (int i = 0; i < Math.min(shown, versions.size()); i++) {
      WeightVersion one = versions.get(i);
      Weights before = i + 1 < versions.size() ? versions.get(i + 1).weights() : Weights.STANDARD;
      String who = one.name().isEmpty() ? page.text("weights.somebody") : one.name();
      String back = one.back().isEmpty() ? "" : one.back().getAsInt() == Weighings.STANDARD ? page.text("weights.went.standard") : page.text("weights.went.back", one.back().getAsInt());
      views.add(new Version(one.number(), page.text("weights.version", one.number()), page.text("weights.set", page.moment(one.at()), who), one.why(), back,
          changes(before, one.weights(), page), one.number() == inForce));
    }
    if (views.size() < shown) views.add(new Version(Weighings.STANDARD, page.text("weights.standard"), page.text("weights.standard.what"), "", "", List.of(), inForce == Weighings.STANDARD));
    return views;
  }

  /** Somebody who moves, and where. */
  public record MoveView(String name, String href, String where) {}

  /** A case where somebody moves. */
  public record CaseView(String reference, String href, String title, List<MoveView> partners, List<MoveView> forvaltningar) {}

  /** A line of the table: what is counted, for partners and for förvaltningar. */
  public record Line(String what, String partners, String forvaltningar) {}

  /**
   * A trial.
   *
   * @param told how many cases, and from where
   * @param changes what was changed against the version in force
   */
  public record TrialView(String told, String cut, List<Changed> changes, List<Line> lines, String judged, List<CaseView> cases) {}

  static TrialView trial(Trial trial, List<Changed> changes, Page page) {
    String told = page.text(trial.kept() == trial.cases() ? "weights.trial.kept" : "weights.trial.both", trial.cases(), trial.kept(), trial.cases() - trial.kept());
    List<Line> lines = new ArrayList<>();
    lines.add(line("weights.trial.first", trial, effect -> String.valueOf(effect.first()), page));
    lines.add(line("weights.trial.three", trial, effect -> String.valueOf(effect.three()), page));
    Optional<HitRate> some = Stream.of(trial.partners().before(), trial.forvaltningar().before()).filter(rate -> rate.cases() > 0).findFirst();
    if (some.isPresent()) {
      lines.add(line("weights.trial.judged", trial, effect -> String.valueOf(effect.before().cases()), page));
      lines.add(line("weights.trial.hit1", trial, effect -> both(effect.before().first(), effect.after().first(), effect), page));
      lines.add(line("weights.trial.hit3", trial, effect -> both(effect.before().three(), effect.after().three(), effect), page));
      lines.add(line("weights.trial.mrr", trial, effect -> effect.before().cases() == 0 ? "–" : mrr(effect.before(), page) + " → " + mrr(effect.after(), page), page));
      lines.add(line("weights.trial.better", trial, effect -> effect.before().cases() == 0 ? "–" : String.valueOf(effect.better()), page));
      lines.add(line("weights.trial.worse", trial, effect -> effect.before().cases() == 0 ? "–" : String.valueOf(effect.worse()), page));
    }
    return new TrialView(told, trial.isCutShort() ? page.text("weights.trial.cut") : "", changes, lines, some.isPresent() ? "" : page.text("weights.trial.unjudged"),
        trial.moved().stream().map(one -> view(one, page)).toList());
  }

  private static Line line(String key, Trial trial, java.util.function.Function<Trial.Effect, String> value, Page page) {
    return new Line(page.text(key), value.apply(trial.partners()), value.apply(trial.forvaltningar()));
  }

  private static String both(int before, int after, Trial.Effect effect) {
    return effect.before().cases() == 0 ? "–" : before + " → " + after;
  }

  private static String mrr(HitRate rate, Page page) {
    return String.format((Locale) page.messages().locale(), "%.2f", rate.mrr());
  }

  private static CaseView view(Trial.Moved moved, Page page) {
    return new CaseView(moved.reference(), page.links().deskCase(moved.reference()), moved.title(),
        moved.partners().stream().map(one -> move(one, page.links().organisation(one.id()), page)).toList(),
        moved.forvaltningar().stream().map(one -> move(one, page.links().forvaltning(one.id()), page)).toList());
  }

  private static MoveView move(Trial.Move move, String href, Page page) {
    String where = move.from() == 0 ? page.text("weights.move.in", move.to()) : move.to() == 0 ? page.text("weights.move.out", move.from())
        : page.text(move.to() < move.from() ? "weights.move.up" : "weights.move.down", move.from(), move.to());
    return new MoveView(page.messages().isEnglish() ? move.nameEn() : move.name(), href, where);
  }
}
