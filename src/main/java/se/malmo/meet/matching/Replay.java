package se.malmo.meet.matching;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A kept answer made again.
 *
 * @param at when it was given
 * @param statistics version of the counts that it was given and made again by
 * @param weighing version of the weights, the same; 0 for those of the program
 * @param position of the event log that it was given at
 * @param isSame whether the same come in the same order with the same points
 * @param changed what it came from that is not as it was; where nothing is, a difference comes from what has happened to profiles since
 * @param suggestions those who were suggested then, by kind and rank
 * @param came those who would be among so many now and were not then
 */
public record Replay(Instant at, long statistics, int weighing, long position, boolean isSame, List<Part> changed, List<Compared> suggestions, List<Newcomer> came) {

  /** What an answer comes from, beside the profiles. */
  public enum Part {
    /** The program, its models or its dictionaries read the text otherwise, or the vocabulary links it otherwise. */
    READING,
    VOCABULARY,
    MEANINGS,
    /** Counted anew since: of no matter for making it again, but for what would be answered now. */
    STATISTICS,
    /** Of no matter for making it again either. */
    WEIGHTS;

    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * One suggestion then, made again, and now.
   *
   * @param name as it is called now, "" where it is gone
   * @param score then
   * @param again made again by the counts and weights of then from the graph as it is, 0 where it is gone
   * @param rankNow among all of its kind, nothing where it is gone
   * @param scoreNow by the counts and weights of now
   * @param isTouched whether the event log says that something has happened to it since
   * @param differences reasons that are not as they were
   */
  public record Compared(Kind kind, String id, String name, int rank, double score, double again, Optional<Integer> rankNow, double scoreNow, boolean isTouched,
      List<Difference> differences) {
    public Compared {
      differences = List.copyOf(differences);
    }
  }

  /**
   * A reason that gives other points than it did.
   *
   * @param kind of the evidence
   * @param edge type of the edge, "" for words and earlier initiatives
   * @param to id of the competence or the earlier initiative, "" for words
   * @param then points, 0 where it was none
   * @param again points, 0 where it is none any more
   */
  public record Difference(String kind, String edge, String to, double then, double again) {}

  /** Somebody who was not suggested then. */
  public record Newcomer(Kind kind, String id, String name, int rank, double score) {}
}
