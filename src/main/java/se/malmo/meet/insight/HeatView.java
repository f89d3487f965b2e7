package se.malmo.meet.insight;

import java.util.List;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;

/** The heat map as its page shows it: a table of numbers, each the way to what it counts. */
public record HeatView(int initiatives, List<String> sectors, List<RowView> rows) {
  private static final int SHADES = 4;

  public record RowView(String forvaltning, List<CellView> cells) {}

  /**
   * @param shade 0 for fewer than expected, 1 to 4 for few to many
   */
  public record CellView(int joint, String expected, int shade, boolean isThin, boolean isLow, String address) {}

  static HeatView of(HeatMap heat, Snapshot snapshot, Page page) {
    GapWords words = new GapWords(snapshot, page.messages());
    List<RowView> rows = heat.forvaltningar().stream().map(unit -> new RowView(words.forvaltning(unit),
        heat.sectors().stream().map(sector -> cell(heat.cell(sector, unit), heat.most(), words, page)).toList())).toList();
    return new HeatView(heat.initiatives(), heat.sectors().stream().map(words::sector).toList(), rows);
  }

  private static CellView cell(HeatMap.Cell cell, int most, GapWords words, Page page) {
    int shade = cell.isLow() ? 0 : Math.max(1, (int) Math.ceil(SHADES * cell.joint() / (double) Math.max(1, most)));
    return new CellView(cell.joint(), words.decimal(cell.expected()), shade, cell.isThin(), cell.isLow(),
        page.links().gapCases() + "?sector=" + Links.encoded(cell.sector()) + "&forvaltning=" + Links.encoded(cell.forvaltning()));
  }
}
