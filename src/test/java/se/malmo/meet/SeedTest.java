package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import se.malmo.meet.initiative.Status;

/** The city that a new graph begins with, and the texts that the matching is measured with. */
class SeedTest {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:-[\\p{L}\\p{N}]+)*");
  private static final double MOST_LABEL_WORDS = 0.2;
  private static final long FEWEST_MANDATES = 40;
  private static final List<NamedCsvRecord> COMPETENCES = rows("competences.csv");
  private static final List<NamedCsvRecord> FORVALTNINGAR = rows("forvaltningar.csv");
  private static final List<NamedCsvRecord> AMBASSADORS = rows("ambassadors.csv");
  private static final List<NamedCsvRecord> MANDATES = rows("mandates.csv");
  private static final List<NamedCsvRecord> ORGANISATIONS = rows("organisations.csv");
  private static final List<NamedCsvRecord> INITIATIVES = rows("initiatives.csv");
  private static final List<NamedCsvRecord> ALLIANCES = rows("alliances.csv");
  private static final List<JsonNode> LABELLED = labelled();

  @Test
  void the_city_is_as_big_as_it_should_be() {
    assertThat(FORVALTNINGAR).hasSize(13);
    assertThat(AMBASSADORS).hasSize(14);
    assertThat(COMPETENCES).hasSizeGreaterThanOrEqualTo(900);
    assertThat(ORGANISATIONS).hasSizeGreaterThanOrEqualTo(150);
    assertThat(INITIATIVES).hasSizeGreaterThanOrEqualTo(80);
    assertThat(ALLIANCES).hasSize(12);
    assertThat(values(ORGANISATIONS, "sector")).containsExactlyInAnyOrder("business", "public", "academia", "civil-society");
    assertThat(column(ORGANISATIONS, "language").stream().filter("en"::equals).count()).isGreaterThanOrEqualTo(ORGANISATIONS.size() / 3);
  }

  @Test
  void the_initiatives_are_of_every_status_and_of_each_of_ten_years() {
    assertThat(values(INITIATIVES, "status")).containsExactlyInAnyOrderElementsOf(Stream.of(Status.values()).map(Status::code).toList());
    assertThat(column(INITIATIVES, "days_ago").stream().map(days -> Integer.parseInt(days) / 365).collect(Collectors.toSet()))
        .containsAll(IntStream.range(0, 10).boxed().toList());
  }

  @Test
  void no_id_and_no_name_is_given_twice() {
    assertThat(column(COMPETENCES, "slug")).doesNotHaveDuplicates();
    assertThat(column(COMPETENCES, "label_sv")).doesNotHaveDuplicates();
    assertThat(column(COMPETENCES, "label_en")).doesNotHaveDuplicates();
    assertThat(column(FORVALTNINGAR, "slug")).doesNotHaveDuplicates();
    for (List<NamedCsvRecord> rows : List.of(ORGANISATIONS, INITIATIVES, ALLIANCES)) assertThat(column(rows, "id")).doesNotHaveDuplicates();
    for (List<NamedCsvRecord> rows : List.of(ORGANISATIONS, ALLIANCES)) assertThat(column(rows, "name")).doesNotHaveDuplicates();
    assertThat(column(INITIATIVES, "title")).doesNotHaveDuplicates();
  }

  @Test
  void every_reference_leads_somewhere() {
    Set<String> competences = values(COMPETENCES, "slug");
    Set<String> forvaltningar = values(FORVALTNINGAR, "slug");
    Set<String> organisations = values(ORGANISATIONS, "id");
    assertThat(values(AMBASSADORS, "forvaltning")).isEqualTo(forvaltningar);
    assertThat(values(MANDATES, "forvaltning")).isEqualTo(forvaltningar);
    assertThat(strays(competences, cells(COMPETENCES, "broader"), cells(COMPETENCES, "related"), column(MANDATES, "competence"), cells(INITIATIVES, "needs"),
        cells(ALLIANCES, "theme"))).isEmpty();
    assertThat(strays(forvaltningar, cells(INITIATIVES, "forvaltningar"))).isEmpty();
    assertThat(strays(organisations, INITIATIVES.stream().flatMap(initiative -> parties(initiative).stream()).toList())).isEmpty();
    assertThat(strays(union(organisations, forvaltningar), cells(ALLIANCES, "members"))).isEmpty();
    assertThat(MANDATES).allSatisfy(mandate -> assertThat(Double.parseDouble(mandate.getField("weight"))).isBetween(0.1, 1.0));
  }

  @Test
  void the_members_of_an_alliance_have_done_at_least_two_things_together() {
    for (NamedCsvRecord alliance : ALLIANCES) {
      List<String> members = cells(List.of(alliance), "members");
      assertThat(members).as(alliance.getField("name")).doesNotHaveDuplicates();
      assertThat(INITIATIVES.stream().filter(initiative -> parties(initiative).stream().filter(members::contains).count() >= 2))
          .as(alliance.getField("name")).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void no_competence_is_broader_than_itself() {
    for (NamedCsvRecord competence : COMPETENCES) {
      Set<String> above = Set.of(competence.getField("slug"));
      for (int step = 0; step < COMPETENCES.size() && !above.isEmpty(); step++) {
        Set<String> here = above;
        above = COMPETENCES.stream().filter(one -> here.contains(one.getField("slug"))).flatMap(one -> cells(List.of(one), "broader").stream())
            .collect(Collectors.toSet());
        assertThat(above).doesNotContain(competence.getField("slug"));
      }
    }
  }

  @Test
  void people_find_a_competence_by_many_names() {
    assertThat(COMPETENCES.stream().filter(one -> Stream.of("alt_sv", "alt_en").allMatch(column -> cells(List.of(one), column).size() >= 4)))
        .hasSizeGreaterThanOrEqualTo(300);
  }

  @Test
  void no_word_stands_for_two_competences() {
    for (String language : List.of("sv", "en")) {
      assertThat(COMPETENCES.stream().flatMap(one -> Stream.of("label_", "alt_").flatMap(kind -> cells(List.of(one), kind + language).stream()))
          .map(label -> label.toLowerCase(Locale.ROOT)).toList()).as(language).doesNotHaveDuplicates();
    }
  }

  @Test
  void every_mandate_can_be_asked_for_in_everyday_words() {
    Set<String> everyday = COMPETENCES.stream().filter(one -> !one.getField("alt_sv").isBlank()).map(one -> one.getField("slug")).collect(Collectors.toSet());
    assertThat(strays(everyday, column(MANDATES, "competence"))).isEmpty();
  }

  @Test
  void every_department_decides_about_enough_to_be_found() {
    assertThat(column(MANDATES, "forvaltning").stream().collect(Collectors.groupingBy(forvaltning -> forvaltning, Collectors.counting())))
        .hasSize(FORVALTNINGAR.size()).allSatisfy((forvaltning, mandates) -> assertThat(mandates).as(forvaltning).isGreaterThanOrEqualTo(FEWEST_MANDATES));
  }

  @Test
  void no_sentence_stands_twice() {
    assertThat(texts().stream().flatMap(text -> Stream.of(text.split("(?<=[.!?])\\s+"))).map(sentence -> sentence.strip().toLowerCase(Locale.ROOT)))
        .hasSizeGreaterThan(1_000).doesNotHaveDuplicates();
  }

  @Test
  void no_text_is_a_list_of_labels() {
    Set<String> labels = Stream.of("label_sv", "label_en", "alt_sv", "alt_en").flatMap(column -> cells(COMPETENCES, column).stream())
        .filter(label -> words(label).size() == 1).map(label -> label.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    assertThat(texts()).allSatisfy(text -> {
      List<String> words = words(text);
      assertThat(words.stream().filter(labels::contains).count()).as(text).isLessThanOrEqualTo((long) (words.size() * MOST_LABEL_WORDS));
    });
  }

  @Test
  void every_website_is_an_invented_one() {
    assertThat(cells(ORGANISATIONS, "website")).isNotEmpty().allSatisfy(address -> assertThat(address).matches("https://[a-z0-9-]+\\.example(/.*)?"));
  }

  @Test
  void the_word_school_finds_the_three_school_departments() {
    try (TestServer server = TestServer.withDemo()) {
      for (String query : List.of("skola", "Skolan", "skolor")) {
        String page = server.get("/ambassadorer?q=" + query).body();
        assertThat(Pattern.compile("<h2[^>]*><a href=\"/forvaltningar/([a-z-]+)\">").matcher(page).results().map(found -> found.group(1)))
            .as(query).containsExactlyInAnyOrder("forskoleforvaltningen", "grundskoleforvaltningen", "gymnasie-och-vuxenutbildningsforvaltningen");
      }
      assertThat(server.get("/en/ambassadors?q=school").body()).contains("/en/departments/grundskoleforvaltningen");
    }
  }

  @Test
  void the_labelled_texts_name_what_is_there_and_partners_who_have_never_been_asked() {
    Set<String> asked = INITIATIVES.stream().flatMap(initiative -> parties(initiative).stream()).collect(Collectors.toSet());
    List<String> partners = LABELLED.stream().flatMap(text -> strings(text.path("partners"))).toList();
    assertThat(strays(values(ORGANISATIONS, "id"), partners)).isEmpty();
    assertThat(strays(values(FORVALTNINGAR, "slug"), LABELLED.stream().flatMap(text -> strings(text.path("forvaltningar"))).toList())).isEmpty();
    assertThat(partners.stream().filter(partner -> !asked.contains(partner)).count() * 3).isGreaterThanOrEqualTo(partners.size());
  }

  @Test
  void half_of_the_labelled_texts_are_kept_for_measuring() {
    assertThat(LABELLED).hasSizeGreaterThanOrEqualTo(100);
    assertThat(LABELLED.stream().map(text -> text.path("id").asText()).toList()).doesNotHaveDuplicates();
    Set<String> first = LABELLED.stream().flatMap(text -> strings(text.path("forvaltningar")).limit(1)).collect(Collectors.toSet());
    assertThat(first).isEqualTo(values(FORVALTNINGAR, "slug"));
    Map<String, List<JsonNode>> halves = LABELLED.stream().collect(Collectors.groupingBy(text -> text.path("half").asText()));
    assertThat(halves).containsOnlyKeys("looked-at", "measured").allSatisfy((half, texts) -> {
      assertThat(texts).hasSize(LABELLED.size() / 2);
      assertThat(texts.stream().filter(text -> text.path("language").asText().equals("en")).count()).isEqualTo(texts.size() / 3);
      assertThat(texts.stream().filter(text -> text.path("offTopic").asBoolean()).count()).isEqualTo(texts.size() / 10);
    });
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    texts.addAll(column(FORVALTNINGAR, "description_sv"));
    texts.addAll(column(FORVALTNINGAR, "description_en"));
    texts.addAll(column(ORGANISATIONS, "description"));
    texts.addAll(column(ALLIANCES, "description"));
    for (String column : List.of("text", "outcome", "lesson")) texts.addAll(column(INITIATIVES, column).stream().filter(text -> !text.isBlank()).toList());
    return texts;
  }

  /** Who led an initiative and who took part. */
  private static List<String> parties(NamedCsvRecord initiative) {
    return Stream.concat(cells(List.of(initiative), "lead").stream(), cells(List.of(initiative), "participants").stream().map(part -> part.split(":")[0]))
        .distinct().toList();
  }

  /** Those that are not among the known; a failure then shows them and not the whole city. */
  @SafeVarargs
  private static List<String> strays(Set<String> known, List<String>... found) {
    return Stream.of(found).flatMap(List::stream).filter(one -> !known.contains(one)).distinct().toList();
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    return Stream.of(some, others).flatMap(Set::stream).collect(Collectors.toSet());
  }

  private static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }

  private static List<String> column(List<NamedCsvRecord> rows, String column) {
    return rows.stream().map(row -> row.getField(column)).toList();
  }

  private static Set<String> values(List<NamedCsvRecord> rows, String column) {
    return Set.copyOf(column(rows, column));
  }

  private static List<String> cells(List<NamedCsvRecord> rows, String column) {
    return column(rows, column).stream().flatMap(cell -> Stream.of(cell.split("\\|"))).map(String::strip).filter(cell -> !cell.isEmpty()).toList();
  }

  private static Stream<String> strings(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
  }

  private static List<NamedCsvRecord> rows(String file) {
    return CsvReader.builder().ofNamedCsvRecord(text("/graph-schema/seed/" + file)).stream().toList();
  }

  private static List<JsonNode> labelled() {
    ObjectMapper json = new ObjectMapper();
    return text("labelled.jsonl").lines().map(line -> {
      try {
        return json.readTree(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }).toList();
  }

  private static String text(String file) {
    try (InputStream in = SeedTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
