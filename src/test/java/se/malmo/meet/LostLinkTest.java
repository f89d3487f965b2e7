package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.web.Role;

/** A sender who has lost the address of the status page gets another by mail, and nobody else learns anything. */
class LostLinkTest {
  private static final String BASE = "https://meet.example";
  private static final String REQUESTS = "se.malmo.meet.requests";
  private static final String ASA = "Asa.Oberg@ugnen.example";
  private static final Pattern STATUS = Pattern.compile("https://meet\\.example(/(?:arende|en/case)/[0-9a-f]{32})");
  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private TestServer server;
  private GreenMail mail;
  private String first;
  private String reference;

  @BeforeEach
  void somebody_has_sent_something_in() {
    server = TestServer.at(clock, "127.0.0.1");
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    round();
    first = send("Bröd över", ASA);
    reference = one("MATCH (i:Initiative {title: 'Bröd över'}) RETURN i.reference AS x");
    round();
  }

  @AfterEach
  void stop() {
    server.close();
    mail.stop();
  }

  /** The path of its status page. */
  private String send(String title, String email) {
    Visitor sender = new Visitor(server);
    sender.get("/");
    String text = "Vi bakar för mycket bröd och vill dela det med skolornas kök. " + title;
    sender.post("/initiativ/avsandare", Map.of("text", text));
    return sender.post("/initiativ", Map.of("text", text, "title", title, "name", "Åsa", "organisation", "Ugnen", "kind", "business", "email", email))
        .headers().firstValue("Location").orElseThrow().replaceFirst("\\?.*", "");
  }

  private void round() {
    MailSettings.Server smtp = new MailSettings.Server("127.0.0.1", mail.getSmtp().getPort(), Optional.empty(), "", MailSettings.Tls.NONE, "no-reply@meet.example");
    server.app().noticeSide().notices().round(new MailSettings(Optional.of(smtp), Optional.of(BASE)), BASE);
  }

  private String one(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("x").asString();
  }

  private long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  private HttpResponse<String> ask(String page, Map<String, String> fields, String from) {
    Visitor visitor = new Visitor(server);
    visitor.get(page);
    return visitor.post(page, fields, Map.of("X-Forwarded-For", from));
  }

  private HttpResponse<String> ask(String page, String email) {
    return ask(page, Map.of("email", email), "198.51.100.1");
  }

  private List<MimeMessage> mails() {
    return Arrays.stream(mail.getReceivedMessages()).filter(one -> {
      try {
        return one.getSubject().contains("Länken till ert ärende") || one.getSubject().contains("The link to your case");
      } catch (jakarta.mail.MessagingException e) {
        throw new IllegalStateException(e);
      }
    }).toList();
  }

  private static String plain(MimeMessage message) throws Exception {
    return ((Multipart) message.getContent()).getBodyPart(0).getContent().toString();
  }

  private static List<String> links(MimeMessage message) throws Exception {
    return STATUS.matcher(plain(message)).results().map(found -> found.group(1)).toList();
  }

  @Test
  void the_owner_of_the_address_gets_links_that_lead_to_the_cases_and_the_first_still_does() throws Exception {
    send("Mjöl över", ASA.toLowerCase(java.util.Locale.ROOT));
    send("En annans", "bo@ugnen.example");
    HttpResponse<String> answer = ask("/tappad-lank", " asa.oberg@UGNEN.example ");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(server.get(answer.headers().firstValue("Location").orElseThrow()).body()).contains("Har vi ett ärende från den adressen är ett mejl på väg.", "href=\"/tappad-lank\"");
    round();
    assertThat(mails()).hasSize(1);
    MimeMessage sent = mails().getFirst();
    assertThat(sent.getAllRecipients()).hasSize(1);
    assertThat(sent.getAllRecipients()[0].toString()).isEqualToIgnoringCase(ASA);
    assertThat(plain(sent)).contains("Bröd över", "Mjöl över", reference, "Inkommet", "gäller också").doesNotContain("En annans");
    assertThat(links(sent)).hasSize(2).doesNotContain(first);
    for (String link : links(sent)) assertThat(server.get(link).statusCode()).as(link).isEqualTo(200);
    assertThat(server.get(links(sent).getLast()).body()).contains(reference);
    assertThat(server.get(first).body()).contains(reference);
    assertThat(count("MATCH (l:LostLink) WHERE l.box IS NOT NULL RETURN count(l) AS n")).as("the address is thrown away").isZero();
    String secret = links(sent).getLast().replaceFirst(".*/", "");
    assertThat(count("MATCH (n) WHERE any(key IN keys(n) WHERE toStringOrNull(n[key]) CONTAINS '" + secret + "') RETURN count(n) AS n")).as("only its hash is kept").isZero();
  }

