package se.malmo.meet.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import se.malmo.meet.attachment.TextOfFile.Refusal;
import se.malmo.meet.platform.Awaiting;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Turns;

/** Has a file read in a process of its own, which can neither fill our memory nor hold our time. */
final class ReadingProcess {
  private static final int MOST_AT_ONCE = 2;
  private static final int MOST_IN_LINE = 20;
  /** Reading most files takes a second or two. */
  private static final Duration IN_LINE = Duration.ofSeconds(15);

  private final Turns turns = new Turns(MOST_AT_ONCE, MOST_IN_LINE);
  private final Duration patience;

  /** @param patience a file that takes longer is given up */
  ReadingProcess(Duration patience) {
    this.patience = patience;
  }

  /**
   * The text of a file.
   *
   * @param name of the file, for the message of what is wrong
   * @throws Problem.Invalid where it cannot be read, with why and what to do instead
   */
  String text(FileKind kind, Path file, String name) {
    if (!turns.take(IN_LINE)) throw new Problem.Invalid(Attachments.FIELD, "problem.file.busy", name);
    try {
      Path out = Files.createTempFile("meet-text", ".txt");
      try {
        Process process = command(kind, file).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        int code = exitCode(process, name);
        if (code != 0) throw refused(code, name);
        return Files.readString(out, StandardCharsets.UTF_8);
      } finally {
        Files.deleteIfExists(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      turns.giveBack();
    }
  }

  private static ProcessBuilder command(FileKind kind, Path file) {
    ProcessBuilder builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-Xss1m",
        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"),
        TextOfFile.class.getName(), kind.name(), file.toAbsolutePath().toString()));
    // Nothing of ours for a file to find: no password, no secret.
    builder.environment().clear();
    return builder;
  }

  private int exitCode(Process process, String name) {
    return Awaiting.end(process.onExit().completeOnTimeout(process, patience.toMillis(), TimeUnit.MILLISECONDS).thenApply(ended -> {
      if (!ended.isAlive()) return ended.exitValue();
      ended.destroyForcibly();
      throw new Problem.Invalid(Attachments.FIELD, "problem.file.slow", name);
    }));
  }

  private static Problem.Invalid refused(int code, String name) {
    Optional<Refusal> refusal = Stream.of(Refusal.values()).filter(one -> one.exitCode() == code).findFirst();
    if (refusal.isEmpty()) return new Problem.Invalid(Attachments.FIELD, "problem.file.slow", name);
    return switch (refusal.get()) {
      case BROKEN -> new Problem.Invalid(Attachments.FIELD, "problem.file.broken", name);
      case PAGES -> new Problem.Invalid(Attachments.FIELD, "problem.file.pages", name, TextOfFile.MOST_PAGES);
      case LOCKED -> new Problem.Invalid(Attachments.FIELD, "problem.file.locked", name);
      case UNPACKED -> new Problem.Invalid(Attachments.FIELD, "problem.file.unpacked", name);
    };
  }
}
