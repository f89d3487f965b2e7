package se.malmo.meet.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import se.malmo.meet.exchange.ChangeStore.Change;
import se.malmo.meet.exchange.Import.Counts;
import se.malmo.meet.exchange.Import.State;
import se.malmo.meet.platform.Difference;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Problem;

/**
 * Files that bring things in: looked at first, taken in a few rows at a time, each time with what was there before, and taken back as a whole. An import that was cut
 * off is gone on with by going through its file again: what is in already is unchanged then.
 */
public final class Imports {
  /** The largest file that comes through a browser. */
  public static final int LARGEST = 10 * 1024 * 1024;
  /** By whom, where the command line does it. */
  public static final String COMMAND = "import";
  private static final Duration KEEPS_UNCONFIRMED = Duration.ofDays(2);
  /** For so long an import can be undone. */
  static final Duration KEEPS_CHANGES = Duration.ofDays(90);
  private static final int FEW = 100;
  private static final int MOST_LEFT = 200;
  private static final int LONGEST_NAME = 120;
  /** First what others hang on. */
  private static final List<String> UNDONE_IN_ORDER = List.of("ini-", "acc-", "per-", "org-", "");

  private final ImportStore store;
  private final ChangeStore changes;
  private final UndoStore undoing;
  private final Map<Kind, Intake<?, ?>> intakes;
  private final InstantSource clock;
  private final Ids ids;

  Imports(Graph graph, Map<Kind, Intake<?, ?>> intakes, InstantSource clock, Ids ids) {
    store = new ImportStore(graph, clock);
    changes = new ChangeStore(graph);
    undoing = new UndoStore(graph, clock);
    this.intakes = Map.copyOf(intakes);
    this.clock = clock;
    this.ids = ids;
  }

  /** Hears how far it has come. */
  @FunctionalInterface
  public interface Progress {
    void at(long rows, long bytes);
  }

  /** Another import goes on; one at a time. */
  public static final class Busy extends RuntimeException {
    Busy() {
      super("another import is going on", null, false, false);
    }
  }

  /** It was asked to stop between two transactions, or is no longer the one whose turn it is. */
  static final class Stopped extends RuntimeException {
    Stopped() {
      super("stopped", null, false, false);
    }
  }

  /**
   * Looks at a file and writes nothing.
   *
   * @throws Problem.Invalid where the file as a whole cannot be read
   */
  public Preview look(Kind kind, Path file, Progress progress) throws IOException {
    Preview preview = new Preview();
    intakes.get(kind).look(file, hearing(preview, fault -> { }, progress));
    return preview;
  }

  /** Hears of each row that cannot be taken. */
  @FunctionalInterface
  public interface Refusals {
    void refused(JsonLines.RowFault fault);
  }

  /**
   * Takes a file in at once, as the command line does.
   *
   * @throws Problem.Invalid where the file as a whole cannot be read; what was written before the fault was found can be undone
   * @throws Busy where another import is going on
   */
  public Import run(Kind kind, Path file, Refusals refusals, Progress progress) throws IOException {
    String owner = UUID.randomUUID().toString();
    if (!store.takeTurn(owner)) throw new Busy();
    try {
      store.tellBroken();
      Import made = new Import(ids.next("imp-"), kind, name(file.getFileName().toString()), Hash.sha256(file), Files.size(file), COMMAND, "", clock.instant(), State.RUNNING, 0, Counts.NONE, "", "");
      store.make(made, Optional.empty());
      try {
        take(made, file, refusals, progress, () -> store.takeTurn(owner));
      } catch (RuntimeException | IOException e) {
        store.to(made.id(), State.BROKEN, List.of(State.RUNNING));
        throw e;
      }
      return store.byId(made.id()).orElseThrow();
    } finally {
      store.giveBack(owner);
    }
  }

  /** Takes the rows in and says that it is done. */
  void take(Import made, Path file, Refusals refusals, Progress progress, BooleanSupplier goesOn) throws IOException {
    Preview found = new Preview();
    intakes.get(made.kind()).take(file, made.by(), changes.trace(made.id()), hearing(found, refusals, (rows, bytes) -> {
      if (!goesOn.getAsBoolean()) throw new Stopped();
      store.progress(made.id(), rows);
      progress.at(rows, bytes);
    }));
    store.done(made, counts(made, found.counts()), found, made.by());
  }

  /** A run that went on with an earlier one sees as unchanged what that one did; what was written down of both tells. */
  private Counts counts(Import made, Counts found) {
    long[] written = changes.count(made.id(), own(made.kind()));
    long unchanged = found.added() + found.changed() + found.unchanged() - written[0] - written[1];
    return new Counts(written[0], written[1], Math.max(0, unchanged), found.left(), found.refused(), written[2]);
  }

