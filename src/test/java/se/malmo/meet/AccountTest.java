package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.identity.Account;
import se.malmo.meet.web.Role;

/** Accounts are kept, what is denied is told of, and who examines it can read all of it. */
class AccountTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.withDemo();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Visitor administrator() {
    return new Visitor(server).as(Role.ADMINISTRATOR, "");
  }

  @Test
  void an_account_is_made_changed_and_closed_and_what_was_typed_is_kept_where_it_cannot_be() {
    Visitor visitor = administrator();
    visitor.get("/konton");
    HttpResponse<String> wrong = visitor.post("/konton", Map.of("name", "<svg onload=x>", "email", "nej", "role", "ambassador"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("id=\"email-fault\"", "id=\"forvaltningar-fault\"", "&lt;svg onload=x>").doesNotContain("<svg onload");
    HttpResponse<String> made = visitor.post("/konton", Map.of("name", "Örjan Ö", "email", "Orjan@malmo.example", "role", "ambassador", "forvaltningar", "kulturforvaltningen"));
    assertThat(made.statusCode()).isEqualTo(303);
    String page = made.headers().firstValue("Location").orElseThrow();
    assertThat(visitor.get(page).body()).contains("Örjan Ö", "orjan@malmo.example");
    assertThat(visitor.post("/konton", Map.of("name", "Någon", "email", "orjan@malmo.example", "role", "auditor")).statusCode()).as("the address is taken").isEqualTo(400);
    visitor.get(page);
    assertThat(visitor.post(page, Map.of("do", "save", "name", "Örjan Öst", "role", "coordinator")).statusCode()).isEqualTo(303);
    assertThat(visitor.post(page, Map.of("do", "close")).statusCode()).isEqualTo(303);
    assertThat(visitor.get(page).body()).contains("Örjan Öst", "Kontot är stängt");
  }

  @Test
  void nobody_takes_the_own_role_away() {
    Visitor visitor = administrator();
    String own = "/konton/acc-demo-administrator";
    visitor.get(own);
    assertThat(visitor.post(own, Map.of("do", "close")).statusCode()).isEqualTo(400);
    assertThat(visitor.post(own, Map.of("do", "save", "name", "Jag", "role", "auditor")).statusCode()).isEqualTo(400);
    assertThat(visitor.get(own).statusCode()).isEqualTo(200);
  }

  @Test
  void a_session_ends_everywhere_at_once_and_a_changed_role_counts_at_once() {
    Visitor culture = new Visitor(server).as(Role.AMBASSADOR, "fritidsforvaltningen");
    assertThat(culture.get("/arenden/ko").statusCode()).isEqualTo(200);
    Visitor visitor = administrator();
    String page = "/konton/acc-demo-ambassador-fritidsforvaltningen";
    visitor.get(page);
    visitor.post(page, Map.of("do", "end"));
    assertThat(culture.get("/arenden/ko").statusCode()).isEqualTo(401);
    culture.as(Role.AMBASSADOR, "fritidsforvaltningen");
    assertThat(culture.get("/arenden/ko").statusCode()).isEqualTo(200);
    Account account = server.app().staffSide().accounts().byId("acc-demo-ambassador-fritidsforvaltningen").orElseThrow();
    server.app().staffSide().accounts().change(account.closed(true), "test");
    assertThat(culture.get("/arenden/ko").statusCode()).as("closed").isEqualTo(401);
    server.app().staffSide().accounts().change(account, "test");
  }

  @Test
  void what_is_denied_is_told_of_by_the_pattern_of_its_address_and_a_script_does_not_fill_the_log() {
    Visitor auditor = new Visitor(server).as(Role.AUDITOR, "");
    for (int i = 0; i < 100; i++) assertThat(auditor.get("/konton/acc-" + i).statusCode()).isEqualTo(403);
    String log = auditor.get("/granskning?type=access.denied").body();
    assertThat(log).contains("GET /konton/:id", "Granskaren (demo)").doesNotContain("acc-57");
    long told = server.graph().read("MATCH (e:Event {type: 'access.denied', by: 'acc-demo-auditor'}) RETURN count(e) AS n", Map.of()).getFirst().get("n").asLong();
    assertThat(told).isBetween(1L, 60L);
  }

  @Test
  void who_examines_it_can_take_the_log_out_and_others_cannot() {
    Visitor auditor = new Visitor(server).as(Role.AUDITOR, "");
    HttpResponse<String> file = auditor.get("/granskning/logg.csv");
    assertThat(file.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    long events = server.graph().read("MATCH (e:Event) RETURN count(e) AS n", Map.of()).getFirst().get("n").asLong();
    assertThat(file.body().lines().count() - 1).isBetween(events - 5, events + 5);
    assertThat(auditor.get("/granskning").body()).contains("Äldre händelser");
    assertThat(new Visitor(server).as(Role.COORDINATOR, "").get("/granskning").statusCode()).isEqualTo(403);
    assertThat(new Visitor(server).get("/granskning").statusCode()).isEqualTo(401);
    assertThat(auditor.get("/konton").statusCode()).isEqualTo(403);
  }

  @Test
  void an_account_without_a_name_for_the_log_is_found_by_its_address_in_any_case() {
    Account made = server.app().staffSide().accounts().make(Role.AUDITOR, "Stor Bokstav", Optional.of("STOR@malmo.example"), Set.of(), Optional.empty(), "test");
    assertThat(server.app().staffSide().accounts().byEmail("stor@Malmo.example").map(Account::id)).contains(made.id());
  }
}
