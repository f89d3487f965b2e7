package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.web.Role;

/** Ambassadors put up times, people book them, and both can call a meeting off. */
class MeetingBookingTest {
  private static final String ENVIRONMENT = "miljoforvaltningen";
  private static final String BOOK = "/forvaltningar/" + ENVIRONMENT + "/mote";
  private static final String TIMES = "/motestider";
  private static final String ADDRESS = "Asa.Oberg@ugnen.example";
  private static final Map<String, String> VISITOR = Map.of("name", "Åsa Öberg", "email", ADDRESS, "matter", "Bröd som blir över");
  private static final Map<String, String> TIME = Map.of("do", "add", "forvaltning", ENVIRONMENT, "day", "2026-03-23", "time", "09:00", "length", "30", "weeks", "2", "way", "place",
      "where", "Rådhuset; rum 1, \\ källaren\r\nATTENDEE:mailto:x@y.example");
  private static final Pattern SLOT = Pattern.compile("slot=(slo-[0-9a-z-]+)");
  private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private static TestServer server;
  private Visitor kim;

  @BeforeAll
  static void start() {
    server = TestServer.at(CLOCK, "");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** As if nobody had put up or booked anything, and long enough after the last one that one may book again. */
  @BeforeEach
  void nobody_meets() {
    CLOCK.move(Duration.ofMinutes(11));
    round();
    server.graph().write("MATCH (n:Slot|Booking|Delivery) DETACH DELETE n", Map.of());
    server.graph().write("MATCH (e:Event) WHERE e.type STARTS WITH 'booking.' OR e.type STARTS WITH 'slot.' DETACH DELETE e", Map.of());
    server.graph().write("MATCH (a:Account) SET a.closed = false REMOVE a.absentFrom, a.absentUntil", Map.of());
    kim = new Visitor(server).as(Role.AMBASSADOR, ENVIRONMENT);
    kim.get(TIMES);
  }

  private static void round() {
    server.app().noticeSide().notices().round(new MailSettings(Optional.empty(), Optional.empty()), "https://meet.example");
  }

  /** As if the meetings that are booked had been so long ago. */
  private static void been(Duration ago) {
    Instant ended = CLOCK.instant().minus(ago);
    server.graph().write("MATCH (n:Booking|Slot) WHERE n:Booking OR n.booking IS NOT NULL SET n.starts = datetime($ended) - duration('PT30M'), n.ends = datetime($ended)", Map.of("ended", ended.toString()));
  }

  private HttpResponse<String> putUp(Map<String, String> other) {
    Map<String, String> fields = new HashMap<>(TIME);
    fields.putAll(other);
    return kim.post(TIMES, fields);
  }

  private List<String> free() {
    return SLOT.matcher(server.get(BOOK).body()).results().map(one -> one.group(1)).toList();
  }

  private HttpResponse<String> book(String slot, Map<String, String> other) {
    Visitor visitor = new Visitor(server);
    visitor.get(BOOK + "?slot=" + slot);
    if (!slot.startsWith("slo-0")) visitor.get("/kontakt");
    Map<String, String> fields = new HashMap<>(VISITOR);
    fields.put("slot", slot);
    fields.putAll(other);
    return visitor.post(BOOK, fields);
  }

  private String booked() {
    HttpResponse<String> sent = book(free().getFirst(), Map.of());
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
    return sent.headers().firstValue("Location").orElseThrow();
  }

  private String id() {
    return server.graph().read("MATCH (b:Booking) RETURN max(b.id) AS id", Map.of()).getFirst().get("id").asString();
  }

  private long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  @Test
  void times_keep_their_hour_over_the_day_on_which_clocks_are_moved() {
    assertThat(putUp(Map.of()).statusCode()).isEqualTo(303);
    assertThat(server.graph().read("MATCH (s:Slot) RETURN toString(s.starts) AS at ORDER BY s.starts", Map.of()).stream().map(row -> row.get("at").asString()))
        .containsExactly("2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z");
    assertThat(putUp(Map.of()).statusCode()).as("a double click").isEqualTo(303);
    assertThat(count("MATCH (s:Slot) RETURN count(s) AS n")).isEqualTo(2);
    String page = server.get(BOOK).body();
    assertThat(page).contains("måndag 23 mars 2026", "måndag 30 mars 2026", "09.00–09.30", "Rådhuset; rum 1");
    assertThat(server.get("/en/departments/" + ENVIRONMENT + "/meeting").body()).contains("09:00–09:30", "Monday 30 March 2026");
    for (String shown : List.of("/forvaltningar/" + ENVIRONMENT, "/ambassadorer")) assertThat(server.get(shown).body()).contains("href=\"" + BOOK + "\"", "Boka ett möte");
    assertThat(server.get("/forvaltningar/kulturforvaltningen").body()).contains("Fråga ambassadören").doesNotContain("Boka ett möte");
  }

  @Test
  void a_time_that_cannot_be_is_refused_with_its_field_named_and_all_kept() {
    for (Map.Entry<String, Map<String, String>> wrong : Map.of("day", Map.of("day", "2026-03-01"), "time", Map.of("time", "25:00"), "length", Map.of("length", "7"), "weeks", Map.of("weeks", "99"),
        "way", Map.of("way", "båt"), "where", Map.of("way", "video", "where", "http://video.example"), "forvaltning", Map.of("forvaltning", "kulturforvaltningen")).entrySet()) {
      HttpResponse<String> answer = putUp(wrong.getValue());
      assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(400);
      assertThat(answer.body()).as(wrong.getKey()).contains("href=\"#" + wrong.getKey() + "\"", "Rådhuset".repeat(wrong.getKey().equals("where") ? 0 : 1));
    }
    assertThat(putUp(Map.of("day", "2026-12-24")).body()).contains("högst 6 månader framåt");
    assertThat(putUp(Map.of("day", "2026-03-29", "time", "02:30", "weeks", "1")).body()).contains("då ställs klockan fram");
    assertThat(putUp(Map.of()).statusCode()).isEqualTo(303);
    assertThat(putUp(Map.of("time", "09:15")).body()).contains("Ni har redan en tid då");
    assertThat(count("MATCH (s:Slot) RETURN count(s) AS n")).isEqualTo(2);
    Visitor lo = new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen");
    lo.get(TIMES);
    assertThat(lo.post(TIMES, Map.of("do", "remove", "id", free().getFirst())).statusCode()).as("another's time").isEqualTo(404);
    assertThat(kim.post(TIMES, Map.of("do", "remove", "id", free().getFirst())).statusCode()).isEqualTo(303);
    assertThat(free()).hasSize(1);
  }

  @Test
  void of_fifty_who_book_one_time_at_once_one_gets_it_and_nobody_loses_a_word() {
    putUp(Map.of());
    String slot = free().getFirst();
    List<Visitor> visitors = new ArrayList<>();
    for (int i = 0; i < 50; i++) visitors.add(new Visitor(server));
    visitors.forEach(one -> one.get(BOOK + "?slot=" + slot));
    List<HttpResponse<String>> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers = IntStream.range(0, 50).mapToObj(i -> CompletableFuture.supplyAsync(() -> visitors.get(i).post(BOOK,
          Map.of("slot", slot, "name", "Besökare " + i, "email", "besok" + i + "@example.org", "matter", "Ärende nummer " + i + "!"), Map.of("X-Forwarded-For", "10.0.0." + i)), threads)).toList()
          .stream().map(CompletableFuture::join).toList();
    }
    assertThat(answers.stream().filter(one -> one.statusCode() == 303)).hasSize(1);
    assertThat(count("MATCH (b:Booking) RETURN count(b) AS n")).isEqualTo(1);
    assertThat(count("MATCH (e:Event {type: 'booking.made'}) RETURN count(e) AS n")).isEqualTo(1);
    for (int i = 0; i < 50; i++) {
      if (answers.get(i).statusCode() == 303) continue;
      assertThat(answers.get(i).statusCode()).isIn(409, 429);
      assertThat(answers.get(i).body()).contains("Besökare " + i, "Ärende nummer " + i + "!");
    }
    assertThat(answers.stream().filter(one -> one.statusCode() == 409).findFirst().orElseThrow().body()).contains("hann bli bokad", "type=\"radio\" name=\"slot\"").doesNotContain("value=\"" + slot);
  }

