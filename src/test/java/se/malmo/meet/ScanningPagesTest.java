package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Role;

/** The pages of signals, feeds and meetings, as those who handle cases use them without scripts. */
class ScanningPagesTest {
  private static final String ENVIRONMENT = "miljoforvaltningen";
  private static final String SERVICE = "serviceforvaltningen";
  private static TestServer server;
  private Visitor environment;
  private Visitor service;
  private Visitor coordinator;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void they_sign_in() {
    environment = new Visitor(server).as(Role.AMBASSADOR, ENVIRONMENT);
    service = new Visitor(server).as(Role.AMBASSADOR, SERVICE);
    coordinator = new Visitor(server).as(Role.COORDINATOR, "");
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void the_demo_has_signals_that_others_have_noted_too_and_proposals_that_wait() {
    String list = environment.get("/signaler").body();
    assertThat(list).contains("Köpenhamn mäter badvatten varje timme", "Fritidsförvaltningen har också noterat något om det här", "förslag från flöden väntar på er");
    assertThat(environment.get("/signaler/forslag").body()).contains("Lund prövar solel på tak åt hyresgäster", "Miljönytt runt Öresund (exempel)");
    assertThat(service.get("/signaler/forslag").body()).doesNotContain("Lund prövar solel");
    assertThat(environment.get("/signaler/floden").body()).contains("Pausat.");
    assertThat(coordinator.get("/en/signals").body()).contains("Signals from outside", "Environment");
  }

  @Test
  void a_signal_is_noted_by_a_title_seen_by_another_forvaltning_and_shown_on_the_case_that_it_touches() {
    environment.get("/signaler/ny");
    String read = environment.post("/signaler/ny", Map.of("title", "Oslo lär ut odling med solceller", "words", "matsvinn", "do", "read")).body();
    assertThat(read).contains("value=\"matsvinn\" checked", "Oslo lär ut odling med solceller");
    String mine = location(environment.post("/signaler/ny", Map.of("title", "Oslo minskar matsvinn", "link", "https://example.org/oslo", "do", "save")));
    assertThat(environment.get(mine).body()).contains("Signalen är sparad.", "rel=\"noopener noreferrer nofollow\"", "Serviceförvaltningen har också noterat något om det här");
    service.get("/signaler/ny");
    String other = location(service.post("/signaler/ny", Map.of("title", "Bergen minskar matsvinn", "do", "save")));
    assertThat(service.get(other).body()).contains("Miljöförvaltningen har också noterat något om det här");
    String reference = server.graph().read("MATCH (i:Initiative {title: 'Brödet som blir kvar klockan fem'}) RETURN i.reference AS r", Map.of()).getFirst().get("r").asString();
    assertThat(coordinator.get("/arenden/" + reference).body()).contains("Omvärldssignaler", "Bergen minskar matsvinn", "Gemensamt: ");
    assertThat(service.get(other).body()).contains(reference);
  }

  @Test
  void what_is_wrong_is_told_beside_its_field_and_what_was_typed_is_kept() {
    coordinator.get("/signaler/ny");
    HttpResponse<String> refused = coordinator.post("/signaler/ny", Map.of("title", "", "link", "javascript:alert(1)", "observation", "Det här vill jag inte skriva om.", "words", "zzqx", "do", "save"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("id=\"title-fault\"", "id=\"link-fault\"", "id=\"forvaltning-fault\"", "id=\"words-fault\"", "Det här vill jag inte skriva om.", "javascript:alert(1)");
    environment.get("/signaler/floden");
    HttpResponse<String> inside = environment.post("/signaler/floden", Map.of("address", "http://[::ffff:127.0.0.1]/f", "do", "add"));
    assertThat(inside.statusCode()).isEqualTo(400);
    assertThat(inside.body()).contains("id=\"address-fault\"", "öppet på internet", "::ffff:127.0.0.1");
    environment.get("/signaler/moten");
    HttpResponse<String> meeting = environment.post("/signaler/moten", Map.of("party", "Ingen alls AB", "counterpart", "Miljöförvaltningen", "day", "2199-01-01", "remark", "Vi pratade om regn.", "do", "add"));
    assertThat(meeting.statusCode()).isEqualTo(400);
    assertThat(meeting.body()).contains("id=\"party-fault\"", "id=\"day-fault\"", "Vi pratade om regn.", "Ingen alls AB");
  }

  @Test
  void markup_in_a_signal_is_text() {
    environment.get("/signaler/ny");
    String address = location(environment.post("/signaler/ny", Map.of("title", "<svg onload=alert(1)>", "observation", "</p><script>alert(1)</script>", "do", "save")));
    for (String page : new String[] {address, "/signaler", "/en/signals"}) assertThat(environment.get(page).body()).doesNotContain("<svg onload", "<script>alert");
  }

  @Test
  void a_form_without_its_token_does_nothing_and_another_s_signal_cannot_be_removed() {
    long before = count();
    assertThat(environment.postAsIs("/signaler/ny", Map.of("title", "Utan märke", "do", "save"), Map.of()).statusCode()).isEqualTo(403);
    assertThat(count()).isEqualTo(before);
    service.get("/signaler");
    service.get("/signaler/ny");
    assertThat(service.post("/signaler/sig-demo-1", Map.of("do", "remove")).statusCode()).isEqualTo(404);
    assertThat(service.get("/signaler/sig-demo-1").body()).doesNotContain("Ta bort signalen");
    assertThat(count()).isEqualTo(before);
    assertThat(new Visitor(server).get("/signaler").statusCode()).isEqualTo(401);
  }

  private static long count() {
    return server.graph().read("MATCH (s:Signal) RETURN count(s) AS n", Map.of()).getFirst().get("n").asLong();
  }

  @Test
  void a_proposal_is_decided_on_once() {
    environment.get("/signaler/forslag");
    String id = server.graph().read("MATCH (n:FeedItem) WHERE n.title STARTS WITH 'Ny rapport' RETURN n.id AS id", Map.of()).getFirst().get("id").asString();
    assertThat(service.get("/signaler/forslag").statusCode()).isEqualTo(200);
    assertThat(service.post("/signaler/forslag", Map.of("proposal", id, "do", "dismiss")).statusCode()).isEqualTo(409);
    assertThat(environment.post("/signaler/forslag", Map.of("proposal", id, "concept", "stigande-hav", "do", "confirm")).statusCode()).isEqualTo(303);
    assertThat(environment.get("/signaler").body()).contains("Ny rapport: stigande hav och hamnstäder");
    environment.get("/signaler/forslag");
    assertThat(environment.post("/signaler/forslag", Map.of("proposal", id, "do", "dismiss")).body()).contains("Någon annan har redan bestämt");
  }

  @Test
  void nothing_of_a_signal_is_public() {
    Visitor anybody = new Visitor(server);
    for (String path : new String[] {"/signaler/sig-demo-1", "/en/signals/sig-demo-1", "/signaler/forslag", "/signaler/moten"}) assertThat(anybody.get(path).statusCode()).as(path).isEqualTo(401);
    assertThat(server.get("/api/v1/graph/neighbourhood?node=sig-demo-1").statusCode()).isEqualTo(404);
    for (String path : new String[] {"/graf?open=sig-demo-1", "/graf?open=badvattenkvalitet", "/teman", "/initiativ", "/ordlista?q=badvatten", "/sitemap.xml", "/flode.atom"}) {
      assertThat(server.get(path).body()).as(path).doesNotContain("Köpenhamn mäter", "sig-demo-1<");
    }
    assertThat(new Visitor(server).as(Role.ADMINISTRATOR, "").get("/luckor").body()).doesNotContain("/signaler?concept");
    assertThat(coordinator.get("/luckor").body()).contains("/signaler?concept");
  }

  @Test
  void a_meeting_is_seen_in_the_graph_by_everybody_and_who_noted_it_is_not() {
    String name = server.graph().read("MATCH (o:Organisation {sourceId: 'id:demo-org-01'}) RETURN o.name AS n", Map.of()).getFirst().get("n").asString();
    String id = server.graph().read("MATCH (o:Organisation {sourceId: 'id:demo-org-01'}) RETURN o.id AS n", Map.of()).getFirst().get("n").asString();
    environment.get("/signaler/moten");
    assertThat(environment.post("/signaler/moten", Map.of("party", "Kulturförvaltningen", "counterpart", name, "day", LocalDate.now(Sweden.ZONE).toString(), "remark", "Hemligt om bröd", "do", "add")).statusCode())
        .isEqualTo(303);
    assertThat(service.get("/signaler/moten").body()).contains("Hemligt om bröd", "noterat av Ambassadören, Miljöförvaltningen").doesNotContain("Ta bort mötet");
    String seen = server.get("/api/v1/graph/neighbourhood?node=kulturforvaltningen&limit=60").body();
    assertThat(seen).contains("met-with", "möte", id).doesNotContain("Hemligt", "acc-demo");
    assertThat(server.get("/graf?open=kulturforvaltningen").body() + server.get("/graf/samband?from=kulturforvaltningen&to=" + id).body()).contains("har träffats").doesNotContain("Hemligt");
    assertThat(server.get("/forvaltningar/kulturforvaltningen").statusCode()).isEqualTo(200);
  }
}
