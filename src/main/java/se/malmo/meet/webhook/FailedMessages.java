package se.malmo.meet.webhook;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.failed.FailedQueue;
import se.malmo.meet.web.Caller;

/** The messages of all webhooks that could not be delivered. */
public final class FailedMessages implements FailedQueue {
  private final Webhooks webhooks;

  public FailedMessages(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public long count() {
    return webhooks.list().stream().mapToLong(Target.Listed::failed).sum();
  }

  @Override
  public List<Entry> page(int skip, int limit) {
    return webhooks.failed(skip, limit).stream().map(one -> new Entry(one.id(), "failed.webhook", one.type() + " → " + webhooks.byId(one.target()).url(), one.created(), one.tries(),
        "webhook.reason." + one.reason())).toList();
  }

  @Override
  public long again(Optional<String> id, Caller by) {
    return webhooks.list().stream().filter(one -> one.failed() > 0).mapToLong(one -> webhooks.again(one.target(), id, by)).sum();
  }
}
