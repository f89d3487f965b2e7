package se.malmo.meet.notice;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.failed.FailedQueue;
import se.malmo.meet.notice.Delivery.State;
import se.malmo.meet.web.Caller;

/** The mails that were given up; what they say, and to whom, is not told. */
public final class FailedMails implements FailedQueue {
  private static final List<State> FAILED = List.of(State.FAILED);
  private static final int MOST_AT_ONCE = 10_000;

  private final Outbox outbox;

  public FailedMails(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public long count() {
    return outbox.count(FAILED);
  }

  @Override
  public List<Entry> page(int skip, int limit) {
    return outbox.page(FAILED, skip, limit).stream().map(one -> new Entry(one.id(), "outbox.kind." + one.kind().code(), "", one.created(), one.tries(), "")).toList();
  }

  @Override
  public long again(Optional<String> id, Caller by) {
    List<String> meant = id.map(List::of).orElseGet(() -> outbox.page(FAILED, 0, MOST_AT_ONCE).stream().map(Delivery::id).toList());
    return meant.stream().filter(outbox::again).count();
  }
}