  private static List<String> own(Kind kind) {
    return switch (kind) {
      case ORGANISATIONS -> List.of("org-");
      case INITIATIVES -> List.of("ini-");
      case AMBASSADORS -> List.of("per-");
      case REGISTER -> List.of("");
    };
  }

  private static Intake.Hearing hearing(Preview preview, Refusals refusals, Progress progress) {
    return new Intake.Hearing() {
      @Override
      public void row(long line, String name, Difference difference) {
        preview.add(line, name, difference);
      }

      @Override
      public void refused(JsonLines.RowFault fault) {
        preview.refuse(fault);
        refusals.refused(fault);
      }

      @Override
      public void unread(List<String> columns) {
        preview.unread(columns);
      }

      @Override
      public void at(long rows, long bytes) {
        progress.at(rows, bytes);
      }
    };
  }

  /** Keeps a file that somebody has sent, to be looked at; tells its id. */
  String receive(Kind kind, String name, Path content, String by) {
    try {
      byte[] bytes = Files.readAllBytes(content);
      Import made = new Import(ids.next("imp-"), kind, name(name), Hash.sha256(bytes), bytes.length, by, "", clock.instant(), State.RECEIVED, 0, Counts.NONE, "", "");
      store.make(made, Optional.of(bytes));
      return made.id();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Says yes to what was shown.
   *
   * @throws Problem.Conflict where that was done already, or cannot be
   */
  void confirm(String id) {
    if (!store.to(id, State.CONFIRMED, List.of(State.PREVIEWED))) throw new Problem.Conflict("problem.import.state");
  }

  /** @throws Problem.Conflict where it is not in, or was taken back already */
  void beginUndo(String id, String by) {
    if (byId(id).at().isBefore(clock.instant().minus(KEEPS_CHANGES))) throw new Problem.Conflict("problem.import.old", KEEPS_CHANGES.toDays());
    if (!store.undoing(id, by)) throw new Problem.Conflict("problem.import.state");
  }

  /**
   * Takes an import back at once.
   *
   * @throws Problem.NotFound where there is none by that id
   * @throws Problem.Conflict where it is not in, or was taken back already
   * @throws Busy where another import is going on
   */
  public Map<String, Long> undo(String id, String by) {
    byId(id);
    String owner = UUID.randomUUID().toString();
    if (!store.takeTurn(owner)) throw new Busy();
    try {
      store.tellBroken();
      if (byId(id).state() != State.UNDOING) beginUndo(id, by);
      return takeBack(byId(id), by, () -> store.takeTurn(owner));
    } finally {
      store.giveBack(owner);
    }
  }

  Map<String, Long> takeBack(Import one, String by, BooleanSupplier goesOn) {
    for (String beginning : UNDONE_IN_ORDER) {
      for (List<Change> few = changes.next(one.id(), beginning, "", FEW); !few.isEmpty(); few = changes.next(one.id(), beginning, few.getLast().subject(), FEW)) {
        if (!goesOn.getAsBoolean()) throw new Stopped();
        undoing.undo(one.id(), few, by);
      }
    }
    Map<String, Long> outcome = changes.outcome(one.id());
    store.undone(one, outcome, by);
    return outcome;
  }

  /** @throws Problem.NotFound where there is none by that id */
  public Import byId(String id) {
    return store.byId(id).orElseThrow(Problem.NotFound::new);
  }

  /** All imports, newest first. */
  public List<Import> page(int skip, int limit) {
    return store.page(skip, limit);
  }

  public long count() {
    return store.count();
  }

  /** What was left as it is when an import was taken back, the first of them by name. */
  public List<Left> left(String id) {
    return changes.left(id, MOST_LEFT);
  }

  /** What became of the things of an import that was taken back. */
  Map<String, Long> outcome(String id) {
    return changes.outcome(id);
  }

  Optional<Import> same(Import one) {
    return store.same(one);
  }

  Optional<Preview.Kept> kept(String id) {
    return store.kept(id);
  }

  ImportStore store() {
    return store;
  }

  /** Throws away previews that nobody said yes to, and what is needed to undo what is long past; tells how many. */
  public int purge() {
    return store.forget(KEEPS_UNCONFIRMED, KEEPS_CHANGES);
  }

  /** A name as people can read it: no path, no control or direction characters, not endless. */
  static String name(String given) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]", "").strip();
    return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME - 1) + "…";
  }
}
