package se.malmo.meet.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.malmo.meet.platform.Lookup;
import se.malmo.meet.platform.OutsideAddress;
import se.malmo.meet.platform.WebAddress;

/** Feeds as strangers write them, some of them with ill intent. */
class FeedReaderTest {
  private static final int LIMIT_SECONDS = 2;
  private static final FeedFetcher NEAR = new FeedFetcher(true, LIMIT_SECONDS, new Lookup(true));
  private static final FeedFetcher OUTSIDE = new FeedFetcher();
  private static FeedServer server;

  @BeforeAll
  static void start() {
    server = new FeedServer();
  }

  @AfterAll
  static void stop() {
    server.close();
    NEAR.close();
    OUTSIDE.close();
  }

  private static FeedReader.Read read(String path) {
    return FeedReader.read(NEAR.fetch(server.at(path)), server.at(path));
  }

  private static void assertRefused(String path, String code) {
    assertThatThrownBy(() -> read(path)).isInstanceOfSatisfying(FeedFault.class, fault -> assertThat(fault.told().code()).isEqualTo(code));
  }

  @Test
  void rss_and_atom_are_read_as_plain_text_with_their_links() {
    server.with("/good.rss", FeedServer.rss(FeedServer.item("1", "Köpenhamn mäter &lt;b&gt;badvatten&lt;/b&gt; &amp;amp; luft", "https://example.org/a?b=1&amp;c=2",
        "&lt;p&gt;Varje timme.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;I en app.&lt;/p&gt;")));
    FeedReader.Read rss = read("/good.rss");
    assertThat(rss.title()).isEqualTo("Nytt & sant");
    assertThat(rss.items()).hasSize(1);
    assertThat(rss.items().getFirst().title()).isEqualTo("Köpenhamn mäter badvatten & luft");
    assertThat(rss.items().getFirst().note()).isEqualTo("Varje timme. I en app.");
    assertThat(rss.items().getFirst().link()).contains("https://example.org/a?b=1&c=2");

    server.with("/good.atom", "application/atom+xml", """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>urn:a</id><updated>2026-03-02T06:00:00Z</updated>
        <entry><id>urn:1</id><title type="html">&lt;i&gt;One&lt;/i&gt;</title><link href="/one"/><updated>2026-03-01T06:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two <b>words</b></p></div></content></entry></feed>""".getBytes(StandardCharsets.UTF_8));
    FeedReader.Item one = read("/good.atom").items().getFirst();
    assertThat(one.title()).isEqualTo("One");
    assertThat(one.note()).isEqualTo("Two words");
    assertThat(one.link()).contains(server.at("/one").text());
    assertThat(one.published()).contains(Instant.parse("2026-03-01T06:00:00Z"));
  }

