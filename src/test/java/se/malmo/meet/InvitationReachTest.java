package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Role;

/** A round of invitations over 500 organisations: all that were asked and have not answered lapse, and the next ones are offered. {@code mvn test -Pslow -Dtest=InvitationReachTest}. */
@Tag("slow")
class InvitationReachTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int MANY = 500;
  private static final long LIMIT_MILLIS = 5_000;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
    server.graph().write("""
        MATCH (i:Initiative {source: 'demo'}) WHERE i.published AND i.status IN ['accepted', 'working-group', 'running'] WITH collect(i.id) AS ids
        UNWIND range(1, $n) AS n
        CREATE (:Organisation {id: 'org-round-' + n, name: 'Företag ' + n, nameKey: 'företag ' + n, sector: 'business', description: 'Vi bakar bröd och kör ut det.', offers: [], seeks: [], roles: [],
          source: 'test', sourceId: 'round-' + n, language: 'sv'})
        CREATE (:Invitation {id: 'inv-round-' + n, key: 'round-' + n, initiative: ids[n % size(ids)], organisation: 'org-round-' + n, by: 'acc-demo-coordinator', byName: 'Koordinatorn', role: '', rank: 1,
          why: '', message: 'Vill ni vara med?', cited: [], citedTexts: [], at: datetime() - duration('P20D'), until: date() - duration('P2D'), state: 'open'})
        """, Map.of("n", MANY));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static long in(String state) {
    return server.graph().read("MATCH (v:Invitation {state: $state}) WHERE v.id STARTS WITH 'inv-round-' RETURN count(v) AS n", Map.of("state", state)).getFirst().get("n").asLong();
  }

  @Test
  void five_hundred_unanswered_invitations_lapse_and_the_next_are_offered_in_time() {
    String reference = server.graph().read("MATCH (v:Invitation {id: 'inv-round-1'}) MATCH (i:Initiative {id: v.initiative}) RETURN i.reference AS r", Map.of()).getFirst().get("r").asString();
    assertThat(in("open")).isEqualTo(MANY);
    long start = System.nanoTime();
    server.app().caseSide().chores().doAll();
    long lapsed = (System.nanoTime() - start) / 1_000_000;
    assertThat(in("lapsed")).isEqualTo(MANY);
    assertThat(server.graph().read("MATCH (e:Event {type: 'initiative.invitation-lapsed'}) RETURN count(e) AS n", Map.of()).getFirst().get("n").asLong()).isGreaterThanOrEqualTo(MANY);
    start = System.nanoTime();
    HttpResponse<String> next = server.visit(Role.COORDINATOR, "/arenden/" + reference + "/bjud-in", "GET");
    long offered = (System.nanoTime() - start) / 1_000_000;
    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(next.body()).contains("class=\"candidate\"");
    LOG.info("{} invitations lapsed in {} ms, with all else that is done each hour; the next candidates of one case came in {} ms", MANY, lapsed, offered);
    assertThat(lapsed + offered).isLessThan(LIMIT_MILLIS);
  }
}
