package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The small city that a new graph begins with. */
class SeedTest {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:-[\\p{L}\\p{N}]+)*");
  private static final double MOST_LABEL_WORDS = 0.4;
  private static final List<NamedCsvRecord> COMPETENCES = rows("competences.csv");
  private static final List<NamedCsvRecord> FORVALTNINGAR = rows("forvaltningar.csv");
  private static final List<NamedCsvRecord> AMBASSADORS = rows("ambassadors.csv");
  private static final List<NamedCsvRecord> MANDATES = rows("mandates.csv");
  private static final List<NamedCsvRecord> ORGANISATIONS = rows("organisations.csv");
  private static final List<NamedCsvRecord> INITIATIVES = rows("initiatives.csv");

  @Test
  void the_city_is_as_big_as_it_should_be() {
    assertThat(FORVALTNINGAR).hasSize(13);
    assertThat(AMBASSADORS).hasSize(14);
    assertThat(COMPETENCES).hasSize(120);
    assertThat(ORGANISATIONS).hasSize(40);
    assertThat(INITIATIVES).hasSize(20);
    assertThat(values(ORGANISATIONS, "sector")).containsExactlyInAnyOrder("business", "public", "academia", "civil-society");
    assertThat(values(INITIATIVES, "status")).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void no_id_and_no_name_is_given_twice() {
    assertThat(column(COMPETENCES, "slug")).doesNotHaveDuplicates();
    assertThat(column(COMPETENCES, "label_sv")).doesNotHaveDuplicates();
    assertThat(column(COMPETENCES, "label_en")).doesNotHaveDuplicates();
    assertThat(column(FORVALTNINGAR, "slug")).doesNotHaveDuplicates();
    for (List<NamedCsvRecord> rows : List.of(ORGANISATIONS, INITIATIVES)) assertThat(column(rows, "id")).doesNotHaveDuplicates();
    assertThat(column(ORGANISATIONS, "name")).doesNotHaveDuplicates();
    assertThat(column(INITIATIVES, "title")).doesNotHaveDuplicates();
  }

  @Test
  void every_reference_leads_somewhere() {
    Set<String> competences = values(COMPETENCES, "slug");
    Set<String> forvaltningar = values(FORVALTNINGAR, "slug");
    Set<String> organisations = values(ORGANISATIONS, "id");
    assertThat(competences).containsAll(cells(COMPETENCES, "broader")).containsAll(cells(COMPETENCES, "related"));
    assertThat(values(AMBASSADORS, "forvaltning")).isEqualTo(forvaltningar);
    assertThat(values(MANDATES, "forvaltning")).isEqualTo(forvaltningar);
    assertThat(competences).containsAll(column(MANDATES, "competence")).containsAll(cells(INITIATIVES, "needs"));
    assertThat(forvaltningar).containsAll(cells(INITIATIVES, "forvaltningar"));
    assertThat(organisations).containsAll(cells(INITIATIVES, "lead"))
        .containsAll(cells(INITIATIVES, "participants").stream().map(participant -> participant.split(":")[0]).toList());
    assertThat(MANDATES).allSatisfy(mandate -> assertThat(Double.parseDouble(mandate.getField("weight"))).isBetween(0.1, 1.0));
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
  void no_sentence_stands_twice() {
    assertThat(texts().stream().flatMap(text -> Stream.of(text.split("(?<=[.!?])\\s+"))).map(sentence -> sentence.strip().toLowerCase(Locale.ROOT)))
        .hasSizeGreaterThan(200).doesNotHaveDuplicates();
  }

  @Test
  void no_text_is_a_list_of_labels() {
    Set<String> labels = Stream.of("label_sv", "label_en", "alt_sv", "alt_en").flatMap(column -> cells(COMPETENCES, column).stream())
        .filter(label -> words(label).size() == 1).map(label -> label.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    assertThat(texts()).allSatisfy(text -> {
      List<String> words = words(text);
      assertThat(words.stream().filter(labels::contains).count()).as(text).isLessThan(Math.round(words.size() * MOST_LABEL_WORDS));
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

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    texts.addAll(column(FORVALTNINGAR, "description_sv"));
    texts.addAll(column(FORVALTNINGAR, "description_en"));
    texts.addAll(column(ORGANISATIONS, "description"));
    for (String column : List.of("text", "outcome", "lesson")) texts.addAll(column(INITIATIVES, column).stream().filter(text -> !text.isBlank()).toList());
    return texts;
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

  private static List<NamedCsvRecord> rows(String file) {
    try (InputStream in = SeedTest.class.getResourceAsStream("/graph-schema/seed/" + file)) {
      return CsvReader.builder().ofNamedCsvRecord(new String(in.readAllBytes(), StandardCharsets.UTF_8)).stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
