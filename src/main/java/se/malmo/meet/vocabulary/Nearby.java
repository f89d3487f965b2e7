package se.malmo.meet.vocabulary;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.malmo.meet.vocabulary.Vocabulary.Near;

/** For each competence those close to it, both ways; what is wider or narrower is not related besides. */
final class Nearby {
  /** The same in every process, whatever the order in which the graph tells of them. */
  private static final Comparator<Near> ORDER = Comparator.comparing(Near::isRelated).thenComparing(Near::id);

  private final Map<String, Set<Near>> nearby = new HashMap<>();

  private Nearby() {}

  static Map<String, List<Near>> of(Collection<Competence> competences) {
    Nearby all = new Nearby();
    for (Competence competence : competences) competence.broader().forEach(wider -> all.join(competence.id(), wider, false));
    for (Competence competence : competences) competence.related().forEach(beside -> all.join(competence.id(), beside, true));
    Map<String, List<Near>> lists = new HashMap<>();
    all.nearby.forEach((id, near) -> lists.put(id, near.stream().sorted(ORDER).toList()));
    return lists;
  }

  private void join(String one, String other, boolean isRelated) {
    if (one.equals(other)) return;
    Set<Near> ofOne = nearby.computeIfAbsent(one, id -> new LinkedHashSet<>());
    if (isRelated && ofOne.contains(new Near(other, false))) return;
    ofOne.add(new Near(other, isRelated));
    nearby.computeIfAbsent(other, id -> new LinkedHashSet<>()).add(new Near(one, isRelated));
  }
}
