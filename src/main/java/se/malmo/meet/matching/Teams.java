package se.malmo.meet.matching;

/**
 * Teams that cover needs: at least one business and one förvaltning with a mandate, nobody without capacity, no conflict of interest, nobody that the team
 * could do without. Most covered weight × quality first, then few members, then relevance, then the lower ids.
 */
public final class Teams {
  /** Up to so many needs that somebody covers the best team is searched for; above, a good one is found by exchange. */
  public static final int MOST_NEEDS_EXACTLY = 15;
  /** A search that has seen so many teams ends with the best so far, after about a second, and says so. */
  private static final long MOST_NODES = 300_000;

  private Teams() {}

  /** The best team for a task; the empty one where nobody covers anything. */
  public static Team best(TeamTask task) {
    TeamPool pool = TeamPool.of(task);
    TeamPool.Standing known = new TeamExchange(pool).best();
    if (pool.coverable() > MOST_NEEDS_EXACTLY) return pool.told(known, task, false);
    TeamBranching branching = new TeamBranching(pool, known, MOST_NODES);
    TeamPool.Standing best = branching.best();
    return pool.told(best, task, branching.isProven());
  }
}
