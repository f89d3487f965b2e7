package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo's way in is not answered by any name but the machine's own: a stranger's page whose name points here signs nobody in. */
class SignInHostTest {
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]{96})\"");
  private static final List<String> STRANGE = List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:80", "192.0.2.1", "0.0.0.0", "localhost.", "evil-localhost");
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void only_the_machines_own_names_see_the_buttons() throws IOException {
    for (String own : List.of("localhost", "127.0.0.1", "[::1]", "localhost:" + server.port())) {
      assertThat(asked("GET /logga-in HTTP/1.1", own, "", "")).as(own).startsWith("HTTP/1.1 200");
    }
    for (String strange : STRANGE) {
      for (String path : List.of("/logga-in", "/en/sign-in")) assertThat(asked("GET " + path + " HTTP/1.1", strange, "", "")).as(strange).doesNotStartWith("HTTP/1.1 200").doesNotContain("name=\"role\"");
    }
  }

  @Test
  void a_form_that_is_ours_in_all_but_the_name_it_was_sent_to_signs_nobody_in() throws IOException {
    HttpResponse<String> page = server.get("/logga-in");
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    Matcher token = TOKEN.matcher(page.body());
    assertThat(token.find()).isTrue();
    String body = "role=coordinator&token=" + token.group(1);
    for (String strange : STRANGE) {
      assertThat(asked("POST /logga-in HTTP/1.1", strange, "Cookie: " + cookie + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n", body))
          .as(strange).doesNotContain("meet-session=").doesNotStartWith("HTTP/1.1 303");
    }
    // The same by our own name does.
    assertThat(asked("POST /logga-in HTTP/1.1", "localhost", "Cookie: " + cookie + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n", body))
        .contains("meet-session=");
    assertThat(server.graph().read("MATCH (s:Session) RETURN count(s) AS n", java.util.Map.of()).getFirst().get("n").asInt()).isEqualTo(1);
  }

  private static String asked(String line, String host, String headers, String body) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      return client.send(line + "\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + "\r\n" + body).answer();
    }
  }
}
