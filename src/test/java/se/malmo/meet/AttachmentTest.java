package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Caller;
import se.malmo.meet.web.Role;

/** Files that come with an idea: read safely, their words proposed, kept for those who handle the case; a bad one is told and nothing typed is lost. */
@Order(TestServer.SHARED_LAST)
class AttachmentTest {
  private static final String IDEA = "Vi vill göra något tillsammans med skolorna i Fosie.";
  private static final String WORDS = "Vi arbetar mot matsvinn och med livsmedel i storkök.";
  private static final Pattern KEY = Pattern.compile("name=\"attachment\" value=\"([0-9a-f]{32})\"");
  private static TestServer server;
  private Visitor visitor;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void come() {
    visitor = new Visitor(server);
    visitor.get("/");
  }

  private static Map<String, String> typed() {
    return new HashMap<>(Map.of("text", IDEA, "title", "Skolor", "name", "Åsa Öberg", "organisation", "Ugnen AB", "kind", "business", "email", "asa@ugnen.example"));
  }

  private HttpResponse<String> add(String name, byte[] content) {
    return visitor.postFiles("/initiativ/avsandare", typed(), Map.of(name, content));
  }

  @Test
  void the_words_of_each_kind_of_file_are_proposed_and_can_be_taken_away() throws Exception {
    for (Map.Entry<String, byte[]> file : Map.of("plan.pdf", pdf(1), "plan.docx", docx(WORDS), "plan.txt", WORDS.getBytes(StandardCharsets.UTF_8)).entrySet()) {
      HttpResponse<String> answer = add(file.getKey(), file.getValue());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).as(file.getKey()).contains(file.getKey(), "<input type=\"checkbox\" name=\"with\" value=\"matsvinn\" checked>", IDEA + "</textarea>");
    }
    String key = KEY.matcher(add("plan.txt", WORDS.getBytes(StandardCharsets.UTF_8)).body()).results().findFirst().orElseThrow().group(1);
    Map<String, String> without = typed();
    without.putAll(Map.of("attachment", key, "drop", key));
    assertThat(visitor.post("/initiativ/avsandare", without).body()).doesNotContain("value=\"" + key + "\"", "name=\"with\"").contains(IDEA);
  }

  @Test
  void a_file_chosen_but_not_added_first_goes_with_the_case_and_only_those_who_handle_it_get_it() throws Exception {
    Map<String, String> fields = typed();
    fields.put("text", IDEA + " Se filen.");
    visitor.post("/initiativ/avsandare", Map.of("text", fields.get("text")));
    byte[] content = pdf(2);
    HttpResponse<String> sent = visitor.postFiles("/initiativ", fields, Map.of("../../<img src=x>\u202Efdp.plan.pdf", content));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
    assertThat(visitor.get(sent.headers().firstValue("Location").orElseThrow()).body()).contains("&lt;img src", "fdp.plan.pdf").doesNotContain("<img", "\u202E");

    String path = "/api/v1/cases/" + one("MATCH (i:Initiative) WHERE i.text ENDS WITH 'Se filen.' RETURN i.reference AS x");
    JsonNode file = new ObjectMapper().readTree(as(Role.COORDINATOR, path).body()).get("attachments").get(0);
    assertThat(file.get("size").asInt()).isEqualTo(content.length);
    String address = path + "/attachments/" + file.get("key").asText();
    HttpResponse<String> got = as(Role.COORDINATOR, address);
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment; filename*=UTF-8''").doesNotContain("<", "\"");
    assertThat(server.get(address).statusCode()).isEqualTo(401);
    assertThat(as(Role.INTEGRATOR, address).statusCode()).isEqualTo(403);
    assertThat(as(Role.COORDINATOR, "/api/v1/cases/MM-1999-0001/attachments/" + file.get("key").asText()).statusCode()).isEqualTo(404);
    assertThat(number("MATCH (a:Attachment)--() RETURN count(a) AS x")).isZero();
  }

  @Test
  void what_cannot_be_read_is_told_by_name_with_what_to_do_and_nothing_typed_is_lost() throws Exception {
    assertTold("program.exe", "MZ\0".getBytes(StandardCharsets.UTF_8), "kan vi inte läsa");
    assertTold("plan.pdf", "MZ\0\u0001 a program".getBytes(StandardCharsets.UTF_8), "inte en sådan fil som namnet säger");
    assertTold("plan.txt", "\u007FELF\0\0".getBytes(StandardCharsets.UTF_8), "inte en sådan fil som namnet säger");
    assertTold("plan.docx", zip("other.xml", "x".getBytes(StandardCharsets.UTF_8)), "går inte att läsa");
    assertTold("plan.docx", zip("word/document.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><w:t xmlns:w=\"w\">&b;</w:t>".getBytes(StandardCharsets.UTF_8)), "går inte att läsa");
    assertTold("skadad.pdf", "%PDF-1.7 not really".getBytes(StandardCharsets.UTF_8), "går inte att läsa");
    assertTold("tom.txt", new byte[0], "är tom");
    assertTold("bomb.docx", zip("word/document.xml", new byte[60_000_000]), "packas upp");
    assertTold("lång.pdf", pdf(10_000), "fler än 500 sidor");
    assertTold("låst.pdf", locked(), "lösenord");
    assertTold("stor.txt", "bröd ".repeat(2_200_000).getBytes(StandardCharsets.UTF_8), "större än 10 MB");
    assertThat(number("MATCH (a:Attachment) WHERE a.name IN ['bomb.docx', 'lång.pdf', 'stor.txt', 'program.exe'] RETURN count(a) AS x")).isZero();
  }

  private void assertTold(String name, byte[] content, String why) {
    HttpResponse<String> answer = add(name, content);
    assertThat(answer.statusCode()).as(name).isEqualTo(400);
    assertThat(answer.body()).as(name).contains("href=\"#files\"", name, why, IDEA, "value=\"Åsa Öberg\"", "value=\"asa@ugnen.example\"").doesNotContain("root:");
  }

  @Test
  void no_more_than_three_files_and_none_by_an_untrusted_form() {
    Map<String, byte[]> four = new java.util.LinkedHashMap<>();
    for (int i = 1; i <= 4; i++) four.put("plan" + i + ".txt", ("Plan " + i).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer = visitor.postFiles("/initiativ/avsandare", typed(), four);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Högst 3 filer", "plan3.txt").doesNotContain("plan4.txt");

    long before = number("MATCH (a:Attachment) RETURN count(a) AS x");
    Map<String, String> untrusted = typed();
    untrusted.put("token", "0".repeat(96));
    HttpResponse<String> refused = visitor.postFiles("/initiativ", untrusted, Map.of("plan.txt", "Plan".getBytes(StandardCharsets.UTF_8)));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("plan.txt sparades inte", IDEA);
    assertThat(number("MATCH (a:Attachment) RETURN count(a) AS x")).isEqualTo(before);
  }

  @Test
  void a_file_that_nobody_handed_in_is_thrown_away_and_one_that_waited_too_long_is_told() {
    String key = KEY.matcher(add("gammal.txt", "Plan".getBytes(StandardCharsets.UTF_8)).body()).results().findFirst().orElseThrow().group(1);
    server.graph().write("MATCH (a:Attachment {name: 'gammal.txt'}) SET a.at = datetime() - duration('P2DT1M')", Map.of());
    assertThat(server.app().staffSide().retention().purge()).isPositive();
    Map<String, String> fields = typed();
    fields.put("attachment", key);
    HttpResponse<String> answer = visitor.post("/initiativ", fields);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("väntat för länge", IDEA);
  }

  @Test
  void people_who_add_files_at_the_same_moment_wait_for_each_other() {
    List<HttpResponse<String>> answers = IntStream.range(0, 5).parallel().mapToObj(i -> {
      Visitor somebody = new Visitor(server);
      somebody.get("/");
      return somebody.postFiles("/initiativ/avsandare", typed(), Map.of("samtidig" + i + ".txt", WORDS.getBytes(StandardCharsets.UTF_8)));
    }).toList();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
  }

  @Test
  void one_client_fills_its_own_share_alone_and_where_all_are_taken_gives_up_its_oldest() throws Exception {
    server.graph().write("MATCH (a:Waiting) DELETE a", Map.of());
    MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
    Attachments attachments = new Attachments(server.graph(), clock, new byte[32]);
    Path file = Files.writeString(Files.createTempFile("plan", ".txt"), WORDS);
    String wait = "UNWIND range(1, $n) AS i CREATE (:Attachment:Waiting {key: $client + i, name: 'x.txt', client: $client, at: datetime($at) + duration({seconds: i})})";
    attachments.take("plan.txt", file, 10, "form", "203.0.113.7");
    String client = one("MATCH (a:Waiting) RETURN a.client AS x");
    assertThat(client).doesNotContain("203.0.113.7");
    server.graph().write(wait, Map.of("n", 29, "client", client, "at", "2026-03-02T09:00:00Z"));
    assertThatThrownBy(() -> attachments.take("mer.txt", file, 10, "form", "203.0.113.7")).isInstanceOf(Problem.Invalid.class);
    attachments.take("annan.txt", file, 10, "form", "203.0.113.8");

    for (int i = 0; i < 6; i++) server.graph().write(wait, Map.of("n", i == 0 ? 29 : 28, "client", "robot" + i, "at", "2026-03-02T09:10:00Z"));
    clock.move(Duration.ofMinutes(30));
    assertThat(number("MATCH (a:Waiting) RETURN count(a) AS x")).isEqualTo(200);
    attachments.take("sen.txt", file, 10, "form", "203.0.113.9");
    assertThat(number("MATCH (a:Waiting) RETURN count(a) AS x")).isEqualTo(200);
    assertThat(number("MATCH (a:Waiting {client: '" + client + "'}) RETURN count(a) AS x")).isEqualTo(29);
    assertThat(number("MATCH (a:Waiting) WHERE a.name IN ['annan.txt', 'sen.txt'] RETURN count(a) AS x")).isEqualTo(2);

    clock.move(Duration.ofMinutes(31));
    attachments.take("igen.txt", file, 10, "form", "203.0.113.7");
    server.graph().write("MATCH (a:Waiting) DELETE a", Map.of());
  }

  @Test
  void files_are_read_by_no_other_route() {
    HttpResponse<String> answer = visitor.postFiles("/utkast", Map.of("text", IDEA), Map.of("plan.txt", "x".repeat(700_000).getBytes(StandardCharsets.UTF_8)));
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  private static HttpResponse<String> as(Role role, String path) {
    String token = server.app().tokens().make(new Caller(role, Optional.empty()));
    return server.send(HttpRequest.newBuilder(URI.create(server.url(path))).header("Authorization", "Bearer " + token));
  }

  private static byte[] pdf(int pages) throws IOException {
    try (PDDocument document = document(pages)) {
      return bytes(document);
    }
  }

  private static byte[] locked() throws IOException {
    try (PDDocument document = document(1)) {
      document.protect(new StandardProtectionPolicy("owner", "reader", new AccessPermission()));
      return bytes(document);
    }
  }

  private static PDDocument document(int pages) throws IOException {
    PDDocument document = new PDDocument();
    List<PDPage> all = new ArrayList<>();
    for (int i = 0; i < pages; i++) all.add(new PDPage());
    all.forEach(document::addPage);
    try (PDPageContentStream content = new PDPageContentStream(document, all.getFirst())) {
      content.beginText();
      content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
      content.newLineAtOffset(50, 700);
      content.showText(WORDS);
      content.endText();
    }
    return document;
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  private static byte[] docx(String text) throws IOException {
    return zip("word/document.xml", ("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>" + text
        + "</w:t></w:r></w:p></w:body></w:document>").getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  private static String one(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("x").asString();
  }

  private static long number(String cypher) {
    return server.graph().read(cypher, Map.of()).getFirst().get("x").asLong();
  }
}
