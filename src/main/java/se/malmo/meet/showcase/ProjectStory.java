package se.malmo.meet.showcase;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.initiative.Initiative;
import se.malmo.meet.initiative.Initiative.Participant;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.neighbours.Neighbour;
import se.malmo.meet.neighbours.Neighbourhood;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Share;

/**
 * A project as its page tells of it.
 *
 * @param since when it came in
 * @param near projects that need much the same
 */
public record ProjectStory(Initiative.Whole whole, LocalDate since, Neighbourhood around, List<Project.Line> near, Share share) {
  private static final String LEADER = "leader";

  static ProjectStory of(Initiative.Whole whole, Neighbourhood around, List<Project.Line> near, Page page) {
    Initiative it = whole.initiative();
    Share share = new Share(page.text(it.outcome().isPresent() ? "share.project.ended" : "share.project", it.title(), ProjectStore.summary(it.outcome().orElse(it.text()))),
        page.absolute(page.links().initiative(it.reference())), page.text("share.picture"));
    return new ProjectStory(whole, Sweden.day(it.date()), around, near, share);
  }

  /** Whether it no longer goes on. */
  public boolean isOver() {
    return whole.initiative().status() == Status.ENDED;
  }

  /** Whether anything stands beside the text. */
  public boolean hasFacts() {
    return leader().isPresent() || !whole.holders().isEmpty() || !themes().isEmpty();
  }

  /** Who leads it, where that is known. */
  public Optional<Participant> leader() {
    return whole.participants().stream().filter(it -> it.role().equals(LEADER)).findFirst();
  }

  /** What it needs or is about. */
  public List<Neighbour> themes() {
    return around.of(Neighbour.Kind.COMPETENCE).toList();
  }
}