  @Test
  void a_document_type_is_refused_with_its_entities_and_files() {
    server.with("/xxe.xml", "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + FeedServer.rss(FeedServer.item("1", "&f;", "https://example.org/", "t")).substring(38));
    assertRefused("/xxe.xml", "doctype");
    String bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\">" + IntStream.range(1, 20).mapToObj(i -> "<!ENTITY a" + i + " \"" + ("&a" + (i == 1 ? "" : i - 1) + ";").repeat(10) + "\">")
        .collect(Collectors.joining()) + "]><rss version=\"2.0\"><channel><title>&a19;</title></channel></rss>";
    server.with("/bomb.xml", bomb);
    assertRefused("/bomb.xml", "doctype");
  }

  @Test
  void what_is_endless_huge_deep_or_no_feed_is_refused_in_time() {
    server.answering("/endless", 200, Map.of(), out -> {
      for (;;) {
        out.write("<rss>".getBytes(StandardCharsets.UTF_8));
        out.flush();
        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
      }
    });
    Instant begin = Instant.now();
    assertRefused("/endless", "slow");
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(LIMIT_SECONDS + 2L));
    server.answering("/huge", 200, Map.of(), out -> {
      byte[] much = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 100_000; i++) out.write(much);
    });
    assertRefused("/huge", "large");
    server.with("/deep", FeedServer.rss(FeedServer.item("1", "t", "https://example.org/", "t") + "<a>".repeat(100_000) + "</a>".repeat(100_000)));
    assertRefused("/deep", "unreadable");
    server.with("/page", "<!doctype html><title>En sida</title>");
    assertThatThrownBy(() -> read("/page")).isInstanceOf(FeedFault.class);
    server.with("/text", "hej");
    assertRefused("/text", "unreadable");
    server.with("/empty", "");
    assertThatThrownBy(() -> read("/empty")).isInstanceOf(FeedFault.class);
    server.with("/half", FeedServer.rss(FeedServer.item("1", "t", "https://example.org/", "t")).substring(0, 150));
    assertRefused("/half", "unreadable");
  }

  @Test
  void a_redirect_is_not_followed_and_a_failure_says_its_code() {
    server.answering("/moved", 302, Map.of("Location", "http://127.0.0.1:1/admin"), out -> { });
    assertThatThrownBy(() -> read("/moved")).isInstanceOfSatisfying(FeedFault.class,
        fault -> assertThat(fault.told()).isEqualTo(new Feed.Fault("redirect", "http://127.0.0.1:1/admin")));
    server.answering("/gone", 410, Map.of(), out -> { });
    assertThatThrownBy(() -> read("/gone")).isInstanceOfSatisfying(FeedFault.class, fault -> assertThat(fault.told()).isEqualTo(new Feed.Fault("status", "410")));
    server.answering("/packed", 200, Map.of("Content-Encoding", "gzip"), out -> out.write(1));
    assertRefused("/packed", "packed");
    assertThatThrownBy(() -> NEAR.fetch(WebAddress.of("http://127.0.0.1:1/").orElseThrow())).isInstanceOfSatisfying(FeedFault.class,
        fault -> assertThat(fault.told().code()).isEqualTo("unreachable"));
  }

  @Test
  void a_text_in_another_encoding_than_it_says_is_read_all_the_same() {
    String said = FeedServer.rss(FeedServer.item("1", "Återbruk på Möllan", "https://example.org/", "åäö"));
    server.with("/latin", "text/xml", said.getBytes(Charset.forName("windows-1252")));
    assertThat(read("/latin").items().getFirst().title()).isEqualTo("Återbruk på Möllan");
    server.with("/utf16", "application/xml", said.replace("utf-8", "utf-16").getBytes(StandardCharsets.UTF_16));
    assertThat(read("/utf16").items().getFirst().title()).isEqualTo("Återbruk på Möllan");
    server.with("/made-up", "application/xml", said.replace("utf-8", "no-such-thing").getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> read("/made-up")).isInstanceOf(FeedFault.class);
  }

  @Test
  void what_comes_twice_in_a_feed_is_one_item_and_no_more_than_fifty_are_read() {
    server.with("/twice", FeedServer.rss(FeedServer.item("1", "En", "https://example.org/1", "t"), FeedServer.item("1", "En igen", "https://example.org/2", "t"),
        FeedServer.item("2", "Samma länk", "https://example.org/1", "t"), FeedServer.item("3", "", "https://example.org/3", "")));
    assertThat(read("/twice").items()).extracting(FeedReader.Item::title).containsExactly("En");
    server.with("/many", FeedServer.rss(IntStream.range(0, 900).mapToObj(i -> FeedServer.item("g" + i, "T" + i, "https://example.org/" + i, "t")).toArray(String[]::new)));
    assertThat(read("/many").items()).hasSize(FeedReader.MOST_ITEMS);
  }

  @Test
  void no_link_of_another_kind_and_nothing_unseen_comes_through() {
    server.with("/links", FeedServer.rss(FeedServer.item("1", "a\u202Eb\u200Bc", "javascript:alert(1)", "x".repeat(5_000))));
    FeedReader.Item item = read("/links").items().getFirst();
    assertThat(item.link()).isEmpty();
    assertThat(item.title()).isEqualTo("abc");
    assertThat(item.note()).hasSizeLessThanOrEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://10.1.2.3/", "http://169.254.169.254/latest/", "http://192.168.0.1/", "http://localhost/",
      "http://intranet/", "http://0/", "http://2130706433/", "http://127.1/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://100.64.0.1/"})
  void an_address_inside_is_refused_before_anybody_is_asked(String address) {
    assertThatThrownBy(() -> OUTSIDE.fetch(WebAddress.of(address).orElseThrow())).isInstanceOfSatisfying(FeedFault.class,
        fault -> assertThat(fault.told().code()).isEqualTo("inside"));
  }

  @Test
  void a_name_that_turns_inside_is_refused_when_it_is_asked_for() {
    assertThatThrownBy(() -> OUTSIDE.fetch(WebAddress.of("http://x.localhost./").orElseThrow())).isInstanceOf(FeedFault.class);
    assertThat(OUTSIDE.fault(WebAddress.of("https://example.org:8443/").orElseThrow())).contains("port");
    assertThat(OUTSIDE.fault(WebAddress.of("https://example.org/").orElseThrow())).isEmpty();
  }

  @Test
  void the_address_that_was_looked_at_is_the_one_that_is_asked_and_a_name_that_turns_is_not() {
    server.with("/named", FeedServer.rss(FeedServer.item("1", "t", "https://example.org/", "t")));
    WebAddress address = WebAddress.of(server.at("/named").text().replace("127.0.0.1", "feed.example.org")).orElseThrow();
    AtomicInteger lookedUp = new AtomicInteger();
    try (FeedFetcher pinned = new FeedFetcher(true, LIMIT_SECONDS, host -> {
      lookedUp.incrementAndGet();
      return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
    })) {
      assertThat(pinned.fetch(address).content()).isNotEmpty();
      assertThat(lookedUp).hasValue(1);
    }
    int before = server.asked.get();
    WebAddress usual = WebAddress.of("http://feed.example.org/named").orElseThrow();
    for (InetAddress[] turned : List.of(new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")}, new InetAddress[] {InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1")})) {
      try (FeedFetcher strict = new FeedFetcher(false, LIMIT_SECONDS, host -> turned)) {
        assertThatThrownBy(() -> strict.fetch(usual)).isInstanceOfSatisfying(FeedFault.class, fault -> assertThat(fault.told().code()).isEqualTo("inside"));
      }
    }
    try (FeedFetcher nobody = new FeedFetcher(false, LIMIT_SECONDS, host -> new InetAddress[0])) {
      assertThatThrownBy(() -> nobody.fetch(usual)).isInstanceOfSatisfying(FeedFault.class, fault -> assertThat(fault.told().code()).isEqualTo("name"));
    }
    assertThat(server.asked.get()).isEqualTo(before);
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_not_trusted(@TempDir Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=127.0.0.1",
        "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", "changeit").redirectErrorStream(true).start();
    made.getInputStream().readAllBytes();
    assertThat(made.waitFor()).isZero();
    Vertx vertx = Vertx.vertx();
    try {
      HttpServer secure = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(new PfxOptions().setPath(keys.toString()).setPassword("changeit")))
          .requestHandler(request -> request.response().end("x")).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
      assertThatThrownBy(() -> NEAR.fetch(WebAddress.of("https://127.0.0.1:" + secure.actualPort() + "/").orElseThrow())).isInstanceOfSatisfying(FeedFault.class,
          fault -> assertThat(fault.told().code()).isEqualTo("certificate"));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  @Test
  void only_what_is_on_the_internet_is_outside() throws UnknownHostException {
    for (String outside : List.of("8.8.8.8", "194.71.11.70", "2a00:1450:400f:80a::200e")) assertThat(OutsideAddress.is(InetAddress.ofLiteral(outside))).as(outside).isTrue();
    for (String inside : List.of("127.0.0.1", "0.0.0.0", "255.255.255.255", "224.0.0.1", "::", "::1", "ff02::1", "2001:db8::1", "2001::1", "fec0::1", "198.18.0.1")) {
      assertThat(OutsideAddress.is(InetAddress.ofLiteral(inside))).as(inside).isFalse();
    }
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xFF;
    mapped[12] = 127;
    mapped[15] = 1;
    assertThat(OutsideAddress.is(InetAddress.getByAddress(mapped))).isFalse();
  }

  @Test
  void an_address_is_http_or_https_with_a_host_and_no_password() {
    for (String none : List.of("ftp://example.org/", "javascript:alert(1)", "https://", "https://a@b.se/", "https://a:b@c.se/", "https://exa mple.org", "example.org", "http://a\\b/", "http://a:0/",
        "http://a:99999/", "https://example.org/\u0001")) {
      assertThat(WebAddress.of(none)).as(none).isEmpty();
    }
    assertThat(WebAddress.of(" HTTPS://Räksmörgås.SE/a b#c ".replace(" b", "ö")).map(WebAddress::text)).contains("https://xn--rksmrgs-5wao1o.se/a%C3%B6#c");
    assertThat(WebAddress.of("http://[2A00::1]:8080?q=1")).contains(new WebAddress("http://[2a00::1]:8080?q=1", false, "2a00::1", 8080, "/?q=1"));
    assertThat(WebAddress.of("https://example.org/" + "a".repeat(WebAddress.LONGEST))).isEqualTo(Optional.empty());
  }
}
