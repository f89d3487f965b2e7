package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.web.Role;

/** Those who hold a case and its sender write to each other while nothing is decided. */
class CorrespondenceTest {
  private static final String BASE = "https://meet.example";
  private static final String ADDRESS = "asa@cykel.example";
  private static final String UNIT = "miljoforvaltningen";
  private static final String SECRET_WORDS = "Vår nya lack innehåller hemlighumle";
  private static final Pattern LINK = Pattern.compile("https://meet\\.example(/arende/[0-9a-f]{32})");
  private static TestServer server;
  private static GreenMail mail;
  private String reference;
  private String id;
  private String page;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    mail.stop();
  }

  /** An idea that the environment department has got, and whose receipt has left. */
  @BeforeEach
  void a_case() throws Exception {
    HttpResponse<String> sent = server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/initiatives"))).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("""
        {"title": "Cykelkök %d", "text": "Vi vill laga cyklar tillsammans på gården, nummer %d.", "confidential": {"details": "%s", "ground": "trade-secret"},
         "sender": {"name": "Åsa Öberg", "sector": "business", "organisation": "Cykelköket", "email": "%s"}}""".formatted(System.nanoTime(), System.nanoTime(), SECRET_WORDS, ADDRESS))));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    JsonNode receipt = new ObjectMapper().readTree(sent.body());
    reference = receipt.get("reference").asText();
    page = URI.create(receipt.get("statusUrl").asText()).getPath();
    id = server.graph().read("MATCH (i:Initiative {reference: $r}) RETURN i.id AS id", Map.of("r", reference)).getFirst().get("id").asString();
    Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    coordinator.get(desk());
    assertThat(coordinator.post(desk(), Map.of("do", "assign", "version", "0", "forvaltning", UNIT)).statusCode()).isEqualTo(303);
    round();
    mail.purgeEmailFromAllMailboxes();
  }

  private String desk() {
    return "/arenden/" + reference;
  }

  private static void round() {
    MailSettings.Server smtp = new MailSettings.Server("127.0.0.1", mail.getSmtp().getPort(), Optional.empty(), "", MailSettings.Tls.NONE, "no-reply@meet.example");
    server.app().noticeSide().notices().round(new MailSettings(Optional.of(smtp), Optional.of(BASE)), BASE);
  }

  private static void purge() {
    try {
      mail.purgeEmailFromAllMailboxes();
    } catch (com.icegreen.greenmail.store.FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> mailsTo(String address) {
    return Arrays.stream(mail.getReceivedMessages()).filter(one -> to(one).equalsIgnoreCase(address)).map(CorrespondenceTest::plain).toList();
  }

  private static String to(Message message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String plain(MimeMessage message) {
    try {
      return ((Multipart) message.getContent()).getBodyPart(0).getContent().toString();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private long events(String type) {
    return server.graph().read("MATCH (e:Event {subject: $id}) WHERE e.type = $type RETURN count(e) AS n", Map.of("id", id, "type", type)).getFirst().get("n").asLong();
  }

  private Visitor ambassador(String unit) {
    Visitor one = new Visitor(server).as(Role.AMBASSADOR, unit);
    one.get(desk());
    return one;
  }

  private Map<String, String> message(Visitor who, String text) {
    Matcher seen = Pattern.compile("name=\"seen\" value=\"(\\d+)\"").matcher(who.get(desk()).body());
    assertThat(seen.find()).isTrue();
    return Map.of("do", "message", "seen", seen.group(1), "message", text);
  }

  @Test
  void a_message_reaches_the_sender_who_answers_and_the_holder_hears_of_it_and_nothing_is_decided() {
    Visitor kim = ambassador(UNIT);
    Map<String, String> said = message(kim, "Hur många <b>cyklar</b>?\nVi tittar på det.");
    assertThat(kim.post(desk(), said).headers().firstValue("Location").orElseThrow()).endsWith("#messages");
    assertThat(kim.post(desk(), said).statusCode()).as("a double click").isEqualTo(303);
    assertThat(events("initiative.messaged")).isEqualTo(1);
    assertThat(server.graph().read("MATCH (i:Initiative {id: $id}) RETURN i.status AS s, i.version AS v", Map.of("id", id)).getFirst().asMap()).containsEntry("s", "received").containsEntry("v", 1L);
    assertThat(kim.get(desk()).body()).contains("Hur många &lt;b&gt;cyklar&lt;/b&gt;?", "Ett meddelande skickades till avsändaren.");

    String status = server.get(page).body();
    assertThat(status).contains("Ni fick ett meddelande.", "Hur många &lt;b&gt;cyklar&lt;/b&gt;?", ", ambassadör", "Svara på meddelandet");
    assertThat(server.get("/en" + page.replace("/arende/", "/case/")).body()).contains("You got a message.", ", ambassador");
    round();
    assertThat(mailsTo(ADDRESS)).hasSize(1);
    String letter = mailsTo(ADDRESS).getFirst();
    assertThat(letter).contains("> Hur många <b>cyklar</b>?", "> Vi tittar på det.", "Inget är beslutat än").doesNotContain("hemlighumle", page);
    Matcher link = LINK.matcher(letter);
    assertThat(link.find()).isTrue();
    String mailed = link.group(1);
    assertThat(server.get(mailed).body()).contains(reference, "Svara på meddelandet");

    purge();
    Visitor asa = new Visitor(server);
    Matcher seen = Pattern.compile("name=\"seen\" value=\"(\\d+)\"").matcher(asa.get(mailed).body());
    assertThat(seen.find()).isTrue();
    Map<String, String> answer = Map.of("seen", seen.group(1), "reply", "Ungefär <i>fyrtio</i>.");
    assertThat(asa.post(mailed + "/svara", answer).statusCode()).isEqualTo(303);
    assertThat(asa.post(mailed + "/svara", answer).statusCode()).as("a double click").isEqualTo(303);
    assertThat(events("initiative.replied")).isEqualTo(1);
    assertThat(server.get(page).body()).contains("Ni svarade.", "Ungefär &lt;i&gt;fyrtio&lt;/i&gt;.");
    assertThat(kim.get(desk()).body()).contains("Ungefär &lt;i&gt;fyrtio&lt;/i&gt;.", "Avsändaren svarade på ett meddelande.");
    round();
    String told = mailsTo("acc-demo-ambassador-" + UNIT + "@meet.example").getFirst();
    assertThat(told).contains("har svarat på ett meddelande", desk()).doesNotContain("fyrtio", "Öberg", "hemlighumle", mailed);
    assertThat(mailsTo(ADDRESS)).isEmpty();
  }

  @Test
  void a_new_address_of_the_status_page_ends_the_link_in_the_mail_and_the_graph_does_not_have_it() {
    Visitor kim = ambassador(UNIT);
    kim.post(desk(), message(kim, "Vi tittar på det."));
    round();
    Matcher link = LINK.matcher(mailsTo(ADDRESS).getFirst());
    assertThat(link.find()).isTrue();
    String secret = link.group(1).substring(link.group(1).lastIndexOf('/') + 1);
    assertThat(server.graph().read("MATCH (n) WHERE any(key IN keys(n) WHERE toStringOrNull(n[key]) CONTAINS $secret) RETURN count(n) AS n", Map.of("secret", secret)).getFirst().get("n").asLong()).isZero();
    Visitor asa = new Visitor(server);
    asa.get(page);
    String renewed = asa.post(page + "/ny-adress", Map.of()).headers().firstValue("Location").orElseThrow();
    assertThat(server.get(renewed).statusCode()).isEqualTo(200);
    assertThat(server.get(link.group(1)).statusCode()).isEqualTo(404);
    assertThat(server.get(page).statusCode()).isEqualTo(404);
  }

  @Test
  void who_does_not_hold_the_case_writes_nothing_and_what_is_wrong_is_kept_in_the_form() {
    Visitor other = new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen");
    other.get("/arenden/ko");
    assertThat(other.post(desk(), Map.of("do", "message", "message", "Hej")).statusCode()).isEqualTo(404);
    Visitor kim = ambassador(UNIT);
    HttpResponse<String> empty = kim.post(desk(), Map.of("do", "message", "message", " "));
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(empty.body()).contains("href=\"#message\"");
    HttpResponse<String> long4001 = kim.post(desk(), Map.of("do", "message", "message", "å".repeat(4_001)));
    assertThat(long4001.statusCode()).isEqualTo(400);
    assertThat(long4001.body()).contains("å".repeat(4_001));
    assertThat(kim.postAsIs(desk(), Map.of("do", "message", "message", "Utan märke"), Map.of()).statusCode()).isEqualTo(403);
    assertThat(events("initiative.messaged")).isZero();

    Visitor asa = new Visitor(server);
    asa.get(page);
    HttpResponse<String> unasked = asa.post(page + "/svara", Map.of("seen", "1", "reply", "Hör ni mig?"));
    assertThat(unasked.statusCode()).as("nobody has written").isEqualTo(409);
    assertThat(unasked.body()).contains(">Hör ni mig?</textarea>");
    assertThat(asa.postAsIs(page + "/svara", Map.of("reply", "Utan märke"), Map.of()).statusCode()).isEqualTo(403);
    assertThat(asa.post(page + "/svara", Map.of("reply", " ")).statusCode()).isEqualTo(400);
    assertThat(events("initiative.replied")).isZero();
  }

  @Test
  void a_sender_writes_five_times_before_somebody_of_the_city_writes_again() {
    Visitor kim = ambassador(UNIT);
    kim.post(desk(), message(kim, "Berätta mer."));
    Visitor asa = new Visitor(server);
    asa.get(page);
    for (int i = 1; i <= 5; i++) assertThat(asa.post(page + "/svara", Map.of("reply", "Del " + i)).statusCode()).isEqualTo(303);
    assertThat(asa.post(page + "/svara", Map.of("reply", "Del 6")).statusCode()).isEqualTo(409);
    assertThat(asa.get(page).body()).doesNotContain("Svara på meddelandet");
    assertThat(events("initiative.replied")).isEqualTo(5);
    kim.post(desk(), message(kim, "Tack!"));
    assertThat(asa.get(page).body()).contains("Svara på meddelandet");
    assertThat(asa.post(page + "/svara", Map.of("reply", "Del 6")).statusCode()).isEqualTo(303);
  }

  @Test
  void programs_write_and_answer_too() throws Exception {
    String token = server.app().tokens().makeFor("acc-demo-ambassador-" + UNIT + "@meet.example", false).orElseThrow();
    HttpResponse<String> said = post("/api/v1/cases/" + reference + "/messages", "{\"text\": \"Hur många?\"}", token, "11111111-aaaa");
    assertThat(said.statusCode()).as(said.body()).isEqualTo(201);
    assertThat(new ObjectMapper().readTree(said.body()).get("reason").asText()).isEqualTo("Hur många?");
    assertThat(post("/api/v1/cases/" + reference + "/messages", "{\"text\": \"Hur många?\"}", token, "11111111-aaaa").statusCode()).isEqualTo(201);
    assertThat(events("initiative.messaged")).isEqualTo(1);
    String answers = "/api/v1/submissions/" + page.substring(page.lastIndexOf('/') + 1) + "/messages";
    HttpResponse<String> answered = post(answers, "{\"text\": \"Fyrtio.\"}", "", "22222222-bbbb");
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(201);
    assertThat(new ObjectMapper().readTree(answered.body()).get("steps").findValuesAsText("reason")).contains("Hur många?", "Fyrtio.");
    assertThat(post(answers, "{\"text\": \"\"}", "", "33333333-cccc").statusCode()).isEqualTo(400);
    String other = server.app().tokens().makeFor("acc-demo-ambassador-kulturforvaltningen@meet.example", false).orElseThrow();
    assertThat(post("/api/v1/cases/" + reference + "/messages", "{\"text\": \"Hej\"}", other, "44444444-dddd").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> post(String path, String json, String token, String key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url(path))).header("Content-Type", "application/json").header("Idempotency-Key", key);
    if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
    return server.send(request.POST(HttpRequest.BodyPublishers.ofString(json)));
  }
}
