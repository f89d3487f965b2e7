package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.malmo.meet.initiative.Question;
import se.malmo.meet.platform.DataFolder;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.web.Server;

/** The demo city kept and brought back: while others write, in another folder, and from files that somebody has spoilt. */
@Order(TestServer.SHARED_LAST)
class BackupTest {
  private static final List<String> TEXTS = List.of(
      "Vi är en byggfirma som vill ge nyanlända praktik på bygget. Vi saknar språkstöd och söker lokaler i Fosie för en utbildning om återbruk.",
      "Vi mäter vattenkvalitet och söker en plats i hamnen för att prova våra sensorer tillsammans med en högskola.",
      "We are a small start-up that wants to test cargo bikes for deliveries together with the city.",
      "Kompetensförsörjning inom vård och omsorg, med unga som saknar arbete.");
  private static final int WRITERS = 2;
  private static final String EVERY_TYPE = """
      CREATE (n:BackupTest:EveryType {text: 'rad ett\\nrad två – ”citat” \\u2028', empty: '', yes: true, whole: 9007199254740993, fraction: 1.0, tiny: 4.9E-324, odd: $odd,
        day: date('2026-06-01'), clock: time('08:30:00.123456789+02:00'), local: localtime('23:59:59.999999999'), zoned: datetime('2026-10-25T02:30:00+01:00[Europe/Stockholm]'),
        offset: datetime('2026-01-01T00:00:00Z'), naive: localdatetime('0001-01-01T00:00:00'), span: duration({months: 14, days: -3, seconds: 5, nanoseconds: 7}),
        place: point({longitude: 13.0, latitude: 55.6}), space: point({x: 1.5, y: 2.5, z: 3.5}), bytes: $bytes, texts: ['a', 'b'], numbers: [1, 2, 3], fractions: [1.0, 2.5], none: [],
        days: [date('2026-06-01'), date('2027-06-01')], flags: [true, false]})
      CREATE (n)-[:BACKUP_TEST {since: date('2026-01-01'), weight: 0.1}]->(n), (n)-[:BACKUP_TEST {weight: 2}]->(:BackupTest), (:BackupTest)
      """;
  private static final String BACK = "MATCH (n:EveryType) RETURN n {.*} AS all";
  private static final String SEQUENCE = """
      MATCH (log:EventLog) MATCH (e:Event) RETURN log.last AS last, max(e.sequence) AS newest, count(e) AS many
      """;
  private static final String HALF = "MATCH (i:Initiative) WHERE i.fingerprint IS NOT NULL AND NOT EXISTS { MATCH (:Event {subject: i.id}) } RETURN count(i) AS n";

  @TempDir
  private static Path folder;

  private static TestServer server;
  private static DataFolder held;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void serve() {
    server = TestServer.shared();
    held = DataFolder.hold(folder.resolve("city"), "meet-malmo serve").orElseThrow();
    held.announce(8080, server.app().access().address());
  }

  @AfterAll
  static void stop() {
    server.graph().write("MATCH (n:BackupTest) DETACH DELETE n", Map.of());
    held.close();
  }

