package se.malmo.meet.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import se.malmo.meet.exchange.Import.State;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.TemporaryFolder;

/**
 * Goes on with the imports that somebody has sent, one after the other, on a thread of its own. What a server that died had begun another goes on with, or the same one
 * when it is there again.
 */
final class ImportJobs implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final int BETWEEN_SECONDS = 5;
  private static final int MOST_TRIES = 3;
  private static final Pattern LINES = Pattern.compile("(?i).*\\.(jsonl|ndjson|json)");

  private final Imports imports;
  private final ImportStore store;
  private final String owner = UUID.randomUUID().toString();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("imports").factory());
  private volatile boolean isStopping;

  ImportJobs(Imports imports) {
    this.imports = imports;
    store = imports.store();
  }

  /** Looks for what is waiting from time to time, until closed. */
  void begin() {
    thread.scheduleWithFixedDelay(this::goOn, 1, BETWEEN_SECONDS, TimeUnit.SECONDS);
  }

  /** Something is waiting now. */
  void nudge() {
    try {
      thread.execute(this::goOn);
    } catch (RejectedExecutionException e) {
      LOG.info("The server is closing; the import goes on when it is there again");
    }
  }

  /** Does all that waits; what cannot be done now is tried again. */
  void goOn() {
    try {
      Optional<String> next = store.waiting();
      if (next.isEmpty() || !store.takeTurn(owner)) return;
      store.tellBroken();
      try {
        while (next.isPresent() && !isStopping && isTried(imports.byId(next.get()))) next = store.waiting();
      } finally {
        store.giveBack(owner);
      }
    } catch (Imports.Stopped e) {
      LOG.info("An import stopped on the way; it goes on where it was");
    } catch (RuntimeException | IOException e) {
      if (!isStopping) LOG.warn("An import could not go on; trying again: {}", e.getClass().getSimpleName());
    }
  }

  private boolean isTried(Import one) throws IOException {
    try {
      one(one);
      return true;
    } catch (Imports.Stopped e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("The import {} failed", one.id(), e);
      // A graph that is gone cannot take this in either: then it counts as no try.
      store.failed(one.id(), MOST_TRIES, Faults.json(new Problem.Invalid("", "problem.import.fault")));
      return false;
    }
  }

  private boolean mayGoOn() {
    return !isStopping && store.takeTurn(owner);
  }

  private void one(Import one) throws IOException {
    if (one.state() == State.UNDOING) {
      imports.takeBack(one, one.undoneBy(), this::mayGoOn);
      return;
    }
    try (TemporaryFolder folder = TemporaryFolder.make("meet-import")) {
      // What it is is told by what is in it; only lines of JSON are also told by the name.
      Path file = Files.write(folder.path().resolve(LINES.matcher(one.file()).matches() ? "rows.jsonl" : "rows"), store.content(one.id()));
      if (one.state() == State.RECEIVED) look(one, file);
      else take(one, file);
    }
  }

  private void look(Import one, Path file) throws IOException {
    try {
      store.previewed(one.id(), imports.look(one.kind(), file, (rows, bytes) -> {
        if (!mayGoOn()) throw new Imports.Stopped();
        store.progress(one.id(), rows);
      }));
    } catch (Problem.Invalid e) {
      store.refused(one.id(), Faults.json(e), List.of(State.RECEIVED));
    }
  }

  private void take(Import one, Path file) throws IOException {
    store.to(one.id(), State.RUNNING, List.of(State.CONFIRMED, State.RUNNING));
    try {
      imports.take(one, file, fault -> { }, (rows, bytes) -> { }, this::mayGoOn);
    } catch (Problem.Invalid e) {
      // It was looked through before somebody said yes, so this is a fault that only comes with time.
      store.broken(one.id());
    }
  }

  @Override
  public void close() {
    isStopping = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) thread.shutdownNow();
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