  @Test
  void asked_again_it_is_the_same_link_and_changing_the_address_ends_both() throws Exception {
    ask("/tappad-lank", ASA);
    round();
    ask("/tappad-lank", ASA);
    round();
    assertThat(mails()).hasSize(2);
    String link = links(mails().getFirst()).getFirst();
    assertThat(links(mails().getLast())).containsExactly(link);

    Visitor owner = new Visitor(server);
    owner.get(link);
    String renewed = owner.post(link + "/ny-adress", Map.of()).headers().firstValue("Location").orElseThrow();
    assertThat(server.get(renewed).statusCode()).isEqualTo(200);
    for (String old : List.of(first, link)) {
      HttpResponse<String> gone = server.get(old);
      assertThat(gone.statusCode()).isEqualTo(404);
      assertThat(gone.body()).contains("Länken leder inte till något ärende", "href=\"/tappad-lank\"");
    }
    ask("/tappad-lank", ASA);
    round();
    assertThat(links(mails().getLast())).hasSize(1).doesNotContain(link, first);
    assertThat(server.get(links(mails().getLast()).getFirst()).statusCode()).isEqualTo(200);
  }

  @Test
  void an_english_page_gives_an_english_mail_and_a_number_one_case() throws Exception {
    send("Mjöl över", ASA);
    assertThat(server.get("/en/lost-link").body()).contains("Have you lost the link to your case?", "lang=\"en\"");
    HttpResponse<String> answer = ask("/en/lost-link", Map.of("email", ASA, "reference", " " + reference.toLowerCase(java.util.Locale.ROOT)), "198.51.100.1");
    assertThat(server.get(answer.headers().firstValue("Location").orElseThrow()).body()).contains("If we have a case from that address, a mail is on its way.");
    round();
    assertThat(mails().getLast().getSubject()).isEqualTo("The link to your case");
    assertThat(plain(mails().getLast())).contains("Bröd över", "Received").doesNotContain("Mjöl");
    assertThat(links(mails().getLast())).hasSize(1).allMatch(link -> link.startsWith("/en/case/"));
    assertThat(server.get(links(mails().getLast()).getFirst()).body()).contains(reference, "lang=\"en\"");
    ask("/en/lost-link", Map.of("email", ASA, "reference", "MM-2020-0001"), "198.51.100.1");
    round();
    assertThat(links(mails().getLast())).as("somebody else's number tells of all one's own").hasSize(2);
    assertThat(server.get("/en/case/" + "0".repeat(32)).body()).contains("The link leads to no case", "href=\"/en/lost-link\"");
  }

  @Test
  void whether_an_address_is_known_shows_in_nothing() {
    HttpResponse<String> known = ask("/tappad-lank", ASA);
    HttpResponse<String> unknown = ask("/tappad-lank", "ingen@ugnen.example");
    assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
    assertThat(unknown.headers().firstValue("Location")).isEqualTo(known.headers().firstValue("Location"));
    assertThat(count("MATCH (d:Delivery {kind: 'lost_link', state: 'waiting'}) RETURN count(d) AS n")).as("the same is written for both").isEqualTo(2);
    assertThat(count("MATCH (l:LostLink) RETURN count(l) AS n")).isEqualTo(2);
    assertThat(count("MATCH (n) WHERE any(key IN keys(n) WHERE toLower(toStringOrNull(n[key])) CONTAINS 'ingen@ugnen') RETURN count(n) AS n")).isZero();
    round();
    assertThat(mails()).hasSize(1);
    assertThat(count("MATCH (d:Delivery {kind: 'lost_link', state: 'dropped'}) RETURN count(d) AS n")).isEqualTo(1);
    assertThat(count("MATCH (l:LostLink) WHERE l.box IS NOT NULL RETURN count(l) AS n")).isZero();
  }

