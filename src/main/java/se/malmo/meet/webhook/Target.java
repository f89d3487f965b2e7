package se.malmo.meet.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.event.Kind;

/**
 * Somewhere to which others want to be told what happens.
 *
 * @param wanted types of events, or what they are about ("case")
 * @param because why it is paused: "person", "gone", "spent"; "" while it is not
 * @param by the account that registered it
 * @param overlap until when the secret before the newest one signs too
 */
public record Target(String id, String url, List<String> wanted, boolean isPaused, String because, String by, Instant at, Optional<Instant> overlap) {
  public Target {
    wanted = List.copyOf(wanted);
  }

  /** Whether it is to be told of a type of event. */
  boolean wants(String type) {
    return wanted.contains(type) || wanted.contains(Kind.thingOf(type));
  }

  /**
   * One in the list, with how many of its messages wait and have failed.
   */
  public record Listed(Target target, long waiting, long failed, Optional<Instant> delivered) {}
}
