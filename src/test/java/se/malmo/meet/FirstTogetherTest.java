package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Role;

/** Several who come at once, before what they ask for has been counted. */
class FirstTogetherTest {
  @Test
  void those_who_ask_for_the_gaps_first_wait_for_one_counting_and_hold_up_nobody() {
    try (TestServer server = TestServer.withDemo()) {
      String token = server.token(Role.COORDINATOR);
      List<CompletableFuture<Integer>> answers = IntStream.range(0, 12).mapToObj(i -> CompletableFuture.supplyAsync(() -> server.send(HttpRequest
          .newBuilder(URI.create(server.url(i % 3 == 2 ? "/initiativ" : "/api/v1/gaps"))).header("Authorization", "Bearer " + token)).statusCode(), Thread::startVirtualThread)).toList();
      assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
    }
  }
}
