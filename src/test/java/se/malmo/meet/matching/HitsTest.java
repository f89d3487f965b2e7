package se.malmo.meet.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.TestServer;
import se.malmo.meet.web.Role;

/** The quality of kept answers, counted a second way from what random cases came to. */
class HitsTest {
  private static final List<String> UNITS = List.of("fritidsforvaltningen", "kulturforvaltningen", "miljoforvaltningen", "serviceforvaltningen");
  private static final List<String> BANDS = List.of("high", "possible", "uncertain");
  private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");
  private static final int CASES = 80;
  private static TestServer server;
  private static final List<Told> ALL = new ArrayList<>();

  /** What the test knows of a case that it made: by organisation what came of it. */
  private record Told(int number, int weighing, String language, boolean isAnswered, List<String> listed, List<String> bands, List<String> units, Map<String, String> came, String held, boolean isMoved) {
    List<String> right() {
      return came.entrySet().stream().filter(one -> one.getValue().equals("accepted") || one.getValue().equals("useful")).map(Map.Entry::getKey).toList();
    }
  }

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    Random random = new Random(9);
    for (int i = 0; i < 9; i++) server.graph().write("CREATE (:Organisation {id: $id, name: $id, sector: 'business', language: 'sv'})", Map.of("id", "org-hit-" + i));
    for (int i = 0; i < CASES; i++) ALL.add(made(random, i));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> some(Random random, List<String> of, int most) {
    List<String> mixed = new ArrayList<>(of);
    java.util.Collections.shuffle(mixed, random);
    return List.copyOf(mixed.subList(0, random.nextInt(most + 1)));
  }

  private static Told made(Random random, int number) {
    List<String> listed = some(random, IntStream.range(0, 9).mapToObj(i -> "org-hit-" + i).toList(), 6);
    List<String> bands = listed.stream().map(one -> random.nextInt(3)).sorted().map(BANDS::get).toList();
    Map<String, String> came = new TreeMap<>();
    IntStream.range(0, 9).filter(i -> random.nextInt(4) == 0).forEach(i -> came.put("org-hit-" + i, List.of("accepted", "useful", "useless", "wrong-competence", "not-our-role", "no-capacity").get(random.nextInt(6))));
    Told told = new Told(number, random.nextInt(3), random.nextBoolean() ? "sv" : "en", random.nextInt(4) > 0, listed, bands, some(random, UNITS, 4), came,
        random.nextInt(5) == 0 ? "" : UNITS.get(random.nextInt(4)), random.nextInt(4) == 0);
    write(told, random);
    return told;
  }

  private static void write(Told told, Random random) {
    String id = "ini-hit-" + told.number();
    String status = told.isAnswered() ? PastStore.ANSWERED.get(random.nextInt(6)) : List.of("received", "assessed", "withdrawn").get(random.nextInt(3));
    Map<String, Object> p = Map.of("id", id, "reference", reference(told), "title", "Idé", "text", "Text", "status", status, "language", told.language(), "senderName", "Åsa");
    server.graph().write("CREATE (i:Initiative) SET i = $p, i.date = datetime($at) CREATE (s:Suggestion {id: $s, at: datetime($at), weighing: $w, partners: $listed, bands: $bands, forvaltningar: $units})-[:FOR]->(i)",
        Map.of("p", p, "at", START.plus(Duration.ofHours(told.number())).toString(), "s", "sug-hit-" + told.number(), "w", told.weighing(), "listed", told.listed(), "bands", told.bands(), "units", told.units()));
    if (!told.held().isEmpty()) server.graph().write("MATCH (i:Initiative {id: $id}), (f:Forvaltning {id: $f}) CREATE (i)-[:ROUTED_TO {at: datetime()}]->(f)", Map.of("id", id, "f", told.held()));
    if (told.isMoved()) server.graph().write("MATCH (i:Initiative {id: $id}), (f:Forvaltning {id: $f}) CREATE (i)-[:NOT_FOR]->(f)", Map.of("id", id, "f", UNITS.getFirst()));
    told.came().forEach((org, what) -> {
      Map<String, Object> both = new HashMap<>(Map.of("id", id, "org", org, "what", what, "key", id + org));
      switch (what) {
        case "accepted" -> server.graph().write("MATCH (i:Initiative {id: $id}), (o:Organisation {id: $org}) CREATE (o)-[:PARTICIPATES_IN {invitation: $key}]->(i)", both);
        case "useful", "useless" -> server.graph().write("MATCH (i:Initiative {id: $id}) CREATE (f:Feedback {id: $key, organisation: $org, useful: $what = 'useful'})-[:FOR]->(i)", both);
        default -> server.graph().write("CREATE (:Invitation {id: $key, key: $key, initiative: $id, organisation: $org, state: 'declined', reason: $what})", both);
      }
    });
  }

