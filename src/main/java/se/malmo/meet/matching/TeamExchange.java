package se.malmo.meet.matching;

import java.util.Comparator;
import java.util.stream.IntStream;
import se.malmo.meet.matching.TeamPool.Standing;

/** A good team fast: from each promising first member on, the best addition or exchange again and again until none helps. */
final class TeamExchange {
  private static final int MOST_FIRST = 16;

  private final TeamPool pool;

  TeamExchange(TeamPool pool) {
    this.pool = pool;
  }

  Standing best() {
    Standing best = improved(Standing.NONE);
    for (Standing first : alone()) best = better(best, improved(first));
    return best;
  }

  private Iterable<Standing> alone() {
    return IntStream.range(0, pool.count()).mapToObj(first -> pool.standing(new int[] {first})).sorted(Comparator.reverseOrder()).limit(MOST_FIRST).toList();
  }

  private Standing improved(Standing start) {
    Standing at = start;
    while (true) {
      Standing next = next(at);
      if (next.compareTo(at) <= 0) return at;
      at = next;
    }
  }

  /** The best of all teams that differ by one who comes, one who goes, or both; and by those who then are redundant. */
  private Standing next(Standing at) {
    Standing best = at;
    int[] members = at.members();
    for (int goes = -1; goes < members.length; goes++) {
      int[] left = goes < 0 ? members : TeamPool.without(members, members[goes]);
      if (goes >= 0) best = better(best, pool.standing(left));
      for (int comes = 0; comes < pool.count(); comes++) {
        if (isMember(comes, members)) continue;
        int[] team = joined(left, comes);
        if (team != null) best = better(best, pool.standing(team));
      }
    }
    return best;
  }

  private static Standing better(Standing one, Standing other) {
    return other.compareTo(one) > 0 ? other : one;
  }

  private static boolean isMember(int one, int[] members) {
    for (int member : members) if (member == one) return true;
    return false;
  }

  /** The team with one more, without those in conflict with it or made redundant by it; null where it would itself be one too many. */
  private int[] joined(int[] members, int comes) {
    int[] team = members;
    for (int member : members) if (pool.conflicts[comes].get(member)) team = TeamPool.without(team, member);
    team = TeamPool.with(team, comes);
    for (int goes = pool.redundant(team, comes); goes >= 0; goes = pool.redundant(team, comes)) team = TeamPool.without(team, goes);
    return team.length > pool.size || pool.isRedundant(comes, team) ? null : team;
  }
}
