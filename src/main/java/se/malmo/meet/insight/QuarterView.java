package se.malmo.meet.insight;

import java.util.ArrayList;
import java.util.List;
import se.malmo.meet.insight.QuarterlyNeeds.Quarter;
import se.malmo.meet.insight.QuarterlyNeeds.Row;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;

/**
 * Needs by theme and quarter as bars, and the same as a table; sizes in the picture's own units.
 *
 * @param said the picture in words
 */
public record QuarterView(List<String> quarters, List<RowView> rows, int width, int height, String said) {
  private static final int NAMES = 190;
  private static final int STEP = 52;
  private static final int BAR = 30;
  private static final int ROW = 54;
  private static final int TALLEST = 34;
  private static final int FOOT = 26;

  /** @param base where the bars stand */
  public record RowView(String theme, int base, List<BarView> bars) {}

  /** @param address of the initiatives that it counts, "" for none */
  public record BarView(int count, int x, int y, int width, int height, String address) {}

  static QuarterView of(QuarterlyNeeds needs, Snapshot snapshot, Page page) {
    GapWords words = new GapWords(snapshot, page.messages());
    List<RowView> rows = new ArrayList<>();
    int most = Math.max(1, needs.most());
    for (Row row : needs.rows()) rows.add(row(row, needs.quarters(), (rows.size() + 1) * ROW, most, words, page));
    List<String> quarters = needs.quarters().stream().map(quarter -> page.text("gap.quarter", quarter.number(), page.year(quarter.year()))).toList();
    String said = needs.rows().isEmpty() ? "" : page.text("gap.needs.said", words.label(needs.rows().getFirst().theme()), needs.rows().getFirst().sum());
    return new QuarterView(quarters, rows, NAMES + quarters.size() * STEP, rows.size() * ROW + FOOT, said);
  }

  private static RowView row(Row row, List<Quarter> quarters, int base, int most, GapWords words, Page page) {
    List<BarView> bars = new ArrayList<>();
    for (int i = 0; i < quarters.size(); i++) {
      int count = row.counts().get(i);
      int height = count * TALLEST / most;
      String address = count == 0 ? "" : page.links().gapCases() + "?theme=" + Links.encoded(row.theme()) + "&quarter=" + quarters.get(i).code();
      bars.add(new BarView(count, x(i), base - height, BAR, height, address));
    }
    return new RowView(words.label(row.theme()), base, bars);
  }

  private static int x(int quarter) {
    return NAMES + quarter * STEP + (STEP - BAR) / 2;
  }

  /** The middle of a quarter's bars. */
  public int middle(int quarter) {
    return x(quarter) + BAR / 2;
  }
}
