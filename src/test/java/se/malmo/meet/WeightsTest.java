package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.matching.WeightRange;
import se.malmo.meet.matching.Weighings;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.web.Role;

/** Weights that people set: tried on past cases, kept with a reason, in force everywhere, taken back. */
class WeightsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TEXT = "Vi vill starta ett odlingsprojekt på taket av vår skola, och söker någon som kan utbilda lärare i stadsodling och hållbar mat. Projektet vänder sig till elever i Rosengård.";
  private static final Pattern FIELD = Pattern.compile("<input[^>]*name=\"([A-Za-z0-9]+)\"[^>]*value=\"([^\"]*)\"");
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void standard() {
    weighings().newest().filter(newest -> !newest.weights().equals(Weights.STANDARD)).ifPresent(newest -> set(Weights.STANDARD));
  }

  private static Weighings weighings() {
    return server.app().weightSide().weighings();
  }

  private static int number() {
    return weighings().newest().map(newest -> newest.number()).orElse(0);
  }

  private static boolean set(Weights weights) {
    return weighings().set(new Weighings.Setting(number(), weights, OptionalInt.empty(), "prov", "test"));
  }

  /** The order of the first ten of each kind, with their points to the last bit. */
  private static List<String> order(se.malmo.meet.matching.Matcher matcher) {
    Suggestions suggestions = matcher.suggest(TEXT, Optional.empty(), 10);
    return Stream.concat(suggestions.partners().stream().map(hit -> hit.what().id() + " " + Double.doubleToLongBits(hit.score())),
        suggestions.forvaltningar().stream().map(hit -> hit.what().id() + " " + Double.doubleToLongBits(hit.score()))).toList();
  }

  private static Visitor coordinator() {
    return new Visitor(server).as(Role.COORDINATOR, "");
  }

  /** All fields of the page's form, as a browser would send them. */
  private static Map<String, String> fields(String html) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher found = FIELD.matcher(html);
    while (found.find()) fields.put(found.group(1), found.group(2));
    return fields;
  }

  private static Map<String, String> with(Map<String, String> fields, String... more) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    for (int i = 0; i < more.length; i += 2) all.put(more[i], more[i + 1]);
    return all;
  }

  @Test
  void every_weight_has_a_range_that_holds_what_the_program_has() {
    Weights.STANDARD.numbers().forEach((name, value) -> assertThat(WeightRange.of(name).holds(value)).as(name).isTrue());
  }

  @Test
  void nobody_having_set_weights_the_order_is_that_of_the_program_and_back_from_others_it_is_so_again_to_the_last_bit() {
    List<String> before = order(server.app().matcher());
    assertThat(before).hasSizeGreaterThan(10).isEqualTo(order(server.app().matcher().with(Weights.STANDARD)));
    assertThat(set(Weights.STANDARD.with("word", 0.2).with("mandate", 9))).isTrue();
    assertThat(order(server.app().matcher())).isNotEqualTo(before);
    assertThat(set(Weights.STANDARD)).isTrue();
    assertThat(order(server.app().matcher())).isEqualTo(before);
  }

  @Test
  void a_weight_is_tried_kept_with_its_reason_and_taken_back() {
    Visitor visitor = coordinator();
    Map<String, String> form = fields(visitor.get("/vikter").body());
    assertThat(form).containsEntry("word", "1").containsEntry("rarity", "1,5").containsKeys("high", "possible", "uncertain");
    int before = number();
    HttpResponse<String> tried = visitor.post("/vikter", with(form, "word", "0,25", "do", "try"));
    assertThat(tried.statusCode()).isEqualTo(200);
    assertThat(tried.body()).contains("Det här skulle flytta sig", "Poäng för ett gemensamt ord: 1 → <strong>0,25</strong>", "50 ärenden har räknats om", "flyttar sig någon bland de tio första");
    assertThat(number()).isEqualTo(before);
    HttpResponse<String> unreasoned = visitor.post("/vikter", with(fields(tried.body()), "do", "save", "reason", " "));
    assertThat(unreasoned.statusCode()).isEqualTo(400);
    assertThat(unreasoned.body()).contains("Skälet: Fyll i fältet.").contains("value=\"0,25\"");
    HttpResponse<String> kept = visitor.post("/vikter", with(fields(unreasoned.body()), "do", "save", "reason", "Ord väger för tungt"));
    assertThat(kept.statusCode()).isEqualTo(303);
    assertThat(number()).isEqualTo(before + 1);
    assertThat(server.app().matcher().weights()).isEqualTo(Weights.STANDARD.with("word", 0.25));
    assertThat(server.get("/om/matchning").body()).contains("<td class=\"number\">0,25</td>", "Talen är version " + (before + 1));
    String page = visitor.get("/vikter").body();
    assertThat(page).contains("Version " + (before + 1), "”Ord väger för tungt”", "Poäng för ett gemensamt ord: 1 → <strong>0,25</strong>", "Gå tillbaka till standard");
    HttpResponse<String> earlier = visitor.get("/vikter?version=0");
    assertThat(earlier.body()).contains("Poäng för ett gemensamt ord: 0,25 → <strong>1</strong>");
    HttpResponse<String> taken = visitor.post("/vikter", with(fields(earlier.body()), "do", "save", "reason", "Blev sämre"));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(303);
    assertThat(weighings().newest().orElseThrow().back()).hasValue(0);
    assertThat(server.app().matcher().weights()).isEqualTo(Weights.STANDARD);
    assertThat(visitor.get("/vikter").body()).contains("Tillbaka till standard.", "”Blev sämre”");
    assertThat(new Visitor(server).as(Role.ADMINISTRATOR, "").get("/granskning?type=weights").body()).contains("weights.changed");
  }

  @Test
  void what_is_no_weight_is_told_at_its_field_and_nothing_typed_is_lost() {
    Visitor visitor = coordinator();
    Map<String, String> form = fields(visitor.get("/vikter").body());
    int before = number();
    for (String bad : List.of("-1", "1000000", "NaN", "", "Infinity", "1e3", "0x10", "1,2,3", "ett")) {
      HttpResponse<String> answer = visitor.post("/vikter", with(form, "word", bad, "pair", "0,9", "reason", "därför", "do", "save"));
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      assertThat(answer.body()).as(bad).contains("<a href=\"#word\">Poäng för ett gemensamt ord: ", "id=\"word-fault\"", "mellan 0 och 10.");
      assertThat(fields(answer.body())).as(bad).containsEntry("word", bad).containsEntry("pair", "0,9");
    }
    HttpResponse<String> unordered = visitor.post("/vikter", with(form, "possible", "6", "do", "try"));
    assertThat(unordered.statusCode()).isEqualTo(400);
    assertThat(unordered.body()).contains("href=\"#possible\"", "inte vara större än det för stark");
    HttpResponse<String> nothing = visitor.post("/vikter", with(form, "reason", "därför", "do", "save"));
    assertThat(nothing.statusCode()).isEqualTo(400);
    assertThat(nothing.body()).contains("Ändra minst ett tal först");
    HttpResponse<String> unseen = visitor.post("/vikter", with(form, "pair", "0,9", "reason", "därför", "do", "save"));
    assertThat(unseen.body()).contains("Inget är sparat ännu", "Det här skulle flytta sig");
    assertThat(number()).isEqualTo(before);
    assertThat(visitor.get("/vikter?version=99999").statusCode()).isEqualTo(404);
    assertThat(visitor.get("/vikter?version=x").statusCode()).isEqualTo(404);
  }

  @Test
  void of_two_who_edit_at_once_the_second_sees_what_the_first_changed_and_overwrites_none_of_it() {
    Visitor first = coordinator();
    Visitor second = coordinator();
    Map<String, String> mine = fields(first.post("/vikter", with(fields(first.get("/vikter").body()), "pair", "0,9", "do", "try")).body());
    Map<String, String> theirs = fields(second.post("/vikter", with(fields(second.get("/vikter").body()), "word", "0,8", "do", "try")).body());
    assertThat(first.post("/vikter", with(mine, "do", "save", "reason", "par")).statusCode()).isEqualTo(303);
    HttpResponse<String> late = second.post("/vikter", with(theirs, "do", "save", "reason", "ord"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("Någon annan har sparat nya vikter", "Två ord i följd, mot ett ensamt ord: 0,7 → 0,9", ">ord</textarea>");
    assertThat(fields(late.body())).containsEntry("pair", "0,9").containsEntry("word", "0,8");
    assertThat(second.post("/vikter", with(fields(late.body()), "do", "save", "reason", "ord")).statusCode()).isEqualTo(303);
    assertThat(server.app().matcher().weights()).isEqualTo(Weights.STANDARD.with("pair", 0.9).with("word", 0.8));
  }

  @Test
  void of_ten_who_save_at_the_same_moment_one_does() {
    int before = number();
    List<CompletableFuture<Boolean>> all = IntStream.range(0, 10).mapToObj(i -> CompletableFuture.supplyAsync(() ->
        weighings().set(new Weighings.Setting(before, Weights.STANDARD.with("pair", 0.1 + i / 100.0), OptionalInt.empty(), "prov " + i, "test")))).toList();
    assertThat(all.stream().filter(CompletableFuture::join).count()).isEqualTo(1);
    assertThat(number()).isEqualTo(before + 1);
    assertThat(server.graph().read("MATCH (e:Event {type: 'weights.changed', version: $version}) RETURN count(e) AS n", Map.of("version", String.valueOf(before + 1))).getFirst().get("n").asInt()).isEqualTo(1);
  }

  @Test
  void another_process_and_one_that_starts_later_use_them_too() {
    try (TestServer.Beside other = server.beside()) {
      assertThat(other.app().matcher().weights()).isEqualTo(Weights.STANDARD);
      set(Weights.STANDARD.with("competence", 0.5));
      Soon.holds(Duration.ofSeconds(5), "the other process follows", () -> other.app().matcher().weights().competence() == 0.5);
      assertThat(order(other.app().matcher())).isEqualTo(order(server.app().matcher()));
    }
    try (TestServer.Beside later = server.beside()) {
      assertThat(later.app().matcher().weights().competence()).isEqualTo(0.5);
    }
  }

  @Test
  void a_kept_answer_names_its_weights_and_is_made_again_by_them_after_they_have_changed() {
    set(Weights.STANDARD.with("word", 1.7).with("broader", 0.2));
    int then = number();
    String reference = submit();
    set(Weights.STANDARD.with("word", 0.3).with("competence", 4));
    JsonNode replay = replay(reference);
    assertThat(replay.get("weighing").asInt()).isEqualTo(then);
    assertThat(replay.get("changed")).extracting(JsonNode::asText).containsExactly("weights");
    assertThat(replay.get("suggestions")).isNotEmpty().allSatisfy(one -> {
      assertThat(one.get("again").asDouble()).isCloseTo(one.get("score").asDouble(), within(1e-9));
      assertThat(one.get("differences")).isEmpty();
    });
    assertThat(replay.get("suggestions")).anySatisfy(one -> assertThat(one.get("scoreNow").asDouble()).isNotCloseTo(one.get("score").asDouble(), within(0.1)));
    assertThat(replay.get("same").asBoolean()).isTrue();
  }

  @Test
  void trying_weights_on_fifty_cases_is_soon_done() {
    Visitor visitor = coordinator();
    Map<String, String> form = fields(visitor.get("/vikter").body());
    visitor.post("/vikter", with(form, "word", "0,5", "do", "try"));
    Instant start = Instant.now();
    assertThat(visitor.post("/vikter", with(form, "word", "0,4", "do", "try")).statusCode()).isEqualTo(200);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void only_those_who_answer_for_the_matching_see_and_set_them() {
    assertThat(server.visit(Role.AMBASSADOR, "/vikter", "GET").statusCode()).isEqualTo(403);
    assertThat(server.visit(Role.ADMINISTRATOR, "/vikter", "GET").statusCode()).isEqualTo(200);
    assertThat(server.get("/vikter").statusCode()).isEqualTo(401);
  }

  private static String submit() {
    HttpResponse<String> answer = server.post("/api/v1/initiatives", MAPPER.createObjectNode().put("title", "Tak").put("text", TEXT)
        .set("sender", MAPPER.createObjectNode().put("name", "Åsa").put("sector", "business").put("organisation", "Ugnen").put("email", "asa@ugnen.example")).toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    server.app().projection().catchUp();
    return read(answer).get("reference").asText();
  }

  private static JsonNode replay(String reference) {
    return read(server.send(HttpRequest.newBuilder(URI.create(server.url("/api/v1/initiatives/" + reference + "/replay"))).header("Authorization", "Bearer " + server.token(Role.COORDINATOR))));
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
