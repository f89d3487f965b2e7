package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.web.Role;
import se.malmo.meet.webhook.Receiver;
import se.malmo.meet.webhook.Signature;

/** An administrator has another system told what happens, sees each delivery, and mends what failed. */
class WebhookTest {
  private static final Pattern SECRET = Pattern.compile("<code>(whsec_[^<]+)</code>");
  private static final Pattern MESSAGE = Pattern.compile("name=\"message\" value=\"(msg-[^\"]+)\"");
  private static final Pattern TARGET = Pattern.compile("href=\"(/webhookar/whk-[^\"]+)\"");
  private static final MovedClock CLOCK = new MovedClock(Instant.now());
  private static TestServer server;
  private Visitor administrator;

  @BeforeAll
  static void start() {
    server = TestServer.at(CLOCK, Map.of("MEET_WEBHOOK_LOOPBACK", "true"));
    server.app().integrationSide().courier().prepare();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void an_administrator_signs_in() {
    administrator = new Visitor(server).as(Role.ADMINISTRATOR, "");
    server.graph().write("MATCH (n:WebhookTarget|WebhookDelivery) DETACH DELETE n", Map.of());
  }

  private static void submit() {
    assertThat(server.post("/api/v1/initiatives", """
        {"title": "Brödlådor", "text": "Vi vill dela bröd med skolorna.",
         "sender": {"name": "Åsa", "sector": "business", "organisation": "Ugnen", "email": "asa@ugnen.example"}}""").statusCode()).isEqualTo(201);
  }

  private static void round() {
    server.app().integrationSide().courier().round("https://meet.example").forEach(CompletableFuture::join);
  }

  private HttpResponse<String> register(String url) {
    administrator.get("/webhookar");
    return administrator.post("/webhookar", Map.of("url", url, "wanted", "case"));
  }

  private String target() {
    Matcher found = TARGET.matcher(administrator.get("/webhookar").body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private HttpResponse<String> press(String target, Map<String, String> fields) {
    administrator.get(target);
    return administrator.post(target, fields);
  }

  @Test
  void a_webhook_is_registered_its_secret_shown_once_and_what_happens_arrives_signed() {
    assertThat(administrator.get("/webhookar").body()).contains("Ingen webhook är registrerad än");
    try (Receiver receiver = new Receiver()) {
      HttpResponse<String> made = register(receiver.url("/in"));
      assertThat(made.statusCode()).isEqualTo(201);
      Matcher secret = SECRET.matcher(made.body());
      assertThat(secret.find()).isTrue();
      String target = target();
      assertThat(administrator.get(target).body()).contains("Inga leveranser här").doesNotContain("whsec_");
      assertThat(register(receiver.url("/in")).body()).as("as by a reload").contains("redan registrerad");
      submit();
      round();
      assertThat(receiver.got()).singleElement().satisfies(got -> {
        assertThat(got.signature()).isEqualTo(Signature.of(List.of(secret.group(1).replace("&#43;", "+")), got.id(), Long.parseLong(got.timestamp()), got.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(got.body()).contains("case.received.v1").doesNotContain("Åsa", "asa@", "Ugnen", "Brödlådor");
      });
      assertThat(administrator.get(target).body()).contains("case.received.v1", "levererad", "svarskod 204").doesNotContain("Försök igen");
      assertThat(administrator.get("/webhookar").body()).contains("Senast levererat");
      assertThat(administrator.get(target.replace("/webhookar", "/en/webhooks")).body()).contains("Deliveries", "answer 204");
      Matcher changed = SECRET.matcher(press(target, Map.of("do", "rotate")).body());
      assertThat(changed.find()).isTrue();
      assertThat(changed.group(1)).isNotEqualTo(secret.group(1));
      assertThat(press(target, Map.of("do", "remove")).statusCode()).isEqualTo(303);
      assertThat(administrator.get(target).statusCode()).isEqualTo(404);
      assertThat(server.graph().read("MATCH (d:WebhookDelivery) RETURN d", Map.of())).isEmpty();
    }
  }

  @Test
  void what_failed_is_seen_with_its_reason_paused_told_by_mail_and_sent_again_once() {
    try (Receiver receiver = new Receiver().answering(302)) {
      register(receiver.url("/secret-path-of-theirs"));
      String target = target();
      submit();
      round();
      assertThat(administrator.get(target).body()).contains("väntar", "svarskod 302", "skickade oss vidare", "Nytt försök");
      for (int i = 0; i < 9; i++) {
        CLOCK.move(Duration.ofHours(27));
        round();
      }
      assertThat(receiver.got()).hasSize(10);
      // The session has long ended.
      administrator = new Visitor(server).as(Role.ADMINISTRATOR, "");
      String page = administrator.get(target + "?state=failed").body();
      assertThat(page).contains("kunde inte levereras", "10 försök", "Pausad, för att", "Skicka 1 misslyckad igen");
      server.app().noticeSide().notices().round(MailSettings.of(Map.of()), "https://meet.example");
      Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
      assertThat(coordinator.get("/utskick").body()).contains("Webhooken till 127.0.0.1 är pausad", "nio nya försök", target).doesNotContain("secret-path-of-theirs");
      assertThat(new Visitor(server).as(Role.AUDITOR, "").get("/granskning").body()).contains("webhook.paused").doesNotContain("secret-path-of-theirs");
      receiver.answering(200);
      Matcher message = MESSAGE.matcher(page);
      assertThat(message.find()).isTrue();
      assertThat(press(target, Map.of("do", "resume")).statusCode()).isEqualTo(303);
      Map<String, String> again = Map.of("do", "again", "message", message.group(1));
      assertThat(press(target, again).headers().firstValue("Location").orElseThrow()).endsWith("done=again");
      assertThat(press(target, again).headers().firstValue("Location").orElseThrow()).endsWith("done=none");
      round();
      round();
      assertThat(receiver.got()).hasSize(11);
      assertThat(receiver.got().getLast().id()).isEqualTo(receiver.got().getFirst().id());
      assertThat(press(target, Map.of("do", "again-all")).headers().firstValue("Location").orElseThrow()).endsWith("done=none");
      press(target, Map.of("do", "pause"));
      submit();
      round();
      assertThat(receiver.got()).hasSize(11);
      assertThat(administrator.get(target).body()).contains("Pausad. Inget skickas.");
    }
  }

  @Test
  void a_mistake_is_named_with_its_remedy_and_nothing_typed_is_lost() {
    HttpResponse<String> inside = register("https://10.0.0.7/hook");
    assertThat(inside.statusCode()).isEqualTo(400);
    assertThat(inside.body()).contains("Adress: Ange en adress som ligger öppet på internet", "value=\"https://10.0.0.7/hook\"", "value=\"case\" id=\"wanted\" checked");
    administrator.get("/webhookar");
    HttpResponse<String> nothing = administrator.post("/webhookar", Map.of("url", "https://127.0.0.1:9/"));
    assertThat(nothing.body()).contains("Vad ska skickas: Välj minst en sak.", "href=\"#wanted\"");
    assertThat(new Visitor(server).as(Role.COORDINATOR, "").get("/webhookar").statusCode()).isEqualTo(403);
    assertThat(administrator.postAsIs("/webhookar", Map.of("url", "https://127.0.0.1:9/", "wanted", "case", "token", "0"), Map.of()).statusCode()).isEqualTo(403);
    assertThat(server.graph().read("MATCH (t:WebhookTarget) RETURN t", Map.of())).isEmpty();
  }

  @Test
  void all_that_was_given_up_stands_on_one_page_and_is_done_again_once() {
    try (Receiver receiver = new Receiver().answering(410)) {
      register(receiver.url("/in"));
      submit();
      round();
      server.app().noticeSide().notices().round(MailSettings.of(Map.of()), "https://meet.example");
      server.graph().write("MATCH (d:Delivery) WITH d ORDER BY d.created DESC LIMIT 1 SET d.state = 'failed', d.tries = 8", Map.of());
      server.graph().write("CREATE (:FailedJob {id: 'register', at: datetime(), tries: 2, fault: 'TransientException'})", Map.of());
      assertThat(administrator.get("/misslyckat").body()).contains("E-post (1)", "Webhookar (1)", "Jobb (1)", "8 försök").doesNotContain("asa@");
      assertThat(administrator.get("/misslyckat?queue=webhook").body()).contains("case.received.v1 → " + receiver.url("/in"), "vill ha mer");
      receiver.answering(200);
      press(target(), Map.of("do", "resume"));
      for (String queue : List.of("webhook", "mail")) {
        administrator.get("/misslyckat?queue=" + queue);
        assertThat(administrator.post("/misslyckat", Map.of("queue", queue)).headers().firstValue("Location").orElseThrow()).endsWith("done=again");
        assertThat(administrator.post("/misslyckat", Map.of("queue", queue)).headers().firstValue("Location").orElseThrow()).endsWith("done=none");
      }
      round();
      round();
      assertThat(receiver.got()).hasSize(2);
      assertThat(server.graph().read("MATCH (d:Delivery {state: 'failed'}) RETURN d", Map.of())).isEmpty();
      assertThat(administrator.get("/misslyckat?queue=job").body()).contains("register (TransientException)", "2 försök");
      assertThat(administrator.post("/misslyckat", Map.of("queue", "job", "id", "register")).headers().firstValue("Location").orElseThrow()).endsWith("done=again");
      assertThat(administrator.get("/misslyckat?queue=job").body()).contains("Alla jobb har gjorts");
      assertThat(server.graph().read("MATCH (e:Event {type: 'failed.replayed'}) RETURN e.subject + ' ' + e.queue + ' ' + e.count + ' ' + (e.by STARTS WITH 'acc-') AS said ORDER BY e.sequence", Map.of())
          .stream().map(row -> row.get("said").asString())).as("who ran what again is in the log").contains("webhook webhook 1 true", "mail mail 1 true", "register job 1 true");
      assertThat(new Visitor(server).as(Role.COORDINATOR, "").get("/misslyckat").statusCode()).isEqualTo(403);
    }
  }
}
