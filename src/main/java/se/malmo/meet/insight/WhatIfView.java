package se.malmo.meet.insight;

import java.util.Collection;
import java.util.List;
import se.malmo.meet.web.Page;

/**
 * What would change, in the reader's words.
 *
 * @param opened gaps that there would be
 * @param closed gaps that there would no longer be
 * @param changed gaps that would be larger or smaller, with both sizes
 * @param broken what a förvaltning would no longer meet anybody about
 * @param weakened what it would meet others about through one organisation alone
 */
public record WhatIfView(List<Line> lines, List<String> opened, List<String> closed, List<String> changed, List<String> broken, List<String> weakened) {
  private static final int MOST = 100;

  /** One thing that is compared. */
  public record Line(String what, String before, String after) {}

  static WhatIfView of(WhatIf what, Snapshot snapshot, Page page) {
    GapWords words = new GapWords(snapshot, page.messages());
    WhatIf.Measures before = what.before();
    WhatIf.Measures after = what.after();
    List<Line> lines = List.of(
        new Line(page.text("whatif.offered"), share(before.offered(), before.asks(), words), share(after.offered(), after.asks(), words)),
        new Line(page.text("whatif.mandated"), share(before.mandated(), before.asks(), words), share(after.mandated(), after.asks(), words)),
        new Line(page.text("whatif.gaps"), String.valueOf(before.gaps().size()), String.valueOf(after.gaps().size())),
        new Line(page.text("whatif.ties"), String.valueOf(before.ties().size()), String.valueOf(after.ties().size())),
        new Line(page.text("whatif.fragile"), String.valueOf(before.fragile().size()), String.valueOf(after.fragile().size())));
    return new WhatIfView(lines, titles(what.opened(), words), titles(what.closed(), words), sizes(what, words), ties(what.broken(), words), ties(what.weakened(), words));
  }

  private static String share(int some, int all, GapWords words) {
    return all == 0 ? "–" : words.percent(some / (double) all) + " (" + some + "/" + all + ")";
  }

  private static List<String> titles(List<Gap> gaps, GapWords words) {
    return gaps.stream().map(words::title).sorted().limit(MOST).toList();
  }

  private static List<String> sizes(WhatIf what, GapWords words) {
    return what.changed().stream().map(gap -> words.title(gap) + ": " + words.decimal(what.before().gaps().get(gap.id()).score()) + " → " + words.decimal(gap.score()))
        .sorted().limit(MOST).toList();
  }

  private static List<String> ties(Collection<WhatIf.Tie> ties, GapWords words) {
    return ties.stream().map(tie -> words.forvaltning(tie.forvaltning()) + " – " + words.label(tie.competence())).sorted().limit(MOST).toList();
  }

  /** Whether nothing would change. */
  public boolean isSame() {
    return opened.isEmpty() && closed.isEmpty() && changed.isEmpty() && broken.isEmpty() && weakened.isEmpty() && lines.stream().allMatch(line -> line.before().equals(line.after()));
  }
}