  private static String reference(Told told) {
    return "MM-2026-" + (7000 + told.number());
  }

  private static int place(List<String> listed, List<String> right) {
    int place = 0;
    for (int i = listed.size(); i > 0; i--) if (right.contains(listed.get(i - 1))) place = i;
    return place;
  }

  private static void same(HitRate rate, List<Integer> places) {
    assertThat(rate.cases()).isEqualTo(places.size());
    assertThat(rate.first()).isEqualTo((int) places.stream().filter(one -> one == 1).count());
    assertThat(rate.three()).isEqualTo((int) places.stream().filter(one -> one >= 1 && one <= 3).count());
    double sum = 0;
    for (int one : places) if (one > 0) sum += 1.0 / one;
    assertThat(rate.mrr()).isCloseTo(places.isEmpty() ? 0 : sum / places.size(), within(1e-12));
  }

  private static void same(Hits.Row row, List<Told> own) {
    assertThat(row.cases()).isEqualTo(own.size());
    assertThat(row.moved()).isEqualTo((int) own.stream().filter(Told::isMoved).count());
    same(row.partners(), own.stream().filter(one -> !one.right().isEmpty()).map(one -> place(one.listed(), one.right())).toList());
    same(row.forvaltningar(), own.stream().filter(one -> !one.held().isEmpty()).map(one -> place(one.units(), List.of(one.held()))).toList());
  }

  @Test
  void the_figures_are_those_of_the_cases_that_are_answered() {
    Hits.Table table = Hits.table(new Hits(server.graph()).judged());
    List<Told> answered = ALL.stream().filter(Told::isAnswered).toList();
    same(table.all(), answered);
    assertThat(table.byWeighing()).extracting(Hits.Row::of).containsExactly("0", "1", "2");
    table.byWeighing().forEach(row -> same(row, answered.stream().filter(one -> String.valueOf(one.weighing()).equals(row.of())).toList()));
    assertThat(table.byLanguage()).extracting(Hits.Row::of).containsExactly("en", "sv");
    table.byLanguage().forEach(row -> same(row, answered.stream().filter(one -> one.language().equals(row.of())).toList()));
    for (Hits.Band band : table.bands()) {
      int listed = 0;
      int judged = 0;
      int right = 0;
      for (Told one : answered) {
        for (int i = 0; i < one.listed().size(); i++) {
          if (!one.bands().get(i).equals(band.confidence())) continue;
          listed++;
          String came = one.came().getOrDefault(one.listed().get(i), "");
          if (List.of("accepted", "useful").contains(came)) right++;
          if (List.of("accepted", "useful", "useless", "wrong-competence", "not-our-role").contains(came)) judged++;
        }
      }
      assertThat(band).isEqualTo(new Hits.Band(band.confidence(), listed, judged, right));
    }
  }

  @Test
  void the_page_shows_them_and_leads_to_the_cases() {
    List<Told> answered = ALL.stream().filter(Told::isAnswered).toList();
    String page = server.visit(Role.COORDINATOR, "/kvalitet", "GET").body();
    List<Told> judged = answered.stream().filter(one -> !one.right().isEmpty()).toList();
    long first = judged.stream().filter(one -> place(one.listed(), one.right()) == 1).count();
    assertThat(page).contains("%.0f %% (%d av %d)".formatted(100.0 * first / judged.size(), first, judged.size()), "/arenden/" + reference(answered.getLast()), "På märkta texter, vid bygget");
    String one = server.visit(Role.ADMINISTRATOR, "/kvalitet?version=2", "GET").body();
    assertThat(one).contains("Ärendena: Version 2");
    ALL.forEach(told -> assertThat(one.contains("/arenden/" + reference(told))).as(told.toString())
        .isEqualTo(told.isAnswered() && told.weighing() == 2));
    assertThat(server.visit(Role.AMBASSADOR, "/kvalitet", "GET").statusCode()).isEqualTo(403);
  }
}
