package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.web.Role;

/** Mail through the whole program: the receipt with its link, following without an account, the pages of those who handle cases. */
class FollowMailTest {
  private static final String BASE = "https://meet.example";
  private static final String THEME = "/teman/kompetensforsorjning";
  private static final Pattern LINK = Pattern.compile("https://meet\\.example(/\\S+)");
  private TestServer server;
  private GreenMail mail;

  @BeforeEach
  void start() {
    server = TestServer.withDemo();
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    round();
  }

  @AfterEach
  void stop() {
    server.close();
    mail.stop();
  }

  private void round() {
    MailSettings.Server smtp = new MailSettings.Server("127.0.0.1", mail.getSmtp().getPort(), Optional.empty(), "", MailSettings.Tls.NONE, "no-reply@meet.example");
    server.app().noticeSide().notices().round(new MailSettings(Optional.of(smtp), Optional.of(BASE)), BASE);
  }

  private List<MimeMessage> mails() {
    return Arrays.asList(mail.getReceivedMessages());
  }

  private static String plain(MimeMessage message) throws Exception {
    return ((Multipart) message.getContent()).getBodyPart(0).getContent().toString();
  }

  private static List<String> links(MimeMessage message) throws Exception {
    Matcher found = LINK.matcher(plain(message));
    return found.results().map(one -> one.group(1)).toList();
  }

  private HttpResponse<String> ask(String page, String email) {
    Visitor visitor = new Visitor(server);
    visitor.get(page);
    return visitor.post(page, Map.of("email", email));
  }

  /** Follows, and says yes by the link of the mail. */
  private String follow(String page, String email) throws Exception {
    assertThat(ask(page, email).statusCode()).isEqualTo(200);
    round();
    String link = links(mails().getLast()).getFirst();
    Visitor reader = new Visitor(server);
    reader.get(link);
    assertThat(reader.post(link, Map.of()).statusCode()).isEqualTo(200);
    return link;
  }

  private long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  @Test
  void whoever_wants_to_join_a_project_has_a_copy_and_those_who_handle_and_lead_it_are_told_without_the_name() throws Exception {
    Map<String, Object> project = server.graph().read("""
        MATCH (f:Forvaltning)<-[:ROUTED_TO]-(i:Initiative {status: 'running'})<-[:PARTICIPATES_IN {role: 'leader'}]-(o:Organisation) WHERE i.published AND i.handler IS NULL
        RETURN i.reference AS reference, i.title AS title, f.id AS forvaltning, o.id AS leader ORDER BY reference LIMIT 1""", Map.of()).getFirst().asMap();
    new Accounts(server.graph(), Clock.systemUTC(), new Ids(Clock.systemUTC())).join("ledare@bolaget.example", "Lea", project.get("leader").toString(), "test");
    String form = "/initiativ/" + project.get("reference") + "/ga-med";
    Visitor visitor = new Visitor(server);
    visitor.get(form);
    String receipt = visitor.post(form, Map.of("name", "Åsa Öberg", "email", "asa@ugnen.example", "message", "Vi har två ugnar.\nOch ett kök.")).headers().firstValue("Location").orElseThrow();
    round();

    String copy = plain(to("asa@ugnen.example"));
    assertThat(copy).contains("> Vi har två ugnar.", "> Och ett kök.", project.get("reference").toString(), receipt.split("=")[1]);
    String handler = plain(to("acc-demo-ambassador-" + project.get("forvaltning") + "@meet.example"));
    assertThat(handler).contains(project.get("title").toString(), "/arenden/" + project.get("reference") + "#interests").doesNotContain("Öberg", "ugn");
    assertThat(plain(to("ledare@bolaget.example"))).contains(project.get("title").toString(), "Somebody wants to join").doesNotContain("Öberg", "ugn");
    int before = mails().size();
    visitor.get(form);
    visitor.post(form, Map.of("name", "Åsa Öberg", "email", "asa@ugnen.example", "message", "Vi har två ugnar.\nOch ett kök."));
    round();
    assertThat(mails()).as("the same note again").hasSize(before);
  }

