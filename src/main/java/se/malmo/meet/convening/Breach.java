package se.malmo.meet.convening;

import java.util.List;

/**
 * A rule that does not hold, and why.
 *
 * @param tables where it does not hold, by number; none where it is about the whole room
 * @param why what stands in the way: the end of a message key
 * @param numbers what the message names, in its order
 * @param who attendees or units that it is about, by id
 */
record Breach(Rule rule, List<Integer> tables, String why, List<Integer> numbers, List<String> who) {
  /** Whether another seating of the same people might hold it. */
  boolean canBeMended() {
    return why.equals("seated") || why.equals("locked");
  }
}
