package se.malmo.meet.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestScale;

/** A mail exists once and leaves once, whatever dies in between. */
class OutboxTest {
  private static final int MANY = TestScale.of(300, 1_000);
  private MailWorld world;

  @BeforeEach
  void begin() {
    world = new MailWorld();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void mails_wait_while_no_server_takes_them_and_each_leaves_once() {
    IntStream.range(0, MANY).forEach(i -> world.idea("Idé " + i, "sv", "s" + i + "@ugnen.example"));
    world.round();
    assertThat(world.count("waiting")).isEqualTo(MANY);
    world.anew().at("2026-03-02T06:30:00Z").round().anew().at("2026-03-02T07:00:00Z").round();
    assertThat(world.count("waiting")).isEqualTo(MANY);

    world.up().anew().at("2026-03-02T09:00:00Z");
    // Dies after half of them: another process has nothing but the graph.
    Outbox.Taken halfway = world.notices.outbox().take(300);
    assertThat(halfway.deliveries()).hasSize(300);
    world.anew().round();
    assertThat(world.mails()).hasSize(MANY - 300);
    world.anew().at("2026-03-02T09:03:00Z").round().round();
    List<MimeMessage> mails = world.mails();
    assertThat(mails).hasSize(MANY);
    assertThat(mails.stream().map(MailWorld::to).collect(Collectors.toSet())).hasSize(MANY);
    assertThat(world.count("sent")).isEqualTo(MANY);
  }

  @Test
  void a_process_that_dies_between_sending_and_noting_it_sends_again_with_the_same_message_id() {
    world.up();
    world.idea("Bröd", "sv", "asa@ugnen.example");
    world.round();
    world.graph.write("MATCH (d:Delivery) SET d.state = 'waiting', d.leasedUntil = datetime('2026-03-02T06:01:00Z')", Map.of());
    world.anew().at("2026-03-02T06:00:30Z").round();
    assertThat(world.mails()).as("the lease still holds").hasSize(1);
    world.at("2026-03-02T06:02:00Z").round();
    assertThat(world.mails()).hasSize(2);
    assertThat(world.mails().stream().map(mail -> MailWorld.header(mail, "Message-ID")).collect(Collectors.toSet())).hasSize(1);
  }

  @Test
  void two_servers_make_and_take_no_mail_twice() {
    world.up();
    IntStream.range(0, 40).forEach(i -> world.idea("Idé " + i, "sv", "s" + i + "@ugnen.example"));
    Notices one = world.notices;
    world.notices = world.made();
    List<Thread> both = List.of(Thread.ofPlatform().start(world::round), Thread.ofPlatform().start(() -> one.round(world.settings(), MailWorld.BASE)));
    both.forEach(OutboxTest::join);
    one.close();
    world.at("2026-03-02T06:05:00Z").round();
    assertThat(world.mails()).hasSize(40);
    assertThat(new HashSet<>(world.mails().stream().map(MailWorld::to).toList())).hasSize(40);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void pauses_grow_for_days_and_then_it_is_given_up_and_can_be_sent_again_by_hand() {
    world.idea("Bröd", "sv", "asa@ugnen.example");
    world.round();
    world.at("2026-03-02T05:59:40Z").round();
    assertThat(tries()).as("not before the pause has passed").isEqualTo(1);
    world.at("2026-03-02T06:00:05Z").round();
    assertThat(tries()).isEqualTo(2);
    world.at("2026-03-03T06:00:00Z").round();
    world.at("2026-03-04T06:00:00Z").round();
    assertThat(world.count("waiting")).isEqualTo(1);
    world.at("2026-03-09T07:00:00Z").round();
    assertThat(world.count("failed")).isEqualTo(1);
    world.up();
    assertThat(world.notices.outbox().again(id())).isTrue();
    assertThat(world.notices.outbox().again(id())).isFalse();
    world.at("2026-03-09T08:00:00Z").round();
    assertThat(world.mails()).hasSize(1);
  }

  @Test
  void what_happened_before_the_first_start_is_not_told_and_ends_are_forgotten_after_a_while() {
    world.up();
    world.idea("Bröd", "sv", "asa@ugnen.example");
    world.round();
    assertThat(world.mails()).hasSize(1);
    world.graph.write("MATCH (n:NoticeCursor) DETACH DELETE n", Map.of());
    world.graph.write("MATCH (n:Delivery) DETACH DELETE n", Map.of());
    world.anew().round();
    assertThat(world.mails()).hasSize(1);
    world.idea("Mer", "sv", "bo@ugnen.example");
    world.round();
    assertThat(world.notices.outbox().purge()).isZero();
    world.at("2026-07-02T06:00:00Z");
    assertThat(world.notices.outbox().purge()).isEqualTo(1);
  }

  @Test
  void nobody_is_flooded_with_receipts_by_whoever_types_their_address() {
    world.up();
    for (int i = 0; i < 15; i++) {
      world.at(MailWorld.MONDAY.plusSeconds(i)).idea("Idé " + i, "sv", "offer@ugnen.example");
    }
    world.round();
    assertThat(world.mails()).hasSize(Noticing.MOST_RECEIPTS);
  }

  private long tries() {
    return world.graph.read("MATCH (d:Delivery) RETURN d.tries AS n", Map.of()).getFirst().get("n").asLong();
  }

  private String id() {
    return world.graph.read("MATCH (d:Delivery) RETURN d.id AS id", Map.of()).getFirst().get("id").asString();
  }
}