  @Test
  void one_address_gets_no_more_than_ten_copies_a_day() throws Exception {
    String reference = server.graph().read("MATCH (i:Initiative {status: 'running'}) WHERE i.published RETURN min(i.reference) AS x", Map.of()).getFirst().get("x").asString();
    for (int i = 0; i < 12; i++) {
      server.graph().write(List.of(new se.malmo.meet.platform.Graph.Statement("CREATE (:Interest {key: $key, reference: $reference, name: 'A', email: 'offer@else.example', language: 'sv', at: datetime($at)})",
          Map.of("key", "0123456789" + i, "reference", reference, "at", java.time.Instant.now().minusSeconds(100 - i).toString())),
          se.malmo.meet.platform.EventLog.append(java.time.Instant.now(), List.of(new se.malmo.meet.platform.EventLog.Happening("interest.noted", reference, "visitor", Map.of("note", "0123456789" + i))))));
    }
    round();
    assertThat(mails().stream().filter(one -> recipient(one).equals("offer@else.example"))).hasSize(10);
  }

  @Test
  void what_is_followed_is_named_and_the_link_that_said_yes_leads_on_afterwards() throws Exception {
    String reference = server.graph().read("MATCH (i:Initiative {status: 'running'})-[:ROUTED_TO]->(:Forvaltning {id: 'miljoforvaltningen'}) WHERE i.published RETURN min(i.reference) AS x", Map.of())
        .getFirst().get("x").asString();
    String title = server.graph().read("MATCH (i:Initiative {reference: $r}) RETURN i.title AS x", Map.of("r", reference)).getFirst().get("x").asString();
    for (String page : List.of(THEME, "/initiativ/" + reference, "/forvaltningar/miljoforvaltningen")) {
      assertThat(server.get(page).body()).as(page).contains("href=\"" + page + "/folj\"", "Följ via e-post");
      String link = follow(page + "/folj", "asa" + page.length() + "@ugnen.example");
      Visitor reader = new Visitor(server);
      HttpResponse<String> again = reader.get(link);
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(again.body()).contains("Ni följer redan", "href=\"" + page + "\"", "/folj/sluta/");
    }
    assertThat(mails().stream().map(FollowMailTest::subject)).anyMatch(one -> one.contains(title)).anyMatch(one -> one.contains("Miljöförvaltningen"));

    server.graph().write(List.of(se.malmo.meet.platform.EventLog.append(java.time.Instant.now(), List.of(new se.malmo.meet.platform.EventLog.Happening("initiative.running",
        server.graph().read("MATCH (i:Initiative {reference: $r}) RETURN i.id AS x", Map.of("r", reference)).getFirst().get("x").asString(), "acc-x", Map.of())))));
    server.app().noticeSide().notices().morning();
    round();
    assertThat(mails().stream().map(FollowMailTest::subject)).anyMatch(one -> one.contains("Nytt om projektet ”" + title + "”")).anyMatch(one -> one.equals("Nytt om Miljöförvaltningen"));
  }

