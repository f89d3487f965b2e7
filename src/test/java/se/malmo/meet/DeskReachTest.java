package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Role;

/** How fast the case workers' pages are: 2,000 cases, 2,000 organisations, 60 ambassadors, 3,000 signals, each case shown six partners, 20 requests a second. {@code mvn test -Pslow -Dtest=DeskReachTest}. */
@Tag("slow")
class DeskReachTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int CASES = 2_000;
  private static final int A_SECOND = 20;
  private static final int SECONDS = 60;
  private static final int ROUNDS_BEFORE = 15;
  private static final double LIMIT_MILLIS = 150;
  private static TestServer server;

  @BeforeAll
  static void start() {
    String url = System.getProperty("meet.url", "");
    server = url.isEmpty() ? TestServer.withDemo() : TestServer.outside(url, Path.of(System.getProperty("meet.data")));
    List<String> texts = Seed.demoInitiatives().stream().map(sample -> sample.text()).toList();
    server.graph().write("""
        MATCH (f:Forvaltning) WITH collect(f) AS units
        UNWIND range(1, $n) AS n
        WITH n, units[n % size(units)] AS f, ['received', 'assessed', 'accepted', 'referred', 'declined', 'working-group', 'running', 'ended'][n % 8] AS status
        CREATE (i:Initiative {id: 'ini-load-' + n, reference: 'MM-2025-' + (5000 + n), title: 'Idé nummer ' + n, text: $texts[n % size($texts)], language: 'sv', status: status,
          published: false, date: datetime() - duration({days: n % 300}), answerBy: date() - duration({days: n % 300 - 21}), senderName: 'Avsändare ' + n, senderKind: 'business',
          senderSector: 'business', senderOrganisation: 'Företag ' + n % 400, senderEmail: 'a' + n + '@example.example', proposed: [f.id]})
        FOREACH (x IN CASE WHEN n % 10 = 0 THEN [] ELSE [1] END | CREATE (i)-[:ROUTED_TO {at: datetime(), by: 'test', reason: ''}]->(f))
        """, Map.of("n", CASES, "texts", texts));
    server.graph().write("""
        MATCH (log:EventLog) WITH log, log.last AS last
        UNWIND range(1, $n * 5) AS e
        CREATE (:Event {sequence: last + e, type: ['initiative.received', 'initiative.routed', 'initiative.assessed', 'case.noted', 'initiative.extended'][e % 5],
          subject: 'ini-load-' + (e / 5 + 1), at: datetime(), by: 'acc-demo-coordinator', name: 'Koordinatorn', until: '2026-12-24', reason: 'Vi läser.'})
        WITH log, max(last + e) AS newest SET log.last = newest
        """, Map.of("n", CASES));
    server.graph().write("""
        MATCH (f:Forvaltning) WITH collect(f.id) AS units UNWIND range(1, 60) AS n
        CREATE (:Account {id: 'acc-load-' + n, isPerson: true, role: 'ambassador', name: 'Ambassadör ' + n, forvaltningar: [units[n % size(units)]]})
        """, Map.of());
    server.graph().write("UNWIND range(1, 1850) AS n CREATE (:Organisation {id: 'org-load-' + n, name: 'Företag ' + n, nameKey: 'företag ' + n, sector: 'business', description: '', "
        + "offers: [], seeks: [], roles: [], source: 'test', sourceId: 'load-' + n, language: 'sv'})", Map.of());
    server.graph().write("UNWIND range(1, $n) AS n UNWIND range(1, 6) AS rank CREATE (:Shown {suggestion: 'sug-load-' + n, initiative: 'ini-load-' + n, organisation: 'org-load-' + (1 + (n * 7 + rank * rank) % 1850), "
        + "rank: rank, score: 5.0, why: [], at: datetime() - duration({hours: n})})", Map.of("n", CASES));
    signals();
  }

  /** 3,000 signals with four concepts each, and what each case needs. */
  private static void signals() {
    server.graph().write("""
        MATCH (c:Competence) WITH c ORDER BY c.id LIMIT 200 WITH collect(c) AS concepts
        FOREACH (c IN concepts | MERGE (k:Keyword {id: 'sv:load ' + c.id}) ON CREATE SET k.lemma = 'load ' + c.id, k.language = 'sv' MERGE (k)-[:DENOTES]->(c))
        """, Map.of());
    server.graph().write("""
        MATCH (k:Keyword) WHERE k.id STARTS WITH 'sv:load ' WITH k ORDER BY k.id WITH collect(k) AS words
        MATCH (f:Forvaltning) WITH words, collect(f.id) AS units
        UNWIND range(1, 3000) AS n
        CREATE (s:Signal {id: 'sig-load-' + n, key: 'load ' + n, title: 'Signal ' + n, note: '', language: 'sv', forvaltning: units[n % size(units)], by: 'test', source: 'test',
          at: datetime() - duration({hours: n})})
        WITH s, words, n UNWIND range(0, 3) AS place
        WITH s, words[(n * 7 + place * 53) % size(words)] AS k
        CREATE (s)-[:MENTIONS {weight: 0.25}]->(k)
        """, Map.of());
    server.graph().write("""
        MATCH (c:Competence) WITH c ORDER BY c.id LIMIT 200 WITH collect(c) AS concepts
        MATCH (i:Initiative) WHERE i.id STARTS WITH 'ini-load-'
        UNWIND range(0, 4) AS place
        WITH i, concepts[(toInteger(substring(i.reference, 8)) * 11 + place * 37) % size(concepts)] AS c
        CREATE (i)-[:NEEDS {weight: 1.0}]->(c)
        """, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void every_page_answers_in_time_at_twenty_requests_a_second() {
    Map<String, Visitor> readers = new HashMap<>(Map.of("c", new Visitor(server).as(Role.COORDINATOR, ""), "a", new Visitor(server).as(Role.AMBASSADOR, "miljoforvaltningen"),
        "m", new Visitor(server).as(Role.ADMINISTRATOR, ""), "o", new Visitor(server).as(Role.MEMBER, "")));
    List<String> pages = new ArrayList<>(List.of("c /arenden", "c /arenden/ko", "c /arenden/lista", "c /arenden/lista?which=late&page=3", "c /arenden/lista?q=nummer+77", "c /arenden/MM-2025-5017",
        "c /arenden/MM-2025-5016?do=change", "a /arenden", "a /arenden/ko", "a /arenden/lista", "a /mitt", "m /konton", "m /granskning", "c /luckor", "c /en/cases", "a /signaler",
        "c /signaler?concept=arbetsmarknad", "c /signaler/sig-load-17", "a /signaler/sig-load-18", "a /signaler/forslag", "c /arbetslage", "c /spridning", "c /spridning?page=9", "c /fragor", "c /motestider", "c /stormoten",
        "a /arenden/lista?which=stalled", "c /arenden/MM-2025-5017/bjud-in", "c /arenden/MM-2025-5017/tillsammans", "c /overlamning/acc-demo-ambassador-miljoforvaltningen", "c /vikter", "c /kvalitet", "c /rapport", "c /organisationer", "c /organisationer?q=bygg", "m /webhookar", "m /misslyckat", "m /utskick", "m /forvaltningsregister",
        "c /arenden/stillestand", "c /ansprak", "o /min-sida", "o /inbjudningar"));
    String organisation = "o " + linkOf(readers.get("o"), "/min-sida");
    String assembly = "c " + linkOf(readers.get("c"), "/stormoten");
    pages.addAll(List.of("o " + linkOf(readers.get("o"), "/inbjudningar"), organisation, organisation + "/onskemal", organisation + "/visningar", organisation + "/personer", organisation + "/band",
        assembly, assembly + "/bord"));
    // One after the other: a server that has just begun still makes its plans and compiles its code.
    for (int i = 0; i < ROUNDS_BEFORE; i++) pages.forEach(page -> readers.get(page.substring(0, 1)).look(page.substring(2)));
    Map<String, List<Double>> times = paced(readers, pages, SECONDS);
    List<Double> all = new ArrayList<>();
    times.forEach((page, each) -> {
      all.addAll(each);
      LOG.info(String.format("%-45s p50 %.0f p95 %.0f ms", page, percentile(each, 0.5), percentile(each, 0.95)));
    });
    LOG.info(String.format("staff pages, %d a second: p50 %.0f p95 %.0f p99 %.0f ms", A_SECOND, percentile(all, 0.5), percentile(all, 0.95), percentile(all, 0.99)));
    assertThat(times).allSatisfy((page, each) -> assertThat(percentile(each, 0.95)).as(page).isLessThan(LIMIT_MILLIS));
    assertThat(percentile(all, 0.95)).isLessThan(LIMIT_MILLIS);
  }

  /** The first of what a list leads to. */
  private static String linkOf(Visitor reader, String list) {
    return Pattern.compile("href=\"(" + list + "/[a-z]{3}-[^\"/?#]+)\"").matcher(reader.get(list).body()).results().findFirst().orElseThrow().group(1);
  }

  private static Map<String, List<Double>> paced(Map<String, Visitor> readers, List<String> pages, int seconds) {
    Map<String, List<Future<Double>>> answers = new TreeMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      for (int i = 0; i < seconds * A_SECOND; i++) {
        String page = pages.get(i % pages.size());
        LockSupport.parkNanos(Math.max(0, begin + i * 1_000_000_000L / A_SECOND - System.nanoTime()));
        answers.computeIfAbsent(page, p -> new ArrayList<>()).add(threads.submit(() -> {
          long start = System.nanoTime();
          assertThat(readers.get(page.substring(0, 1)).look(page.substring(2))).as(page).isEqualTo(200);
          return (System.nanoTime() - start) / 1e6;
        }));
      }
    }
    Map<String, List<Double>> times = new TreeMap<>();
    answers.forEach((page, each) -> times.put(page, each.stream().map(DeskReachTest::got).toList()));
    return times;
  }

  private static double got(Future<Double> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double percentile(List<Double> times, double part) {
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Arrays.stream(sorted).skip((long) Math.min(sorted.length - 1.0, part * sorted.length)).findFirst().orElse(0);
  }
}
