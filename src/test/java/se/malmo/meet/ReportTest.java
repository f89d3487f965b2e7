package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Role;

/** A report of a year that the test made, counted a second way from the event log. */
class ReportTest {
  private static final List<String> UNITS = List.of("fritidsforvaltningen", "kulturforvaltningen", "miljoforvaltningen");
  private static final List<String> DECIDED = List.of("accepted", "referred", "declined", "running", "ended");
  private static final List<String> STATES = List.of("received", "assessed", "accepted", "working-group", "running", "ended", "referred", "declined", "withdrawn");
  private static final Instant YEAR = LocalDate.of(2019, 1, 1).atStartOfDay(Sweden.ZONE).toInstant();
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    Random random = new Random(17);
    for (int i = 0; i < 90; i++) made(random, i);
    for (int i = 0; i < 60; i++) asked(random, i);
    List<String> organisations = server.graph().read("MATCH (o:Organisation) RETURN o.id AS id ORDER BY id LIMIT 20", Map.of()).stream().map(row -> row.get("id").asString()).toList();
    for (int i = 0; i < 70; i++) {
      server.graph().write("CREATE (:Shown {suggestion: $s, organisation: $o, rank: $rank, at: datetime($at)})",
          Map.of("s", "sug-report-" + i, "o", organisations.get(random.nextInt(1 + random.nextInt(20))), "rank", 1 + random.nextInt(6), "at", YEAR.plus(Duration.ofHours(1 + random.nextInt(24 * 364))).toString()));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A tenth of them came the day before or after the year. */
  private static void made(Random random, int number) {
    Instant came = number % 10 == 0 ? YEAR.minusSeconds(60) : number % 10 == 1 ? YEAR.plus(Duration.ofDays(365)) : YEAR.plus(Duration.ofMinutes(random.nextInt(365 * 24 * 60)));
    String id = "ini-report-" + number;
    boolean isDecided = random.nextInt(4) > 0;
    String status = isDecided ? DECIDED.get(random.nextInt(5)) : List.of("received", "assessed", "withdrawn").get(random.nextInt(3));
    Map<String, Object> p = new HashMap<>(Map.of("id", id, "reference", "MM-2019-" + (1000 + number), "title", "Idé", "text", "Text", "status", status, "senderName", "Åsa"));
    if (status.equals("ended") && random.nextBoolean()) p.put("outcome", "Det blev bra");
    List<String> units = UNITS.stream().filter(unit -> random.nextInt(3) == 0).toList();
    server.graph().write("CREATE (i:Initiative) SET i = $p, i.date = datetime($at), i.answerBy = date($by) WITH i UNWIND $units AS unit MATCH (f:Forvaltning {id: unit}) CREATE (i)-[:ROUTED_TO {at: datetime($at)}]->(f)",
        Map.of("p", p, "at", came.toString(), "by", Sweden.day(came).plusDays(21).toString(), "units", units));
    List<Happening> more = new ArrayList<>(List.of(new Happening("initiative.received", id, "sender")));
    if (random.nextInt(4) == 0) more.add(new Happening(random.nextBoolean() ? "initiative.moved" : "initiative.returned", id, "someone"));
    server.graph().write(List.of(EventLog.append(came, more)));
    if (isDecided) server.graph().write(List.of(EventLog.append(came.plus(Duration.ofHours(random.nextInt(24 * 40))), List.of(new Happening("initiative." + status, id, "someone")))));
  }

  private static void asked(Random random, int number) {
    String state = List.of("accepted", "declined", "declined", "open", "lapsed", "withdrawn").get(random.nextInt(6));
    Map<String, Object> p = new HashMap<>(Map.of("id", "inv-report-" + number, "key", "report " + number, "state", state, "initiative", "ini-report-2", "organisation", "x"));
    if (state.equals("declined")) p.put("reason", List.of("wrong-competence", "no-capacity", "conflict").get(random.nextInt(3)));
    Instant at = YEAR.plus(Duration.ofHours(random.nextInt(24 * 364)));
    server.graph().write("CREATE (v:Invitation) SET v = $p, v.at = datetime($at), v.until = date($until)", Map.of("p", p, "at", at.toString(), "until", state.equals("open") && number % 2 == 0 ? "2099-01-01" : "2019-12-31"));
  }

  /** The file by its first two columns. */
  private static Map<String, List<String>> file(String query) {
    HttpResponse<String> answer = server.visit(Role.COORDINATOR, "/rapport/tabell.csv?" + query, "GET");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("\uFEFF");
    return answer.body().substring(1).lines().map(line -> Arrays.asList(line.split(";", -1))).collect(Collectors.toMap(cells -> cells.get(0) + "|" + cells.get(1), cells -> cells.subList(2, cells.size())));
  }

  /** The same from the log: each case that it says came in the year, and what it says happened to it. */
  private static List<String> counted(Optional<String> unit) {
    int[] sums = new int[5 + STATES.size()];
    EventLog log = new EventLog(server.graph());
    server.graph().read("MATCH (e:Event {type: 'initiative.received'}) WHERE e.subject STARTS WITH 'ini-report-' RETURN e.subject AS id", Map.of()).forEach(row -> {
      List<Event> events = log.of(row.get("id").asString());
      var one = server.graph().read("MATCH (i:Initiative {id: $id}) RETURN i.status AS status, i.outcome AS outcome, [(i)-[:ROUTED_TO]->(f) | f.id] AS units", Map.of("id", row.get("id").asString())).getFirst();
      LocalDate came = Sweden.day(events.getFirst().at());
      if (came.getYear() != 2019 || unit.isPresent() && !one.get("units").asList().contains(unit.get())) return;
      sums[0]++;
      Optional<LocalDate> answered = events.stream().filter(event -> DECIDED.contains(event.type().substring("initiative.".length()))).map(event -> Sweden.day(event.at())).findFirst();
      if (answered.isPresent()) sums[1]++;
      if (answered.filter(day -> !day.isAfter(came.plusDays(21))).isPresent()) sums[2]++;
      if (events.stream().anyMatch(event -> event.type().equals("initiative.moved") || event.type().equals("initiative.returned"))) sums[3]++;
      sums[4 + STATES.indexOf(one.get("status").asString())]++;
      if (!one.get("outcome").isNull()) sums[4 + STATES.size()]++;
    });
    return Arrays.stream(sums).mapToObj(String::valueOf).toList();
  }

  @Test
  void the_figures_are_those_of_the_event_log() {
    Map<String, List<String>> file = file("year=2019");
    List<String> all = file.get("Förvaltningar|Hela staden");
    assertThat(all).isEqualTo(counted(Optional.empty()));
    assertThat(all.subList(4, 4 + STATES.size()).stream().mapToInt(Integer::parseInt).sum()).isEqualTo(Integer.parseInt(all.getFirst())).isEqualTo(72);
    Map<String, String> names = Map.of("fritidsforvaltningen", "Fritidsförvaltningen", "kulturforvaltningen", "Kulturförvaltningen", "miljoforvaltningen", "Miljöförvaltningen");
    names.forEach((id, name) -> assertThat(file.get("Förvaltningar|" + name)).as(name).isEqualTo(counted(Optional.of(id))));
    String page = server.visit(Role.COORDINATOR, "/rapport?year=2019", "GET").body();
    assertThat(page.replaceAll("<td [^>]*>", "<td>")).contains("<th scope=\"row\">Hela staden</th><td>" + String.join("</td><td>", all) + "</td>");
    List<List<String>> quarters = List.of(1, 2, 3, 4).stream().map(quarter -> file("quarter=2019-" + quarter).get("Förvaltningar|Hela staden")).toList();
    assertThat(quarters.stream().mapToInt(one -> Integer.parseInt(one.getFirst())).sum()).isEqualTo(72);
    assertThat(file("from=2019-01-01&to=2019-12-31").get("Förvaltningar|Hela staden")).isEqualTo(all);
  }

  @Test
  void invitations_and_how_evenly_organisations_were_shown_are_counted_too() {
    Map<String, List<String>> file = file("year=2019");
    Map<String, Long> byState = new TreeMap<>();
    server.graph().read("MATCH (v:Invitation) WHERE v.id STARTS WITH 'inv-report-' RETURN v.state AS state, v.until AS until, coalesce(v.reason, '') AS reason", Map.of()).forEach(row -> {
      boolean lapsed = row.get("state").asString().equals("open") && row.get("until").asLocalDate().getYear() == 2019;
      byState.merge(lapsed ? "lapsed" : row.get("state").asString(), 1L, Long::sum);
      byState.merge("reason " + row.get("reason").asString(), 1L, Long::sum);
    });
    Map.of("Skickade", 60L, "Ja", byState.get("accepted"), "Nej", byState.get("declined"), "Gick ut utan svar", byState.get("lapsed"), "Väntar på svar", byState.get("open"),
        "Nej: fel kompetens", byState.get("reason wrong-competence"), "Nej: ingen tid", byState.get("reason no-capacity"))
        .forEach((name, times) -> assertThat(file.get("Inbjudningar|" + name)).as(name).containsExactly(String.valueOf(times)));
    List<Double> shown = server.graph().read("""
        MATCH (o:Organisation) WHERE NOT coalesce(o.optedOut, false)
        RETURN reduce(sum = 0.0, rank IN COLLECT { MATCH (x:Shown {organisation: o.id}) WHERE x.suggestion STARTS WITH 'sug-report-' RETURN x.rank } | sum + log(2) / log(1 + rank)) AS e
        """, Map.of()).stream().map(row -> row.get("e").asDouble()).toList();
    double difference = 0;
    double sum = 0;
    for (double one : shown) {
      sum += one;
      for (double other : shown) difference += Math.abs(one - other);
    }
    assertThat(file.get("Spridning|Ginikoefficient")).containsExactly(String.format(Locale.forLanguageTag("sv"), "%.6f", difference / (2 * shown.size() * sum)));
    double top = shown.stream().sorted(java.util.Comparator.reverseOrder()).limit(10).mapToDouble(one -> one).sum() / sum;
    assertThat(file.get("Spridning|De tio mest visade har")).containsExactly(String.format(Locale.forLanguageTag("sv"), "%.6f", top));
  }

  @Test
  void days_that_are_none_are_told_at_their_field_and_stay() {
    HttpResponse<String> wrong = server.visit(Role.COORDINATOR, "/rapport?from=2019-02-30&to=x%22%3E", "GET");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("href=\"#from\"", "href=\"#to\"", "value=\"2019-02-30\"", "Skriv dagen som ÅÅÅÅ-MM-DD");
    assertThat(server.visit(Role.COORDINATOR, "/rapport?from=2019-02-03&to=2019-02-02", "GET").body()).contains("Välj en dag som inte kommer före den första.");
    assertThat(server.visit(Role.COORDINATOR, "/rapport?from=1900-01-01&to=2019-02-02", "GET").body()).contains("Välj högst tio år.");
    assertThat(server.visit(Role.COORDINATOR, "/rapport?year=1999", "GET").body()).contains("Ingen idé i perioden");
    assertThat(server.visit(Role.AMBASSADOR, "/rapport", "GET").statusCode()).isEqualTo(403);
    assertThat(server.visit(Role.ADMINISTRATOR, "/en/report", "GET").body()).contains("Ideas that came in");
  }
}