  private static String subject(MimeMessage message) {
    try {
      return message.getSubject();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private MimeMessage to(String address) {
    return mails().stream().filter(one -> recipient(one).equals(address)).reduce((first, last) -> last).orElseThrow(() -> new AssertionError("no mail to " + address + " of "
        + mails().stream().map(FollowMailTest::recipient).toList()));
  }

  private static String recipient(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_receipt_carries_the_link_and_the_graph_forgets_it() throws Exception {
    Visitor sender = new Visitor(server);
    sender.get("/");
    String text = "Vi bakar för mycket bröd och vill dela det med skolornas kök i Fosie.";
    sender.post("/initiativ/avsandare", Map.of("text", text));
    sender.post("/initiativ", Map.of("text", text, "title", "Bröd över", "name", "Åsa Öberg", "organisation", "Ugnen", "kind", "business", "email", "asa@ugnen.example"));
    assertThat(count("MATCH (l:SealedLink) RETURN count(l) AS n")).isEqualTo(1);
    round();
    String link = links(mails().getLast()).getFirst();
    assertThat(link).matches("/arende/[0-9a-f]{32}");
    assertThat(server.get(link).body()).contains("Bröd över");
    assertThat(count("MATCH (l:SealedLink) RETURN count(l) AS n")).isZero();
    String secret = link.substring(link.lastIndexOf('/') + 1);
    assertThat(count("MATCH (n) WHERE any(key IN keys(n) WHERE toStringOrNull(n[key]) CONTAINS '" + secret + "') RETURN count(n) AS n")).isZero();

    // Through the desk, as people do it.
    String reference = server.graph().read("MATCH (i:Initiative {title: 'Bröd över'}) RETURN i.reference AS r", Map.of()).getFirst().get("r").asString();
    Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    coordinator.get("/mitt/aviseringar");
    coordinator.post("/arenden/" + reference, Map.of("do", "assign", "version", "0", "forvaltning", "miljoforvaltningen"));
    Visitor ambassador = new Visitor(server).as(Role.AMBASSADOR, "miljoforvaltningen");
    ambassador.get("/mitt/aviseringar");
    ambassador.post("/arenden/" + reference, Map.of("do", "not-ours", "version", "1", "from", "miljoforvaltningen", "to", "kulturforvaltningen", "reason", "Kultur vet mer."));
    round();
    assertThat(plain(mails().stream().filter(one -> to(one).equals("asa@ugnen.example")).toList().getLast())).contains("flyttad till Kulturförvaltningen", "> Kultur vet mer.");
    assertThat(mails()).anySatisfy(one -> assertThat(to(one)).startsWith("acc-demo-ambassador-kulturforvaltningen@"));
  }

  private static String to(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void following_needs_a_yes_which_a_scanner_that_only_reads_does_not_give_and_works_once() throws Exception {
    HttpResponse<String> asked = ask("/en/themes/kompetensforsorjning/follow", "Bo@Example.org");
    assertThat(asked.body()).contains("Look in your e-mail");
    round();
    assertThat(mails()).hasSize(1);
    assertThat(mails().getFirst().getSubject()).startsWith("Do you want to follow");
    String link = links(mails().getFirst()).getFirst();
    assertThat(link).matches("/en/follow/confirm/[0-9a-f]{32}");
    assertThat(server.get(link).statusCode()).isEqualTo(200);
    assertThat(server.get(link).statusCode()).isEqualTo(200);
    assertThat(count("MATCH (f:Follower {state: 'confirmed'}) RETURN count(f) AS n")).isZero();
    assertThat(new Visitor(server).postAsIs(link, Map.of(), Map.of()).body()).as("without the form's token: the button once more").contains("<button>");
    assertThat(count("MATCH (f:Follower {state: 'confirmed'}) RETURN count(f) AS n")).isZero();
    Visitor reader = new Visitor(server);
    reader.get(link);
    assertThat(reader.post(link, Map.of()).body()).contains("You are following");
    assertThat(reader.post(link, Map.of()).body()).contains("already");
    assertThat(count("MATCH (f:Follower {state: 'confirmed'}) RETURN count(f) AS n")).isEqualTo(1);
    // Asked again: the page says the same, and no mail tells that somebody follows.
    assertThat(ask("/en/themes/kompetensforsorjning/follow", "bo@example.org").body()).contains("Look in your e-mail");
    round();
    assertThat(mails()).hasSize(1);
  }

  @Test
  void news_come_once_a_day_and_one_press_stops_them() throws Exception {
    String reference = server.graph().read("MATCH (i:Initiative {status: 'running'}) RETURN min(i.reference) AS r", Map.of()).getFirst().get("r").asString();
    follow("/initiativ/" + reference + "/folj", "bo@example.org");
    String id = server.graph().read("MATCH (i:Initiative {reference: $r}) RETURN i.id AS id", Map.of("r", reference)).getFirst().get("id").asString();
    server.graph().write(List.of(se.malmo.meet.platform.EventLog.append(java.time.Instant.now(), List.of(
        new se.malmo.meet.platform.EventLog.Happening("initiative.running", id, "acc-x", Map.of("reason", "Nu."))))));
    // Whether it is past seven on a working day is tested with a clock that is moved.
    server.app().noticeSide().notices().morning();
    round();
    server.app().noticeSide().notices().morning();
    round();
    List<MimeMessage> toBo = mails().stream().filter(one -> to(one).equals("bo@example.org")).toList();
    assertThat(toBo).as("the question, and the news once").hasSize(2);
    MimeMessage news = toBo.getLast();
    assertThat(news.getSubject()).contains("Nytt om projektet ”").contains("(" + reference + ")");
    String stop = news.getHeader("List-Unsubscribe")[0].replaceAll("[<>]", "").substring(BASE.length());
    assertThat(news.getHeader("List-Unsubscribe-Post")[0]).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(links(news)).contains(stop);

    String secret = stop.substring(stop.lastIndexOf('/') + 1);
    for (String elsewhere : List.of("/folj/bekrafta/", "/arende/", "/utkast/", "/kontakt/kvitto/")) assertThat(server.get(elsewhere + secret).statusCode()).as(elsewhere).isEqualTo(404);
    assertThat(server.send(HttpRequest.newBuilder(URI.create(server.url("/arenden/ko"))).header("Authorization", "Bearer " + secret)).statusCode()).isEqualTo(401);
    assertThat(server.send(HttpRequest.newBuilder(URI.create(server.url("/arenden/ko"))).header("Cookie", "meet-session=" + secret)).statusCode()).isEqualTo(401);
    assertThat(server.get(stop).statusCode()).isEqualTo(200);
    assertThat(server.get(stop).statusCode()).as("reading it ends nothing").isEqualTo(200);
    HttpRequest.Builder press = HttpRequest.newBuilder(URI.create(server.url(stop))).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"));
    assertThat(server.send(press).statusCode()).isEqualTo(200);
    assertThat(server.send(press).statusCode()).isEqualTo(404);
    assertThat(count("MATCH (f:Follower) RETURN count(f) AS n")).as("the address is forgotten").isZero();
  }

  @Test
  void fifty_requests_are_too_many_and_what_was_typed_is_kept() {
    int refused = 0;
    for (int i = 0; i < 50; i++) if (ask(THEME + "/folj", "bo" + i + "@example.org").statusCode() == 429) refused++;
    assertThat(refused).isEqualTo(45);
    HttpResponse<String> last = ask(THEME + "/folj", "bo@example.org");
    assertThat(last.headers().firstValue("Retry-After")).contains("600");
    assertThat(last.body()).contains("bo@example.org");
    assertThat(ask(THEME + "/folj", "inte en adress\r\nBcc: x@example.org").statusCode()).isEqualTo(400);
    assertThat(server.get("/teman/finns-inte/folj").statusCode()).isEqualTo(404);
    assertThat(server.get("/initiativ/MM-1999-0001/folj").statusCode()).isEqualTo(404);
  }

  @Test
  void rules_are_chosen_and_the_outbox_is_read_by_those_who_may() {
    Visitor ambassador = new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen");
    assertThat(ambassador.get("/mitt").body()).contains("/mitt/aviseringar");
    assertThat(ambassador.get("/mitt/aviseringar").body()).contains("name=\"assigned\" value=\"now\" checked", "name=\"late\" value=\"digest\" checked");
    assertThat(ambassador.post("/mitt/aviseringar", Map.of("assigned", "digest", "fresh", "never", "due", "now", "late", "digest", "stalled", "never", "replied", "digest", "inquiry", "digest", "meeting", "digest", "language", "en")).statusCode()).isEqualTo(303);
    assertThat(ambassador.get("/en/mine/notices").body()).contains("name=\"assigned\" value=\"digest\" checked", "name=\"fresh\" value=\"never\" checked", "value=\"en\" checked");
    assertThat(ambassador.post("/mitt/aviseringar", Map.of("do", "quiet")).statusCode()).isEqualTo(303);
    assertThat(ambassador.get("/mitt/aviseringar?saved=1").body()).contains("name=\"due\" value=\"never\" checked", "Ni får inga mejl.");
    assertThat(ambassador.get("/utskick").statusCode()).isEqualTo(403);
    assertThat(server.get("/utskick").statusCode()).isEqualTo(401);

    ask(THEME + "/folj", "bo@example.org");
    Visitor administrator = new Visitor(server).as(Role.ADMINISTRATOR, "");
    assertThat(administrator.get("/utskick?state=waiting").body()).contains("bo@example.org", "Vill ni följa", "/folj/bekrafta/");
    server.graph().write("MATCH (d:Delivery) SET d.state = 'failed'", Map.of());
    String id = server.graph().read("MATCH (d:Delivery) RETURN d.id AS id", Map.of()).getFirst().get("id").asString();
    administrator.get("/utskick");
    assertThat(administrator.post("/utskick", Map.of("id", id)).statusCode()).isEqualTo(303);
    round();
    assertThat(mails()).hasSize(1);
    administrator.get("/utskick");
    assertThat(administrator.post("/utskick", Map.of("id", id)).statusCode()).isEqualTo(409);
  }
}
