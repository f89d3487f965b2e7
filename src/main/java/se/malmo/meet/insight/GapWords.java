package se.malmo.meet.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.Map;
import se.malmo.meet.platform.Messages;

/** A gap in a reader's words. */
final class GapWords {
  private final Snapshot snapshot;
  private final Messages messages;

  GapWords(Snapshot snapshot, Messages messages) {
    this.snapshot = snapshot;
    this.messages = messages;
  }

  String label(String competence) {
    return snapshot.label(competence, messages.language());
  }

  String forvaltning(String id) {
    Snapshot.Forvaltning known = snapshot.forvaltningar().get(id);
    return known == null ? id : known.in(messages.language());
  }

  String organisation(String id) {
    Snapshot.Organisation known = snapshot.organisations().get(id);
    return known == null ? id : known.name();
  }

  String person(String id) {
    Snapshot.Ambassador known = snapshot.ambassadors().get(id);
    return known == null ? id : known.name();
  }

  String sector(String code) {
    return messages.get("sector." + code);
  }

  /** What the gap is, in one sentence. */
  String title(Gap gap) {
    return switch (gap) {
      case Gap.Demand demand when demand.offered() == 0 -> messages.get("gap.demand.title.none", label(demand.theme()));
      case Gap.Demand demand -> messages.get("gap.demand.title.few", label(demand.theme()));
      case Gap.MissingTies ties when ties.isOfAllThemes() -> messages.get("gap.ties.title", sector(ties.sector()), forvaltning(ties.forvaltning()));
      case Gap.MissingTies ties -> messages.get("gap.ties.title.theme", sector(ties.sector()), forvaltning(ties.forvaltning()), label(ties.theme()));
      case Gap.SingleCarrier carrier -> messages.get("gap.carrier.title", label(carrier.theme()), organisation(carrier.organisation()));
    };
  }

  String title(SinglePerson one) {
    return messages.get("gap.person.title", label(one.theme()), person(one.person()));
  }

  /** Who it is that something hangs on. */
  String title(Leaving one) {
    return messages.get("leaving.of", one.who().name(), forvaltning(one.who().forvaltning()));
  }

  String reason(SinglePerson one) {
    return messages.count("gap.person", one.evidence().size()) + " " + messages.get("gap.person.only", person(one.person()), forvaltning(one.forvaltning()));
  }

  /** Why it matters, in one sentence without numbers. */
  String plain(Gap gap) {
    return switch (gap) {
      case Gap.Demand demand -> messages.get(demand.offered() == 0 ? "gap.plain.demand.none" : "gap.plain.demand", label(demand.theme()));
      case Gap.MissingTies ties -> messages.get("gap.plain.missing-ties", sector(ties.sector()), forvaltning(ties.forvaltning()));
      case Gap.SingleCarrier carrier -> messages.get("gap.plain.single-carrier", organisation(carrier.organisation()), label(carrier.theme()));
    };
  }

  /** Why it is one, with the numbers that it was counted from. */
  String reason(Gap gap) {
    return switch (gap) {
      case Gap.Demand demand -> messages.count("gap.asked", demand.asked()) + " "
          + (demand.offered() == 0 ? messages.get("gap.offered.none") : messages.count("gap.offered", demand.offered())) + " "
          + messages.get("gap.offered.expected", decimal(demand.expected())) + (demand.unmet() == 0 ? "" : " " + messages.count("gap.unmet", demand.unmet()));
      case Gap.MissingTies ties -> messages.count("gap.joint", ties.joint()) + " " + messages.get("gap.joint.expected", decimal(ties.expected()))
          + (ties.isOfAllThemes() && !ties.theme().isEmpty() ? " " + messages.get("gap.joint.most", label(ties.theme())) : "");
      case Gap.SingleCarrier carrier -> messages.count("gap.carried", carrier.ties()) + " " + messages.count("gap.carried.others", carrier.others().size());
    };
  }

  /** What the listed initiatives are to the gap. */
  String evidence(Gap gap) {
    return messages.get("gap.evidence." + gap.kind());
  }

  /** How many of the initiatives that a gap was counted from came in each year, from the first to the last. */
  static Map<Integer, Integer> trend(Gap gap) {
    TreeMap<Integer, Integer> years = new TreeMap<>();
    gap.evidence().forEach(one -> years.merge(one.date().getYear(), 1, Integer::sum));
    if (!years.isEmpty()) for (int year = years.firstKey(); year < years.lastKey(); year++) years.putIfAbsent(year, 0);
    return years;
  }

  /** "2023: 2, 2024: 5", the last years of the trend. */
  String trendText(Gap gap) {
    List<String> years = new ArrayList<>();
    trend(gap).forEach((year, count) -> years.add(year + ": " + count));
    return String.join(" · ", years.subList(Math.max(0, years.size() - 6), years.size()));
  }

  String decimal(double number) {
    return String.format(messages.locale(), "%.1f", number);
  }

  String percent(double share) {
    return String.format(messages.locale(), "%.0f %%", 100 * share);
  }
}