  @Test
  void a_booking_has_a_page_a_file_for_the_calendar_and_mails_to_both() {
    putUp(Map.of("day", "2026-03-30", "weeks", "1"));
    String page = booked();
    assertThat(page).matches("/mote/[0-9a-f]{32}");
    assertThat(server.get(page).body()).contains("Mötet är bokat", "måndag 30 mars 2026 kl. 09.00–09.30", "Bröd som blir över", "noindex").doesNotContain("ugnen.example");
    HttpResponse<String> file = server.get(page + "/mote.ics");
    assertThat(file.headers().firstValue("Content-Type")).contains("text/calendar; charset=utf-8");
    List<String> lines = unfolded(file.body());
    assertThat(lines).startsWith("BEGIN:VCALENDAR", "VERSION:2.0").contains("UID:" + id() + "@meetmalmo.example", "DTSTAMP:" + CLOCK.instant().toString().replaceAll("[-:]", ""), "DTSTART:20260330T070000Z", "DTEND:20260330T073000Z",
        "STATUS:CONFIRMED", "SEQUENCE:0", "SUMMARY:Möte med Miljöförvaltningen (Meet Malmö)", "LOCATION:Rådhuset\\; rum 1\\, \\\\ källaren\\nATTENDEE:mailto:x@y.example").endsWith("END:VEVENT", "END:VCALENDAR");
    assertThat(lines).noneMatch(line -> line.startsWith("ATTENDEE") || line.startsWith("METHOD")).noneMatch(line -> line.contains("ugnen") || line.contains("Öberg") || line.contains(page));
    assertThat(mails()).contains("Bokat möte, till ambassadören", "Bokat möte, till den som bokade", "Ert möte med Miljöförvaltningen är bokat: måndag 30 mars 2026 kl. 09.00–09.30.", page);

    assertThat(kim.get(TIMES).body()).contains("Åsa Öberg", "Bokad").doesNotContain("ugnen.example");
    assertThat(kim.get(TIMES + "/" + id()).body()).contains("Bröd som blir över").doesNotContain("ugnen.example");
    assertThat(unfolded(kim.get(TIMES + "/" + id() + "/mote.ics").body())).contains("SUMMARY:Möte med Åsa Öberg (Meet Malmö)");
    assertThat(new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen").get(TIMES + "/" + id()).statusCode()).isEqualTo(404);
    assertThat(count("MATCH (n) WHERE any(key IN keys(n) WHERE toStringOrNull(n[key]) CONTAINS '" + page.substring(page.lastIndexOf('/') + 1) + "') RETURN count(n) AS n")).isZero();
  }

  /** What the demo's outbox shows to those who have the whole in view. */
  private String mails() {
    round();
    return new Visitor(server).as(Role.COORDINATOR, "").get("/utskick").body();
  }

  /** The lines as a calendar reads them: each ends with CRLF and has at most 75 bytes; what goes on begins with a space. */
  private static List<String> unfolded(String text) {
    assertThat(text).endsWith("\r\n");
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\r\n")) {
      assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(75);
      if (line.startsWith(" ")) lines.set(lines.size() - 1, lines.getLast() + line.substring(1));
      else lines.add(line);
    }
    return lines;
  }

