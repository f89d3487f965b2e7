package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Value;
import se.malmo.meet.initiative.SenderKind;
import se.malmo.meet.initiative.Submission;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Evidence;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.web.Role;

/** What people move teaches where the next one like it belongs. */
class RouterTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");
  /** One half was looked at while this was built, the others were only measured; by default those written last. */
  private static final List<String> HALVES = TestScale.IS_THOROUGH ? List.of("looked-at", "measured", "written-after") : List.of("written-after");
  private static final List<String> ALL = texts().stream().map(Theme::forvaltning).distinct().toList();
  private static final String SERVICE = "serviceforvaltningen";
  private static final String CULTURE = "kulturforvaltningen";
  private static final String SEEN = "Rasmus Vikander vill skriva ut reservdelar i plast, ring 0701234567. Vaktmästare letar reservdelar till dörrar och hissar i pärmar.";
  private static final String LIKE = "Vi skriver ut reservdelar i plast till dörrar och hissar, och Rasmus Vikander på 0701234567 kan visa vaktmästare hur.";

  private final MovedClock clock = new MovedClock(Instant.parse("2026-05-04T08:00:00Z"));
  private final Map<String, Visitor> ambassadors = new HashMap<>();
  private TestServer server;
  private Visitor coordinator;
  private int number;

  /** Four texts about much the same, by different hands, written before anything was measured; one half was looked at. */
  private record Theme(String half, String forvaltning, List<String> texts) {
    String fourth() {
      return texts.getLast();
    }
  }

  @BeforeEach
  void start() {
    server = TestServer.at(clock, "");
    coordinator = new Visitor(server).as(Role.COORDINATOR, "");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static List<Theme> texts() {
    ObjectMapper json = new ObjectMapper();
    List<Theme> all = new ArrayList<>();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(RouterTest.class.getResourceAsStream("moved.jsonl"), StandardCharsets.UTF_8))) {
      for (String line : lines.lines().toList()) {
        JsonNode one = json.readTree(line);
        all.add(new Theme(one.get("half").asText(), one.get("forvaltning").asText(), StreamSupport.stream(one.get("texts").spliterator(), false).map(JsonNode::asText).toList()));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return all;
  }

  private String submit(String text) {
    Submission.Sender sender = new Submission.Sender("Åsa", SenderKind.BUSINESS, "Firma " + ++number, "asa@firma.example", Optional.empty());
    return server.app().initiatives().submit(new Submission("Ett förslag", text, sender, Submission.Details.NONE, Choices.NONE), "form " + number).reference();
  }

  private void act(Visitor who, String reference, String doing, Map<String, String> fields) {
    Matcher version = VERSION.matcher(who.get("/arenden/" + reference + "?do=" + doing).body());
    assertThat(version.find()).as(doing).isTrue();
    Map<String, String> all = new HashMap<>(fields);
    all.putAll(Map.of("do", doing, "version", version.group(1), "reason", "Så är det."));
    HttpResponse<String> answer = who.post("/arenden/" + reference, all);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    server.app().projection().catchUp();
  }

  private void assign(String reference, String forvaltning) {
    act(coordinator, reference, "assign", Map.of("forvaltning", forvaltning));
  }

  private void notOurs(String reference, String from, String to) {
    act(ambassadors.computeIfAbsent(from, one -> new Visitor(server).as(Role.AMBASSADOR, one)), reference, "not-ours", to.isEmpty() ? Map.of("from", from) : Map.of("from", from, "to", to));
  }

  private void change(String reference, String to, Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(more);
    fields.put("to", to);
    act(coordinator, reference, "change", fields);
  }

  /** Comes in, is given to whom the text points to, or to another where that is right, and is moved to where it belongs. */
  private String moved(String text, String right) {
    String reference = submit(text);
    String wrong = Stream.concat(ranked(text).stream(), ALL.stream()).filter(one -> !one.equals(right)).findFirst().orElseThrow();
    assign(reference, wrong);
    notOurs(reference, wrong, right);
    return reference;
  }

  private List<Suggestion<Suggestion.Department>> departments(String text) {
    return server.app().matcher().suggest(text, Optional.empty(), 20).forvaltningar();
  }

  private List<String> ranked(String text) {
    return departments(text).stream().map(hit -> hit.what().id()).toList();
  }

  private String first(String text) {
    return ranked(text).stream().findFirst().orElse("");
  }

  private Optional<Suggestion<Suggestion.Department>> suggested(String text, String forvaltning) {
    return departments(text).stream().filter(hit -> hit.what().id().equals(forvaltning)).findFirst();
  }

  private static List<Evidence.MovedCase> learnt(Optional<Suggestion<Suggestion.Department>> hit) {
    return hit.stream().flatMap(one -> one.evidence().stream()).filter(Evidence.MovedCase.class::isInstance).map(Evidence.MovedCase.class::cast).toList();
  }

  @Test
  void after_three_moves_the_right_forvaltning_is_first_for_a_fourth_text_like_them() {
    Map<String, String> others = new LinkedHashMap<>();
    SampleTexts.labelled().forEach(text -> others.put(text, first(text)));
    Set<Theme> turned = new HashSet<>();
    for (String half : HALVES) {
      List<Theme> themes = texts().stream().filter(theme -> theme.half().equals(half)).toList();
      Map<Theme, String> before = new LinkedHashMap<>();
      themes.forEach(theme -> before.put(theme, first(theme.fourth())));
      for (int i = 0; i < themes.size(); i++) {
        Theme theme = themes.get(i);
        theme.texts().subList(0, 3).forEach(text -> moved(text, theme.forvaltning()));
        themes.subList(i + 1, themes.size()).stream().filter(later -> !first(later.fourth()).equals(before.get(later))).forEach(turned::add);
      }
      LOG.info("{}: {} of {} first before, {} after three moves", half, themes.stream().filter(theme -> before.get(theme).equals(theme.forvaltning())).count(), themes.size(),
          themes.stream().filter(theme -> first(theme.fourth()).equals(theme.forvaltning())).count());
      assertThat(themes).hasSize(ALL.size()).allSatisfy(theme -> assertThat(first(theme.fourth())).isEqualTo(theme.forvaltning()));
    }
    LOG.info("Turned by moves of other themes: {} of the fourths, {} of {} labelled texts", turned.size(), others.keySet().stream().filter(text -> !first(text).equals(others.get(text))).count(),
        others.size());
    assertThat(turned).as("two everyday words in common, and nobody else with two points").hasSizeLessThanOrEqualTo(1);
    assertThat(others).allSatisfy((text, was) -> assertThat(first(text)).isEqualTo(was));
  }

  @Test
  void the_reason_tells_the_year_and_the_own_words_and_nothing_else_of_the_case() {
    String reference = moved(SEEN, SERVICE);
    Evidence.MovedCase told = learnt(suggested(LIKE, SERVICE)).getFirst();
    assertThat(told.year()).isEqualTo(2026);
    assertThat(told.words()).isNotEmpty().allSatisfy(word -> assertThat(LIKE).contains(word)).doesNotContain("Rasmus", "Vikander", "0701234567");
    assertThat(told.spans().stream().map(span -> span.of(LIKE))).containsAll(told.words());
    String id = server.graph().read("MATCH (i:Initiative {reference: $r}) RETURN i.id AS id", Map.of("r", reference)).getFirst().get("id").asString();
    for (String language : List.of("sv", "en")) {
      String answer = server.post("/api/v1/suggestions?lang=" + language, "{\"text\": \"" + LIKE + "\", \"limit\": 50}").body();
      assertThat(answer).contains("past-initiative").doesNotContain(reference, id, "Ett förslag", "pärmar");
    }
    assertThat(server.post("/api/v1/suggestions", "{\"text\": \"" + LIKE + "\"}").body()).contains("Er text liknar en idé från 2026 som flyttades till Serviceförvaltningen. Båda nämner");
    assertThat(server.app().matcher().suggest(SEEN, Optional.empty(), 50).similar()).noneMatch(hit -> hit.what().reference().equals(reference));
    assertThat(new Visitor(server).get("/initiativ/" + reference).statusCode()).isEqualTo(404);
    assertThat(server.graph().read("MATCH (i:Initiative {reference: $r}) RETURN i.movedWords AS w", Map.of("r", reference)).getFirst().get("w").asList(Value::asString))
        .contains("reservdel").noneMatch(word -> word.contains("vikand") || word.contains("rasmus") || word.contains("070"));
  }

  @Test
  void one_word_alone_finds_no_moved_case() {
    moved(SEEN, SERVICE);
    for (String word : List.of("reservdelar", "Vikander", "0701234567", "pärmar")) assertThat(departments(word)).allSatisfy(hit -> assertThat(learnt(Optional.of(hit))).isEmpty());
  }

  @Test
  void what_is_learnt_adds_just_its_points_and_goes_as_it_came() {
    Map<String, Double> before = scores(LIKE);
    String reference = moved(SEEN, SERVICE);
    double points = learnt(suggested(LIKE, SERVICE)).getFirst().points();
    Map<String, Double> taught = scores(LIKE);
    assertThat(taught.get(SERVICE) - before.getOrDefault(SERVICE, 0.0)).isCloseTo(points, within(1e-6 * points));
    Map<String, Double> others = new HashMap<>(taught);
    others.put(SERVICE, before.get(SERVICE));
    assertThat(others).as("nobody else's points").isEqualTo(before);

    change(reference, "declined", Map.of("onward", "https://malmo.se"));
    assertThat(scores(LIKE)).as("declined").isEqualTo(before);
    change(reference, "assessed", Map.of());
    assertThat(scores(LIKE)).as("taken up again").isEqualTo(taught);
    notOurs(reference, SERVICE, "");
    assertThat(scores(LIKE)).as("not theirs either").isEqualTo(before);
    assign(reference, CULTURE);
    assertThat(learnt(suggested(LIKE, CULTURE))).as("where a coordinator gave it").hasSize(1);
    assertThat(learnt(suggested(LIKE, SERVICE))).isEmpty();
    change(reference, "accepted", Map.of());
    assertThat(learnt(suggested(LIKE, CULTURE))).as("now it is public and speaks for itself").isEmpty();
    assertThat(suggested(LIKE, CULTURE).orElseThrow().evidence()).anySatisfy(evidence -> assertThat(evidence).isInstanceOfSatisfying(Evidence.PastInitiative.class, past -> {
      assertThat(past.reference()).isEqualTo(reference);
      assertThat(past.points()).as("not less than before").isGreaterThan(points / 2);
    }));
  }

  /** Everybody's points, partners too. */
  private Map<String, Double> scores(String text) {
    Suggestions all = server.app().matcher().suggest(text, Optional.empty(), 50);
    Map<String, Double> scores = new HashMap<>();
    all.forvaltningar().forEach(hit -> scores.put(hit.what().id(), hit.score()));
    all.partners().forEach(hit -> scores.put(hit.what().id(), hit.score()));
    all.similar().forEach(hit -> scores.put(hit.what().reference(), hit.score()));
    return scores;
  }
}
