package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.identity.Account;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.web.Role;

/** Somebody asks a förvaltning's ambassador something before there is an idea to send in, and has an answer. */
class InquiryTest {
  private static final String BASE = "https://meet.example";
  private static final String ENVIRONMENT = "miljoforvaltningen";
  private static final String ASK = "/forvaltningar/" + ENVIRONMENT + "/fraga";
  private static final String ADDRESS = "Asa.Oberg@ugnen.example";
  private static final Map<String, String> QUESTION = Map.of("question", "Får vi dela på <b>brödet</b> som blir över?", "name", "Åsa Öberg", "email", ADDRESS);
  private static final Pattern LINK = Pattern.compile("https://meet\\.example(/\\S+)");
  private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private static TestServer server;
  private static GreenMail mail;

  @BeforeAll
  static void start() {
    server = TestServer.at(CLOCK, "");
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    mail.stop();
  }

  /** As if nobody had asked anything, and long enough after the last one that one may ask again. */
  @BeforeEach
  void nobody_has_asked() throws Exception {
    CLOCK.move(Duration.ofMinutes(11));
    round();
    mail.purgeEmailFromAllMailboxes();
    server.graph().write("MATCH (n:Inquiry|NoticeRules|Delivery) WHERE NOT n.id = 'inq-demo-1' OR n:NoticeRules DETACH DELETE n", Map.of());
    server.graph().write("MATCH (e:Event) WHERE e.type STARTS WITH 'inquiry.' DETACH DELETE e", Map.of());
    server.graph().write("MATCH (a:Account) REMOVE a.absentFrom, a.absentUntil, a.deputy", Map.of());
  }

  private static void round() {
    MailSettings.Server smtp = new MailSettings.Server("127.0.0.1", mail.getSmtp().getPort(), Optional.empty(), "", MailSettings.Tls.NONE, "no-reply@meet.example");
    server.app().noticeSide().notices().round(new MailSettings(Optional.of(smtp), Optional.of(BASE)), BASE);
  }

  private List<MimeMessage> mailsTo(String address) {
    return Arrays.stream(mail.getReceivedMessages()).filter(one -> to(one).equalsIgnoreCase(address)).toList();
  }

