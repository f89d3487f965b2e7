package se.malmo.meet.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import se.malmo.meet.platform.Awaiting;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Turns;
import se.malmo.meet.table.TableWriter;

/** Everything that staff can take out as files. A file is written row by row, on a thread of its own, and the log says who took what. */
public final class Exports implements AutoCloseable {
  private static final int AT_ONCE = 2;
  private static final int IN_LINE = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Graph graph;
  private final List<Export> all;
  private final InstantSource clock;
  private final Turns turns = new Turns(AT_ONCE, IN_LINE);
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().name("exports-", 0).factory());

  Exports(Graph graph, List<Export> all, InstantSource clock) {
    this.graph = graph;
    this.all = List.copyOf(all);
    this.clock = clock;
  }

  /** What there is, in order. */
  public List<String> names() {
    return all.stream().map(Export::name).toList();
  }

  /** Whether there is something of that name. */
  public boolean has(String name) {
    return names().contains(name);
  }

  /**
   * Writes one to a file; tells how many rows.
   *
   * @param by the id of an account, or "export" for the command line
   * @throws Problem.NotFound where there is none of that name
   */
  public long write(String name, TableWriter.Form form, Path file, String by) throws IOException {
    Export export = all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow(Problem.NotFound::new);
    long[] rows = new long[1];
    try (OutputStream bytes = Files.newOutputStream(file); TableWriter table = TableWriter.open(form, bytes, name, export.columns())) {
      export.rows().accept(row -> {
        write(table, row);
        rows[0]++;
      });
    }
    graph.write(List.of(EventLog.append(clock.instant(), List.of(new EventLog.Happening("export.made", name + "." + form.ending(), by, Map.of("rows", String.valueOf(rows[0])))))));
    return rows[0];
  }

  private static void write(TableWriter table, Map<String, Object> row) {
    try {
      table.row(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same into a file of its own, which whoever asked throws away; empty where too many are being made. */
  Optional<Path> made(String name, TableWriter.Form form, String by) {
    if (!has(name)) throw new Problem.NotFound();
    if (!turns.take(PATIENCE)) return Optional.empty();
    try {
      return Optional.of(Awaiting.end(CompletableFuture.supplyAsync(() -> temporary(name, form, by), threads)));
    } finally {
      turns.giveBack();
    }
  }

  private Path temporary(String name, TableWriter.Form form, String by) {
    try {
      Path file = Files.createTempFile("meet-export", "." + form.ending());
      try {
        write(name, form, file, by);
        return file;
      } catch (RuntimeException | IOException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
