package se.malmo.meet.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import se.malmo.meet.evaluation.SyntheticCity.Question;

/** Asks several searchers the same questions in turn, round by round, so that what else the machine does meanwhile falls on all. */
public final class Bench {
  /** Different questions in a round. */
  public static final int QUESTIONS = 240;

  private static final int WARM_UPS = 4;
  private static final int ROUNDS = 5;
  private static final int BUSY_ROUNDS = 3;
  private static final int ASKED_BY_EACH = 80;

  private final IntFunction<List<Question>> rounds;
  private final int clients;

  /** The middle and the slow end, in milliseconds. */
  public record Latency(double p50, double p99) {
    static Latency of(Times times) {
      return new Latency(times.percentile(0.5), times.percentile(0.99));
    }
  }

  /**
   * How fast somebody was.
   *
   * @param reading a question, one client
   * @param finding who fits it, one client
   * @param busy both steps, all clients at once
   * @param throughput questions answered in a second, all clients at once
   */
  public record Measured(String name, Latency reading, Latency finding, Latency busy, double throughput) {}

  /** One searcher with what was taken of it so far. */
  private static final class Taken<R> {
    private final Searcher<R> searcher;
    private final Times reading = new Times(ROUNDS * QUESTIONS);
    private final Times finding = new Times(ROUNDS * QUESTIONS);
    private final Times busy;
    private long busyNanos;

    Taken(Searcher<R> searcher, int clients) {
      this.searcher = searcher;
      busy = new Times(BUSY_ROUNDS * clients * ASKED_BY_EACH);
    }

    int ask(Question question) {
      return searcher.find(searcher.read(question));
    }

    void alone(Question question) {
      long start = System.nanoTime();
      R read = searcher.read(question);
      long done = System.nanoTime();
      searcher.find(read);
      reading.add(done - start);
      finding.add(System.nanoTime() - done);
    }

    Measured measured() {
      return new Measured(searcher.name(), Latency.of(reading), Latency.of(finding), Latency.of(busy), busy.count() * 1e9 / busyNanos);
    }
  }

  /**
   * @param rounds the questions of each round, other ones each time
   * @param clients how many ask at once in the end
   */
  public Bench(IntFunction<List<Question>> rounds, int clients) {
    this.rounds = rounds;
    this.clients = clients;
  }

  /** Measures all of them, warm. */
  public List<Measured> run(List<Searcher<?>> searchers) {
    List<Taken<?>> all = new ArrayList<>();
    searchers.forEach(searcher -> all.add(new Taken<>(searcher, clients)));
    int round = 0;
    for (int i = 0; i < WARM_UPS; i++) {
      List<Question> questions = rounds.apply(round++);
      all.forEach(one -> questions.forEach(one::ask));
    }
    for (int i = 0; i < ROUNDS; i++) {
      List<Question> questions = rounds.apply(round++);
      all.forEach(one -> questions.forEach(one::alone));
    }
    for (int i = 0; i < BUSY_ROUNDS; i++) {
      List<Question> questions = rounds.apply(round++);
      all.forEach(one -> busy(one, questions));
    }
    return all.stream().<Measured>map(Taken::measured).toList();
  }

  /** Each client asks, waits for the answer and asks again. Answers are made on virtual threads, as the server makes them. */
  private void busy(Taken<?> one, List<Question> questions) {
    try (ExecutorService server = Executors.newVirtualThreadPerTaskExecutor(); ExecutorService asking = Executors.newFixedThreadPool(clients)) {
      long start = System.nanoTime();
      List<Future<?>> done = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        int first = client * QUESTIONS / clients;
        done.add(asking.submit(() -> {
          for (int i = 0; i < ASKED_BY_EACH; i++) {
            Question question = questions.get((first + i) % questions.size());
            long asked = System.nanoTime();
            answer(server.submit(() -> one.ask(question)));
            one.busy.add(System.nanoTime() - asked);
          }
        }));
      }
      done.forEach(Bench::answer);
      one.busyNanos += System.nanoTime() - start;
    }
  }

  private static <T> T answer(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A question could not be answered", e.getCause());
    }
  }
}
