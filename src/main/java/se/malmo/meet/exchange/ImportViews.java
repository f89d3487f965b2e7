package se.malmo.meet.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.exchange.Import.State;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Page;

/** Imports in words. */
public final class ImportViews {
  private ImportViews() {}

  /** A line of the list. */
  public record Row(String href, String file, String kind, String about, String state, boolean isWrong) {
    static Row of(Import one, Page page) {
      return new Row(page.links().oneImport(one.id()), one.file(), page.text("import.kind." + one.kind().code()), ImportViews.about(one, page), stated(one, page),
          one.state() == State.REFUSED || one.state() == State.BROKEN);
    }
  }

  /** A row of the file and what becomes of it. */
  public record LineView(String line, String name, String what, String fields) {}

  /** A row that cannot be taken, with what is wrong. */
  public record RefusedView(String line, List<FaultView> faults) {}

  /** One field at fault; the column is "" where it is the whole row. */
  public record FaultView(String column, String said) {}

  /**
   * One import.
   *
   * @param of rows that there are, 0 where nobody knows yet
   * @param twin what says that the same file is in already, "" where it is not
   * @param left what was left as it is when it was taken back
   */
  public record Whole(String id, String file, String about, String state, String stateCode, boolean isAtWork, boolean mayAct, boolean isUndoable, String done, long doneRows, long of, List<String> counts,
      String fault, String twin, List<LineView> lines, List<RefusedView> refused, String unread, String outcome, List<String> left) {}

  static Whole whole(Import one, Optional<Preview.Kept> kept, Optional<Import> twin, Map<String, Long> outcome, List<Left> left, boolean mayAct, Page page) {
    List<LineView> lines = kept.map(Preview.Kept::lines).orElse(List.of()).stream()
        .map(line -> new LineView(String.valueOf(line.line()), line.name(), page.text("import.what." + line.what()), String.join(", ", line.fields()))).toList();
    List<RefusedView> refused = kept.map(Preview.Kept::refused).orElse(List.of()).stream().map(row -> new RefusedView(String.valueOf(row.line()),
        row.faults().stream().map(fault -> new FaultView(fault.field(), Faults.said(fault, page.messages()))).toList())).toList();
    return new Whole(one.id(), one.file(), about(one, page), stated(one, page), one.state().code(), one.isAtWork(), mayAct, one.isUndoable(), page.count("import.rows", one.done()), one.done(),
        one.counts().rows(), counts(one, page), Faults.said(one.fault(), page.messages()), twin.map(other -> page.text("import.twin", page.moment(other.at()))).orElse(""), lines, refused,
        kept.map(Preview.Kept::unread).map(columns -> String.join(", ", columns)).orElse(""), outcome(outcome, page), left.stream().map(each -> each.reference().map(r -> r + " ").orElse("") + each.name()).toList());
  }

  private static String about(Import one, Page page) {
    String by = one.by().equals(Imports.COMMAND) ? page.text("import.by.command") : one.byName().isEmpty() ? page.text("import.by.gone") : one.byName();
    return page.moment(one.at()) + " · " + by;
  }

  private static String stated(Import one, Page page) {
    String state = page.text("import.state." + one.state().code());
    return one.state() == State.DONE ? state + ": " + page.text("import.counts", one.counts().added(), one.counts().changed(), one.counts().unchanged(), one.counts().refused()) : state;
  }

  /** "12 nya", only those that there are. */
  private static List<String> counts(Import one, Page page) {
    Import.Counts counts = one.counts();
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("added", counts.added());
    all.put("changed", counts.changed());
    all.put("unchanged", counts.unchanged());
    all.put("left", counts.left());
    all.put("refused", counts.refused());
    all.put("beside", counts.beside());
    return all.entrySet().stream().filter(count -> count.getValue() > 0).map(count -> page.text("import.count." + count.getKey(), count.getValue())).toList();
  }

  private static String outcome(Map<String, Long> outcome, Page page) {
    return Stream.of("removed", "restored", "left").filter(how -> outcome.getOrDefault(how, 0L) > 0).map(how -> page.text("import.undone." + how, outcome.get(how))).collect(Collectors.joining(", "));
  }

  /** The kinds that somebody may bring in, in words. */
  static Kind kind(String code, List<Kind> may) {
    return Kind.of(code).filter(may::contains).orElseThrow(() -> new Problem.Invalid("rows", "problem.import.kind"));
  }
}
