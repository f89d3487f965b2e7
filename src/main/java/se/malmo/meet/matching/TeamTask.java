package se.malmo.meet.matching;

import java.util.List;
import java.util.Map;

/**
 * A team to be found: for what, from whom, and who may not be in it together.
 *
 * @param needs at most 60, each once
 * @param candidates each once
 * @param size members at most, 1 or more
 */
public record TeamTask(List<Wanted> needs, List<Candidate> candidates, List<Conflict> conflicts, int size) {
  /** As many as can still sit around one table. */
  public static final int USUAL_SIZE = 6;
  static final int MOST_NEEDS = 60;

  public TeamTask {
    needs = List.copyOf(needs);
    candidates = List.copyOf(candidates);
    conflicts = List.copyOf(conflicts);
    if (needs.size() > MOST_NEEDS) throw new IllegalArgumentException("More than " + MOST_NEEDS + " needs: " + needs.size());
    if (size < 1) throw new IllegalArgumentException("A team of " + size);
    if (needs.stream().map(Wanted::id).distinct().count() < needs.size()) throw new IllegalArgumentException("A need is given twice");
    if (candidates.stream().map(Candidate::id).distinct().count() < candidates.size()) throw new IllegalArgumentException("A candidate is given twice");
  }

  /**
   * Something to be covered.
   *
   * @param weight more than 0, up to 1000
   */
  public record Wanted(String id, double weight) {
    public Wanted {
      if (!(weight > 0 && weight <= 1000)) throw new IllegalArgumentException("The weight of " + id + ": " + weight);
    }
  }

  /**
   * Somebody who could take part.
   *
   * @param kind an organisation, or a förvaltning, which then has a mandate for what it covers
   * @param sector "" where it is not known
   * @param covers needs by id, and how well, more than 0 up to 1; a need that is not in the task does not count
   * @param relevance points, which decide between teams that cover the same as well
   * @param capacity 0 for one who cannot take on more
   */
  public record Candidate(String id, Kind kind, String sector, Map<String, Double> covers, double relevance, double capacity) {
    public Candidate {
      covers = Map.copyOf(covers);
      if (!covers.values().stream().allMatch(quality -> quality > 0 && quality <= 1)) throw new IllegalArgumentException("How well " + id + " covers: " + covers);
    }
  }

  /** Two who may not be in the same team (jäv); the same id twice is one who may not be in it at all. */
  public record Conflict(String one, String other) {}
}