  @Test
  void a_visitor_calls_a_meeting_off_and_the_time_is_free_again() throws Exception {
    putUp(Map.of("weeks", "1"));
    String page = booked();
    assertThat(free()).isEmpty();
    assertThat(server.get(BOOK).body()).contains("inga lediga tider");
    Visitor visitor = new Visitor(server);
    assertThat(visitor.postAsIs(page + "/avboka", Map.of(), Map.of()).statusCode()).isEqualTo(403);
    visitor.get(page);
    assertThat(visitor.post(page + "/avboka", Map.of()).statusCode()).isEqualTo(303);
    assertThat(visitor.get(page).body()).contains("Mötet är avbokat", "Ta bort mötet ur kalendern").doesNotContain("Avboka mötet");
    List<String> lines = unfolded(server.get(page + "/mote.ics").body());
    assertThat(lines).contains("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1", "UID:" + id() + "@meetmalmo.example").anyMatch(line -> line.startsWith("ORGANIZER;CN=\"Miljöförvaltningen\":http"));
    new net.fortuna.ical4j.data.CalendarBuilder().build(new java.io.StringReader(server.get(page + "/mote.ics").body())).validate(true);
    assertThat(visitor.post(page + "/avboka", Map.of()).statusCode()).as("twice").isEqualTo(303);
    assertThat(count("MATCH (e:Event {type: 'booking.off'}) RETURN count(e) AS n")).isEqualTo(1);
    assertThat(mails()).contains("Avbokat möte, till ambassadören", "Avbokat möte, till den som bokade", "Ni har avbokat mötet");
    assertThat(free()).hasSize(1);

    String again = booked();
    been(Duration.ZERO);
    visitor.get(again);
    HttpResponse<String> late = visitor.post(again + "/avboka", Map.of());
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("har redan börjat");
  }

