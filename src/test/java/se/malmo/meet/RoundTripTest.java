package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Value;
import se.malmo.meet.exchange.Import;
import se.malmo.meet.exchange.Kind;
import se.malmo.meet.initiative.InitiativeRow;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.table.TableWriter.Form;

/** What is taken out of one city and brought into an empty one is the same there, in every form; brought into its own it changes nothing. */
class RoundTripTest {
  /** The one with the most between a value and its cell; all under -Pslow. */
  private static final List<Form> FORMS = TestScale.IS_THOROUGH ? List.of(Form.values()) : List.of(Form.XLSX);
  private static final String ORGANISATIONS = "MATCH (o:Organisation) RETURN o {.name, .sector, .language, .description, .offers, .seeks, .roles, .organisationNumber, .website, .claimed} AS row ORDER BY o.name";
  private static final String INITIATIVES = """
      MATCH (i:Initiative) RETURN i {.title, .text, .language, .status, .published, .outcome, .lesson, date: toString(i.date), needs: COLLECT { MATCH (i)-[:NEEDS]->(c) RETURN c.id ORDER BY c.id },
        units: COLLECT { MATCH (i)-[:ROUTED_TO]->(f) RETURN f.id ORDER BY f.id }, parts: COLLECT { MATCH (i)<-[p:PARTICIPATES_IN]-(o) RETURN [o.name, p.role] ORDER BY o.name }} AS row ORDER BY i.title, i.text
      """;
  /** What a spreadsheet or a separator could spoil. */
  private static final List<OrganisationRow> ODD = List.of(
      new OrganisationRow("odd-1", "=HYPERLINK(\"x\");\"Ödla\"", "business", "sv", "Rad ett\nrad två; med \"citat\", komma\toch | bar.", List.of("a|b", "c\\d", "-e"), List.of("'f"), List.of("expert"), "556000-1234", "https://odd.example"),
      new OrganisationRow(null, "'+46 Telefoni", null, "en", "@home we call.", List.of(), List.of(), List.of(), null, null));

  @TempDir
  private Path folder;

  private static List<Map<String, Object>> all(Graph graph, String cypher) {
    return graph.read(cypher, Map.of()).stream().map(row -> {
      Map<String, Object> values = new HashMap<>(row.get("row").asMap(Value::asObject));
      values.values().removeIf(value -> value == null || value.equals(List.of()));
      return values;
    }).toList();
  }

  @Test
  void organisations_and_initiatives_are_the_same_after_a_round_trip() throws IOException {
    List<Map<String, Object>> organisations;
    List<Map<String, Object>> initiatives;
    try (TestServer city = TestServer.withDemo()) {
      city.app().organisations().save(ODD.stream().map(Organisations::checked).toList(), "import");
      city.app().initiatives().save(List.of(Initiatives.checked(new InitiativeRow(null, TextNode.valueOf("-Minus; \"först\""), TextNode.valueOf("=SUM(A1)\nrad två"), "sv", "2025-03-01T10:15:30Z",
          List.of("=HYPERLINK(\"x\");\"Ödla\":leader", "Ingen; alls|känd"), "running", null, null, "Det gick.", null, null, null, null, null, null, null))), "import");
      organisations = all(city.graph(), ORGANISATIONS);
      initiatives = all(city.graph(), INITIATIVES);
      assertThat(organisations).hasSizeGreaterThan(150);
      for (Form form : FORMS) {
        city.app().exchange().exports().write("organisations", form, folder.resolve("o." + form.ending()), "export");
        city.app().exchange().exports().write("initiatives", form, folder.resolve("i." + form.ending()), "export");
        assertThat(taken(city, Kind.ORGANISATIONS, "o", form).added()).as("its own again in " + form).isZero();
        assertThat(taken(city, Kind.ORGANISATIONS, "o", form).changed()).isZero();
        assertThat(taken(city, Kind.INITIATIVES, "i", form).added()).isZero();
      }
      assertThat(all(city.graph(), ORGANISATIONS)).isEqualTo(organisations);
      assertThat(all(city.graph(), INITIATIVES)).isEqualTo(initiatives);
    }
    try (TestServer empty = TestServer.empty()) {
      for (Form form : FORMS) {
        assertThat(taken(empty, Kind.ORGANISATIONS, "o", form).refused()).isZero();
        assertThat(taken(empty, Kind.INITIATIVES, "i", form).refused()).isZero();
        assertThat(all(empty.graph(), ORGANISATIONS)).as("organisations in " + form).isEqualTo(organisations);
        assertThat(all(empty.graph(), INITIATIVES)).as("initiatives in " + form).isEqualTo(initiatives);
        for (Import one : empty.app().exchange().imports().page(0, 2)) empty.app().exchange().imports().undo(one.id(), "import");
        assertThat(all(empty.graph(), ORGANISATIONS)).as("nothing is left of " + form).isEmpty();
        assertThat(all(empty.graph(), INITIATIVES)).isEmpty();
      }
    }
  }

  private Import.Counts taken(TestServer server, Kind kind, String name, Form form) throws IOException {
    return server.app().exchange().imports().run(kind, folder.resolve(name + "." + form.ending()), fault -> { }, (rows, bytes) -> { }).counts();
  }
}
