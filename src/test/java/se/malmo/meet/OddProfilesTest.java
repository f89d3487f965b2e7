package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Reason;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.vocabulary.Vocabulary;

/** Profiles that no one would write and somebody will: none of them harms the others, and none gains by it. */
class OddProfilesTest {
  private static final int TWINS = 5_000;
  private static final int BATCH = 200;
  private static final String ROOF = "Vi vill sätta solceller på skolans tak och söker någon som kan montera dem.";
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.empty();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_profile_of_one_word_is_found_by_it() {
    save(List.of(row("one", "Qvix", "Solceller"), row("other", "Brödboden", "Vi bakar bröd.")));
    assertThat(names(suggest(ROOF))).contains("Qvix").doesNotContain("Brödboden");
    assertThat(names(suggest("Vi söker bröd."))).doesNotContain("Qvix");
  }

  @Test
  @Tag("slow")
  void a_profile_of_a_hundred_thousand_words_is_no_better_for_being_long() {
    Random random = new Random(100_000);
    List<String> words = Seed.demoDescriptions().stream().filter(one -> one.language() == Language.SWEDISH).flatMap(one -> Stream.of(one.text().split("\\s+"))).toList();
    String long100000 = IntStream.range(0, 100_000).mapToObj(i -> i % 50 == 0 ? "solceller på tak." : words.get(random.nextInt(words.size()))).collect(Collectors.joining(" "));
    assertThatThrownBy(() -> Organisations.checked(new OrganisationRow("long", "Allt AB", "business", "sv", long100000, null, null, null, null, null)))
        .isInstanceOfSatisfying(Problem.Invalid.class, e -> assertThat(e.fields().getFirst().field()).isEqualTo("description"));
    // One that was taken in before there was a limit.
    save(List.of(row("long", "Allt AB", long100000), row("short", "Takmontörerna", "Vi monterar solceller på tak, på skolor och hus.")));
    List<String> names = names(suggest(ROOF));
    assertThat(names).first().isEqualTo("Takmontörerna");
    assertThat(suggest(ROOF).partners()).allSatisfy(hit -> assertThat(hit.score()).isFinite().isPositive());
  }

  @Test
  void a_profile_of_stop_words_alone_is_suggested_to_nobody() {
    save(List.of(row("stop", "Och Den Som", "Och men att som vi är det på för med av till en ett den. Har inte kan ska vill.")));
    for (String text : List.of(ROOF, "Och men att som vi är det på.", "Vi är de som kan och vill.", "och")) assertThat(names(suggest(text))).doesNotContain("Och Den Som");
  }

