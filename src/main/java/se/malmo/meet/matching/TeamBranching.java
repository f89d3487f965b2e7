package se.malmo.meet.matching;

import java.util.Arrays;
import se.malmo.meet.matching.TeamPool.Standing;

/**
 * The best team, by branch and bound.
 *
 * <p>No redundant member, no conflict: who breaks that with the members chosen so far breaks it with any more, so a branch ends there. The bound on the points
 * still to be won with k more members is the Lagrangian dual of the k-median problem (Cornuéjols, Fisher & Nemhauser 1977): for any price t of each need, sum(t)
 * plus the k largest of sum((points − t)⁺).
 */
final class TeamBranching {
  private static final int STEPS = 150;

  private final TeamPool pool;
  private final long mostNodes;
  private final long[] prices;
  private final int[] chosen;
  private Standing best;
  private long nodes;

  TeamBranching(TeamPool pool, Standing known, long mostNodes) {
    this.pool = pool;
    this.mostNodes = mostNodes;
    best = known;
    chosen = new int[pool.size];
    prices = prices();
  }

  /** The best team; surely so only where {@link #isProven}. */
  Standing best() {
    int[] all = new int[pool.count()];
    for (int i = 0; i < all.length; i++) all[i] = i;
    branch(0, all, new long[pool.needs], 0, 0, 0, 0, 0);
    return best;
  }

  boolean isProven() {
    return nodes <= mostNodes;
  }

  long nodes() {
    return nodes;
  }

  /**
   * Looks at a team and all that begin with it.
   *
   * @param open candidates that may still join
   * @param reached points of each need
   * @param once needs that somebody covers
   * @param twice needs that several cover
   */
  private void branch(int members, int[] open, long[] reached, long value, long relevance, long once, long twice, int kept) {
    if (++nodes > mostNodes) return;
    Standing here = new Standing(Integer.bitCount(kept), value, relevance, sorted(members));
    if (here.compareTo(best) > 0) best = here;
    if (members == pool.size) return;
    int[] next = new int[open.length];
    long[] gains = new long[open.length];
    int count = 0;
    int keepable = kept;
    for (int candidate : open) {
      long gain = gain(candidate, reached);
      if (gain == 0 && (pool.rules[candidate] & ~kept) == 0 || !fits(candidate, members, once, twice, kept)) continue;
      next[count] = candidate;
      gains[count++] = gain;
      keepable |= pool.rules[candidate];
    }
    int places = Math.min(pool.size - members, count);
    if (count == 0 || isHopeless(members, next, gains, count, places, reached, value, relevance, keepable)) return;
    sort(next, gains, count);
    for (int i = 0; i < count && nodes <= mostNodes; i++) {
      long most = value;
      for (int j = i; j < Math.min(count, i + places); j++) most += gains[j];
      if (Integer.bitCount(keepable) <= best.rules() && most < best.value()) return;
      int candidate = next[i];
      chosen[members] = candidate;
      long[] after = reached.clone();
      for (int need = 0; need < pool.needs; need++) after[need] = Math.max(after[need], pool.points[candidate][need]);
      branch(members + 1, Arrays.copyOfRange(next, i + 1, count), after, value + gains[i], relevance + pool.relevance[candidate], once | pool.covers[candidate],
          twice | once & pool.covers[candidate], kept | pool.rules[candidate]);
    }
  }

  private int[] sorted(int members) {
    int[] team = Arrays.copyOf(chosen, members);
    Arrays.sort(team);
    return team;
  }

  private long gain(int candidate, long[] reached) {
    long gain = 0;
    for (long bits = pool.covers[candidate]; bits != 0; bits &= bits - 1) {
      int need = Long.numberOfTrailingZeros(bits);
      gain += Math.max(0, pool.points[candidate][need] - reached[need]);
    }
    return gain;
  }

  /** Whether the team with this one has no conflict and nobody redundant. */
  private boolean fits(int candidate, int members, long once, long twice, int kept) {
    if ((pool.covers[candidate] & ~once) == 0 && (pool.rules[candidate] & ~kept) == 0) return false;
    long several = twice | once & pool.covers[candidate];
    for (int i = 0; i < members; i++) {
      int member = chosen[i];
      if (pool.conflicts[candidate].get(member)) return false;
      if ((pool.covers[member] & ~several) == 0 && !isOnlyKeeper(i, members, pool.rules[candidate])) return false;
    }
    return true;
  }

  private boolean isOnlyKeeper(int place, int members, int others) {
    int kept = others;
    for (int i = 0; i < members; i++) if (i != place) kept |= pool.rules[chosen[i]];
    return (pool.rules[chosen[place]] & ~kept) != 0;
  }