  private static String to(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String plain(MimeMessage message) throws Exception {
    return ((Multipart) message.getContent()).getBodyPart(0).getContent().toString();
  }

  private static String ambassador(String forvaltning) {
    return "acc-demo-ambassador-" + forvaltning + "@meet.example";
  }

  private long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  private String id() {
    return server.graph().read("MATCH (q:Inquiry) WHERE NOT q.id STARTS WITH 'inq-demo' RETURN q.id AS id", Map.of()).getFirst().get("id").asString();
  }

  /** Asks; tells the address of the page. */
  private String asked(Map<String, String> more) {
    Visitor visitor = new Visitor(server);
    visitor.get(ASK);
    Map<String, String> fields = new HashMap<>(QUESTION);
    fields.putAll(more);
    HttpResponse<String> sent = visitor.post(ASK, fields);
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
    return sent.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void whoever_asks_has_a_receipt_with_the_words_and_the_way_to_the_answer() throws Exception {
    String page = asked(Map.of());
    round();

    assertThat(mailsTo(ADDRESS)).hasSize(1);
    String receipt = plain(mailsTo(ADDRESS).getFirst());
    assertThat(receipt).contains("Er fråga till Miljöförvaltningen har kommit in", "> Får vi dela på <b>brödet</b> som blir över?", BASE + page);
    assertThat(server.get(page).body()).contains("kvitto");
    round();
    assertThat(mailsTo(ADDRESS)).as("once").hasSize(1);
  }

  @Test
  void a_question_with_a_draft_comes_to_the_queue_and_its_answer_to_whoever_asked() throws Exception {
    String page = asked(Map.of("share", "yes", "draft", "Utkast: bröd till skolköken"));
    assertThat(page).matches("/fraga/[0-9a-f]{32}");
    assertThat(server.get(page).body()).contains("Får vi dela på &lt;b&gt;brödet&lt;/b&gt; som blir över?", "Utkast: bröd till skolköken", "måndag 9 mars 2026", "noindex").doesNotContain("ugnen");
    round();
    assertThat(mailsTo(ambassador(ENVIRONMENT))).hasSize(1);
    String told = plain(mailsTo(ambassador(ENVIRONMENT)).getFirst());
    assertThat(told).contains("Miljöförvaltningen", "9 mars 2026", "/fragor/" + id()).doesNotContain("bröd", "Öberg", "ugnen", page);

    Visitor kim = new Visitor(server).as(Role.AMBASSADOR, ENVIRONMENT);
    String list = kim.get("/fragor").body();
    assertThat(list.indexOf("inq-demo-1")).as("due first").isBetween(0, list.indexOf(id()));
    assertThat(list).contains("2 frågor väntar på svar", "svar senast 9 mars 2026", "med utkast");
    String address = "/fragor/" + id();
    assertThat(kim.get(address).body()).contains("Åsa Öberg", "Utkast: bröd till skolköken").doesNotContain("ugnen.example");
    HttpResponse<String> empty = kim.post(address, Map.of("version", "0", "answer", " "));
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(empty.body()).contains("href=\"#answer\"", "Ert svar:");
    assertThat(kim.post(address, Map.of("version", "0", "answer", "Ja, det får ni.\nBörja med oss.")).statusCode()).isEqualTo(303);
    assertThat(kim.get("/fragor").body()).contains("En fråga väntar på svar", "✓ besvarad 2 mars 2026");
    assertThat(server.get(page).body()).contains("Ni har fått svar", "Ja, det får ni.");
    round();
    String answer = plain(mailsTo(ADDRESS).getLast());
    assertThat(answer).contains("> Ja, det får ni.", "> Börja med oss.", BASE + page);
    assertThat(mailsTo(ADDRESS)).hasSize(2);
    Matcher link = LINK.matcher(answer);
    assertThat(link.find()).isTrue();
    assertThat(server.get(link.group(1)).statusCode()).isEqualTo(200);
    assertThat(count("MATCH (n) WHERE any(key IN keys(n) WHERE toStringOrNull(n[key]) CONTAINS '" + page.substring(page.lastIndexOf('/') + 1) + "') RETURN count(n) AS n")).isZero();
    assertThat(count("MATCH (e:Event) WHERE any(key IN keys(e) WHERE toLower(toString(e[key])) CONTAINS 'ugnen' OR toString(e[key]) CONTAINS 'Öberg') RETURN count(e) AS n")).isZero();
  }

  @Test
  void a_draft_that_is_not_ticked_is_not_kept_and_the_start_page_leads_here_with_the_text() {
    asked(Map.of("draft", "Hemligt utkast"));
    assertThat(count("MATCH (q:Inquiry) WHERE q.draft CONTAINS 'Hemligt' RETURN count(q) AS n")).isZero();
    Visitor visitor = new Visitor(server);
    visitor.get("/");
    String text = "Vi vill minska matsvinnet i skolornas kök och mäta badvatten. Åäö & <i>";
    String start = visitor.post("/forslag", Map.of("text", text)).body();
    Matcher way = Pattern.compile("formaction=\"(/forvaltningar/[a-z-]+/fraga)\"").matcher(start);
    assertThat(way.find()).isTrue();
    HttpResponse<String> form = visitor.post(way.group(1), Map.of("text", text, "do", "begin"));
    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(form.body()).contains("Vi vill minska matsvinnet i skolornas kök och mäta badvatten. Åäö &amp; &lt;i&gt;", "name=\"share\" value=\"yes\">").doesNotContain("value=\"yes\" checked");
    assertThat(count("MATCH (q:Inquiry) RETURN count(q) AS n")).isEqualTo(2);
  }

  @Test
  void the_same_form_sent_twice_is_one_question_also_at_once() {
    Visitor visitor = new Visitor(server);
    visitor.get(ASK);
    Map<String, String> fields = new HashMap<>(QUESTION);
    fields.put("key", "a".repeat(32));
    String first = visitor.post(ASK, fields).headers().firstValue("Location").orElseThrow();
    assertThat(visitor.post(ASK, fields).headers().firstValue("Location")).contains(first);
    fields.put("question", "En annan fråga");
    List<CompletableFuture<String>> many = IntStream.range(0, 6).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
      Visitor one = new Visitor(server);
      one.get(ASK);
      return one.post(ASK, fields).headers().firstValue("Location").orElseThrow();
    })).toList();
    assertThat(many.stream().map(CompletableFuture::join).distinct()).hasSize(1).doesNotContain(first);
    assertThat(count("MATCH (q:Inquiry) WHERE NOT q.id STARTS WITH 'inq-demo' RETURN count(q) AS n")).isEqualTo(2);
    assertThat(count("MATCH (e:Event {type: 'inquiry.received'}) RETURN count(e) AS n")).isEqualTo(2);
  }

  @Test
  void what_is_missing_or_wrong_is_named_and_what_was_typed_is_kept() {
    Visitor visitor = new Visitor(server);
    visitor.get("/en/departments/" + ENVIRONMENT + "/ask");
    HttpResponse<String> answer = visitor.post("/en/departments/" + ENVIRONMENT + "/ask", Map.of("question", "å".repeat(5_001), "name", " ", "email", "nobody", "share", "yes", "draft", "My draft\0"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("<html lang=\"en\">", "href=\"#question\"", "href=\"#name\"", "href=\"#email\"", "href=\"#draft\"", "å".repeat(5_001), "value=\"nobody\"", "Your question:");
    HttpResponse<String> foreign = visitor.postAsIs(ASK, QUESTION, Map.of());
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).contains("Åsa Öberg", "Får vi dela");
    assertThat(visitor.get("/forvaltningar/finns-inte/fraga").statusCode()).isEqualTo(404);
    assertThat(server.get("/fraga/" + "0".repeat(32)).statusCode()).isEqualTo(404);
    HttpResponse<String> last = null;
    for (int i = 0; i < 11; i++) {
      visitor.get(ASK);
      last = visitor.post(ASK, Map.of("question", "Fråga " + i, "name", "Bo", "email", "bo@example.org"));
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.body()).contains("Fråga 10");
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void where_no_ambassador_is_there_a_deputy_hears_of_it_else_the_coordinators() {
    Account kim = account("ambassador-" + ENVIRONMENT);
    Account lo = account("ambassador-kulturforvaltningen");
    Account.Absence away = new Account.Absence(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 20));
    server.app().staffSide().accounts().change(kim.away(Optional.of(away), Optional.of(lo.id())), "test");
    asked(Map.of());
    round();
    assertThat(mailsTo(ambassador(ENVIRONMENT))).isEmpty();
    assertThat(mailsTo(ambassador("kulturforvaltningen"))).hasSize(1);
    Visitor deputy = new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen");
    assertThat(deputy.get("/fragor/" + id()).statusCode()).isEqualTo(200);
    assertThat(new Visitor(server).as(Role.AMBASSADOR, "grundskoleforvaltningen").get("/fragor/" + id()).statusCode()).isEqualTo(404);

    server.app().staffSide().accounts().change(kim.away(Optional.of(away), Optional.empty()), "test");
    assertThat(deputy.get("/fragor/" + id()).statusCode()).as("stands in no longer").isEqualTo(404);
    asked(Map.of("question", "En till?"));
    round();
    assertThat(mailsTo("acc-demo-coordinator@meet.example")).hasSize(1);
    assertThat(mailsTo(ambassador(ENVIRONMENT))).isEmpty();
  }

  @Test
  void who_wants_questions_once_a_day_has_them_in_the_morning_until_they_are_answered() throws Exception {
    Visitor kim = new Visitor(server).as(Role.AMBASSADOR, ENVIRONMENT);
    kim.get("/mitt/aviseringar");
    Map<String, String> rules = Map.of("assigned", "never", "fresh", "never", "due", "never", "late", "never", "stalled", "never", "replied", "never", "inquiry", "digest", "meeting", "digest", "language", "sv");
    assertThat(kim.post("/mitt/aviseringar", rules).statusCode()).isEqualTo(303);
    asked(Map.of());
    round();
    assertThat(mailsTo(ambassador(ENVIRONMENT))).isEmpty();
    server.app().noticeSide().notices().morning();
    round();
    String digest = plain(mailsTo(ambassador(ENVIRONMENT)).getFirst());
    assertThat(mailsTo(ambassador(ENVIRONMENT)).getFirst().getSubject()).isEqualTo("Meet Malmö i dag: 2 frågor, 0 möten");
    assertThat(digest).contains("Frågor som väntar på svar", "svar senast 9 mars 2026", "/fragor/" + id()).doesNotContain("bröd", "Öberg");
  }

  private Account account(String demo) {
    return server.app().staffSide().accounts().byId("acc-demo-" + demo).orElseThrow();
  }

  @Test
  void who_answers_after_somebody_else_is_shown_that_answer_and_loses_nothing() {
    asked(Map.of());
    String address = "/fragor/" + id();
    Visitor kim = new Visitor(server).as(Role.AMBASSADOR, ENVIRONMENT);
    Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    kim.get(address);
    coordinator.get(address);
    assertThat(coordinator.post(address, Map.of("version", "0", "answer", "Ring oss.")).statusCode()).isEqualTo(303);
    HttpResponse<String> late = kim.post(address, Map.of("version", "0", "answer", "Mejla oss."));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("Någon annan har svarat", "Ring oss.", ">Mejla oss.</textarea>", "name=\"version\" value=\"1\"");
    assertThat(kim.post(address, Map.of("version", "1", "answer", "Mejla oss.")).statusCode()).isEqualTo(303);
    assertThat(kim.post(address, Map.of("version", "1", "answer", "Mejla oss.")).statusCode()).as("a double click").isEqualTo(303);
    assertThat(count("MATCH (e:Event {type: 'inquiry.answered'}) RETURN count(e) AS n")).isEqualTo(2);
    assertThat(kim.post(address, Map.of("version", "x", "answer", "Hej")).statusCode()).isEqualTo(400);
    assertThat(kim.postAsIs(address, Map.of("version", "2", "answer", "Utan märke"), Map.of()).statusCode()).isEqualTo(403);
  }

  @Test
  void a_question_is_passed_on_with_a_reason_and_whoever_asked_reads_where_it_is() throws Exception {
    String page = asked(Map.of());
    round();
    mail.purgeEmailFromAllMailboxes();
    String address = "/fragor/" + id();
    Visitor kim = new Visitor(server).as(Role.AMBASSADOR, ENVIRONMENT);
    Visitor lo = new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen");
    assertThat(lo.get(address).statusCode()).isEqualTo(404);
    assertThat(kim.get(address).body()).contains("Inte vår – flytta", "<option value=\"kulturforvaltningen\"").doesNotContain("<option value=\"" + ENVIRONMENT);
    String pass = address + "/flytta";
    HttpResponse<String> empty = kim.post(pass, Map.of("version", "0", "forvaltning", "finns-inte", "reason", " "));
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(empty.body()).contains("href=\"#forvaltning\"", "href=\"#reason\"", "<details class=\"why section\" open");
    assertThat(kim.post(pass, Map.of("version", "0", "forvaltning", ENVIRONMENT, "reason", "Till oss själva")).statusCode()).isEqualTo(400);

    Map<String, String> move = Map.of("version", "0", "forvaltning", "kulturforvaltningen", "reason", "De sköter <i>kulturköken</i>.");
    assertThat(kim.post(pass, move).headers().firstValue("Location")).contains(address + "?saved=moved");
    assertThat(kim.post(pass, move).statusCode()).as("a double click").isEqualTo(303);
    assertThat(count("MATCH (e:Event {type: 'inquiry.moved', forvaltning: 'kulturforvaltningen', from: '" + ENVIRONMENT + "'}) RETURN count(e) AS n")).isEqualTo(1);
    assertThat(kim.get("/fragor").body()).doesNotContain(address);
    assertThat(lo.get("/fragor").body()).contains(address);
    assertThat(server.get(page).body()).contains("Er fråga är flyttad till Kulturförvaltningen", "De sköter &lt;i&gt;kulturköken&lt;/i&gt;.", "måndag 9 mars 2026");
    assertThat(server.get(page.replace("/fraga/", "/en/question/")).body()).contains("Your question has been moved to");
    HttpResponse<String> late = kim.post(address, Map.of("version", "0", "answer", "Ja, kom hit."));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("Kulturförvaltningen har frågan nu", ">Ja, kom hit.</textarea>");
    round();
    assertThat(mailsTo(ambassador("kulturforvaltningen"))).hasSize(1);
    assertThat(mailsTo(ambassador(ENVIRONMENT))).isEmpty();
    assertThat(plain(mailsTo(ADDRESS).getFirst())).contains("är flyttad till Kulturförvaltningen", "> De sköter <i>kulturköken</i>.", BASE + page);
    assertThat(lo.post(address, Map.of("version", "1", "answer", "Välkomna.")).statusCode()).isEqualTo(303);
    assertThat(kim.post(pass, Map.of("version", "2", "forvaltning", "grundskoleforvaltningen", "reason", "För sent")).statusCode()).as("answered").isEqualTo(409);
    assertThat(server.get(page).body()).contains("Välkomna.").doesNotContain("flyttad");
  }

  @Test
  void who_has_passed_a_question_on_reads_it_but_neither_answers_it_nor_passes_it_on_again() {
    asked(Map.of());
    String address = "/fragor/" + id();
    Visitor kim = new Visitor(server).as(Role.AMBASSADOR, ENVIRONMENT);
    assertThat(kim.get(address).body()).contains("Skicka svaret");
    assertThat(kim.post(address + "/flytta", Map.of("version", "0", "forvaltning", "kulturforvaltningen", "reason", "Deras kök.")).statusCode()).isEqualTo(303);

    HttpResponse<String> read = kim.get(address);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).contains("Får vi dela på", "Kulturförvaltningen har frågan nu", "Svaret lämnas därifrån").doesNotContain("Skicka svaret", "Inte vår – flytta", "readonly");
    HttpResponse<String> refused = kim.post(address, Map.of("version", "1", "answer", "Ja, <i>kom</i> hit."));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Kulturförvaltningen har frågan nu", ">Ja, &lt;i&gt;kom&lt;/i&gt; hit.</textarea>", "Det ni skrev (inte skickat)").doesNotContain("Skicka svaret");
    HttpResponse<String> again = kim.post(address + "/flytta", Map.of("version", "1", "forvaltning", "grundskoleforvaltningen", "reason", "Eller deras."));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains(">Eller deras.</textarea>");
    assertThat(count("MATCH (q:Inquiry {id: '" + id() + "', forvaltning: 'kulturforvaltningen', version: 1}) WHERE q.answer IS NULL RETURN count(q) AS n")).isEqualTo(1);
    assertThat(count("MATCH (e:Event {type: 'inquiry.answered'}) RETURN count(e) AS n")).isZero();

    assertThat(new Visitor(server).as(Role.COORDINATOR, "").get(address).body()).as("who sees all may answer").contains("Skicka svaret");
    Visitor lo = new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen");
    lo.get(address);
    assertThat(lo.post(address, Map.of("version", "1", "answer", "Välkomna.")).statusCode()).isEqualTo(303);
    assertThat(kim.post(address, Map.of("version", "2", "answer", "Nej, hit.")).statusCode()).as("nor changes its answer").isEqualTo(409);
    assertThat(kim.get(address).body()).contains("Välkomna.").doesNotContain("Nej, hit.", "Skicka svaret");
  }

  @Test
  void a_program_of_who_has_passed_a_question_on_is_told_who_has_it() {
    asked(Map.of());
    String address = "/api/v1/questions/" + id();
    String token = server.app().tokens().makeFor(ambassador(ENVIRONMENT), false).orElseThrow();
    Map<String, String> passing = Map.of("forvaltning", "kulturforvaltningen", "reason", "Deras kök.");
    assertThat(sent(token, address + "/pass-on", passing, mark(token, address)).statusCode()).isEqualTo(200);

    HttpResponse<String> refused = sent(token, address + "/answer", Map.of("answer", "Ja."), mark(token, address));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("problems/conflict", "Kulturförvaltningen har frågan nu");
    assertThat(sent(token, address + "/pass-on", Map.of("forvaltning", "grundskoleforvaltningen", "reason", "Eller deras."), mark(token, address)).statusCode()).isEqualTo(409);
    assertThat(count("MATCH (q:Inquiry {id: '" + id() + "', forvaltning: 'kulturforvaltningen', version: 1}) WHERE q.answer IS NULL RETURN count(q) AS n")).isEqualTo(1);
  }

  private static String mark(String token, String address) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(address))).header("Authorization", "Bearer " + token)).headers().firstValue("ETag").orElseThrow();
  }

  private static HttpResponse<String> sent(String token, String address, Map<String, String> body, String mark) {
    return server.send(HttpRequest.newBuilder(URI.create(server.url(address))).header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
        .header("Accept-Language", "sv").header("If-Match", mark).POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body))));
  }

  @Test
  void a_question_is_told_of_mended_erased_and_thrown_away_like_all_else_about_a_person() {
    String page = asked(Map.of());
    new Visitor(server).as(Role.AMBASSADOR, ENVIRONMENT);
    round();
    Visitor administrator = new Visitor(server).as(Role.ADMINISTRATOR, "");
    administrator.get("/personuppgifter");
    assertThat(administrator.post("/personuppgifter", Map.of("do", "find", "email", ADDRESS.toLowerCase())).body()).contains("Frågor till ambassadörer", "Får vi dela på");
    administrator.post("/personuppgifter", Map.of("do", "rectify", "email", ADDRESS, "newName", "Åsa Nygren", "newEmail", "nygren@ugnen.example"));
    assertThat(count("MATCH (q:Inquiry {name: 'Åsa Nygren', email: 'nygren@ugnen.example'}) RETURN count(q) AS n")).isEqualTo(1);
    assertThat(administrator.post("/personuppgifter", Map.of("do", "erase", "email", "nygren@ugnen.example", "confirm", "yes")).body()).contains("Personen är borttagen");
    assertThat(server.get(page).statusCode()).isEqualTo(404);

    String other = asked(Map.of("question", "En annan?"));
    CLOCK.move(Duration.ofMinutes(1));
    aged("P365D", -1);
    server.app().caseSide().chores().doAll();
    assertThat(server.get(other).statusCode()).isEqualTo(200);
    aged("P365D", 0);
    server.app().caseSide().chores().doAll();
    assertThat(server.get(other).statusCode()).isEqualTo(404);
    assertThat(server.get("/om/personuppgifter").body()).contains("Frågor till ambassadörer, med svar</th><td>1 år</td>");
  }

  /** As if it had been asked so long ago, and a few seconds. */
  private static void aged(String duration, int seconds) {
    server.graph().write("MATCH (q:Inquiry) WHERE NOT q.id STARTS WITH 'inq-demo' SET q.at = datetime($now) - duration($time) - duration({seconds: $seconds})", Map.of("now", CLOCK.instant().toString(), "time", duration, "seconds", seconds));
  }
}