  @Test
  @Tag("slow")
  void of_five_thousand_alike_the_order_is_the_same_each_time_and_favours_none_who_came_early() {
    Map<String, Integer> places = new HashMap<>();
    for (int from = 0; from < TWINS; from += BATCH) {
      save(IntStream.range(from, from + BATCH).mapToObj(i -> row("twin-" + i, "Tvillingarna AB", "Vi monterar solceller på tak, på skolor och hus.")).toList());
    }
    graph().read("MATCH (o:Organisation) RETURN o.id AS id, o.sourceId AS source", Map.of())
        .forEach(row -> places.put(row.get("id").asString(), Integer.valueOf(row.get("source").asString().substring("id:twin-".length()))));
    server.app().projection().load();
    Set<String> winners = new HashSet<>();
    List<Integer> firstTen = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = ROOF + " Vi har " + (20 + i) + " klassrum.";
      // What all say is worth so little that nobody would be shown.
      Matcher all = everybody();
      List<String> ids = ids(all.suggest(text, Optional.empty(), 10));
      assertThat(ids).hasSize(10);
      assertThat(all.suggest(text, Optional.empty(), 10).partners().stream().map(Suggestion::score).distinct()).hasSize(1);
      assertThat(ids(all.suggest(text, Optional.empty(), 10))).isEqualTo(ids);
      assertThat(suggest(text).isConfident()).isFalse();
      winners.add(ids.getFirst());
      ids.forEach(id -> firstTen.add(places.get(id)));
      if (i % 10 == 0) {
        server.app().projection().load();
        assertThat(ids(everybody().suggest(text, Optional.empty(), 10))).as("a new index").isEqualTo(ids);
      }
    }
    assertThat(winners).hasSizeGreaterThan(35);
    // The mean place of 400 drawn by lot is 0.5 with a deviation of 0.29 / 20; four of those are far beyond chance.
    assertThat(firstTen.stream().mapToInt(Integer::intValue).average().orElseThrow() / TWINS).isBetween(0.44, 0.56);
  }

  @Test
  void a_competence_that_is_its_own_broader_one_counts_once() {
    save(List.of(new OrganisationRow("sun", "Solgruppen", "business", "sv", "Vi bygger.", List.of("solceller"), null, null, null, null)).stream().map(Organisations::checked).toList());
    Suggestions before = suggest(ROOF);
    assertThat(names(before)).contains("Solgruppen");
    String loop = "MATCH (o:Organisation {name: 'Solgruppen'})-[:OFFERS]->(c:Competence) ";
    changed(loop + "CREATE (c)-[:BROADER]->(c), (c)-[:RELATED]->(c)");
    assertThat(graph().read("MATCH (c:Competence)-[:BROADER]->(c) RETURN c.id AS id", Map.of())).isNotEmpty();
    assertThat(suggest(ROOF).partners()).isEqualTo(before.partners());
    for (String page : List.of("/kompetenser", "/api/v1/vocabulary/competences?q=sol")) assertThat(server.get(page).statusCode()).isLessThan(500);
    String id = before.partners().getFirst().what().id();
    assertThat(server.post("/api/v1/suggestions/why", "{\"text\": \"" + ROOF + "\", \"organisation\": \"" + id + "\"}").statusCode()).isEqualTo(200);
  }

  @Test
  void the_order_of_an_import_changes_no_answer() throws IOException {
    List<OrganisationRow.Valid> rows;
    try (Stream<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(Path.of("graph-schema/seed/organisations.csv")).stream()) {
      rows = new ArrayList<>(lines.map(OddProfilesTest::row).toList());
    }
    List<String> texts = SampleTexts.labelled().subList(0, 30);
    save(rows);
    server.app().projection().load();
    List<String> first = texts.stream().map(text -> told(suggest(text, 50))).toList();
    server.close();
    server = TestServer.empty();
    Collections.shuffle(rows, new Random(7));
    for (OrganisationRow.Valid row : rows) save(List.of(row));
    server.app().projection().load();
    assertThat(texts.stream().map(text -> told(suggest(text, 50))).toList()).isEqualTo(first);
  }

  private static OrganisationRow.Valid row(NamedCsvRecord line) {
    return Organisations.checked(new OrganisationRow(line.getField("id"), line.getField("name"), line.getField("sector"), line.getField("language"), line.getField("description"),
        List.of(line.getField("offers").split("\\|")), null, null, null, null));
  }

  /** All that is suggested, by name: ids are drawn at import. Sums are rounded, for they are added in another order, and equals stand by name. */
  private static String told(Suggestions suggestions) {
    // Of equals at the end of a long list some are left out by lot.
    double last = suggestions.partners().size() < 50 ? 0 : suggestions.partners().getLast().score() + 1e-6;
    return Stream.concat(suggestions.partners().stream().filter(hit -> hit.score() > last).map(hit -> told(hit, hit.what().name())),
        suggestions.forvaltningar().stream().map(hit -> told(hit, hit.what().name()))).sorted().collect(Collectors.joining("\n"));
  }

  private static String told(Suggestion<?> hit, String name) {
    return String.format(Locale.ROOT, "%s %.4f %s ", name, hit.score(), hit.confidence())
        + hit.evidence().stream().map(piece -> String.format(Locale.ROOT, "%s %.4f", Reason.of(piece, name, Messages.of("sv")).text(), piece.points())).sorted().toList();
  }

  private void changed(String cypher) {
    graph().write(List.of(new Graph.Statement(cypher, Map.of()), EventLog.append(Instant.now(), List.of(new EventLog.Happening(Vocabulary.CHANGED, "vocabulary", "test")))));
    server.app().projection().catchUp();
  }

  private void save(List<OrganisationRow.Valid> rows) {
    server.app().organisations().save(rows, "test");
    server.app().projection().catchUp();
  }

  private static OrganisationRow.Valid row(String id, String name, String description) {
    return new OrganisationRow.Valid(Optional.of(id), name, Optional.of(Sector.BUSINESS), Optional.of(Language.SWEDISH), description, List.of(), List.of(), List.of(),
        Optional.empty(), Optional.empty());
  }

  private Graph graph() {
    return server.graph();
  }

  private static List<String> names(Suggestions suggestions) {
    return suggestions.partners().stream().map(hit -> hit.what().name()).toList();
  }

  private static List<String> ids(Suggestions suggestions) {
    return suggestions.partners().stream().map(hit -> hit.what().id()).toList();
  }

  private Matcher everybody() {
    return server.app().matcher().with(Weights.STANDARD.unbounded());
  }

  private Suggestions suggest(String text) {
    return suggest(text, 10);
  }

  private Suggestions suggest(String text, int limit) {
    return server.app().matcher().suggest(text, Optional.empty(), limit);
  }
}
