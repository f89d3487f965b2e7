package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.malmo.meet.web.Role;

/** A tie is told of by one, confirmed or denied by the other, taken back by either, and the graph says at each moment which it is. */
class TieTest {
  private static final Pattern CONFIRM = Pattern.compile("href=\"(/ga-med/bekrafta/[0-9a-f]{32})\"");
  private static final Pattern LINK = Pattern.compile("href=\"(/logga-in/lank/[0-9a-f]{32})\"");
  private static final Pattern TIE = Pattern.compile("name=\"tie\" value=\"(tie-[0-9a-f]{32})\"");
  private static final MovedClock CLOCK = new MovedClock(Instant.now());
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.at(CLOCK, "");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** An organisation with the one who speaks for it. */
  private record Joined(String id, String name, String email, Visitor visitor) {
    String ties() {
      return "/min-sida/" + id + "/band";
    }

    HttpResponse<String> act(Map<String, String> fields) {
      visitor.get(ties());
      return visitor.post(ties(), fields);
    }

    HttpResponse<String> declare(String other, String how) {
      return act(Map.of("do", "declare", "tiedTo", other, "tiedHow", how, "tiedNote", "Bröd till kaféet."));
    }

    String page() {
      return visitor.get(ties()).body();
    }

    HttpResponse<String> answer(String what) {
      Matcher tie = TIE.matcher(page());
      assertThat(tie.find()).isTrue();
      return visitor.post(ties(), Map.of("do", what, "tie", tie.group(1)));
    }

    Joined again() {
      Visitor visitor = new Visitor(server);
      visitor.get("/logga-in/organisation");
      Matcher link = LINK.matcher(visitor.post("/logga-in/organisation", Map.of("email", email)).body());
      assertThat(link.find()).isTrue();
      visitor.get(link.group(1));
      visitor.post(link.group(1), Map.of());
      return new Joined(id, name, email, visitor);
    }
  }

  private static Joined joined(String name) {
    Visitor visitor = new Visitor(server);
    String called = name + " " + UUID.randomUUID().toString().substring(0, 8);
    String email = UUID.randomUUID() + "@band.example";
    visitor.get("/ga-med");
    Matcher link = CONFIRM.matcher(visitor.post("/ga-med", Map.of("name", called, "offer", "Surdegsbageri med vedugn och lastcyklar.", "email", email)).body());
    assertThat(link.find()).isTrue();
    visitor.get(link.group(1));
    String page = visitor.post(link.group(1), Map.of()).headers().firstValue("Location").orElseThrow().replaceFirst("\\?.*", "");
    return new Joined(page.substring(page.lastIndexOf('/') + 1), called, email, visitor);
  }

  private static long count(String cypher, Map<String, Object> parameters) {
    return server.graph().read(cypher, parameters).getFirst().get("n").asLong();
  }

  private static long mails(Joined one) {
    return count("MATCH (t:DeclaredTie) WHERE t.from = $o OR t.to = $o MATCH (d:Delivery {recipient: t.id}) RETURN count(d) AS n", Map.of("o", one.id()));
  }

  private static List<String> events(Joined one) {
    return server.graph().read("MATCH (e:Event {subject: $o}) WHERE e.type STARTS WITH 'tie.' RETURN e.type AS type ORDER BY e.sequence", Map.of("o", one.id())).stream().map(row -> row.get("type").asString()).toList();
  }

  private static String graphOf(Joined one) {
    return server.get("/graf?n=" + one.id() + "&sel=" + one.id()).body();
  }

  /** How many lines of the picture are dashed, those of the legend left out. */
  private static long dashed(String page) {
    return Pattern.compile("<line x1=\"[^>]*stroke-dasharray").matcher(page).results().count();
  }

