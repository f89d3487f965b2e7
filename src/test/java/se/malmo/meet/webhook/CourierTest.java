package se.malmo.meet.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.malmo.meet.MovedClock;
import se.malmo.meet.event.CloudEvents;
import se.malmo.meet.platform.AddressRange;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Lookup;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.TestGraph;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;
import se.malmo.meet.webhook.Message.State;

/** Each event reaches each target that wants it, once where nothing dies; who does not take it is asked again for three days, and then left alone. */
class CourierTest {
  private static final String SOURCE = "https://meet.example";
  private static final Caller ADMINISTRATOR = new Caller(Role.ADMINISTRATOR, "acc-admin", "Admin", java.util.Set.of());
  private static final byte[] KEY = "a key of the server".getBytes(StandardCharsets.UTF_8);
  private final MovedClock clock = new MovedClock(Instant.parse("2026-11-24T09:00:00Z"));
  private final Ids ids = new Ids(clock);
  private final List<Receiver> receivers = new ArrayList<>();
  private final List<Courier> couriers = new ArrayList<>();
  private Graph graph;
  private EventLog log;
  private Webhooks webhooks;
  private Courier courier;

  @BeforeEach
  void start() {
    graph = TestGraph.fresh();
    log = new EventLog(graph);
    webhooks = webhooks(new Lookup(true), true);
    courier = courier();
    courier.prepare();
  }

  @AfterEach
  void stop() {
    couriers.forEach(Courier::close);
    receivers.forEach(Receiver::close);
  }

  private Webhooks webhooks(Lookup lookup, boolean mayBeHere) {
    // In the place of a mail.
    return new Webhooks(graph, lookup, mayBeHere, message -> new Graph.Statement("CREATE (:Told {message: $message})", Map.of("message", message)), clock, ids, KEY);
  }

  /** As one more server. */
  private Courier courier() {
    Courier made = new Courier(graph, log, new CloudEvents(graph, log), webhooks, new Sender(new Lookup(true), Duration.ofSeconds(2)), new Schedule(new Random(1)), clock, ids);
    couriers.add(made);
    return made;
  }

  private Receiver receiver() {
    Receiver made = new Receiver();
    receivers.add(made);
    return made;
  }

  private static MultiMap fields(String url, String... wanted) {
    MultiMap fields = MultiMap.caseInsensitiveMultiMap().add("url", url);
    for (String one : wanted) fields.add("wanted", one);
    return fields;
  }

  private Webhooks.Fresh register(Receiver receiver, String... wanted) {
    return webhooks.register(fields(receiver.url("/hook"), wanted), ADMINISTRATOR);
  }

  private void happens(String type, int many) {
    graph.write(List.of(EventLog.append(clock.instant(), IntStream.range(0, many).mapToObj(i -> new Happening(type, "ini-" + i, "sender")).toList())));
  }

  private void round() {
    courier.round(SOURCE).forEach(CompletableFuture::join);
  }

  private List<Message> messages(Target target) {
    return webhooks.page(target, List.of(State.values()), 0, 500);
  }

