package se.malmo.meet.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes two competences one: what it takes of the one, what becomes of the other. */
final class Merging {
  private static final List<String> AMOUNTS = List.of("strength", "weight");
  private static final double FULL = 1;
  private static final String BROADER = "BROADER";

  private final String into;
  private final Hierarchy hierarchy;

  /** @param others every competence's broader ones, without those to and from the one that goes */
  Merging(String into, Map<String, List<String>> others) {
    this.into = into;
    hierarchy = new Hierarchy(others);
  }

  Delta of(Map<String, Object> goneProperties, Map<String, Object> intoProperties, List<CompetenceEdge> goneEdges, List<CompetenceEdge> intoEdges) {
    List<CompetenceEdge> removed = new ArrayList<>(goneEdges);
    Map<List<Object>, CompetenceEdge> added = new LinkedHashMap<>();
    List<CompetenceEdge> untouched = new ArrayList<>(intoEdges);
    for (CompetenceEdge edge : goneEdges) {
      if (edge.kind().equals("Competence") && edge.other().equals(into) || closesLoop(edge)) continue;
      CompetenceEdge moved = edge.of(into);
      untouched.stream().filter(moved::isTwinOf).findFirst().ifPresent(twin -> {
        untouched.remove(twin);
        removed.add(twin);
        added.put(key(twin), twin);
      });
      added.merge(key(moved), moved, (one, more) -> one.with(together(one.properties(), more.properties())));
    }
    return new Delta(List.of(goneProperties, intoProperties), List.of(labels(goneProperties, intoProperties)), List.copyOf(removed), List.copyOf(added.values()));
  }

  private boolean closesLoop(CompetenceEdge edge) {
    if (!edge.type().equals(BROADER)) return false;
    return edge.isOutgoing() ? hierarchy.leads(edge.other(), into) : hierarchy.leads(into, edge.other());
  }

  private static List<Object> key(CompetenceEdge edge) {
    return List.of(edge.type(), edge.isOutgoing(), edge.kind(), edge.other());
  }

  /** Who offers both offers one, as strongly as both together, at most fully; whatever else is said stays as the one that stays said it. */
  private static Map<String, Object> together(Map<String, Object> one, Map<String, Object> more) {
    Map<String, Object> both = new HashMap<>(one);
    more.forEach(both::putIfAbsent);
    for (String amount : AMOUNTS) {
      if (one.get(amount) instanceof Number a && more.get(amount) instanceof Number b) both.put(amount, Math.min(FULL, a.doubleValue() + b.doubleValue()));
    }
    return both;
  }

  private static Map<String, Object> labels(Map<String, Object> gone, Map<String, Object> into) {
    Map<String, Object> merged = new HashMap<>(into);
    for (String language : List.of("Sv", "En")) {
      boolean goneNamed = !language.equalsIgnoreCase(String.valueOf(gone.get("missing")));
      boolean named = !language.equalsIgnoreCase(String.valueOf(into.get("missing")));
      List<String> from = new ArrayList<>(goneNamed ? List.of((String) gone.get("label" + language)) : List.of());
      from.addAll(strings(gone, "alternatives" + language));
      if (!named && goneNamed) {
        merged.put("label" + language, from.removeFirst());
        merged.remove("missing");
      }
      Set<String> there = new LinkedHashSet<>(strings(into, "alternatives" + language));
      List<String> more = from.stream().distinct().filter(label -> !there.contains(label) && !label.equals(merged.get("label" + language))).toList();
      merged.put("alternatives" + language, Stream.concat(there.stream(), more.stream()).toList());
      if (!more.isEmpty()) merged.put("added" + language, Stream.concat(strings(into, "added" + language).stream(), more.stream()).distinct().toList());
    }
    merged.put("mergedIds", Stream.of(strings(into, "mergedIds"), List.of((String) gone.get("id")), strings(gone, "mergedIds")).flatMap(List::stream).toList());
    List<String> sources = Stream.of(strings(into, "mergedSources"), gone.get("sourceId") == null ? List.<String>of() : List.of((String) gone.get("sourceId")),
        strings(gone, "mergedSources")).flatMap(List::stream).toList();
    if (!sources.isEmpty()) merged.put("mergedSources", sources);
    return merged;
  }

  static List<String> strings(Map<String, Object> properties, String key) {
    return properties.get(key) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