  @Test
  void a_tie_is_dashed_until_the_other_confirms_it_and_then_whole_dated_and_sourced() {
    Joined baker = joined("Bagare");
    Joined cafe = joined("Kafé");
    HttpResponse<String> told = baker.declare(cafe.name().toUpperCase(java.util.Locale.ROOT), "supplies");
    assertThat(told.statusCode()).as(told.body()).isEqualTo(303);
    assertThat(baker.page()).contains(baker.name() + " levererar till " + cafe.name(), "Bröd till kaféet.", "Den andra sidan har inte svarat");
    String before = graphOf(baker);
    assertThat(before).contains(baker.name() + " levererar till " + cafe.name(), "bara den ena har sagt det", "&#34;dashed&#34;:true").doesNotContain("Bröd till kaféet.");
    assertThat(dashed(before)).isEqualTo(1);
    assertThat(server.get("/api/v1/graph/neighbourhood?node=" + baker.id()).body()).contains("\"kind\":\"supplies\"", "\"confirmed\":false", "\"source\":\"declared\"");
    assertThat(server.get("/organisationer/" + baker.id()).body()).contains("bara den ena har sagt det");

    assertThat(cafe.visitor().get("/min-sida/" + cafe.id()).body()).contains("Någon har skrivit att ni hör ihop");
    assertThat(cafe.page()).contains("Ja, det stämmer", "Bröd till kaféet.");
    assertThat(cafe.answer("confirm").headers().firstValue("Location")).contains(cafe.ties() + "?saved=confirmed");
    String after = graphOf(baker);
    assertThat(after).contains("egen uppgift, båda har sagt det", baker.name() + " levererar till " + cafe.name()).doesNotContain("bara den ena har sagt det");
    assertThat(dashed(after)).isZero();
    assertThat(server.get("/organisationer/" + baker.id()).body()).contains("får leveranser härifrån");
    assertThat(server.get("/graf/samband?from=" + baker.id() + "&to=" + cafe.id()).body()).contains("levererar till", "båda har sagt det");
    assertThat(events(baker)).containsExactly("tie.declared");
    assertThat(events(cafe)).containsExactly("tie.confirmed");
    double strength = server.graph().read("MATCH (:Organisation {id: $o})-[t:TIED_TO]->() RETURN t.strength AS s", Map.of("o", baker.id())).getFirst().get("s").asDouble();
    assertThat(strength).isEqualTo(1.0);
  }

  @Test
  void an_unconfirmed_tie_weighs_half_and_the_search_for_ways_goes_round_it_where_both_have_said_so() {
    Joined one = joined("Ena");
    Joined middle = joined("Mitt");
    Joined sure = joined("Säker");
    Joined other = joined("Andra");
    one.declare(middle.name(), "cooperates");
    middle.declare(other.name(), "cooperates");
    assertThat(server.graph().read("MATCH (:Organisation {id: $o})-[t:TIED_TO]-() RETURN t.strength AS s", Map.of("o", one.id())).getFirst().get("s").asDouble()).isEqualTo(0.5);
    assertThat(server.get("/api/v1/graph/paths?from=" + one.id() + "&to=" + other.id()).body()).contains(middle.id());
    one.declare(sure.name(), "cooperates");
    sure.declare(other.name(), "cooperates");
    sure.answer("confirm");
    other.act(Map.of("do", "declare", "tiedTo", sure.name(), "tiedHow", "cooperates", "tiedNote", "Samma sak."));
    String ways = server.get("/api/v1/graph/paths?from=" + one.id() + "&to=" + other.id()).body();
    assertThat(ways.indexOf(sure.id())).as(ways).isBetween(0, ways.indexOf(middle.id()));
  }