  @Test
  void what_is_wanted_arrives_once_signed_by_the_secret() {
    Receiver receiver = receiver();
    Webhooks.Fresh fresh = register(receiver, "case", "se.malmo.meet.vocabulary.changed.v1");
    happens("initiative.received", 1);
    happens("organisation.saved", 1);
    happens("account.saved", 1);
    happens("interest.noted", 1);
    happens("vocabulary.changed", 1);
    round();
    round();
    assertThat(receiver.got()).hasSize(2);
    Receiver.Got got = receiver.got().getFirst();
    assertThat(got.type()).isEqualTo("application/cloudevents+json; charset=utf-8");
    assertThat(got.body()).startsWith("{\"specversion\":\"1.0\"").contains("\"source\":\"https://meet.example\"", "se.malmo.meet.case.received.v1", "\"subject\":\"case/ini-0\"");
    assertThat(receiver.got().getLast().body()).contains("vocabulary.changed.v1");
    assertThat(got.timestamp()).isEqualTo(String.valueOf(clock.instant().getEpochSecond()));
    assertThat(got.signature()).isEqualTo(Signature.of(List.of(fresh.secret()), got.id(), clock.instant().getEpochSecond(), got.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(got.signature()).as("of a body that somebody has changed").isNotEqualTo(Signature.of(List.of(fresh.secret()), got.id(), clock.instant().getEpochSecond(), "{}".getBytes(StandardCharsets.UTF_8)));
    assertThat(messages(fresh.target())).allSatisfy(message -> assertThat(message.state()).isEqualTo(State.DELIVERED)).hasSize(2);
    assertThat(graph.read("MATCH (n) WHERE any(key IN keys(n) WHERE n[key] = $secret) RETURN n", Map.of("secret", fresh.secret()))).as("the secret, readable in the graph").isEmpty();
  }

  @Test
  void two_secrets_sign_for_a_day_after_a_change() {
    Receiver receiver = receiver();
    Webhooks.Fresh first = register(receiver, "case");
    Webhooks.Fresh second = webhooks.rotate(first.target(), ADMINISTRATOR);
    happens("initiative.received", 1);
    round();
    Receiver.Got got = receiver.got().getFirst();
    assertThat(got.signature()).isEqualTo(Signature.of(List.of(second.secret(), first.secret()), got.id(), clock.instant().getEpochSecond(), got.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(got.signature().split(" ")).hasSize(2);
    clock.move(Duration.ofHours(25));
    happens("initiative.received", 1);
    round();
    got = receiver.got().getLast();
    assertThat(got.signature()).isEqualTo(Signature.of(List.of(second.secret()), got.id(), clock.instant().getEpochSecond(), got.body().getBytes(StandardCharsets.UTF_8)));
    webhooks.purge();
    assertThat(graph.read("MATCH (t:WebhookTarget) WHERE t.oldSecret IS NOT NULL RETURN t", Map.of())).isEmpty();
  }

  @Test
  void a_message_that_nobody_takes_is_tried_ten_times_under_one_id_and_then_the_target_is_paused_and_told_of() {
    Receiver receiver = receiver().answering(500);
    Target target = register(receiver, "case").target();
    happens("initiative.received", 1);
    Instant begun = clock.instant();
    round();
    for (Duration pause : Schedule.PAUSES) {
      int before = receiver.got().size();
      clock.move(pause.multipliedBy(88).dividedBy(100));
      round();
      assertThat(receiver.got()).as("too early for " + pause).hasSize(before);
      clock.move(pause.multipliedBy(22).dividedBy(100));
      round();
      assertThat(receiver.got()).as("after " + pause).hasSize(before + 1);
    }
    assertThat(receiver.got()).hasSize(10);
    assertThat(receiver.got().stream().map(Receiver.Got::id).distinct()).hasSize(1);
    assertThat(receiver.got().stream().map(Receiver.Got::timestamp).distinct()).hasSize(10);
    assertThat(Duration.between(begun, clock.instant())).isGreaterThan(Duration.ofHours(75));
    assertThat(webhooks.byId(target.id())).satisfies(paused -> {
      assertThat(paused.isPaused()).isTrue();
      assertThat(paused.because()).isEqualTo("spent");
    });
    assertThat(messages(target)).singleElement().satisfies(message -> {
      assertThat(message.state()).isEqualTo(State.FAILED);
      assertThat(message.tries()).isEqualTo(10);
      assertThat(message.status()).isEqualTo(500);
      assertThat(graph.read("MATCH (t:Told) RETURN t.message AS message", Map.of()).getFirst().get("message").asString()).isEqualTo(message.id());
    });
    assertThat(log.of(target.id()).stream().map(EventLog.Event::type)).containsExactly("webhook.registered", "webhook.paused");
    happens("initiative.received", 1);
    round();
    assertThat(receiver.got()).as("after the pause").hasSize(10);
  }

  @Test
  void who_wants_no_more_is_paused_at_once_and_gets_what_waited_when_it_is_started_again() {
    Receiver receiver = receiver().answering(410);
    Target target = register(receiver, "case").target();
    happens("initiative.received", 3);
    round();
    assertThat(receiver.got()).hasSize(1);
    assertThat(webhooks.byId(target.id()).because()).isEqualTo("gone");
    receiver.answering(200);
    webhooks.resume(target, ADMINISTRATOR);
    round();
    assertThat(receiver.got()).hasSize(3);
    assertThat(webhooks.count(target, List.of(State.FAILED))).isEqualTo(1);
    // Twice, as by a double click.
    assertThat(webhooks.again(target, Optional.empty(), ADMINISTRATOR)).isEqualTo(1);
    assertThat(webhooks.again(target, Optional.empty(), ADMINISTRATOR)).isZero();
    round();
    round();
    assertThat(receiver.got()).hasSize(4);
    assertThat(receiver.got().getLast().id()).as("a message keeps its id").isEqualTo(receiver.got().getFirst().id());
    assertThat(webhooks.count(target, List.of(State.DELIVERED))).isEqualTo(3);
  }

  @Test
  void a_target_that_does_not_answer_holds_up_no_other() {
    Receiver silent = receiver().silent();
    Receiver quick = receiver();
    Target stuck = register(silent, "case").target();
    Target other = register(quick, "case").target();
    happens("initiative.received", 20);
    List<CompletableFuture<Void>> work = courier.round(SOURCE);
    assertThat(work).hasSize(2);
    CompletableFuture.anyOf(work.toArray(CompletableFuture[]::new)).join();
    assertThat(quick.got()).hasSize(20);
    assertThat(webhooks.count(other, List.of(State.DELIVERED))).isEqualTo(20);
    assertThat(silent.got().size()).isLessThan(5);
    // What happens now reaches the quick one although the other is still at work.
    happens("initiative.received", 1);
    courier.round(SOURCE).forEach(CompletableFuture::join);
    assertThat(quick.got()).hasSize(21);
    webhooks.pause(stuck, ADMINISTRATOR);
  }

  @Test
  void two_servers_at_once_send_each_message_once() {
    Receiver receiver = receiver();
    Target target = register(receiver, "case").target();
    Courier other = courier();
    happens("initiative.received", 60);
    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> courier.round(SOURCE).forEach(CompletableFuture::join));
    CompletableFuture<Void> second = CompletableFuture.runAsync(() -> other.round(SOURCE).forEach(CompletableFuture::join));
    CompletableFuture.allOf(first, second).join();
    round();
    assertThat(receiver.got()).hasSize(60);
    assertThat(receiver.got().stream().map(Receiver.Got::body).distinct()).hasSize(60);
    assertThat(webhooks.count(target, List.of(State.DELIVERED))).isEqualTo(60);
  }

  @Test
  void what_a_server_took_before_it_died_is_sent_by_another_a_minute_later() {
    Receiver receiver = receiver();
    Target target = register(receiver, "case").target();
    receiver.answering(204);
    happens("initiative.received", 2);
    webhooks.pause(target, ADMINISTRATOR);
    happens("initiative.received", 2);
    round();
    assertThat(messages(target)).as("nothing is kept for one that is paused").isEmpty();
    webhooks.resume(target, ADMINISTRATOR);
    happens("initiative.received", 2);
    MessageStore store = new MessageStore(graph);
    store.advance(store.cursor(), log.last(), "fol-1", log.since(store.cursor(), 500).stream().filter(event -> event.type().equals("initiative.received"))
        .map(event -> new MessageStore.Made("msg-" + event.sequence(), target.id(), event.sequence(), "se.malmo.meet.case.received.v1")).toList(), clock.instant());
    assertThat(store.take(target.id(), "of-the-dead", 10, clock.instant(), clock.instant().plus(Courier.LEASE))).hasSize(2);
    round();
    assertThat(receiver.got()).isEmpty();
    clock.move(Courier.LEASE.plusSeconds(1));
    round();
    assertThat(receiver.got()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"'',problem.required", "ftp://hook.example/,problem.webhook.url", "https://user:pass@hook.example/,problem.webhook.url", "http://hook.example/,problem.webhook.https",
      "https://hook.example:25/,problem.webhook.port", "https://127.0.0.1/,problem.webhook.inside", "https://[::ffff:127.0.0.1]/,problem.webhook.inside", "https://10.0.0.7/,problem.webhook.inside",
      "https://169.254.169.254/,problem.webhook.inside", "https://localhost/,problem.webhook.inside", "https://inwards.example/,problem.webhook.inside", "https://nobody.example/,problem.webhook.name"})
  void an_address_that_must_not_be_used_is_refused_when_it_is_registered(String url, String key) {
    Webhooks real = webhooks(new Lookup(false, host -> switch (host) {
      case "hook.example" -> new InetAddress[] {AddressRange.address("93.184.215.14").orElseThrow()};
      case "inwards.example" -> new InetAddress[] {AddressRange.address("10.0.0.7").orElseThrow()};
      default -> new InetAddress[0];
    }), false);
    Problem.Invalid refused = catchThrowableOfType(Problem.Invalid.class, () -> real.register(fields(url, "case"), ADMINISTRATOR));
    assertThat(refused.fields()).singleElement().satisfies(field -> assertThat(field.key()).isEqualTo(key));
    assertThat(real.list()).isEmpty();
    assertThat(real.register(fields("https://hook.example:8443/in?x=1", "case"), ADMINISTRATOR).secret()).startsWith("whsec_");
    assertThat(catchThrowableOfType(Problem.Invalid.class, () -> real.register(fields("https://hook.example:8443/in?x=1", "case"), ADMINISTRATOR)).fields().getFirst().key()).isEqualTo("problem.webhook.known");
    assertThat(catchThrowableOfType(Problem.Invalid.class, () -> real.register(fields("https://hook.example/2", "se.malmo.meet.interest.noted.v1"), ADMINISTRATOR)).fields().getFirst().key())
        .as("a type that no machine hears").isEqualTo("problem.webhook.wanted");
  }
}
