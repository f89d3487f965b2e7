package se.malmo.meet.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.insight.WhatIf.Change;
import se.malmo.meet.web.Request;

/**
 * What somebody asks in the form "what if", as it stands in the address.
 *
 * @param remove id of who is gone, "" for nobody
 * @param merge id of who becomes part of another, "" for nobody
 * @param into id of that other
 * @param add what is new: a sector's code, "forvaltning", or "" for nothing
 * @param offers competences that the new one offers or decides about, by name, with commas between
 */
public record WhatIfQuestion(String remove, String merge, String into, String add, String offers) {
  private static final int LONGEST = 300;
  private static final int MOST_CHOICES = 60;
  static final String FORVALTNING = "forvaltning";
  /** No id in the graph looks like this, so what is new is nobody that there is. */
  static final String NEW = "*";

  static WhatIfQuestion of(Request request) {
    return new WhatIfQuestion(given(request, "remove"), given(request, "merge"), given(request, "into"), given(request, "add"), given(request, "offers"));
  }

  private static String given(Request request, String name) {
    return request.query(name).filter(value -> value.length() <= LONGEST).orElse("").strip();
  }

  /** The changes that can be thought of in this snapshot; what it does not know is left out. */
  List<Change> changes(Snapshot snapshot) {
    List<Change> changes = new ArrayList<>();
    if (isKnown(snapshot, remove)) changes.add(new Change.Remove(remove));
    boolean ofAKind = snapshot.organisations().containsKey(merge) && snapshot.organisations().containsKey(into)
        || snapshot.forvaltningar().containsKey(merge) && snapshot.forvaltningar().containsKey(into);
    if (ofAKind && !merge.equals(into)) changes.add(new Change.Merge(merge, into));
    Set<String> offered = competences(snapshot);
    if (add.equals(FORVALTNING) && !offered.isEmpty()) changes.add(new Change.AddForvaltning(NEW, offered));
    if (HeatMap.SECTORS.contains(add) && !offered.isEmpty()) changes.add(new Change.AddOrganisation(NEW, add, offered));
    return changes;
  }

  private static boolean isKnown(Snapshot snapshot, String id) {
    return snapshot.organisations().containsKey(id) || snapshot.forvaltningar().containsKey(id);
  }

  private Set<String> competences(Snapshot snapshot) {
    Set<String> names = Stream.of(offers.split(",")).map(name -> name.strip().toLowerCase(Locale.ROOT)).filter(name -> !name.isEmpty()).collect(Collectors.toSet());
    return snapshot.competences().values().stream()
        .filter(one -> Stream.of(one.id(), one.labelSv(), one.labelEn()).anyMatch(name -> names.contains(name.toLowerCase(Locale.ROOT)))).map(Snapshot.Competence::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether anything was asked at all. */
  public boolean isAsked() {
    return Stream.of(remove, merge, into, add, offers).anyMatch(part -> !part.isEmpty());
  }

  /** Those who take part in most, and whoever is asked about, by name. */
  List<Snapshot.Organisation> organisations(Snapshot snapshot) {
    Map<String, Integer> part = new HashMap<>();
    snapshot.initiatives().forEach(one -> one.organisations().forEach(who -> part.merge(who, 1, Integer::sum)));
    Stream<String> busiest = part.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_CHOICES).map(Map.Entry::getKey);
    return Stream.concat(Stream.of(remove, merge, into), busiest).distinct().map(snapshot.organisations()::get).flatMap(one -> Optional.ofNullable(one).stream())
        .sorted(Comparator.comparing(Snapshot.Organisation::name)).toList();
  }
}
