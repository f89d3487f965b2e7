package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.malmo.meet.matching.Team.Rule;
import se.malmo.meet.matching.TeamTask.Candidate;
import se.malmo.meet.matching.TeamTask.Wanted;

/** Those who can be in a team, as arrays: by index in the order of their ids; needs and rules as bits; points as whole numbers, so that sums are exact. */
final class TeamPool {
  private static final double POINTS = 1e9;
  private static final double RELEVANCE = 1e6;

  final int needs;
  final int size;
  final List<Candidate> candidates;
  final long[] covers;
  final long[][] points;
  final int[] rules;
  final long[] relevance;
  final BitSet[] conflicts;

  private TeamPool(int needs, int size, List<Candidate> candidates, long[] covers, long[][] points, int[] rules, long[] relevance, BitSet[] conflicts) {
    this.needs = needs;
    this.size = size;
    this.candidates = candidates;
    this.covers = covers;
    this.points = points;
    this.rules = rules;
    this.relevance = relevance;
    this.conflicts = conflicts;
  }

  /**
   * How good a team is: rules kept, then points, then few members, then relevance, then ids.
   *
   * @param members ascending
   */
  record Standing(int rules, long value, long relevance, int[] members) implements Comparable<Standing> {
    static final Standing NONE = new Standing(0, 0, 0, new int[0]);

    @Override
    public int compareTo(Standing other) {
      int byRules = Integer.compare(rules, other.rules);
      if (byRules != 0) return byRules;
      int byValue = Long.compare(value, other.value);
      if (byValue != 0) return byValue;
      int bySize = Integer.compare(other.members.length, members.length);
      if (bySize != 0) return bySize;
      int byRelevance = Long.compare(relevance, other.relevance);
      return byRelevance != 0 ? byRelevance : Arrays.compare(other.members, members);
    }
  }

  /** Those who have capacity, cover something and may take part; without those who could be replaced in any team. */
  static TeamPool of(TeamTask task) {
    Map<String, Integer> needs = new HashMap<>();
    for (Wanted need : task.needs()) needs.put(need.id(), needs.size());
    List<Candidate> available = task.candidates().stream()
        .filter(candidate -> candidate.capacity() > 0 && candidate.covers().keySet().stream().anyMatch(needs::containsKey))
        .filter(candidate -> task.conflicts().stream().noneMatch(c -> c.one().equals(c.other()) && c.one().equals(candidate.id())))
        .sorted(Comparator.comparing(Candidate::id)).toList();
    return of(available, task, needs).withoutDominated();
  }

