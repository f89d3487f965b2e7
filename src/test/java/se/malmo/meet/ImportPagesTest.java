package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.table.Workbook;
import se.malmo.meet.web.Role;

/** Bringing a file in by way of a browser without scripts: chosen, looked at, said yes to, followed, taken back. Leaves the demo as it was. */
@Order(TestServer.SHARED)
class ImportPagesTest {
  private static TestServer server;
  private final Visitor visitor = new Visitor(server).as(Role.COORDINATOR, "");

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(Visitor by, String rows, String name, byte[] content) {
    by.get("/importer");
    return by.postFiles("/importer", Map.of("rows", rows), Map.of(name, content));
  }

  private static String address(HttpResponse<String> sent) {
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
    return sent.headers().firstValue("Location").orElseThrow();
  }

  /** The page as it is once nothing goes on any more. */
  private static String settled(Visitor by, String address) {
    String[] page = new String[1];
    Soon.holds(Duration.ofMinutes(1), "the import rests", () -> {
      HttpResponse<String> answer = by.get(address);
      page[0] = answer.body();
      return answer.headers().firstValue("Refresh").isEmpty();
    });
    return page[0];
  }

  private static long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  @Test
  void a_file_is_looked_at_said_yes_to_and_taken_back() {
    String table = "Namn;Beskrivning;Färg\nLingonriket;Vi plockar lingon i Skåne.;röd\n<svg onload=alert(1)>;Vi ritar.;blå\n;Utan namn.;\n";
    String address = address(send(visitor, "organisations", "../../<img src=x>\u202Elingon.csv", bytes(table)));
    String preview = settled(visitor, address);
    assertThat(preview).contains("Inget är skrivet än", "Lingonriket", "2 nya", "1 kan inte tas in", "Rad 4", "Kolumnen name:", "Fyll i fältet.", "Kolumner som inte används: Färg", "&lt;img src", "&lt;svg onload")
        .doesNotContain("<img src", "<svg onload", "\u202E", "../");
    assertThat(count("MATCH (o:Organisation {name: 'Lingonriket'}) RETURN count(o) AS n")).isZero();
    assertThat(visitor.post(address, Map.of("do", "confirm")).statusCode()).isEqualTo(303);
    String done = settled(visitor, address);
    assertThat(done).contains("Importen är klar", "2 nya", "Ångra hela importen");
    assertThat(count("MATCH (o:Organisation {name: 'Lingonriket'}) RETURN count(o) AS n")).isEqualTo(1);
    HttpResponse<String> twice = visitor.post(address, Map.of("do", "confirm"));
    assertThat(twice.statusCode()).isEqualTo(409);
    assertThat(twice.body()).contains("Det går inte längre");

    String again = settled(visitor, address(send(visitor, "organisations", "lingon.csv", bytes(table))));
    assertThat(again).contains("Samma fil togs in", "2 oförändrade");

    visitor.get(address);
    assertThat(visitor.post(address, Map.of("do", "undo")).statusCode()).isEqualTo(303);
    assertThat(settled(visitor, address)).contains("Importen är ångrad", "2 togs bort");
    assertThat(count("MATCH (o:Organisation {name: 'Lingonriket'}) RETURN count(o) AS n")).isZero();
    assertThat(visitor.get("/importer").body()).contains("lingon.csv", "Ångrad");
    assertThat(visitor.get("/en/imports").body()).contains("Undone");
    assertThat(count("MATCH (i:Import) WHERE i.content IS NOT NULL AND i.state <> 'previewed' RETURN count(i) AS n")).as("files that are not needed any more").isZero();
  }

