package se.malmo.meet.organisation;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Difference;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Trace;

/** What a register of companies knows by their organisation number, to fill in a form with. Apart from the resource bank: nobody in it is suggested or shown. */
public final class CompanyRegister {
  private final CompanyStore store;

  public CompanyRegister(Graph graph) {
    store = new CompanyStore(graph);
  }

  /** One by its number, written NNNNNN-NNNN. */
  public Optional<CompanyRow.Valid> byNumber(String number) {
    return store.byNumber(number);
  }

  /** Whether no register has been imported. */
  public boolean isEmpty() {
    return store.isEmpty();
  }

  /** Checks a row before it is saved. */
  public static CompanyRow.Valid checked(CompanyRow row) {
    return row.check();
  }

  /**
   * Writes rows; the same again changes nothing, and what a newer file does not have stays.
   *
   * @return how many were new or changed
   */
  public int save(List<CompanyRow.Valid> rows, Trace trace) {
    return store.save(rows, trace);
  }

  /** What saving would do, row by row. */
  public List<Difference> differences(List<CompanyRow.Valid> rows) {
    return store.differences(rows);
  }
}
