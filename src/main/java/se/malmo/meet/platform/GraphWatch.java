package se.malmo.meet.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

/**
 * Knows whether the graph answers: asks it every second, apart from all else that is asked. While it does not, whoever wants something of it hears that at once,
 * and who waits already waits no longer.
 */
final class GraphWatch implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  /** A machine that has much to do may answer late once. */
  private static final int SILENT_TIMES = 2;

  private final Supplier<CompletionStage<?>> question;
  private final Duration patience;
  private final Rounds rounds = new Rounds("graph-watch", "The graph could not be watched");
  private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
  /** Since when it has been away, null while it answers. */
  private volatile Instant away;
  /** Looked at by the rounds alone. */
  private int silent;

  /**
   * Not begun; until then the graph counts as there.
   *
   * @param question asks the graph for anything, over a connection that is used for nothing else
   * @param patience how long an answer may take
   */
  GraphWatch(Supplier<CompletionStage<?>> question, Duration patience) {
    this.question = question;
    this.patience = patience;
  }

  void begin() {
    rounds.begin(BETWEEN, BETWEEN, this::look);
  }

  boolean isAway() {
    return away != null;
  }

  /** The longest that somebody waits for a graph that has gone silent. */
  Duration longest() {
    return patience.plus(BETWEEN).multipliedBy(SILENT_TIMES);
  }

  /**
   * What somebody asks the graph for; fails with Graph.Away as soon as it is known to be away, and when the time is up.
   *
   * @param work begins to ask
   */
  <T> CompletionStage<T> waitFor(Supplier<CompletionStage<T>> work, Duration limit) {
    if (isAway()) return CompletableFuture.failedStage(new Graph.Away("is known not to answer", null));
    CompletableFuture<T> answer = new CompletableFuture<>();
    waiting.add(answer);
    work.get().whenComplete((result, failure) -> {
      if (failure == null) answer.complete(result);
      else answer.completeExceptionally(failure);
    });
    // It may have gone between the question above and now.
    if (isAway()) answer.completeExceptionally(new Graph.Away("has gone", null));
    return answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).handle((result, failure) -> {
      waiting.remove(answer);
      if (failure != null) throw understood(failure);
      return result;
    });
  }

  private static RuntimeException understood(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null -> understood(wrapped.getCause());
      case ServiceUnavailableException e -> new Graph.Away("does not answer", e);
      case SessionExpiredException e -> new Graph.Away("does not answer any more", e);
      case TimeoutException e -> new Graph.Away("did not answer in time", e);
      case RuntimeException e -> e;
      default -> new CompletionException(failure);
    };
  }

  private void look() {
    try {
      question.get().toCompletableFuture().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
      answered();
    } catch (RuntimeException e) {
      silent++;
      if (silent >= SILENT_TIMES && !isAway() && !rounds.isEnding()) gone();
    }
  }

  private void answered() {
    silent = 0;
    if (!isAway()) return;
    LOG.info("The graph answers again, after {} s", Duration.between(away, Instant.now()).toSeconds());
    away = null;
  }

  private void gone() {
    away = Instant.now();
    LOG.warn("The graph does not answer; asking again every second");
    waiting.forEach(one -> one.completeExceptionally(new Graph.Away("has gone", null)));
  }

  @Override
  public void close() {
    rounds.close();
  }
}
