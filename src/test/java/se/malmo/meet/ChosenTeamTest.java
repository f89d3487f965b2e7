package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Role;

/** A team put together on the start page, without scripts, goes along to the case and to the invitations. */
@Order(TestServer.SHARED_LAST)
class ChosenTeamTest {
  private static final String TEXT = "Hos oss på bageriet blir bröd över varje kväll. Vi möter unga som behöver ett första jobb, och vi vill att brödet ska göra nytta i stadsdelen.";
  private static final Pattern MEMBER = Pattern.compile("name=\"team\" value=\"([^\"]+)\"");
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

  @Test
  void an_added_keyword_joins_what_the_text_needs_on_the_page_too() {
    List<String> before = needs(visitor.post("/forslag", Map.of("text", TEXT, "propose", "1")).body());
    List<String> after = needs(visitor.post("/forslag", Map.of("text", TEXT, "add", "leverans", "propose", "1")).body());

    assertThat(before).hasSizeGreaterThan(1).doesNotContain("logistik");
    assertThat(after).contains("logistik").containsAll(before);
  }

  @Test
  void a_forvaltning_in_the_team_says_by_which_mandate_it_is_there() {
    String page = visitor.post("/forslag", Map.of("text", TEXT, "propose", "1")).body();

    List<String> departments = server.graph().read("MATCH (f:Forvaltning) WHERE f.id IN $ids RETURN f.id AS id", Map.of("ids", team(page))).stream().map(row -> row.get("id").asString()).toList();
    assertThat(departments).isNotEmpty();
    departments.forEach(id -> assertThat(page.split("id=\"member-" + id + "\"")[1].split("</li>")[0]).containsPattern("har rådighet över \\p{L}"));
  }

  @Test
  void a_team_goes_by_the_second_step_to_the_status_page_the_case_and_the_invitations() {
    List<String> team = team(visitor.post("/forslag", Map.of("text", TEXT, "propose", "1")).body());
    assertThat(team).hasSizeBetween(2, 6);

    String second = visitor.postAll("/initiativ/avsandare", Map.of("text", TEXT), Map.of("team", team)).body();
    assertThat(team(second)).isEqualTo(team);
    assertThat(second).contains("Laget ni föreslår", "Idén ser ut att vara för");
    // One that the sender has unticked stays out; what is no id of anybody does no harm.
    List<String> left = new ArrayList<>(team);
    String dropped = left.removeFirst();
    List<String> sent = new ArrayList<>(left);
    sent.addAll(List.of("nobody", "' OR 1=1 //", "<b>"));
    HttpResponse<String> receipt = visitor.postAll("/initiativ", Map.of("text", TEXT, "name", "Åsa Öberg", "organisation", "Ugnen på Torget", "kind", "business", "email", "asa.lag@ugnen.example"),
        Map.of("team", sent));
    assertThat(receipt.statusCode()).isEqualTo(303);
    String address = receipt.headers().firstValue("Location").orElseThrow().replaceAll("[?].*", "");

    String status = visitor.get(address).body();
    String shown = status.split("id=\"team\"")[1].split("</section>")[0];
    assertThat(shown).contains("Laget ni föreslog").contains(left).doesNotContain(dropped);
    assertThat(status).contains("Texten pekar mot");
    String reference = Pattern.compile("MM-\\d{4}-\\d{4}").matcher(status).results().findFirst().orElseThrow().group();
    String desk = server.visit(Role.COORDINATOR, "/arenden/" + reference, "GET").body();
    assertThat(desk.split("id=\"team\"")[1].split("</section>")[0]).contains("Laget som avsändaren föreslog").contains(left).doesNotContain(dropped);
    assertThat(server.visit(Role.COORDINATOR, "/en/cases/" + reference, "GET").body()).contains("The team that the sender suggested");

    String inviting = visitor.get(address + "/bjud-in").body();
    List<String> organisations = server.graph().read("MATCH (o:Organisation) WHERE o.id IN $ids RETURN o.id AS id", Map.of("ids", left)).stream().map(row -> row.get("id").asString()).toList();
    List<String> offered = Pattern.compile("name=\"organisation\" value=\"([^\"]+)\"").matcher(inviting).results().map(one -> one.group(1)).toList();
    assertThat(organisations).isNotEmpty();
    assertThat(offered.subList(0, organisations.size())).containsExactlyElementsOf(left.stream().filter(organisations::contains).toList());
    assertThat(inviting.split("I laget ni föreslog", -1)).hasSize(organisations.size() + 1);
  }

  @Test
  void without_a_team_nothing_is_said_of_one() {
    String second = visitor.post("/initiativ/avsandare", Map.of("text", TEXT)).body();
    assertThat(second).doesNotContain("Laget ni föreslår");
  }

  private static List<String> team(String page) {
    return MEMBER.matcher(page).results().map(one -> one.group(1)).toList();
  }

  private static List<String> needs(String page) {
    Matcher labels = Pattern.compile("<strong>([^<]+)</strong>").matcher(page.split("class=\"needs-title\"")[1].split("</ul>")[0]);
    return labels.results().map(one -> one.group(1)).toList();
  }
}