  @Test
  void an_ambassador_calls_a_meeting_off_with_a_word_and_notes_one_that_has_been() {
    putUp(Map.of());
    String page = booked();
    String address = TIMES + "/" + id();
    kim.get(address);
    assertThat(kim.post(TIMES, Map.of("do", "remove", "id", slotOf(id()))).body()).contains("Någon hann boka tiden");
    HttpResponse<String> silent = kim.post(address, Map.of("word", ""));
    assertThat(silent.statusCode()).isEqualTo(400);
    assertThat(silent.body()).contains("href=\"#word\"");
    assertThat(kim.post(address, Map.of("word", "Jag är sjuk, tyvärr.")).statusCode()).isEqualTo(303);
    assertThat(server.get(page).body()).contains("har behövt ställa in", "Jag är sjuk, tyvärr.");
    assertThat(mails()).contains("Jag är sjuk, tyvärr.").doesNotContain("Avbokat möte, till ambassadören");
    assertThat(free()).as("the time is gone").hasSize(1);

    CLOCK.move(Duration.ofSeconds(1));
    booked();
    been(Duration.ofDays(1));
    String been = kim.get(TIMES + "/" + id()).body();
    Matcher note = Pattern.compile("href=\"(/signaler/moten[^\"]+)\"").matcher(been);
    assertThat(note.find()).isTrue();
    assertThat(note.group(1)).doesNotContain("berg", "Br%C3%B6d");
    assertThat(kim.get(note.group(1).replace("&amp;", "&")).body()).contains("value=\"Miljöförvaltningen\"", "value=\"2026-03-01\"", "value=\"Bokat genom Meet Malmö\"");
  }

  private String slotOf(String booking) {
    return server.graph().read("MATCH (b:Booking {id: $id}) RETURN b.slot AS id", Map.of("id", booking)).getFirst().get("id").asString();
  }

  @Test
  void the_same_form_twice_is_one_booking_and_one_address_books_no_more_than_three() {
    putUp(Map.of("weeks", "5"));
    List<String> slots = free();
    Visitor visitor = new Visitor(server);
    visitor.get(BOOK + "?slot=" + slots.getFirst());
    Map<String, String> fields = new HashMap<>(VISITOR);
    fields.putAll(Map.of("slot", slots.getFirst(), "key", "b".repeat(32)));
    String first = visitor.post(BOOK, fields).headers().firstValue("Location").orElseThrow();
    assertThat(visitor.post(BOOK, fields).headers().firstValue("Location")).contains(first);
    HttpResponse<String> wrong = book(slots.get(1), Map.of("name", "", "email", "x", "matter", " "));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("href=\"#name\"", "href=\"#email\"", "href=\"#matter\"", "name=\"slot\" value=\"" + slots.get(1));
    assertThat(book("slo-finns-inte", Map.of()).statusCode()).isEqualTo(409);
    assertThat(book("", Map.of()).body()).contains("Välj en av tiderna");
    for (int i = 1; i < 3; i++) assertThat(book(slots.get(i), Map.of()).statusCode()).isEqualTo(303);
    HttpResponse<String> many = book(slots.get(3), Map.of());
    assertThat(many.statusCode()).isEqualTo(400);
    assertThat(many.body()).contains("href=\"#email\"", "3 kommande möten", "Bröd som blir över");
    assertThat(server.get(BOOK + "?slot=" + slots.getFirst()).body()).contains("inte ledig längre");
  }

  @Test
  void times_of_those_who_are_away_are_not_offered() {
    putUp(Map.of());
    var accounts = server.app().staffSide().accounts();
    var account = accounts.byId("acc-demo-ambassador-" + ENVIRONMENT).orElseThrow();
    var away = new se.malmo.meet.identity.Account.Absence(java.time.LocalDate.of(2026, 3, 20), java.time.LocalDate.of(2026, 3, 25));
    accounts.change(account.away(Optional.of(away), Optional.empty()), "test");
    assertThat(free()).hasSize(1);
    assertThat(server.get(BOOK).body()).doesNotContain("23 mars");
    accounts.change(account.closed(true), "test");
    assertThat(free()).isEmpty();
  }

  @Test
  void a_booking_is_told_of_erased_and_thrown_away() {
    putUp(Map.of());
    String page = booked();
    Visitor administrator = new Visitor(server).as(Role.ADMINISTRATOR, "");
    administrator.get("/personuppgifter");
    assertThat(administrator.post("/personuppgifter", Map.of("do", "find", "email", ADDRESS)).body()).contains("Bokade möten", "Bröd som blir över");
    assertThat(administrator.post("/personuppgifter", Map.of("do", "erase", "email", ADDRESS, "confirm", "yes")).body()).contains("Personen är borttagen");
    assertThat(server.get(page).statusCode()).isEqualTo(404);
    assertThat(free()).as("free again").hasSize(2);
    assertThat(count("MATCH (n) WHERE NOT n:Event AND any(key IN keys(n) WHERE toLower(toStringOrNull(n[key])) CONTAINS 'ugnen') RETURN count(n) AS n")).isZero();
    String other = booked();
    been(Duration.ofDays(90).minusSeconds(1));
    server.app().caseSide().chores().doAll();
    assertThat(server.get(other).statusCode()).isEqualTo(200);
    been(Duration.ofDays(90).plusSeconds(1));
    server.app().caseSide().chores().doAll();
    assertThat(server.get(other).statusCode()).isEqualTo(404);
    assertThat(count("MATCH (s:Slot) RETURN count(s) AS n")).isEqualTo(1);
  }
}
