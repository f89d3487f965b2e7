package se.malmo.meet.platform;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for what goes on elsewhere without holding the thread: on a virtual-thread verticle other requests run meanwhile. */
public final class Awaiting {
  private Awaiting() {}

  /** What a stage comes to; what it fails with is thrown as it is. */
  public static <T> T end(CompletionStage<T> stage) {
    Context context = Vertx.currentContext();
    if (context != null && context.threadingModel() == ThreadingModel.VIRTUAL_THREAD) {
      try {
        return Future.fromCompletionStage(stage, context).await();
      } catch (CompletionException e) {
        throw cause(e);
      }
    }
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw cause(e);
    }
  }

  private static RuntimeException cause(CompletionException e) {
    return e.getCause() instanceof RuntimeException cause ? cause : e;
  }
}
