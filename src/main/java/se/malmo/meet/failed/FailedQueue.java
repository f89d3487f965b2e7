package se.malmo.meet.failed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.web.Caller;

/** Work of one sort that was given up, for a person to have done again. */
public interface FailedQueue {

  /**
   * One piece of it.
   *
   * @param what a message key
   * @param detail which one, "" where that says nothing more
   * @param tries how often it was tried
   * @param reason a message key, "" for none
   */
  record Entry(String id, String what, String detail, Instant at, int tries, String reason) {}

  /** Its name in message keys and addresses: "mail". */
  String name();

  long count();

  /** The newest first. */
  List<Entry> page(int skip, int limit);

  /** Has one of them done again, or all; tells how many. What is on its way or done already is left alone, so that the same again does nothing. */
  long again(Optional<String> id, Caller by);
}
