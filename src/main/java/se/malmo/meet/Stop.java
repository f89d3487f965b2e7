package se.malmo.meet;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.StartFailure;
import se.malmo.meet.web.Server;
import sun.misc.Signal;

/**
 * How the server is asked to stop, by SIGTERM or SIGINT, and how it does: first it says that it is not ready and waits until whoever shares out requests has
 * seen it, then it lets go of what it is doing, bit by bit. Asked a second time it ends at once.
 */
final class Stop {
  private static final Logger LOG = LogManager.getLogger();
  private static final int WAIT_SECONDS = 3;
  private static final int DRAIN_SECONDS = 30;
  private static final int MOST_SECONDS = 600;
  /** As a shell counts one that was ended by a signal. */
  private static final int ENDED_BY = 128;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final Duration wait;
  private final Duration drain;

  private Stop(Duration wait, Duration drain) {
    this.wait = wait;
    this.drain = drain;
  }

  /**
   * Listens from now on.
   *
   * @throws StartFailure where a setting cannot be read
   */
  static Stop listening(Settings settings) {
    Stop stop = new Stop(seconds(settings, "MEET_STOP_WAIT", WAIT_SECONDS), seconds(settings, "MEET_STOP_DRAIN", DRAIN_SECONDS));
    stop.hear("TERM");
    stop.hear("INT");
    return stop;
  }

  private void hear(String name) {
    try {
      Signal.handle(new Signal(name), this::ask);
    } catch (IllegalArgumentException e) {
      // A machine without that signal, or a JVM that leaves signals alone (-Xrs), ends as it is used to.
      LOG.warn("SIG{} cannot be heard: {}", name, e.getMessage());
    }
  }

  private void ask(Signal signal) {
    if (asked.getCount() == 0) Runtime.getRuntime().halt(ENDED_BY + signal.getNumber());
    asked.countDown();
  }

  private static Duration seconds(Settings settings, String name, int otherwise) {
    Optional<String> given = settings.service(name);
    if (given.isEmpty()) return Duration.ofSeconds(otherwise);
    int seconds = given.get().matches("\\d{1,4}") ? Integer.parseInt(given.get()) : -1;
    if (seconds < 0 || seconds > MOST_SECONDS) throw new StartFailure(name + " is '" + given.get() + "'.", "Set " + name + " to a number of seconds from 0 to " + MOST_SECONDS + ".");
    return Duration.ofSeconds(seconds);
  }

  /** Waits until somebody asks. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Takes the server out of service: no new requests, and those under way come to their end. */
  void drain(Server server) throws InterruptedException {
    LOG.info("Asked to stop: not ready any more, ending in {} s; once more ends at once", wait.toSeconds());
    server.unready();
    // Nobody counts it down: the wait itself is what is wanted.
    new CountDownLatch(1).await(wait.toMillis(), TimeUnit.MILLISECONDS);
    int left = server.drain(drain);
    if (left > 0) LOG.warn("{} requests had not come to their end in {} s", left, drain.toSeconds());
  }
}
