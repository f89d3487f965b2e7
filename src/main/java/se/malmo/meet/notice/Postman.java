package se.malmo.meet.notice;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import se.malmo.meet.initiative.LostLinks;
import se.malmo.meet.initiative.StatusLinks;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Rounds;

/**
 * Goes round: reads what has happened, makes the day's mails, and sends what is due. Each mail is marked as sent right after the mail server has taken it: a
 * server that dies in between sends that one again, with the same Message-ID.
 */
public final class Postman implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final int BATCH = 10;
  /** A lease that ends sooner than this is too short for another mail. */
  private static final Duration ROOM = Duration.ofSeconds(Smtp.LIMIT_SECONDS + 10);
  /** While no mail server answers it is asked less and less often. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final Noticing noticing;
  private final Digests digests;
  private final Outbox outbox;
  private final Writer writer;
  private final Rounds rounds = new Rounds("postman", "A round of the mail could not be ended");
  private Duration pause = Duration.ZERO;
  private Instant quietUntil = Instant.EPOCH;

  public Postman(Noticing noticing, Digests digests, Outbox outbox, Writer writer) {
    this.noticing = noticing;
    this.digests = digests;
    this.outbox = outbox;
    this.writer = writer;
  }

  /** Sets the marks from which on things are told, where there are none. */
  public void prepare() {
    noticing.begin();
    digests.begin();
  }

  /**
   * Goes round until closed.
   *
   * @param carrier none: nothing is sent, and what there is to send waits
   */
  void begin(Optional<Carrier> carrier, String base) {
    prepare();
    rounds.begin(BETWEEN, BETWEEN, () -> round(carrier, base));
  }

  /** One round. */
  synchronized void round(Optional<Carrier> carrier, String base) {
    noticing.follow();
    digests.pass();
    outbox.giveUp();
    if (carrier.isEmpty() || outbox.now().isBefore(quietUntil)) return;
    Outbox.Taken taken = outbox.take(BATCH);
    while (!taken.deliveries().isEmpty() && !rounds.isEnding()) {
      if (!sendAll(taken, carrier.get(), base)) return;
      taken = outbox.take(BATCH);
    }
  }

  /** Whether to go on: not where no mail server answers. */
  private boolean sendAll(Outbox.Taken taken, Carrier carrier, String base) {
    for (Delivery delivery : taken.deliveries()) {
      if (rounds.isEnding() || outbox.now().plus(ROOM).isAfter(taken.until())) break;
      try {
        send(delivery, carrier, base);
        pause = Duration.ZERO;
      } catch (Carrier.Unreachable e) {
        outbox.putOff(delivery, e.getMessage());
        outbox.release(taken);
        pause = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        quietUntil = outbox.now().plus(pause);
        LOG.warn("No mail server takes mail ({}); what there is to send is kept and tried again in {} s", e.getMessage(), pause.toSeconds());
        return false;
      }
    }
    outbox.release(taken);
    return true;
  }

  private void send(Delivery delivery, Carrier carrier, String base) {
    Optional<Mail> mail;
    try {
      mail = writer.write(delivery, base);
    } catch (IllegalArgumentException | NoSuchElementException | DateTimeException e) {
      // One that cannot be written keeps no other back.
      LOG.warn("{} cannot be written: {}", delivery.id(), e.getClass().getSimpleName());
      outbox.putOff(delivery, "cannot be written");
      return;
    }
    if (mail.isEmpty()) {
      outbox.dropped(delivery, delivery.kind() == Kind.LOST_LINK ? noted(delivery) : List.of());
      return;
    }
    try {
      carrier.send(mail.get());
    } catch (Carrier.Refused e) {
      LOG.warn("The mail server refused {} ({})", delivery.id(), e.getMessage());
      if (e.isForGood()) outbox.failed(delivery);
      else outbox.putOff(delivery, e.getMessage());
      return;
    }
    outbox.sent(delivery, noted(delivery));
  }

  private List<Graph.Statement> noted(Delivery delivery) {
    return switch (delivery.kind()) {
      case RECEIPT -> List.of(StatusLinks.forget(delivery.subject()));
      case LOST_LINK -> List.of(LostLinks.forget(delivery.recipient()));
      case NEWS -> List.of(FollowStore.told(delivery.recipient(), delivery.event()));
      case DIGEST, STALLED -> digests.told(delivery);
      default -> List.of();
    };
  }

  @Override
  public void close() {
    rounds.close();
  }
}