  @Test
  void the_same_file_from_two_at_once_goes_in_once() {
    String table = "name;description\nDubbelt upp;Vi kommer två gånger.\n";
    List<String> addresses = IntStream.range(0, 2).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
      Visitor one = new Visitor(server).as(Role.ADMINISTRATOR, "");
      String address = address(send(one, "organisations", "dubbelt.csv", bytes(table)));
      settled(one, address);
      one.post(address, Map.of("do", "confirm"));
      settled(one, address);
      return address;
    })).toList().stream().map(CompletableFuture::join).toList();
    assertThat(count("MATCH (o:Organisation {name: 'Dubbelt upp'}) RETURN count(o) AS n")).isEqualTo(1);
    assertThat(addresses.stream().map(address -> settled(visitor, address)).filter(page -> page.contains("1 nya"))).hasSize(1);
    for (String address : addresses) {
      visitor.get(address);
      visitor.post(address, Map.of("do", "undo"));
      settled(visitor, address);
    }
    assertThat(count("MATCH (o:Organisation {name: 'Dubbelt upp'}) RETURN count(o) AS n")).isZero();
  }

  @Test
  void what_a_server_that_died_had_begun_is_gone_on_with_by_whoever_is_there() {
    String table = "id;name;description\n" + IntStream.range(0, 150).mapToObj(i -> "t-" + i + ";Tranbär " + i + ";Vi odlar tranbär.").collect(Collectors.joining("\n"));
    String address = address(send(visitor, "organisations", "tranbär.csv", bytes(table)));
    assertThat(settled(visitor, address)).contains("150 nya");
    server.graph().write("MATCH (i:Import {id: $id}) SET i.state = 'running' MERGE (t:ImportTurn {id: 'imports'}) SET t.owner = 'a server that died', t.until = datetime() - duration('PT1S')",
        Map.of("id", address.substring(address.lastIndexOf('/') + 1)));
    address(send(visitor, "organisations", "annan.csv", bytes("name;description\nNågon annan;Vi väntar.\n")));
    assertThat(settled(visitor, address)).contains("Importen är klar", "150 nya");
    assertThat(count("MATCH (o:Organisation) WHERE o.name STARTS WITH 'Tranbär' RETURN count(o) AS n")).isEqualTo(150);
    visitor.post(address, Map.of("do", "undo"));
    assertThat(settled(visitor, address)).contains("150 togs bort");
  }

  @Test
  void what_fails_again_and_again_is_given_up_and_holds_up_nobody() {
    server.graph().write("CREATE (:Import {id: 'imp-broken-inside', kind: 'organisations', file: 'x.csv', hash: 'h', size: 1, by: 'import', at: datetime() - duration('PT1H'), state: 'received', done: 0, content: 'no bytes'})",
        Map.of());
    List<String> addresses = IntStream.range(0, 4).mapToObj(i -> address(send(visitor, "organisations", "annan.csv", bytes("name;description\nNågon annan;Vi väntar.\n")))).toList();
    assertThat(settled(visitor, "/importer/imp-broken-inside")).contains("Filen kan inte tas in", "Tre försök misslyckades");
    addresses.forEach(address -> assertThat(settled(visitor, address)).contains("1 nya"));
  }

  @Test
  void a_file_that_cannot_be_taken_says_why() {
    for (Map.Entry<byte[], String> bad : Map.of(bytes("titel;vad\nx;y\n"), "Kolumnerna name, description saknas", Workbook.bomb(200), "blir större än 150 MB", new byte[] {1, 0, 5, 0, 0}, "varken en tabell").entrySet()) {
      String page = settled(visitor, address(send(visitor, "organisations", "fel.csv", bad.getKey())));
      assertThat(page).contains("Filen kan inte tas in", bad.getValue()).doesNotContain("Ta in raderna");
    }
    assertThat(send(visitor, "", "x.csv", bytes("a")).body()).contains("id=\"rows-fault\"", "Välj vad filen innehåller");
    assertThat(send(visitor, "organisations", "tom.csv", new byte[0]).body()).contains("tom.csv är tom");
    visitor.get("/importer");
    assertThat(visitor.postFiles("/importer", Map.of("rows", "organisations"), Map.of()).body()).contains("id=\"files-fault\"", "Välj en fil");
    HttpResponse<String> large = send(visitor, "organisations", "stor.csv", new byte[11 * 1024 * 1024]);
    assertThat(large.statusCode()).isEqualTo(400);
    assertThat(large.body()).contains("större än 10 MB");
  }

  @Test
  void only_those_who_may_bring_things_in_do() {
    assertThat(send(visitor, "ambassadors", "x.csv", bytes("name;title;forvaltning\n")).body()).contains("Välj vad filen innehåller");
    assertThat(visitor.get("/importer").body()).doesNotContain("value=\"ambassadors\"");
    Visitor administrator = new Visitor(server).as(Role.ADMINISTRATOR, "");
    assertThat(administrator.get("/importer").body()).contains("value=\"ambassadors\"");
    String address = address(send(administrator, "ambassadors", "x.csv", bytes("name;title;forvaltning\nLi Lo;Chef;Kulturförvaltningen\n")));
    settled(administrator, address);
    visitor.get(address);
    assertThat(visitor.post(address, Map.of("do", "confirm")).statusCode()).isEqualTo(404);
    assertThat(visitor.get("/importer/imp-no-such").statusCode()).isEqualTo(404);
    assertThat(new Visitor(server).as(Role.AUDITOR, "").get("/importer").statusCode()).isEqualTo(403);
    assertThat(server.get("/importer").statusCode()).isEqualTo(401);
    assertThat(visitor.postAsIs(address, Map.of("do", "confirm"), Map.of()).statusCode()).as("without a token").isEqualTo(403);
  }

  @Test
  void what_is_there_is_taken_out_as_files() {
    HttpResponse<String> csv = visitor.get("/exporter/organisations.csv");
    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.body()).startsWith("\uFEFFid;name;sector;").hasLineCount((int) count("MATCH (o:Organisation) WHERE coalesce(o.claimed, true) AND NOT coalesce(o.optedOut, false) "
        + "RETURN count(o) + 1 + sum(size(split(o.description, '\\n')) - 1) AS n"));
    assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
    assertThat(csv.body().lines().flatMap(line -> Pattern.compile(";").splitAsStream(line)).filter(cell -> cell.matches("[=+@-].*"))).isEmpty();
    for (String name : List.of("initiatives", "alliances", "vocabulary", "ambassadors", "cases")) {
      for (String form : List.of("csv", "xlsx", "jsonl")) assertThat(visitor.get("/exporter/" + name + "." + form).statusCode()).as(name + "." + form).isEqualTo(200);
    }
    assertThat(visitor.get("/exporter/ambassadors.csv").body()).doesNotContain("@");
    assertThat(visitor.get("/exporter").body()).contains("/exporter/organisations.xlsx");
    for (String none : List.of("accounts.csv", "organisations.exe", "..%2Forganisations.csv", "organisations")) assertThat(visitor.get("/exporter/" + none).statusCode()).as(none).isEqualTo(404);
    assertThat(new Visitor(server).as(Role.AUDITOR, "").get("/exporter/organisations.csv").statusCode()).isEqualTo(403);
    assertThat(count("MATCH (e:Event {type: 'export.made', subject: 'organisations.csv'}) RETURN count(e) AS n")).isPositive();
  }
}