  /** By the median, so that a pause of the machine is no difference; nothing is looked up for either, so a wide margin would show that something is. */
  @Test
  void it_takes_as_long_for_an_address_that_nobody_has() {
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      server.graph().write("MATCH (n:LostLink|Delivery) DETACH DELETE n", Map.of());
      (i % 2 == 0 ? known : unknown).add(time(i % 2 == 0 ? ASA : "ingen" + i + "@ugnen.example", i));
    }
    assertThat((double) median(known)).isBetween(median(unknown) / 2.0, median(unknown) * 2.0);
  }

  private long time(String email, int client) {
    Visitor visitor = new Visitor(server);
    visitor.get("/tappad-lank");
    long start = System.nanoTime();
    assertThat(visitor.post("/tappad-lank", Map.of("email", email), Map.of("X-Forwarded-For", "203.0.113." + client)).statusCode()).isEqualTo(303);
    return System.nanoTime() - start;
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  @Test
  void a_thousand_tries_are_limited_by_client_and_by_address() {
    Visitor visitor = new Visitor(server);
    visitor.get("/tappad-lank");
    int taken = 0;
    HttpResponse<String> last = null;
    for (int i = 0; i < 1_000; i++) {
      last = visitor.post("/tappad-lank", Map.of("email", "gissning" + i + "@ugnen.example"), Map.of("X-Forwarded-For", "198.51.100.7"));
      if (last.statusCode() == 303) taken++;
    }
    assertThat(taken).isEqualTo(10);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
    assertThat(last.body()).contains("Det har kommit mycket härifrån", "value=\"gissning999@ugnen.example\"");

    for (int i = 0; i < 50; i++) assertThat(ask("/tappad-lank", Map.of("email", ASA), "203.0.113." + i).statusCode()).as("another client").isEqualTo(303);
    round();
    assertThat(count("MATCH (d:Delivery {kind: 'lost_link'}) WHERE d.recipient = '" + one("MATCH (l:LostLink {addressHash: '" + Hash.sha256(ASA.toLowerCase(java.util.Locale.ROOT))
        + "'}) RETURN l.id AS x") + "' RETURN count(d) AS n")).isEqualTo(3);
    assertThat(mails()).as("what was asked for before the mail left is answered by one").hasSize(1);
    clock.move(Duration.ofDays(1).plusMinutes(1));
    ask("/tappad-lank", ASA);
    round();
    assertThat(mails()).hasSize(2);
    clock.move(Duration.ofDays(1).plusMinutes(1));
    server.app().caseSide().chores().doAll();
    assertThat(count("MATCH (l:LostLink) RETURN count(l) AS n")).as("nobody is remembered for long").isZero();
  }

  @Test
  void a_wrong_address_or_number_and_what_could_steer_a_header_are_refused_at_their_fields_with_what_was_typed() {
    for (String wrong : List.of("", "nej", "asa(at)ugnen", "a".repeat(300) + "@x.example", "a@b.example\r\nBcc: alla@ugnen.example", "a@b.example,alla@ugnen.example", "<svg onload=x>@a.example",
        "a\0@b.example")) {
      HttpResponse<String> answer = ask("/tappad-lank", wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).contains("id=\"email-fault\"", "href=\"#email\"").doesNotContain("<svg onload");
    }
    for (String wrong : List.of("17", "MM-2026-1\r\nBcc: x@y.example", "<script>")) {
      HttpResponse<String> answer = ask("/en/lost-link", Map.of("email", ASA, "reference", wrong), "198.51.100.1");
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).contains("id=\"reference-fault\"", "value=\"" + ASA + "\"", "Write the number as it stands in the receipt").doesNotContain("<script>");
    }
    assertThat(count("MATCH (l:LostLink) RETURN count(l) AS n")).isZero();
    Visitor stranger = new Visitor(server);
    HttpResponse<String> lay = stranger.postAsIs("/tappad-lank", Map.of("email", ASA), Map.of());
    assertThat(lay.statusCode()).isEqualTo(403);
    assertThat(lay.body()).contains("value=\"" + ASA + "\"");
    assertThat(count("MATCH (l:LostLink) RETURN count(l) AS n")).isZero();
  }

  @Test
  void the_log_has_neither_address_nor_link_nor_event() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    AbstractAppender kept = new AbstractAppender("kept", null, null, false, Property.EMPTY_ARRAY) {
      @Override
      public void append(LogEvent event) {
        lines.add(event.getMessage().getFormattedMessage() + " " + event.getContextData().toMap());
      }
    };
    kept.start();
    var root = LoggerContext.getContext(false).getConfiguration().getRootLogger();
    root.addAppender(kept, Level.ALL, null);
    LoggerContext.getContext(false).updateLoggers();
    Configurator.setLevel(REQUESTS, Level.INFO);
    try {
      long events = count("MATCH (e:Event) RETURN count(e) AS n");
      ask("/tappad-lank", Map.of("email", ASA, "reference", reference), "198.51.100.1");
      ask("/tappad-lank", "ingen@ugnen.example");
      round();
      String link = links(mails().getLast()).getFirst();
      server.get(link);
      server.get("/arende/" + "0".repeat(32));
      assertThat(lines).isNotEmpty().noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("ugnen.example") || line.contains(link.replaceFirst(".*/", "")));
      assertThat(count("MATCH (e:Event) RETURN count(e) AS n")).isEqualTo(events);
    } finally {
      Configurator.setLevel(REQUESTS, Level.OFF);
      root.removeAppender("kept");
      LoggerContext.getContext(false).updateLoggers();
    }
  }

  @Test
  void who_was_erased_gets_no_link_and_leaves_no_trace_of_having_asked() {
    ask("/tappad-lank", ASA);
    round();
    ask("/tappad-lank", ASA);
    Visitor administrator = new Visitor(server).as(Role.ADMINISTRATOR, "");
    administrator.get("/personuppgifter");
    assertThat(administrator.post("/personuppgifter", new HashMap<>(Map.of("do", "find", "email", ASA))).body()).contains("Länkar till ärenden som någon har bett om igen");
    administrator.post("/personuppgifter", new HashMap<>(Map.of("do", "erase", "email", ASA, "confirm", "yes")));
    assertThat(count("MATCH (l:LostLink) RETURN count(l) AS n")).isZero();
    assertThat(count("MATCH (d:Delivery {kind: 'lost_link'}) RETURN count(d) AS n")).isZero();
    assertThat(count("MATCH (i:Initiative) WHERE i.mailedHash IS NOT NULL RETURN count(i) AS n")).isZero();
    int before = mails().size();
    ask("/tappad-lank", ASA);
    round();
    assertThat(mails()).hasSize(before);
  }

  @Test
  void who_has_sent_in_very_much_is_told_of_the_newest_and_how_to_reach_the_others() throws Exception {
    IntStream.range(0, 24).forEach(i -> send("Idé nummer " + i, ASA));
    ask("/tappad-lank", ASA);
    round();
    assertThat(links(mails().getLast())).hasSize(20);
    assertThat(plain(mails().getLast())).contains("och 5 till").doesNotContain("Bröd över");
  }

  @Test
  void the_way_is_shown_where_it_is_missed() throws Exception {
    assertThat(server.get("/").body()).contains("href=\"/tappad-lank\"");
    assertThat(server.get("/en/").body()).contains("href=\"/en/lost-link\"");
    assertThat(server.get(first).body()).contains("href=\"/tappad-lank\"");
    assertThat(server.get("/sitemap.xml").body()).contains("/tappad-lank</loc>", "/en/lost-link</loc>");
    MimeMessage receipt = Arrays.stream(mail.getReceivedMessages()).findFirst().orElseThrow();
    assertThat(plain(receipt)).contains(BASE + "/tappad-lank");
  }
}
