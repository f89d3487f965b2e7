package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import se.malmo.meet.exchange.Import;
import se.malmo.meet.exchange.Imports;
import se.malmo.meet.exchange.Kind;
import se.malmo.meet.exchange.Left;
import se.malmo.meet.exchange.Preview;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.table.Workbook;

/** Files that bring things in: looked at, taken in, found again, taken back. */
class ExchangeTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static TestServer server;
  private static Imports imports;

  @TempDir
  private Path folder;

  private final List<String> faults = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = TestServer.empty();
    imports = server.app().exchange().imports();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private Import take(Kind kind, byte[] content) throws IOException {
    faults.clear();
    return imports.run(kind, Files.write(folder.resolve("rows.csv"), content), this::fault, (rows, bytes) -> { });
  }

  private Import take(Kind kind, String table) throws IOException {
    return take(kind, table.getBytes(StandardCharsets.UTF_8));
  }

  private Preview look(Kind kind, String table) throws IOException {
    return imports.look(kind, Files.writeString(folder.resolve("rows.csv"), table), (rows, bytes) -> { });
  }

  private void fault(JsonLines.RowFault fault) {
    faults.add(fault.line() + " " + fault.fields().stream().map(field -> field.field() + " " + field.key()).collect(Collectors.joining(", ")));
  }

  private static Map<String, Object> counts(Import one) {
    Import.Counts counts = one.counts();
    return Map.of("added", counts.added(), "changed", counts.changed(), "unchanged", counts.unchanged(), "left", counts.left(), "refused", counts.refused());
  }

  private static Map<String, Object> counts(long added, long changed, long unchanged, long left, long refused) {
    return Map.of("added", added, "changed", changed, "unchanged", unchanged, "left", left, "refused", refused);
  }

  private static long count(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("n").asLong();
  }

  /** All nodes and edges but those of imports, words and the log, as one text. */
  /** All that is known of some; a graph tells a node's properties in any order. */
  private static List<Map<String, Object>> state(String beginning) {
    return server.graph().read("MATCH (n:Organisation) WHERE n.name STARTS WITH $beginning RETURN n {.*} AS n, COLLECT { MATCH (n)-[e:OFFERS|SEEKS|MENTIONS]->(x) RETURN type(e) + x.id + toString(coalesce(e.weight, 0)) "
        + "ORDER BY type(e), x.id } AS edges ORDER BY n.id", Map.of("beginning", beginning)).stream().map(Record::asMap).toList();
  }

  @Test
  void a_swedish_spreadsheet_goes_in_twice_and_adds_nothing_the_second_time() throws IOException {
    byte[] table = ("Namn;Sektor;Beskrivning;Vi erbjuder;Söker;Org.nr;Hemsida\nÄppelmusteriet;Näringsliv;Vi mustar äpplen från Österlen.;must | studiebesök;äppelträd;556000-1234;https://must.example\n"
        + "Äppelgillet;Förening;Vi vårdar gamla äppelträd.;beskärning;;;\n").getBytes(WINDOWS);
    assertThat(counts(take(Kind.ORGANISATIONS, table))).isEqualTo(counts(2, 0, 0, 0, 0));
    assertThat(faults).isEmpty();
    List<Map<String, Object>> before = state("Äppel");
    assertThat(before.toString()).contains("Vi mustar äpplen från Österlen.", "civil-society", "https://must.example");
    assertThat(counts(take(Kind.ORGANISATIONS, table))).isEqualTo(counts(0, 0, 2, 0, 0));
    assertThat(state("Äppel")).isEqualTo(before);
    byte[] workbook = Workbook.of(List.of(List.of("namn", "beskrivning", "sektor", "erbjuder", "söker", "orgnummer", "webbplats"),
        List.of("Äppelmusteriet", "Vi mustar äpplen från Österlen.", "företag", "must|studiebesök", "äppelträd", "556000-1234", "https://must.example")));
    assertThat(counts(take(Kind.ORGANISATIONS, workbook))).isEqualTo(counts(0, 0, 1, 0, 0));
  }

  @Test
  void a_preview_tells_what_would_change_and_writes_nothing() throws IOException {
    take(Kind.ORGANISATIONS, "id;name;description\np-1;Plommonet;Vi torkar plommon.\np-2;Plommonskogen;Vi planterar plommon.\n");
    long nodes = count("MATCH (n) RETURN count(n) AS n");
    long events = count("MATCH (e:Event) RETURN count(e) AS n");
    Preview preview = look(Kind.ORGANISATIONS, "id;name;description;website;färg\np-1;Plommonet;Vi torkar och syltar plommon.;https://plommon.example;lila\np-2;Plommonskogen;Vi planterar plommon.;;\n"
        + "p-3;Plommonpuré;Vi mosar plommon.;;\np-4;;Utan namn;javascript:alert(1);\np-3;Plommonpuré igen;Två gånger.;;\n");
    assertThat(preview.counts()).isEqualTo(new Import.Counts(1, 1, 1, 0, 2, 0));
    assertThat(preview.kept().lines().stream().map(line -> line.line() + " " + line.name() + " " + line.what() + " " + line.fields())).containsExactly(
        "2 Plommonet changed [description, website]", "4 Plommonpuré added []");
    assertThat(preview.kept().refused().stream().map(row -> row.line() + " " + row.faults().stream().map(fault -> fault.field() + " " + fault.key()).toList())).containsExactly(
        "5 [name problem.required, website problem.website]", "6 [ problem.import.twice]");
    assertThat(preview.kept().unread()).containsExactly("färg");
    assertThat(count("MATCH (n) RETURN count(n) AS n")).isEqualTo(nodes);
    assertThat(count("MATCH (e:Event) RETURN count(e) AS n")).isEqualTo(events);
  }

  @Test
  void a_cell_that_is_too_long_is_a_fault_of_its_row_alone() throws IOException {
    String table = "name;description;offers\nSpannmål;" + "x".repeat(40_001) + ";\n" + "y".repeat(201) + ";Vi mal.;" + "z".repeat(201) + "\nKvarnen;Vi mal.;mjöl\n";
    assertThat(counts(take(Kind.ORGANISATIONS, table))).isEqualTo(counts(1, 0, 0, 0, 2));
    assertThat(faults).containsExactly("2 description problem.long", "3 name problem.long, offers.0 problem.long");
  }

  @Test
  void a_whole_import_is_taken_back_and_what_somebody_touched_since_is_left_and_listed() throws IOException {
    take(Kind.ORGANISATIONS, "id;name;description;offers\nk-1;Körsbäret;Vi odlar körsbär i Skåne.;körsbär\nk-2;Körsbärskärnan;Vi gör kuddar av kärnor.;kuddar\n");
    List<Map<String, Object>> before = state("Körsbär");
    Import second = take(Kind.ORGANISATIONS, "id;name;description;offers\nk-1;Körsbäret;Vi odlar bigarråer i Blekinge.;bigarråer\nk-2;Körsbärskärnan;Vi gör vantar.;vantar\nk-3;Körsbärsvinet;Vi pressar vin.;vin\nk-4;Körsbärsmarken;Vi äger mark.;mark\n");
    assertThat(counts(second)).isEqualTo(counts(2, 2, 0, 0, 0));
    String touched = server.graph().read("MATCH (o:Organisation {sourceId: 'id:k-4'}) RETURN o.id AS id", Map.of()).getFirst().get("id").asString();
    server.app().organisations().opt(touched, true, "acc-x");
    Map<String, Long> outcome = imports.undo(second.id(), "acc-x");
    assertThat(outcome).isEqualTo(Map.of("removed", 1L, "restored", 2L, "left", 1L));
    assertThat(imports.left(second.id())).extracting(Left::name).containsExactly("Körsbärsmarken");
    server.graph().write("MATCH (o:Organisation {id: $id}) DETACH DELETE o", Map.of("id", touched));
    assertThat(state("Körsbär")).isEqualTo(before);
    assertThat(imports.byId(second.id()).state()).isEqualTo(Import.State.UNDONE);
    assertThatThrownBy(() -> imports.undo(second.id(), "acc-x")).isInstanceOf(Problem.Conflict.class);
    assertThatThrownBy(() -> imports.undo("imp-no-such", "acc-x")).isInstanceOf(Problem.NotFound.class);
    assertThat(server.graph().read("MATCH (e:Event {subject: $id}) RETURN collect(e.type) AS types", Map.of("id", second.id())).getFirst().get("types").asList()).containsExactlyInAnyOrder("import.done", "import.undone");
    assertThat(counts(take(Kind.ORGANISATIONS, "id;name;description;offers\nk-1;Körsbäret;Vi odlar körsbär i Skåne.;körsbär\n"))).isEqualTo(counts(0, 0, 1, 0, 0));
  }

  @Test
  void initiatives_are_taken_back_with_those_who_only_came_along() throws IOException {
    take(Kind.ORGANISATIONS, "id;name;description\nh-1;Hallonet;Vi plockar hallon.\n");
    long organisations = count("MATCH (o:Organisation) RETURN count(o) AS n");
    long initiatives = count("MATCH (i:Initiative) RETURN count(i) AS n");
    String table = "Titel;Beskrivning;Datum;Deltagare;Läge;Förvaltning\nHallon i parken;Vi vill plantera hallon i parken.;2025-05-01;Hallonet:leader | Okända bärvänner;pågår;Kulturförvaltningen\nHallon på torget;Vi vill sälja hallon.;2025-06-01;Okända bärvänner;avslutat;\n";
    Import made = take(Kind.INITIATIVES, table);
    assertThat(counts(made)).isEqualTo(counts(2, 0, 0, 0, 0));
    assertThat(made.counts().beside()).isEqualTo(1);
    assertThat(count("MATCH (:Initiative {title: 'Hallon i parken', status: 'running'})-[:ROUTED_TO]->(:Forvaltning {id: 'kulturforvaltningen'}) RETURN count(*) AS n")).isEqualTo(1);
    assertThat(counts(take(Kind.INITIATIVES, table))).isEqualTo(counts(0, 0, 2, 0, 0));
    assertThat(imports.undo(made.id(), "import")).isEqualTo(Map.of("removed", 3L));
    assertThat(count("MATCH (o:Organisation) RETURN count(o) AS n")).isEqualTo(organisations);
    assertThat(count("MATCH (i:Initiative) RETURN count(i) AS n")).isEqualTo(initiatives);
  }

  @Test
  void an_organisation_that_others_use_by_now_stays_when_its_import_is_taken_back() throws IOException {
    Import made = take(Kind.ORGANISATIONS, "id;name;description\nb-1;Björnbäret;Vi plockar björnbär.\nb-2;Björnbärssnåret;Vi röjer.\n");
    take(Kind.INITIATIVES, "title;text;date;participants\nBär överallt;Vi vill ha bär.;2025-05-01;Björnbäret\n");
    assertThat(imports.undo(made.id(), "import")).isEqualTo(Map.of("removed", 1L, "left", 1L));
    assertThat(imports.left(made.id())).extracting(Left::name).containsExactly("Björnbäret");
  }

  @Test
  void ambassadors_come_with_their_days_and_their_address_is_kept_with_the_account_alone() throws IOException {
    String before = server.graph().read("MATCH (p:Person)-[post:AMBASSADOR_FOR]->(f) RETURN p {.*} AS p, post {.*} AS post, f.id AS f ORDER BY p.id, f", Map.of()).toString();
    String table = "Namn;Titel;Förvaltning;Från;Till;E-post\nKim Kråka;Utvecklare;Kulturförvaltningen;2025-01-01;;Kim.Kraka@malmo.example\nLo Lärka;Strateg;kulturforvaltningen;2023-01-01;2024-12-31;lo@malmo.example\n"
        + "Bo Berg;Chef;Rymdförvaltningen;;;\nDu Duva;Chef;Kulturförvaltningen;2999-01-01;;inte en adress\n";
    Import made = take(Kind.AMBASSADORS, table);
    assertThat(counts(made)).isEqualTo(counts(2, 0, 0, 0, 2));
    assertThat(faults).containsExactly("4 forvaltning problem.import.forvaltning", "5 from problem.register.future, email problem.email");
    assertThat(made.counts().beside()).as("one account: who was one once gets none").isEqualTo(1);
    assertThat(count("MATCH (a:Account {email: 'kim.kraka@malmo.example', role: 'ambassador'}) WHERE a.forvaltningar = ['kulturforvaltningen'] RETURN count(a) AS n")).isEqualTo(1);
    String page = server.get("/forvaltningar/kulturforvaltningen").body();
    assertThat(page).contains("Kim Kråka", "Utvecklare").doesNotContain("Lo Lärka", "kim.kraka");
    assertThat(count("MATCH (p:Person) WHERE any(key IN keys(p) WHERE toStringOrNull(p[key]) CONTAINS '@') RETURN count(p) AS n")).isZero();
    assertThat(counts(take(Kind.AMBASSADORS, table))).isEqualTo(counts(0, 0, 2, 0, 2));
    assertThat(counts(take(Kind.AMBASSADORS, "name;title;förvaltning;email\nKim Kråka;Chef;Kulturförvaltningen;\n"))).isEqualTo(counts(0, 1, 0, 0, 0));
    Import later = imports.page(0, 1).getFirst();
    assertThat(imports.undo(later.id(), "import")).isEqualTo(Map.of("restored", 1L));
    assertThat(imports.undo(made.id(), "import")).isEqualTo(Map.of("removed", 3L));
    assertThat(server.graph().read("MATCH (p:Person)-[post:AMBASSADOR_FOR]->(f) RETURN p {.*} AS p, post {.*} AS post, f.id AS f ORDER BY p.id, f", Map.of()).toString()).isEqualTo(before);
    assertThat(count("MATCH (a:Account {email: 'kim.kraka@malmo.example'}) RETURN count(a) AS n")).isZero();
  }

  @Test
  void an_address_of_another_role_is_refused() throws IOException {
    server.app().staffSide().accounts().make(se.malmo.meet.web.Role.ADMINISTRATOR, "Ada", java.util.Optional.of("ada@malmo.example"), java.util.Set.of(), java.util.Optional.empty(), "test");
    assertThat(counts(take(Kind.AMBASSADORS, "name;title;forvaltning;email\nAda;Chef;Kulturförvaltningen;Ada@malmo.example\n"))).isEqualTo(counts(0, 0, 0, 0, 1));
    assertThat(faults).containsExactly("2 email problem.import.email");
  }

  @Test
  void a_register_in_windows_letters_is_taken_and_taken_back_and_a_person_s_number_is_nowhere_kept() throws IOException {
    byte[] table = "Organisationsnummer;Företagsnamn;Bransch\n802999-0002;Föreningen Åkern;94.992 Föreningar\n19121212-1212;Enskild Person;\n".getBytes(WINDOWS);
    Import made = take(Kind.REGISTER, table);
    assertThat(counts(made)).isEqualTo(counts(1, 0, 0, 0, 1));
    assertThat(count("MATCH (c:RegisteredCompany {name: 'Föreningen Åkern'}) RETURN count(c) AS n")).isEqualTo(1);
    Import changed = take(Kind.REGISTER, "number;name\n802999-0002;Åkern\n");
    assertThat(counts(changed)).isEqualTo(counts(0, 1, 0, 0, 0));
    assertThat(imports.undo(made.id(), "import")).as("a later import changed it").isEqualTo(Map.of("left", 1L));
    assertThat(imports.undo(changed.id(), "import")).isEqualTo(Map.of("restored", 1L));
    assertThat(count("MATCH (c:RegisteredCompany {name: 'Föreningen Åkern'}) RETURN count(c) AS n")).isEqualTo(1);
    assertThat(count("MATCH (n) WHERE any(key IN keys(n) WHERE toStringOrNull(n[key]) CONTAINS '1212-1212') RETURN count(n) AS n")).isZero();
    assertThat(counts(take(Kind.ORGANISATIONS, "name;description;org.nr\nEnskild firma;Vi bakar.;811218-9876\n"))).isEqualTo(counts(0, 0, 0, 0, 1));
    assertThat(faults).containsExactly("2 organisationNumber problem.number.person");
  }

  @Test
  void an_import_that_was_cut_off_goes_on_where_it_was_and_is_taken_back_as_one() throws IOException {
    StringBuilder table = new StringBuilder("id;name;description\n");
    for (int i = 0; i < 250; i++) table.append("s-").append(i).append(";Smultron ").append(i).append(";Vi plockar smultron ").append(i).append(".\n");
    Path file = Files.writeString(folder.resolve("smultron.csv"), table);
    assertThatThrownBy(() -> imports.run(Kind.ORGANISATIONS, file, this::fault, (rows, bytes) -> {
      if (rows >= 200) throw new IllegalStateException("the power goes");
    })).hasMessage("the power goes");
    Import broken = imports.page(0, 1).getFirst();
    assertThat(broken.state()).isEqualTo(Import.State.BROKEN);
    assertThat(count("MATCH (o:Organisation) WHERE o.name STARTS WITH 'Smultron' RETURN count(o) AS n")).isEqualTo(200);
    Import rest = imports.run(Kind.ORGANISATIONS, file, this::fault, (rows, bytes) -> { });
    assertThat(counts(rest)).isEqualTo(counts(50, 0, 200, 0, 0));
    assertThat(imports.undo(rest.id(), "import")).isEqualTo(Map.of("removed", 50L));
    assertThat(imports.undo(broken.id(), "import")).isEqualTo(Map.of("removed", 200L));
    assertThat(count("MATCH (o:Organisation) WHERE o.name STARTS WITH 'Smultron' RETURN count(o) AS n")).isZero();
  }

  @Test
  void two_at_once_take_turns() throws Exception {
    Path file = Files.writeString(folder.resolve("turn.csv"), "name;description\nTurtagning;Vi väntar.\n");
    assertThatThrownBy(() -> imports.run(Kind.ORGANISATIONS, file, this::fault, (rows, bytes) ->
        assertThatThrownBy(() -> imports.run(Kind.ORGANISATIONS, file, this::fault, (r, b) -> { })).isInstanceOf(Imports.Busy.class).satisfies(e -> {
          throw new IllegalStateException("the other is busy");
        }))).hasMessage("the other is busy");
    assertThat(counts(imports.run(Kind.ORGANISATIONS, file, this::fault, (rows, bytes) -> { }))).isEqualTo(counts(0, 0, 1, 0, 0));
  }

  @Test
  @Tag("slow")
  void a_hundred_thousand_rows_go_in_and_are_taken_back_within_bounded_memory() throws IOException {
    StringBuilder table = new StringBuilder("Organisationsnummer;Företagsnamn;Bransch\n");
    for (int i = 0; i < 100_000; i++) table.append(number(i)).append(";Företag ").append(i).append(";62.010 Dataprogrammering\n");
    byte[] content = table.toString().getBytes(WINDOWS);
    assertThat(content.length).isLessThan(Imports.LARGEST);
    long before = used();
    Instant start = Instant.now();
    Import made = take(Kind.REGISTER, content);
    Duration in = Duration.between(start, Instant.now());
    assertThat(counts(made)).isEqualTo(counts(100_000, 0, 0, 0, 0));
    assertThat(counts(take(Kind.REGISTER, content))).isEqualTo(counts(0, 0, 100_000, 0, 0));
    Instant undoing = Instant.now();
    assertThat(imports.undo(made.id(), "import")).isEqualTo(Map.of("removed", 100_000L));
    LogManager.getLogger().info("100,000 rows in {} s, taken back in {} s, {} MB more in the heap", in.toSeconds(), Duration.between(undoing, Instant.now()).toSeconds(), (used() - before) / 1_000_000);
    assertThat(used() - before).isLessThan(300_000_000);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** An organisation number whose check digit is right (Luhn). */
  private static String number(int i) {
    String digits = "552" + String.format("%06d", i);
    int sum = 0;
    for (int place = 0; place < 9; place++) {
      int digit = (digits.charAt(place) - '0') * (place % 2 == 0 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    String all = digits + (10 - sum % 10) % 10;
    return all.substring(0, 6) + "-" + all.substring(6);
  }
}
