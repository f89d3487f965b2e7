package se.malmo.meet.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.insight.Snapshot.Forvaltning;
import se.malmo.meet.insight.Snapshot.Initiative;
import se.malmo.meet.insight.Snapshot.Organisation;

/**
 * What would change if somebody came, went or merged: an overlay over the snapshot, counted as the snapshot is. The graph is not asked and not touched.
 *
 * @param before as it is
 * @param after as it would be
 * @param heirs who has taken over whose ties, by id
 */
record WhatIf(Measures before, Measures after, Map<String, String> heirs) {

  /** One thing that is thought to happen. */
  sealed interface Change {
    /** An organisation or a förvaltning is gone. */
    record Remove(String id) implements Change {}

    /** A new organisation, which offers something and has met nobody yet. */
    record AddOrganisation(String id, String sector, Set<String> offers) implements Change {}

    /** A new förvaltning, which decides about something. */
    record AddForvaltning(String id, Set<String> mandates) implements Change {}

    /** Two become one: all that the one has done, offers or decides about is the other's. */
    record Merge(String from, String into) implements Change {}
  }

  /** A competence about which a förvaltning meets others. */
  record Tie(String competence, String forvaltning) {}

  /**
   * What is compared.
   *
   * @param asks needs of all initiatives
   * @param offered of them those that an organisation offers, or something narrower
   * @param mandated of them those that a förvaltning decides about, or about something wider
   * @param gaps by id
   * @param ties with the organisations that carry them
   */
  record Measures(int asks, int offered, int mandated, Map<String, Gap> gaps, Map<Tie, Set<String>> ties) {
    /** Ties that go through one organisation alone. */
    Set<Tie> fragile() {
      return ties.entrySet().stream().filter(tie -> tie.getValue().size() == 1).map(Map.Entry::getKey).collect(Collectors.toSet());
    }
  }

  static WhatIf of(Snapshot snapshot, List<Change> changes) {
    Snapshot after = snapshot;
    Map<String, String> heirs = new HashMap<>();
    for (Change change : changes) {
      after = apply(after, change);
      if (change instanceof Change.Merge(String from, String into)) heirs.put(from, into);
    }
    return new WhatIf(measures(snapshot), measures(after), heirs);
  }

  /** The snapshot as it would be. */
  static Snapshot apply(Snapshot snapshot, Change change) {
    Map<String, Organisation> organisations = new HashMap<>(snapshot.organisations());
    Map<String, Forvaltning> forvaltningar = new HashMap<>(snapshot.forvaltningar());
    List<Initiative> initiatives = new ArrayList<>(snapshot.initiatives());
    switch (change) {
      case Change.Remove(String id) -> {
        organisations.remove(id);
        forvaltningar.remove(id);
        initiatives.replaceAll(one -> with(one, id, ""));
      }
      case Change.AddOrganisation(String id, String sector, Set<String> offers) -> organisations.put(id, new Organisation(id, id, sector, offers));
      case Change.AddForvaltning(String id, Set<String> mandates) -> forvaltningar.put(id, new Forvaltning(id, id, id, mandates));
      case Change.Merge(String from, String into) -> {
        if (from.equals(into)) break;
        if (organisations.containsKey(from) && organisations.containsKey(into)) merge(organisations, from, into);
        else if (forvaltningar.containsKey(from) && forvaltningar.containsKey(into)) mergeUnits(forvaltningar, from, into);
        else break;
        initiatives.replaceAll(one -> with(one, from, into));
      }
    }
    return new Snapshot(snapshot.competences(), organisations, forvaltningar, initiatives, snapshot.ambassadors().values().stream()
        .map(one -> moved(one, change)).filter(one -> forvaltningar.containsKey(one.forvaltning())).collect(Collectors.toMap(Snapshot.Ambassador::id, one -> one)));
  }