  @Test
  void a_city_kept_and_restored_suggests_the_same_and_knows_the_same_links() throws IOException {
    JsonNode idea = submit(0);
    server.graph().write(EVERY_TYPE, Map.of("odd", Double.NEGATIVE_INFINITY, "bytes", new byte[] {0, -1, 10, 127}));
    Path kept = backup("quiet");
    assertThat(out.toString()).contains("nobody had to wait", "sha256 ");
    assertThat(Files.getPosixFilePermissions(kept)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

    Path other = folder.resolve("other");
    assertThat(run("restore", kept.toString(), "--data", other.toString())).as(err.toString()).isZero();
    assertThat(out.toString()).contains("read again and the same");
    JsonNode before = manifest(kept);
    Settings settings = new Settings(0, "127.0.0.1", other, Optional.empty(), false);
    Server door = Server.listen("127.0.0.1", 0);
    try (GraphAccess access = GraphAccess.open(settings, "test", true)) {
      // Before a server works on it: the same types, and the same once more from the restored one.
      assertThat(access.graph().read(BACK, Map.of()).getFirst().get("all").asMap(value -> value)).isEqualTo(
          server.graph().read(BACK, Map.of()).getFirst().get("all").asMap(value -> value));
      DataFolder.hold(folder.resolve("again"), "test").orElseThrow().announce(1, access.address());
      JsonNode after = manifest(backup("again"));
      assertThat(after.get("fingerprint")).isEqualTo(before.get("fingerprint"));
      assertThat(after.get("nodes")).isEqualTo(before.get("nodes"));
      assertThat(after.get("relationships")).isEqualTo(before.get("relationships"));
      assertThat(lines(folder.resolve("again.backup"), "schema-0001.jsonl")).isEqualTo(lines(kept, "schema-0001.jsonl"));
    }
    // Both as servers that have just been started: one that runs counts its words anew only now and then.
    try (App app = App.open(settings, "test", true, TestModels.loading()); TestServer.Beside source = server.beside()) {
      door.open(app.routes(door.ownRoutes()));
      for (String text : TEXTS) assertThat(answer(app, text)).isEqualTo(answer(source.app(), text));
      String path = idea.get("statusUrl").asText().replaceFirst("https?://[^/]+", "");
      HttpRequest.Builder page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path));
      assertThat(server.send(page).body()).contains(idea.get("reference").asText(), "Säkerhetskopia 0");
    } finally {
      door.close();
    }
  }

  @Test
  @Tag("slow")
  void what_is_kept_while_others_write_is_one_moment() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicBoolean writing = new AtomicBoolean(true);
    CountDownLatch begun = new CountDownLatch(WRITERS);
    List<String> before;
    Path kept;
    ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.execute(() -> {
          for (int n = 0; writing.get(); n++) {
            acknowledged.add(submit(1 + writer * 1_000 + n).get("reference").asText());
            begun.countDown();
          }
        });
      }
      assertThat(begun.await(90, TimeUnit.SECONDS)).isTrue();
      before = List.copyOf(acknowledged);
      kept = backup("busy");
    } finally {
      writing.set(false);
      writers.close();
    }
    assertThat(out.toString()).contains("writers waited");

    assertThat(run("restore", kept.toString(), "--data", folder.resolve("moment").toString())).as(err.toString()).isZero();
    try (GraphAccess access = GraphAccess.open(new Settings(0, "127.0.0.1", folder.resolve("moment"), Optional.empty(), false), "test", true)) {
      Graph graph = access.graph();
      var log = graph.read(SEQUENCE, Map.of()).getFirst();
      assertThat(log.get("newest")).isEqualTo(log.get("last"));
      assertThat(log.get("many").asLong()).isLessThanOrEqualTo(log.get("last").asLong());
      assertThat(graph.read(HALF, Map.of()).getFirst().get("n").asLong()).isZero();
      assertThat(graph.read("MATCH (i:Initiative) WHERE i.reference IN $all RETURN i.reference AS reference", Map.of("all", before))).hasSameSizeAs(before);
    }
  }

  @Test
  void a_file_that_is_cut_off_or_changed_is_refused_by_the_name_of_its_part_and_nothing_is_written() throws IOException {
    Path kept = backup("whole");
    byte[] bytes = Files.readAllBytes(kept);
    Path target = folder.resolve("never");
    refused(Files.write(folder.resolve("cut.backup"), Arrays.copyOf(bytes, bytes.length * 2 / 3)), target, "in the part (nodes|relationships)-0001.jsonl");
    refused(Files.write(folder.resolve("nothing.backup"), new byte[0]), target, "not even one part");
    refused(rewritten(kept, parts -> parts.compute("nodes-0001.jsonl", (name, text) -> text.replaceFirst("Kulturförvaltningen", "Kulturförvaltningeb"))), target,
        "The part nodes-0001.jsonl of .* its checksum is another one");
    refused(rewritten(kept, parts -> parts.remove("relationships-0001.jsonl")), target, "The part relationships-0001.jsonl .* it is missing");
    refused(rewritten(kept, parts -> parts.put("nodes-0009.jsonl", "{}\n")), target, "The part nodes-0009.jsonl .* the manifest does not know it");
    refused(rewritten(kept, parts -> parts.compute("manifest.json", (name, text) -> text.replaceFirst("\"nodes\":\\d", "\"nodes\":9"))), target, "The part manifest.json .* its checksum");
    bytes[bytes.length / 3] ^= 1;
    refused(Files.write(folder.resolve("bit.backup"), bytes), target, "The part [a-z]+-0001.jsonl");
    assertThat(target).doesNotExist();
  }

  @Test
  void only_an_empty_folder_takes_a_backup_and_a_kept_file_stays_until_the_new_one_is_whole() throws IOException {
    Path kept = backup("into");
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("letter"), "x");
    refused(kept, full, "is not empty");
    refused(kept, folder.resolve("city"), "is not empty|is in use");
    assertThat(run("backup", folder.resolve("no/such/folder.backup").toString(), "--data", folder.resolve("city").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("cannot be written");
    assertThat(Files.list(folder).map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
  }

  private void refused(Path file, Path target, String why) {
    assertThat(run("restore", file.toString(), "--data", target.toString())).isEqualTo(1);
    assertThat(err.toString()).containsPattern(why);
  }

  private Path backup(String name) {
    Path file = folder.resolve(name + ".backup");
    Path data = folder.resolve(name.equals("again") ? "again" : "city");
    assertThat(run("backup", file.toString(), "--data", data.toString())).as(err.toString()).isZero();
    return file;
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
  }

  /** Sends an idea in, again where the server has too much to do. */
  private static JsonNode submit(int number) {
    try {
      HttpResponse<String> answer;
      do {
        answer = server.post("/api/v1/initiatives", """
            {"title": "Säkerhetskopia %1$d", "text": "Vi vill ordna kurs nummer %1$d i att bevara gamla papper, tillsammans med stadens arkiv och en förening.",
             "sender": {"name": "Ada Prov", "sector": "civil-society", "organisation": "Arkivvännerna %1$d", "email": "ada%1$d@arkiv.example"}}""".formatted(number));
      } while (answer.statusCode() == 503);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answer(App app, String text) {
    String language = app.matcher().profileOf(text, Optional.empty()).language().code();
    return new String(Json.write(new Question("", text, Optional.empty(), 10).answer(app.matcher(), Messages.of(language))), StandardCharsets.UTF_8);
  }

  private static JsonNode manifest(Path file) throws IOException {
    return new ObjectMapper().readTree(String.join("\n", lines(file, "manifest.json")));
  }

  private static List<String> lines(Path file, String part) throws IOException {
    return parts(file).get(part).lines().toList();
  }

  private static Map<String, String> parts(Path file) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : new ArrayList<>(zip.stream().toList())) {
        try (InputStream in = zip.getInputStream(entry)) {
          parts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return parts;
  }

  private static Path rewritten(Path file, java.util.function.Consumer<Map<String, String>> change) throws IOException {
    Map<String, String> parts = parts(file);
    change.accept(parts);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return Files.write(folder.resolve("changed.backup"), bytes.toByteArray());
  }
}
