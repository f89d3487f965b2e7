package se.malmo.meet.initiative;

import java.time.LocalDate;
import java.util.List;
import se.malmo.meet.initiative.Initiatives.Step;
import se.malmo.meet.web.Page;

/**
 * A case as its sender follows it.
 *
 * @param answerBy null for one that came without a promise
 * @param isNew whether it has just been handed in
 */
public record StatusView(String reference, String title, String text, String status, LocalDate answerBy, List<Initiative.Holder> holders, List<Step> steps,
    boolean isNew) {

  static StatusView of(Initiatives.Followed followed, boolean isNew) {
    Initiative it = followed.whole().initiative();
    return new StatusView(it.reference(), it.title(), it.text(), it.status().code(), it.answerBy().orElse(null), followed.whole().holders(), followed.steps(),
        isNew);
  }

  /** Who has the case now. */
  public String holder(Page page) {
    if (holders.isEmpty()) return page.text("status.holder.first");
    return page.messages().list(holders.stream().map(holder -> holder.name(page.language())).toList());
  }
}
