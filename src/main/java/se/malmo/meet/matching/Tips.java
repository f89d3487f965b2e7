package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import se.malmo.meet.language.Language;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Keyword;
import se.malmo.meet.vocabulary.Vocabulary.Near;

/** Finds the smallest sets of competences that would bring somebody among the first: points are a sum, so adding and comparing finds them all. */
final class Tips {
  /** Who is among so many is found. */
  static final int FIRST = 3;
  private static final int LARGEST_SET = 3;
  private static final int MOST_TIPS = 5;
  /** Sets of a size that are ranked anew at most: it fails only where the index is behind the graph. */
  private static final int MOST_RANKED = 40;
  /** Of what somebody offers and seeks, so much at most is tried, that which gives most. */
  private static final int MOST_TRIED = 30;

  private final Ranking ranking;
  private final int place;
  private final List<Addition> additions;
  private final int[] rivals;

  /** A competence, what asking about it too would give everybody, by place, and the most that it gives anybody. */
  private record Addition(Competence competence, float[] points, double most) {}

  /** A set by the places of its additions, with the points that it gives to the one whom it is for. */
  private record Chosen(int[] additions, double gain) {}

  /** @param candidates competences that may be added */
  Tips(Ranking ranking, int place, List<Competence> candidates, Map<String, List<Near>> nearby, Weights weights) {
    this.ranking = ranking;
    this.place = place;
    ProfileIndex index = ranking.index();
    additions = candidates.stream().map(competence -> addition(competence, index, nearby, weights))
        .filter(addition -> addition.points[place] > 0)
        .sorted(Comparator.<Addition>comparingDouble(addition -> addition.points[place]).reversed().thenComparing(addition -> addition.competence.id()))
        .limit(MOST_TRIED).toList();
    rivals = IntStream.range(0, index.size()).filter(other -> other != place && index.kind(other) == index.kind(place) && !index.isGone(other)).boxed()
        .sorted(Comparator.<Integer>comparingDouble(ranking::points).reversed()).mapToInt(Integer::intValue).toArray();
  }

  private static Addition addition(Competence competence, ProfileIndex index, Map<String, List<Near>> nearby, Weights weights) {
    Keyword added = new Keyword(competence.id(), competence.id(), Language.SWEDISH, 1, List.of(), Optional.of(competence));
    float[] points = new float[index.size()];
    index.add(Query.edges(new Asked(List.of(added)), index, nearby, weights).toArray(Query.Term[]::new), points);
    double most = 0;
    for (float one : points) most = Math.max(most, one);
    return new Addition(competence, points, most);
  }

  /**
   * The smallest sets that bring the one among the first, the best first; none where there is no such set.
   *
   * @param largest sets have at most so many competences, and never more than three
   * @param ranked the rank that a set really gives, 0 for none
   */
  List<Tip> smallest(int largest, ToIntFunction<List<Competence>> ranked) {
    for (int size = 1; size <= Math.min(largest, LARGEST_SET); size++) {
      List<Tip> tips = new ArrayList<>();
      for (Chosen set : sets(size)) {
        List<Competence> added = IntStream.of(set.additions).mapToObj(i -> additions.get(i).competence).toList();
        int rank = ranked.applyAsInt(added);
        if (rank >= 1 && rank <= FIRST) tips.add(new Tip(added, rank));
        if (tips.size() == MOST_TIPS) break;
      }
      if (!tips.isEmpty()) return tips.stream().sorted(Comparator.comparingInt(Tip::rank)).toList();
    }
    return List.of();
  }

  /** The sets of a size that are enough by the index's points, those that give most first. */
  private List<Chosen> sets(int size) {
    List<Chosen> sets = new ArrayList<>();
    grow(new int[0], 0, size, sets);
    return sets.stream().sorted(Comparator.comparingDouble(Chosen::gain).reversed()).limit(MOST_RANKED).toList();
  }

  private void grow(int[] chosen, int from, int size, List<Chosen> into) {
    if (chosen.length == size) {
      double gain = IntStream.of(chosen).mapToDouble(i -> additions.get(i).points[place]).sum();
      if (isEnough(chosen, gain)) into.add(new Chosen(chosen, gain));
      return;
    }
    for (int next = from; next < additions.size(); next++) {
      int[] longer = Arrays.copyOf(chosen, chosen.length + 1);
      longer[chosen.length] = next;
      grow(longer, next + 1, size, into);
    }
  }

  /** Whether fewer than three would then have more; additions give nobody less, so those who lead now are looked at first. */
  private boolean isEnough(int[] chosen, double gain) {
    double own = ranking.points(place) + gain;
    double most = IntStream.of(chosen).mapToDouble(i -> additions.get(i).most).sum();
    int better = 0;
    for (int rival : rivals) {
      double points = ranking.points(rival);
      if (points + most < own) break;
      for (int i : chosen) points += additions.get(i).points[rival];
      // Points in the index are rounded: what is as good as equal is decided by ranking anew.
      if (points > own + 1e-4 && ++better == FIRST) return false;
    }
    return true;
  }
}
