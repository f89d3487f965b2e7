package se.malmo.meet.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A graph in a process of its own, behind a line that stays while it is killed and started again. */
public final class OutsideGraph implements AutoCloseable {
  private final Path folder;
  private final Wire wire;
  private Process process;

  public OutsideGraph(Path folder) throws IOException {
    this.folder = folder;
    process = TestGraph.process(folder.resolve("outside"), ProcessBuilder.Redirect.appendTo(folder.resolve("outside.log").toFile()));
    wire = new Wire(TestGraph.addressOf(process));
  }

  /** The variables by which a server finds it. */
  public Map<String, String> environment() {
    return Map.of("MEET_NEO4J_URI", wire.address().uri().toString(), "MEET_NEO4J_USER", wire.address().user(), "MEET_NEO4J_PASSWORD", wire.address().password());
  }

  public Settings.GraphAddress address() {
    return wire.address();
  }

  /** As by kill -9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    wire.cut();
  }

  /** Starts it again on what it had. */
  public void restart() throws IOException {
    process = TestGraph.process(folder.resolve("outside"), ProcessBuilder.Redirect.appendTo(folder.resolve("outside.log").toFile()));
    wire.mend(TestGraph.addressOf(process).uri());
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    wire.close();
  }
}