  private static TeamPool of(List<Candidate> candidates, TeamTask task, Map<String, Integer> needs) {
    int n = candidates.size();
    TeamPool pool = new TeamPool(needs.size(), task.size(), candidates, new long[n], new long[n][needs.size()], new int[n], new long[n], new BitSet[n]);
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < n; i++) {
      Candidate candidate = candidates.get(i);
      places.put(candidate.id(), i);
      pool.conflicts[i] = new BitSet(n);
      pool.relevance[i] = Math.round(candidate.relevance() * RELEVANCE);
      for (Rule rule : Rule.values()) if (rule.isKeptBy(candidate)) pool.rules[i] |= 1 << rule.ordinal();
      for (Wanted need : task.needs()) {
        int place = needs.get(need.id());
        Double quality = candidate.covers().get(need.id());
        if (quality == null) continue;
        pool.covers[i] |= 1L << place;
        pool.points[i][place] = Math.round(need.weight() * quality * POINTS);
      }
    }
    task.conflicts().forEach(conflict -> {
      Integer one = places.get(conflict.one());
      Integer other = places.get(conflict.other());
      if (one == null || other == null) return;
      pool.conflicts[one].set(other);
      pool.conflicts[other].set(one);
    });
    return pool;
  }

  private TeamPool withoutDominated() {
    int[] kept = new int[candidates.size()];
    int count = 0;
    for (int i = 0; i < kept.length; i++) if (!isDominated(i)) kept[count++] = i;
    if (count == kept.length) return this;
    kept = Arrays.copyOf(kept, count);
    TeamPool pool = new TeamPool(needs, size, Arrays.stream(kept).mapToObj(candidates::get).toList(), new long[count], new long[count][], new int[count],
        new long[count], new BitSet[count]);
    for (int i = 0; i < count; i++) {
      pool.covers[i] = covers[kept[i]];
      pool.points[i] = points[kept[i]];
      pool.rules[i] = rules[kept[i]];
      pool.relevance[i] = relevance[kept[i]];
      pool.conflicts[i] = new BitSet(count);
      for (int j = 0; j < count; j++) if (conflicts[kept[i]].get(kept[j])) pool.conflicts[i].set(j);
    }
    return pool;
  }

  private boolean isDominated(int one) {
    for (int other = 0; other < candidates.size(); other++) if (other != one && dominates(other, one)) return true;
    return false;
  }

  /**
   * Whether every team is at least as good with this one in the other's place: it covers just the same needs (more could make a third redundant), each as well,
   * keeps the same rules and has no further conflict. Two that cover just the same are never in one team.
   */
  private boolean dominates(int one, int other) {
    if (covers[one] != covers[other] || (rules[one] & rules[other]) != rules[other] || relevance[one] < relevance[other]) return false;
    boolean isBetter = rules[one] != rules[other] || relevance[one] > relevance[other] || one < other;
    for (int need = 0; need < needs; need++) {
      if (points[one][need] < points[other][need]) return false;
      isBetter |= points[one][need] > points[other][need];
    }
    BitSet further = (BitSet) conflicts[one].clone();
    further.andNot(conflicts[other]);
    further.clear(other);
    return isBetter && further.isEmpty();
  }

  int count() {
    return candidates.size();
  }

  /** How many needs somebody here covers. */
  int coverable() {
    long all = 0;
    for (long one : covers) all |= one;
    return Long.bitCount(all);
  }

  /** Rules that somebody here keeps. */
  int keepable() {
    int all = 0;
    for (int rule : rules) all |= rule;
    return all;
  }

  /** The first member, in the order of the least loss, that covers nothing alone and keeps no rule alone; -1 if none is redundant. */
  int redundant(int[] members, int spared) {
    int least = -1;
    Standing best = null;
    for (int member : members) {
      if (member == spared || !isRedundant(member, members)) continue;
      Standing left = standing(without(members, member));
      if (best == null || left.compareTo(best) > 0) {
        best = left;
        least = member;
      }
    }
    return least;
  }

  boolean isRedundant(int member, int[] members) {
    return alone(member, members) == 0 && !isOnlyKeeper(member, members);
  }

  /** The needs that only this member covers. */
  long alone(int member, int[] members) {
    long others = 0;
    for (int other : members) if (other != member) others |= covers[other];
    return covers[member] & ~others;
  }

  private boolean isOnlyKeeper(int member, int[] members) {
    int others = 0;
    for (int other : members) if (other != member) others |= rules[other];
    return (rules[member] & ~others) != 0;
  }

  Standing standing(int[] members) {
    long[] best = new long[needs];
    int kept = 0;
    long sum = 0;
    long relevant = 0;
    for (int member : members) {
      kept |= rules[member];
      relevant += relevance[member];
      for (int need = 0; need < needs; need++) best[need] = Math.max(best[need], points[member][need]);
    }
    for (long one : best) sum += one;
    return new Standing(Integer.bitCount(kept), sum, relevant, members);
  }

  static int[] without(int[] members, int member) {
    return Arrays.stream(members).filter(other -> other != member).toArray();
  }

  static int[] with(int[] members, int member) {
    int[] more = Arrays.copyOf(members, members.length + 1);
    more[members.length] = member;
    Arrays.sort(more);
    return more;
  }

  /** What people are told of a team. */
  Team told(Standing standing, TeamTask task, boolean isProvenBest) {
    List<Team.Member> members = new ArrayList<>();
    long covered = 0;
    int kept = 0;
    for (int member : standing.members()) {
      covered |= covers[member];
      kept |= rules[member];
      members.add(new Team.Member(candidates.get(member), named(covers[member], task), named(alone(member, standing.members()), task)));
    }
    members.sort(Comparator.comparingLong((Team.Member member) -> -pointsOf(member.candidate())).thenComparing(member -> member.candidate().id()));
    List<Team.Unmet> unmet = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      int bit = 1 << rule.ordinal();
      if ((kept & bit) == 0) unmet.add(new Team.Unmet(rule, (keepable() & bit) == 0 ? Team.Reason.NOBODY : Team.Reason.EXCLUDED));
    }
    return new Team(members, named(~covered, task), unmet, standing.value() / POINTS, isProvenBest);
  }

  private long pointsOf(Candidate candidate) {
    return Arrays.stream(points[candidates.indexOf(candidate)]).sum();
  }

  private static List<String> named(long bits, TeamTask task) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < task.needs().size(); i++) if ((bits >> i & 1) == 1) ids.add(task.needs().get(i).id());
    return ids;
  }
}