  /** An ambassador goes along when their förvaltning becomes part of another. */
  private static Snapshot.Ambassador moved(Snapshot.Ambassador one, Change change) {
    return change instanceof Change.Merge(String from, String into) && from.equals(one.forvaltning()) ? new Snapshot.Ambassador(one.id(), one.name(), into) : one;
  }

  private static void merge(Map<String, Organisation> all, String from, String into) {
    Organisation gone = all.remove(from);
    all.computeIfPresent(into, (id, one) -> new Organisation(id, one.name(), one.sector(), union(one.offers(), gone.offers())));
  }

  private static void mergeUnits(Map<String, Forvaltning> all, String from, String into) {
    Forvaltning gone = all.remove(from);
    all.computeIfPresent(into, (id, one) -> new Forvaltning(id, one.nameSv(), one.nameEn(), union(one.mandates(), gone.mandates())));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
  }

  /** The same initiative with another in somebody's place, with nobody for "". */
  private static Initiative with(Initiative one, String who, String other) {
    if (!one.organisations().contains(who) && !one.forvaltningar().contains(who)) return one;
    return new Initiative(one.reference(), one.title(), one.isPublic(), one.date(), one.needs(), one.isUnmet(), replaced(one.organisations(), who, other),
        replaced(one.forvaltningar(), who, other));
  }

  private static Set<String> replaced(Set<String> all, String who, String other) {
    return all.stream().map(one -> one.equals(who) ? other : one).filter(one -> !one.isEmpty()).collect(Collectors.toSet());
  }

  static Measures measures(Snapshot snapshot) {
    ThemeTree tree = new ThemeTree(snapshot.competences());
    Set<String> offered = new HashSet<>();
    snapshot.organisations().values().forEach(one -> one.offers().forEach(offer -> offered.addAll(tree.andWider(offer))));
    Set<String> mandated = new HashSet<>();
    snapshot.forvaltningar().values().forEach(one -> mandated.addAll(one.mandates()));
    List<String> asks = snapshot.initiatives().stream().flatMap(one -> one.needs().stream()).toList();
    Map<Tie, Set<String>> ties = new HashMap<>();
    snapshot.initiatives().stream().filter(Initiative::isJoint).forEach(one -> one.forvaltningar().forEach(unit -> one.needs()
        .forEach(need -> ties.computeIfAbsent(new Tie(need, unit), tie -> new TreeSet<>()).addAll(one.organisations()))));
    Map<String, Gap> gaps = Radar.of(snapshot).gaps().stream().collect(Collectors.toMap(Gap::id, gap -> gap));
    return new Measures(asks.size(), (int) asks.stream().filter(offered::contains).count(),
        (int) asks.stream().filter(ask -> tree.andWider(ask).stream().anyMatch(mandated::contains)).count(), gaps, ties);
  }

  /** Gaps that there would be and are not. */
  List<Gap> opened() {
    return after.gaps.entrySet().stream().filter(one -> !before.gaps.containsKey(one.getKey())).map(Map.Entry::getValue).toList();
  }

  /** Gaps that there are and would not be. */
  List<Gap> closed() {
    return before.gaps.entrySet().stream().filter(one -> !after.gaps.containsKey(one.getKey())).map(Map.Entry::getValue).toList();
  }

  /** Gaps that would stay, larger or smaller: as they would be. */
  List<Gap> changed() {
    return after.gaps.values().stream().filter(gap -> before.gaps.containsKey(gap.id()) && Math.abs(before.gaps.get(gap.id()).score() - gap.score()) >= 0.05).toList();
  }

  /** Ties that would break: nobody else carries them, and nobody has taken them over. */
  Set<Tie> broken() {
    return before.ties.keySet().stream().filter(tie -> !after.ties.containsKey(new Tie(tie.competence(), heirs.getOrDefault(tie.forvaltning(), tie.forvaltning()))))
        .collect(Collectors.toSet());
  }

  /** Ties that would hang on one organisation and do not. */
  Set<Tie> weakened() {
    Set<Tie> weak = after.fragile();
    weak.removeAll(before.fragile());
    return weak;
  }
}