  /** Whether no team that goes on from here is better than the best known. */
  private boolean isHopeless(int members, int[] next, long[] gains, int count, int places, long[] reached, long value, long relevance, int keepable) {
    int rules = Integer.bitCount(keepable);
    if (rules != best.rules()) return rules < best.rules();
    long[] priced = new long[count];
    long base = priced(next, count, reached, priced);
    long[] plain = Arrays.copyOf(gains, count);
    Arrays.sort(plain);
    Arrays.sort(priced);
    long most = most(places, value, plain, base, priced);
    if (most != best.value()) return most < best.value();
    // As many points are possible, no more: then it must do with as few members, and be as relevant.
    int left = best.members().length - members;
    if (left <= 0 || most(Math.min(left, places), value, plain, base, priced) < best.value()) return true;
    if (most(Math.min(left - 1, places), value, plain, base, priced) >= best.value()) return false;
    long relevant = relevance + mostRelevance(next, count, left);
    return relevant < best.relevance() || relevant == best.relevance() && Arrays.compare(lowest(members, next, count, left), best.members()) >= 0;
  }

  /** The lowest ids that a team of this many more could have. */
  private int[] lowest(int members, int[] next, int count, int left) {
    int[] open = Arrays.copyOf(next, count);
    Arrays.sort(open);
    int more = Math.min(left, count);
    int[] team = Arrays.copyOf(chosen, members + more);
    System.arraycopy(open, 0, team, members, more);
    Arrays.sort(team);
    return team;
  }

  private static long most(int places, long value, long[] plain, long base, long[] priced) {
    return Math.min(value + sumOfLast(plain, places), base + sumOfLast(priced, places));
  }

  private static long sumOfLast(long[] ascending, int places) {
    long sum = 0;
    for (int i = ascending.length - 1; i >= Math.max(0, ascending.length - places); i--) sum += ascending[i];
    return sum;
  }

  private long mostRelevance(int[] next, int count, int places) {
    long[] all = new long[count];
    for (int i = 0; i < count; i++) all[i] = Math.max(0, pool.relevance[next[i]]);
    Arrays.sort(all);
    return sumOfLast(all, places);
  }

  /** Fills in what each gains above the prices; answers the sum of the prices, which are at least what is reached and at most what can be. */
  private long priced(int[] next, int count, long[] reached, long[] priced) {
    long[] price = reached.clone();
    for (int i = 0; i < count; i++) {
      for (int need = 0; need < pool.needs; need++) price[need] = Math.max(price[need], pool.points[next[i]][need]);
    }
    long base = 0;
    for (int need = 0; need < pool.needs; need++) {
      price[need] = Math.min(price[need], Math.max(prices[need], reached[need]));
      base += price[need];
    }
    for (int i = 0; i < count; i++) priced[i] = gain(next[i], price);
    return base;
  }

  /** Prices that make the bound at the root small, by subgradient steps. */
  private long[] prices() {
    long[] found = new long[pool.needs];
    double[] price = new double[pool.needs];
    long least = Long.MAX_VALUE;
    double step = pool.count() == 0 ? 0 : (double) best.value() / pool.needs / 2;
    for (int i = 0; i < STEPS; i++, step *= 0.96) {
      long[] whole = new long[pool.needs];
      long bound = 0;
      for (int need = 0; need < pool.needs; need++) bound += whole[need] = (long) price[need];
      Integer[] order = new Integer[pool.count()];
      long[] gains = new long[pool.count()];
      for (int c = 0; c < order.length; c++) {
        order[c] = c;
        gains[c] = gain(c, whole);
      }
      Arrays.sort(order, (a, b) -> Long.compare(gains[b], gains[a]));
      int[] takers = new int[pool.needs];
      for (int c = 0; c < Math.min(pool.size, order.length); c++) {
        bound += gains[order[c]];
        for (int need = 0; need < pool.needs; need++) if (pool.points[order[c]][need] > whole[need]) takers[need]++;
      }
      if (bound < least) {
        least = bound;
        found = whole;
      }
      for (int need = 0; need < pool.needs; need++) price[need] = Math.max(0, price[need] + step * (takers[need] - 1));
    }
    return found;
  }

  /** By gain, largest first; of equals by id. */
  private static void sort(int[] next, long[] gains, int count) {
    for (int i = 1; i < count; i++) {
      int candidate = next[i];
      long gain = gains[i];
      int j = i - 1;
      for (; j >= 0 && (gains[j] < gain || gains[j] == gain && next[j] > candidate); j--) {
        next[j + 1] = next[j];
        gains[j + 1] = gains[j];
      }
      next[j + 1] = candidate;
      gains[j + 1] = gain;
    }
  }
}
