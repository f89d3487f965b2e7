package se.malmo.meet.insight;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import se.malmo.meet.web.Links;
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
public record WhatIfView(List<Line> lines, List<Item> opened, List<Item> closed, List<Item> changed, List<Item> broken, List<Item> weakened) {
  /** So many are listed at once; the others are opened. */
  private static final int LISTED = 8;

  /** One thing that is compared. */
  public record Line(String what, String before, String after) {}

  /**
   * A gap or a tie.
   *
   * @param address of the gap, or of whom it is about; "" where there is none
   */
  public record Item(String text, String address) {}

  /** Those that are listed at once. */
  public static List<Item> first(List<Item> items) {
    return items.subList(0, Math.min(LISTED, items.size()));
  }

  /** Those that are opened. */
  public static List<Item> rest(List<Item> items) {
    return items.subList(Math.min(LISTED, items.size()), items.size());
  }

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
    Sayer sayer = new Sayer(words, snapshot, page.links());
    return new WhatIfView(lines, sayer.gaps(what.opened(), gap -> words.title(gap), Map.of()), sayer.gaps(what.closed(), gap -> words.title(gap), before.gaps()),
        sayer.gaps(what.changed(), gap -> words.title(gap) + ": " + words.decimal(before.gaps().get(gap.id()).score()) + " → " + words.decimal(gap.score()), before.gaps()),
        sayer.ties(what.broken()), sayer.ties(what.weakened()));
  }

  private static String share(int some, int all, GapWords words) {
    return all == 0 ? "–" : words.percent(some / (double) all) + " (" + some + "/" + all + ")";
  }

  /** Says gaps and ties with where they lead. */
  private record Sayer(GapWords words, Snapshot snapshot, Links links) {
    /** @param there those that there are, which the radar's page lists */
    List<Item> gaps(List<Gap> gaps, Function<Gap, String> text, Map<String, Gap> there) {
      return gaps.stream().map(gap -> new Item(text.apply(gap), there.containsKey(gap.id()) ? links.gaps() + "#" + gap.id() : about(gap))).sorted(Comparator.comparing(Item::text)).toList();
    }

    private String about(Gap gap) {
      return switch (gap) {
        case Gap.Demand demand -> "";
        case Gap.MissingTies ties -> forvaltning(ties.forvaltning());
        case Gap.SingleCarrier carrier -> snapshot.organisations().containsKey(carrier.organisation()) ? links.organisation(carrier.organisation()) : "";
      };
    }

    List<Item> ties(Collection<WhatIf.Tie> ties) {
      return ties.stream().map(tie -> new Item(words.forvaltning(tie.forvaltning()) + " – " + words.label(tie.competence()), forvaltning(tie.forvaltning()))).sorted(Comparator.comparing(Item::text)).toList();
    }

    private String forvaltning(String id) {
      return snapshot.forvaltningar().containsKey(id) ? links.forvaltning(id) : "";
    }
  }

  /** Whether nothing would change. */
  public boolean isSame() {
    return opened.isEmpty() && closed.isEmpty() && changed.isEmpty() && broken.isEmpty() && weakened.isEmpty() && lines.stream().allMatch(line -> line.before().equals(line.after()));
  }
}
