package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.malmo.meet.exchange.Import;
import se.malmo.meet.exchange.Kind;
import se.malmo.meet.platform.JsonLines;

/** An organisation number fills in what a register knows, all of it editable; a person's number is never kept, and another's leads to that profile. */
class CompanyRegisterTest {
  private static final Pattern CONFIRM = Pattern.compile("href=\"(/ga-med/bekrafta/[0-9a-f]{32})\"");
  private static TestServer server;
  private final List<JsonLines.RowFault> faults = new ArrayList<>();

  @TempDir
  private Path folder;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void a_register_is_imported() throws IOException {
    read("register.jsonl", "{\"number\": \"5599990008\", \"name\": \"Vågens Bageri AB\", \"sni\": \"10.710 Bageri och konditori\", \"sector\": \"business\", \"website\": \"https://vagen.example\"}\n");
  }

  private JsonLines.Result read(String name, String content) throws IOException {
    faults.clear();
    Import.Counts counts = server.app().exchange().imports().run(Kind.REGISTER, Files.writeString(folder.resolve(name), content), faults::add, (rows, bytes) -> { }).counts();
    return new JsonLines.Result(counts.taken(), counts.added() + counts.changed(), counts.refused());
  }

  private HttpResponse<String> look(Visitor visitor, String number) {
    visitor.get("/ga-med");
    return visitor.post("/ga-med", Map.of("do", "look", "number", number));
  }

  private long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  @Test
  void rows_that_cannot_be_taken_are_told_by_line_and_field_and_the_same_file_again_changes_nothing() throws IOException {
    String table = "number;name;sni;sector;website\n802999-0002;Föreningen Åkern;94.992;civil-society;\n559999-0017;Fel siffra AB;;;\n19121212-1212;Enskild Person;;;\n212999-0004;;;trade;nej\n";
    JsonLines.Result first = read("register.csv", table);
    assertThat(first).isEqualTo(new JsonLines.Result(1, 1, 3));
    assertThat(faults.stream().map(fault -> fault.line() + " " + fault.fields().stream().map(field -> field.field() + " " + field.key()).toList()).toList()).containsExactly(
        "3 [number problem.number.check]", "4 [number problem.number.person]", "5 [name problem.required, sector problem.one.of, website problem.website]");
    assertThat(read("register.csv", table)).isEqualTo(new JsonLines.Result(1, 0, 3));
    assertThat(read("other.csv", "number,name\n802999-0002,Föreningen Åkern och Ängen\n").changed()).isEqualTo(1);
    assertThat(count("MATCH (c:RegisteredCompany) WHERE c.name = 'Enskild Person' OR c.number CONTAINS '1212' RETURN count(c) AS n")).as("a person's number is not kept").isZero();
    assertThat(count("MATCH (o:Organisation) WHERE o.name CONTAINS 'Åkern' RETURN count(o) AS n")).as("no organisation of the resource bank").isZero();
    assertThat(server.get("/organisationer").body()).doesNotContain("Vågens Bageri");
  }

  @Test
  void a_known_number_fills_in_the_form_and_what_they_change_counts() {
    Visitor visitor = new Visitor(server);
    String form = look(visitor, "16 559999-0008".replace(" ", "")).body();
    assertThat(form).contains("value=\"Vågens Bageri AB\"", ">Bageri och konditori</textarea>", "value=\"business\" selected", "value=\"https://vagen.example\"", "kommer från företagsregistret", "value=\"559999-0008\"");
    String name = "Vågen " + UUID.randomUUID().toString().substring(0, 8);
    HttpResponse<String> asked = visitor.post("/ga-med", Map.of("name", name, "offer", "Vi bakar surdegsbröd.", "sector", "civil-society", "website", "", "organisationNumber", "559999-0016", "email", "kim@vagen.example"));
    Matcher link = CONFIRM.matcher(asked.body());
    assertThat(link.find()).as(asked.body()).isTrue();
    visitor.get(link.group(1));
    assertThat(visitor.post(link.group(1), Map.of()).statusCode()).isEqualTo(303);
    assertThat(server.graph().read("MATCH (o:Organisation {name: $n}) RETURN o.sector + ' ' + o.organisationNumber + ' ' + coalesce(o.website, 'none') AS x", Map.of("n", name)).getFirst().get("x").asString())
        .isEqualTo("civil-society 559999-0016 none");

    // Whoever has the same number is shown the way to that profile.
    assertThat(look(new Visitor(server), "5599990016").body()).contains("Numret hör till " + name, "value=\"" + name + "\"");
    Visitor other = new Visitor(server);
    other.get("/ga-med");
    HttpResponse<String> theirs = other.post("/ga-med", new HashMap<>(Map.of("name", "Någon annan", "offer", "Kvar text", "email", "x@y.example", "organisationNumber", "5599990016")));
    assertThat(theirs.statusCode()).isEqualTo(400);
    assertThat(theirs.body()).contains("id=\"organisationNumber-fault\"", "Numret hör till " + name, "Kvar text");
    Matcher claim = CONFIRM.matcher(other.post("/ga-med", Map.of("name", name, "offer", "Det är vi.", "email", "ny@vagen.example", "organisationNumber", "5599990016")).body());
    assertThat(claim.find()).isTrue();
    other.get(claim.group(1));
    other.post(claim.group(1), Map.of());
    assertThat(other.get("/min-sida").body()).contains(name, "kontrollerar");
  }

  @Test
  void an_unknown_a_wrong_and_a_person_s_number_are_each_said_and_the_last_is_nowhere_kept() {
    Visitor visitor = new Visitor(server);
    assertThat(look(visitor, "212000-0142").body()).contains("finns inte i företagsregistret", "value=\"212000-0142\"");
    for (Map.Entry<String, String> wrong : Map.of("559999-0009", "Kontrollsiffran", "19811218-9876", "personnummer", "811218-9876", "personnummer", "12", "tio siffror", "", "number-fault").entrySet()) {
      HttpResponse<String> answer = look(visitor, wrong.getKey());
      assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(400);
      assertThat(answer.body()).contains("id=\"number-fault\"", wrong.getValue());
    }
    HttpResponse<String> joined = visitor.post("/ga-med", Map.of("name", "Ensam firma", "offer", "Bröd", "email", "ensam@firma.example", "organisationNumber", "811218-9876"));
    assertThat(joined.statusCode()).isEqualTo(400);
    assertThat(joined.body()).contains("id=\"organisationNumber-fault\"");
    assertThat(count("MATCH (n) WHERE any(key IN keys(n) WHERE toStringOrNull(n[key]) CONTAINS '811218') RETURN count(n) AS n")).isZero();
  }
}