  @Test
  void the_other_side_gets_one_mail_however_often_the_button_is_pressed_or_the_tie_taken_back_and_told_of_again() {
    Joined one = joined("Ivrig");
    Joined other = joined("Lugn");
    Matcher token = Pattern.compile("name=\"token\" value=\"([0-9a-f]+)\"").matcher(one.page());
    assertThat(token.find()).isTrue();
    Map<String, String> fields = Map.of("token", token.group(1), "do", "declare", "tiedTo", other.name(), "tiedHow", "cooperates", "tiedNote", "Vi bakar ihop.");
    List<CompletableFuture<Integer>> all = IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(() -> one.visitor().postAsIs(one.ties(), fields, Map.of()).statusCode(), Thread::startVirtualThread)).toList();
    assertThat(all.stream().map(CompletableFuture::join).toList()).containsOnly(303);
    assertThat(events(one)).containsExactly("tie.declared");
    for (int i = 0; i < 3; i++) {
      assertThat(one.answer("refuse").statusCode()).isEqualTo(303);
      assertThat(one.declare(other.name(), "cooperates").statusCode()).isEqualTo(303);
    }
    assertThat(mails(one)).isEqualTo(1);
    assertThat(count("MATCH (:Organisation {id: $o})-[t:TIED_TO]-() RETURN count(t) AS n", Map.of("o", one.id()))).isEqualTo(1);
    String outbox = new Visitor(server).as(Role.COORDINATOR, "").get("/utskick").body();
    assertThat(outbox).contains("Fråga om ett band stämmer", other.email(), other.ties());
  }

  @Test
  void a_no_removes_it_is_told_without_blame_and_is_not_asked_again_for_a_year() {
    Joined one = joined("Frågar");
    Joined other = joined("Nejsägare");
    one.declare(other.name(), "owns");
    assertThat(other.answer("refuse").statusCode()).isEqualTo(303);
    assertThat(graphOf(one)).doesNotContain(other.name());
    assertThat(count("MATCH (:Organisation {id: $o})-[t:TIED_TO]-() RETURN count(t) AS n", Map.of("o", one.id()))).isZero();
    assertThat(one.page()).contains("vill inte ha med bandet").doesNotContain("name=\"tie\"");
    assertThat(other.page()).contains("Inget band än");
    HttpResponse<String> again = one.act(Map.of("do", "declare", "tiedTo", other.name(), "tiedHow", "owns", "tiedNote", "Kvar i fältet"));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("vill inte ha med det bandet", "Kvar i fältet");
    assertThat(one.declare(other.name(), "cooperates").statusCode()).as("another kind may be asked").isEqualTo(303);
    assertThat(events(other)).containsExactly("tie.denied");
    CLOCK.move(Duration.ofDays(368));
    server.app().staffSide().retention().purge();
    Joined later = one.again();
    assertThat(later.page()).doesNotContain("vill inte ha med bandet");
    assertThat(later.declare(other.name(), "owns").statusCode()).isEqualTo(303);
    assertThat(count("MATCH (:Organisation {id: $o})-[t:TIED_TO {kind: 'owns'}]->() RETURN count(t) AS n", Map.of("o", one.id()))).isEqualTo(1);
  }

  @Test
  void who_said_no_can_tell_of_it_itself_and_what_both_tell_of_is_confirmed() {
    Joined one = joined("Moder");
    Joined other = joined("Dotter");
    one.declare(other.name(), "owns");
    other.answer("refuse");
    assertThat(other.declare(one.name(), "owned").headers().firstValue("Location")).contains(other.ties() + "?saved=open");
    assertThat(one.declare(other.name(), "owns").headers().firstValue("Location")).contains(one.ties() + "?saved=confirmed");
    assertThat(one.page()).contains("Båda har sagt det", one.name() + " äger " + other.name());
    assertThat(one.answer("refuse").statusCode()).as("either takes it back").isEqualTo(303);
    assertThat(other.page()).contains("vill inte ha med bandet");
    assertThat(count("MATCH (:Organisation {id: $o})-[t:TIED_TO]-() RETURN count(t) AS n", Map.of("o", one.id()))).isZero();
  }

  @Test
  void what_is_wrong_is_named_and_nothing_typed_is_lost() {
    Joined one = joined("<b>Fet</b> & \"citat\"");
    HttpResponse<String> empty = one.act(Map.of("do", "declare", "tiedTo", "", "tiedHow", "", "tiedNote", "Kvar"));
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(empty.body()).contains("id=\"tiedTo-fault\"", "id=\"tiedHow-fault\"", "value=\"Kvar\"").doesNotContain("<b>Fet</b>");
    assertThat(one.declare(one.name(), "cooperates").body()).contains("Det är ni själva");
    assertThat(one.declare("Finns inte alls", "cooperates").body()).contains("hittar ingen", "value=\"Finns inte alls\"");
    assertThat(one.act(Map.of("do", "declare", "tiedTo", "x", "tiedHow", "cooperates", "tiedNote", "å".repeat(201))).body()).contains("id=\"tiedNote-fault\"");
    assertThat(one.act(Map.of("do", "dance")).statusCode()).isEqualTo(400);
    assertThat(one.act(Map.of("do", "confirm", "tie", "tie-finns-inte")).statusCode()).isEqualTo(404);
    Joined near = joined("Nästan samma namn");
    String like = one.declare("Nästan samma", "cooperates").body();
    assertThat(like).contains("Menar ni någon av de här?", "type=\"radio\" name=\"tiedTo\" value=\"" + near.id() + "\"");
    assertThat(one.declare(near.id(), "cooperates").statusCode()).isEqualTo(303);
    assertThat(near.page()).contains("&lt;b&gt;Fet&lt;/b&gt;").doesNotContain("<b>Fet");
    assertThat(graphOf(near)).doesNotContain("<b>Fet");
  }

  @Test
  void of_two_of_one_name_one_chooses() {
    Joined one = joined("Väljer");
    Joined twin = joined("Tvilling");
    server.graph().write("MATCH (o:Organisation {id: $id}) CREATE (b:Organisation {id: 'org-tvilling'}) SET b.name = o.name, b.nameKey = o.nameKey, b.description = 'Den andra tvillingen', b.claimed = false", Map.of("id", twin.id()));
    HttpResponse<String> which = one.declare(twin.name(), "belongs");
    assertThat(which.statusCode()).isEqualTo(400);
    assertThat(which.body()).contains("Vilken menar ni?", "Den andra tvillingen", "value=\"org-tvilling\"", "value=\"belongs\" checked");
    assertThat(one.declare("org-tvilling", "belongs").statusCode()).isEqualTo(303);
    assertThat(graphOf(one)).contains(one.name() + " är medlem hos " + twin.name());
  }

  @Test
  void only_the_two_see_and_change_it() {
    Joined one = joined("Ettan");
    Joined other = joined("Tvåan");
    Joined third = joined("Trean");
    one.declare(other.name(), "cooperates");
    Matcher tie = TIE.matcher(one.page());
    assertThat(tie.find()).isTrue();
    assertThat(third.visitor().get(one.ties()).statusCode()).isEqualTo(404);
    assertThat(third.visitor().post(one.ties(), Map.of("do", "refuse", "tie", tie.group(1))).statusCode()).isEqualTo(404);
    for (String what : List.of("confirm", "refuse")) assertThat(third.act(Map.of("do", what, "tie", tie.group(1))).statusCode()).isEqualTo(404);
    assertThat(one.act(Map.of("do", "confirm", "tie", tie.group(1))).statusCode()).as("nobody confirms their own").isEqualTo(409);
    assertThat(server.get(one.ties()).statusCode()).isEqualTo(401);
  }

  @Test
  void a_department_answers_by_its_ambassador_and_by_no_other() {
    Joined one = joined("Odlare");
    assertThat(one.declare("Miljöförvaltningen", "cooperates").statusCode()).isEqualTo(303);
    String page = "/forvaltningar/miljoforvaltningen/band";
    assertThat(new Visitor(server).as(Role.AMBASSADOR, "kulturforvaltningen").get(page).statusCode()).isEqualTo(404);
    assertThat(one.visitor().get(page).statusCode()).isEqualTo(403);
    Visitor ambassador = new Visitor(server).as(Role.AMBASSADOR, "miljoforvaltningen");
    assertThat(ambassador.get("/motestider").body()).contains(page);
    String seen = ambassador.get(page).body();
    assertThat(seen).contains(one.name(), "Ja, det stämmer");
    Matcher tie = TIE.matcher(seen);
    assertThat(tie.find()).isTrue();
    assertThat(ambassador.post(page, Map.of("do", "confirm", "tie", tie.group(1))).statusCode()).isEqualTo(303);
    assertThat(dashed(graphOf(one))).isZero();
    assertThat(one.page()).contains("Båda har sagt det");
    assertThat(ambassador.get("/en/departments/miljoforvaltningen/ties").body()).contains("Both have said so");
  }

  @Test
  void who_told_of_it_is_kept_as_an_account_alone_and_goes_when_they_are_erased() {
    Joined one = joined("Glöms");
    Joined other = joined("Består");
    one.declare(other.name(), "cooperates");
    assertThat(server.graph().read("MATCH (t:DeclaredTie) WHERE t.from = $o OR t.to = $o RETURN [key IN keys(t) WHERE toString(t[key]) CONTAINS '@'] AS keys", Map.of("o", one.id())).getFirst().get("keys").asList()).isEmpty();
    Visitor administrator = new Visitor(server).as(Role.ADMINISTRATOR, "");
    administrator.get("/personuppgifter");
    assertThat(administrator.post("/personuppgifter", Map.of("do", "find", "email", one.email())).body()).contains("Band mellan organisationer som personen har skrivit", "Bröd till kaféet.");
    assertThat(administrator.post("/personuppgifter", Map.of("do", "erase", "email", one.email(), "confirm", "yes")).statusCode()).isEqualTo(200);
    assertThat(count("MATCH (t:DeclaredTie) WHERE (t.from = $o OR t.to = $o) AND t.by IS NULL RETURN count(t) AS n", Map.of("o", one.id()))).isEqualTo(1);
    assertThat(other.page()).contains("Ja, det stämmer");
  }

  /** A case's page up to the suggestions, where anybody may stand. */
  private static String withoutSuggestions(HttpResponse<String> page) {
    String[] parts = page.body().split("class=\"desk-hits\"");
    assertThat(parts).hasSize(2);
    return parts[0];
  }

  @Test
  void ownership_counts_for_conflict_of_interest_and_cooperation_does_not() {
    Joined mother = joined("Koncern");
    Joined daughter = joined("Dotterbolag");
    String text = "Vi vill starta ett surdegsbageri med solpaneler på taket och söker någon som kan catering. " + daughter.name();
    Visitor sender = new Visitor(server);
    sender.get("/");
    sender.post("/initiativ/avsandare", Map.of("text", text));
    String title = "Bageri " + UUID.randomUUID();
    assertThat(sender.post("/initiativ", Map.of("text", text, "title", title, "name", "Åsa Öberg", "organisation", daughter.name(), "kind", "business", "email", "asa@band.example")).statusCode()).isEqualTo(303);
    String reference = server.graph().read("MATCH (i:Initiative {title: $t}) RETURN i.reference AS r", Map.of("t", title)).getFirst().get("r").asString();
    Visitor coordinator = new Visitor(server).as(Role.COORDINATOR, "");
    coordinator.get("/mitt");
    coordinator.post("/mitt", Map.of("do", "declare", "organisation", mother.name(), "why", "Delägare"));
    daughter.declare(mother.name(), "cooperates");
    assertThat(withoutSuggestions(coordinator.get("/arenden/" + reference))).doesNotContain(mother.name());
    daughter.declare(mother.name(), "owned");
    assertThat(withoutSuggestions(coordinator.get("/arenden/" + reference))).contains(mother.name());
  }
}
