package se.malmo.meet.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.identity.Account;
import se.malmo.meet.notice.Rules.Matter;
import se.malmo.meet.notice.Rules.When;
import se.malmo.meet.platform.Messages;

/** Who is told of what, when, in which language. */
class NoticeTest {
  private static final String SCHOOL = "grundskoleforvaltningen";
  private static final String TUESDAY = "2026-03-03T06:01:00Z";
  private static final String ASA = "asa@ugnen.example";
  private MailWorld world;

  @BeforeEach
  void begin() {
    world = new MailWorld().up();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private MimeMessage only(String address) {
    List<MimeMessage> mails = world.mailsTo(address);
    assertThat(mails).hasSize(1);
    return mails.getFirst();
  }

  private MimeMessage last(String address) {
    return world.mailsTo(address).getLast();
  }

  @Test
  void a_sender_hears_of_receipt_and_of_each_decision_once_in_the_language_of_the_idea() {
    String bread = world.idea("Bröd över", "sv", ASA);
    world.idea("Clean water", "en", "ann@water.example");
    world.round().round();
    assertThat(MailWorld.subject(only(ASA))).isEqualTo("Vi har tagit emot er idé: Bröd över");
    assertThat(MailWorld.plain(only(ASA))).contains("MM-2026-", "23 mars 2026").doesNotContain("/arende/");
    assertThat(MailWorld.html(only(ASA))).contains("<html lang=\"sv\">", "”Bröd över”");
    assertThat(MailWorld.header(only(ASA), "Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(MailWorld.subject(only("ann@water.example"))).isEqualTo("We have received your idea: Clean water");
    assertThat(MailWorld.plain(only("ann@water.example"))).contains("23 March 2026");

    world.happens(bread, "moved", Map.of("forvaltning", SCHOOL, "forvaltning.sv", "Grundskoleförvaltningen", "forvaltning.en", "Schools", "name", "Kim", "reason", "Skolan vet mer."), "SET i.moves = 1");
    world.round();
    assertThat(MailWorld.plain(last(ASA))).contains("flyttad till Grundskoleförvaltningen", "Kim skriver:\n> Skolan vet mer.").doesNotContainIgnoringCase("avslag");
    world.happens(bread, "returned", Map.of("name", "Kim", "reason", "Inte vår."), "SET i.moves = 2");
    world.round();
    assertThat(MailWorld.plain(last(ASA))).contains("flyttad till Näringslivsavdelningen").doesNotContainIgnoringCase("avslag");
    world.happens(bread, "extended", Map.of("name", "Kim", "reason", "Vi väntar.", "until", "2026-04-10"), "SET i.answerBy = date('2026-04-10')");
    world.round();
    assertThat(MailWorld.plain(last(ASA))).contains("senast 10 april 2026");
    world.happens(bread, "asked", Map.of("name", "Kim", "reason", "Ni vill samma sak.", "other", "MM-2026-0002", "until", "2026-04-15"), "SET i.x = 0");
    world.round();
    assertThat(MailWorld.plain(last(ASA))).contains("senast 15 april 2026", "> Ni vill samma sak.");
    world.happens(bread, "invitation-declined", Map.of("other", "Ugnen", "reason", ""), "SET i.x = 0");
    world.round();
    assertThat(MailWorld.plain(last(ASA))).contains("Ugnen tackade nej").doesNotContain("{");
    Map<String, String> texts = Map.of("accepted", "är antagen", "referred", "bättre väg", "declined", "går inte vidare här", "working-group", "arbetsgrupp", "running", "har börjat", "ended", "är avslutat");
    int before = world.mailsTo(ASA).size();
    for (Map.Entry<String, String> one : texts.entrySet()) {
      world.happens(bread, one.getKey(), Map.of("name", "Kim", "reason", "Därför.", "onward", "Region Skåne"), "SET i.status = '" + one.getKey() + "'");
      world.round();
      assertThat(world.mailsTo(ASA)).hasSize(++before);
      assertThat(MailWorld.plain(last(ASA))).contains(one.getValue(), "> Därför.", "> Region Skåne");
    }
    world.happens(bread, "noted", Map.of("name", "Kim"), "SET i.x = 1");
    world.round();
    assertThat(world.mailsTo(ASA)).hasSize(before);
  }

  @Test
  void what_is_written_to_look_like_a_header_or_a_script_is_text() {
    String id = world.idea("Bröd\r\nBcc: alla@ugnen.example\r\n\r\n<script>alert(1)</script>", "sv", ASA);
    world.idea("Brev", "sv", "bo@ugnen.example>\r\nBcc: alla@ugnen.example");
    world.happens(id, "declined", Map.of("name", "Kim\r\nSubject: x <img src=x>", "reason", "Nej.\n\nVi har tagit emot er idé.\n<b>fet</b>"), "SET i.status = 'declined'");
    world.round();
    assertThat(world.mails()).hasSize(2);
    for (MimeMessage mail : world.mails()) {
      assertThat(MailWorld.to(mail)).isEqualTo(ASA);
      assertThat(MailWorld.header(mail, "Bcc") + MailWorld.header(mail, "Cc")).isEmpty();
      assertThat(MailWorld.subject(mail)).contains("Bröd Bcc: alla@ugnen.example <script>alert(1)</script>").doesNotContain("\n", "\r");
      assertThat(MailWorld.html(mail)).doesNotContain("<script>", "<img", "<b>");
    }
    assertThat(MailWorld.plain(last(ASA))).contains("Kim Subject: x <img src=x> skriver:\n> Nej.\n> \n> Vi har tagit emot er idé.\n> <b>fet</b>");
    assertThat(world.count("dropped")).as("an address that is none").isEqualTo(1);
  }

  @Test
  void whoever_gets_a_case_hears_at_once_and_the_rest_comes_once_a_day() {
    Account kim = world.ambassador("kim", SCHOOL);
    Account lo = world.ambassador("lo", SCHOOL);
    Account coordinator = world.coordinator("mo");
    String named = world.idea("Läxhjälp", "sv", ASA);
    String ofAll = world.idea("Skolmat", "sv", ASA);
    world.idea("Utan förvaltning", "sv", ASA);
    world.goesTo(named, SCHOOL, Optional.of(kim));
    world.goesTo(ofAll, SCHOOL, Optional.empty());
    world.round();
    assertThat(world.mailsTo("kim@malmo.example")).hasSize(2);
    assertThat(MailWorld.subject(world.mailsTo("kim@malmo.example").getFirst())).contains("Ett ärende till er: Läxhjälp (MM-2026-");
    assertThat(MailWorld.plain(world.mailsTo("kim@malmo.example").getFirst())).contains("https://meet.example/arenden/MM-2026-", "/mitt/aviseringar").doesNotContain("Åsa");
    assertThat(MailWorld.subject(only("lo@malmo.example"))).contains("Skolmat");
    assertThat(world.mailsTo("mo@malmo.example")).isEmpty();

    world.at(TUESDAY).round().round().at("2026-03-03T15:00:00Z").round().anew().round();
    MimeMessage digest = last("lo@malmo.example");
    assertThat(world.mailsTo("lo@malmo.example")).hasSize(2);
    assertThat(MailWorld.plain(digest)).contains("Nytt i er förvaltning", "Läxhjälp");
    assertThat(MailWorld.plain(only("mo@malmo.example"))).contains("Utan förvaltning\n- Utan förvaltning").doesNotContain("Läxhjälp");
    assertThat(List.of(kim, lo, coordinator)).allSatisfy(one -> assertThat(digests(one, LocalDate.of(2026, 3, 3))).isEqualTo(1));
    assertThat(digests(lo, LocalDate.of(2026, 3, 2))).as("the server began in the middle of that day").isZero();
  }

  private long digests(Account account, LocalDate day) {
    return world.graph.read("MATCH (d:Delivery {recipient: $a, kind: 'digest'}) WHERE d.day = $day RETURN count(d) AS n", Map.of("a", account.id(), "day", day)).getFirst().get("n").asLong();
  }

  @Test
  void reminders_come_on_working_days_and_stop_when_the_act_is_done_even_if_the_mail_already_waits() {
    world.ambassador("kim", SCHOOL);
    String id = world.idea("Läxhjälp", "sv", ASA);
    world.goesTo(id, SCHOOL, Optional.empty());
    world.round().at("2026-03-21T08:00:00Z").round().at("2026-03-22T08:00:00Z").round();
    int before = world.mailsTo("kim@malmo.example").size();
    world.at("2026-03-23T06:01:00Z").round();
    assertThat(world.mailsTo("kim@malmo.example")).hasSize(before + 1);
    assertThat(MailWorld.plain(last("kim@malmo.example"))).contains("Svar som snart ska lämnas", "Läxhjälp", "23 mars 2026");
    world.at("2026-03-24T06:01:00Z").round();
    assertThat(MailWorld.plain(last("kim@malmo.example"))).contains("Försenade svar", "Läxhjälp");

    world.down().at("2026-03-25T06:01:00Z").round();
    assertThat(world.count("waiting")).isEqualTo(1);
    world.happens(id, "accepted", Map.of("name", "Kim", "reason", "Ja."), "SET i.status = 'accepted'");
    world.up().anew().at("2026-03-25T07:00:00Z").round();
    assertThat(world.mailsTo("kim@malmo.example")).isEmpty();
    assertThat(world.mailsTo(ASA)).hasSize(1);
  }

  @Test
  void an_assignment_that_is_over_before_its_mail_leaves_is_not_told() {
    Account kim = world.ambassador("kim", SCHOOL);
    world.down();
    String id = world.idea("Läxhjälp", "sv", ASA);
    world.goesTo(id, SCHOOL, Optional.of(kim));
    world.round();
    world.happens(id, "declined", Map.of("name", "Lo", "reason", "Nej."), "SET i.status = 'declined'");
    world.up().at("2026-03-02T08:00:00Z").round();
    assertThat(world.mailsTo("kim@malmo.example")).isEmpty();
    assertThat(world.mailsTo(ASA)).hasSize(2);
  }

  @Test
  void days_without_a_mail_server_bring_one_digest_and_not_one_for_each_day() {
    world.coordinator("mo");
    world.down();
    world.idea("Bröd", "sv", "");
    world.at(TUESDAY).round().at("2026-03-04T06:01:00Z").round().at("2026-03-05T06:01:00Z").round();
    world.up().at("2026-03-05T12:00:00Z").round().at("2026-03-05T20:00:00Z").round();
    assertThat(world.mailsTo("mo@malmo.example")).hasSize(1);
  }

  @Test
  void quiet_is_quiet_and_each_matter_comes_when_it_is_wanted() {
    Account kim = world.ambassador("kim", SCHOOL);
    Account lo = world.ambassador("lo", SCHOOL);
    Account mo = world.coordinator("mo");
    world.notices.rules().save(kim.id(), Rules.USUAL.quiet());
    world.notices.rules().save(lo.id(), new Rules("en", every(When.NOW)));
    world.notices.rules().save(mo.id(), new Rules("sv", Map.of(Matter.FRESH, When.NOW, Matter.LATE, When.NEVER, Matter.DUE, When.NEVER, Matter.STALLED, When.NEVER)));
    String id = world.idea("Läxhjälp", "sv", ASA);
    world.round();
    assertThat(MailWorld.subject(only("mo@malmo.example"))).startsWith("Nytt ärende: Läxhjälp");
    world.goesTo(id, SCHOOL, Optional.of(kim));
    world.round();
    assertThat(MailWorld.subject(only("lo@malmo.example"))).startsWith("New case: Läxhjälp");
    for (int day = 3; day <= 27; day++) world.at("2026-03-%02dT06:01:00Z".formatted(day)).round();
    assertThat(world.mailsTo("kim@malmo.example")).isEmpty();
    assertThat(world.mailsTo("mo@malmo.example")).hasSize(1);
    // One whose handler is somebody else is not theirs to be reminded of.
    assertThat(world.mailsTo("lo@malmo.example")).hasSize(1);
    world.graph.write("MATCH (i:Initiative {id: $id}) REMOVE i.handler", Map.of("id", id));
    world.at("2026-03-30T06:01:00Z").round().at("2026-03-31T06:01:00Z").round();
    assertThat(world.mailsTo("lo@malmo.example")).as("a reminder of its own comes once").hasSize(3);
    assertThat(world.mailsTo("lo@malmo.example").stream().map(MailWorld::subject)).anySatisfy(subject -> assertThat(subject).startsWith("A late answer: Läxhjälp"))
        .anySatisfy(subject -> assertThat(subject).startsWith("Standing still: Läxhjälp"));
  }

  private static Map<Matter, When> every(When when) {
    Map<Matter, When> all = new EnumMap<>(Matter.class);
    for (Matter matter : Matter.values()) all.put(matter, when);
    return all;
  }

  @Test
  void each_stand_still_is_told_once_in_the_days_mail_and_not_at_all_where_the_step_is_off() {
    Account kim = world.ambassador("kim", SCHOOL);
    Account mo = world.coordinator("mo");
    world.notices.rules().save(kim.id(), new Rules("sv", Map.of(Matter.FRESH, When.NEVER, Matter.DUE, When.NEVER, Matter.LATE, When.NEVER, Matter.ASSIGNED, When.NEVER)));
    world.notices.rules().save(mo.id(), new Rules("en", Map.of(Matter.FRESH, When.NEVER, Matter.DUE, When.NEVER, Matter.LATE, When.NEVER, Matter.STALLED, When.NOW)));
    String id = world.idea("Läxhjälp", "sv", ASA);
    world.goesTo(id, SCHOOL, Optional.of(kim));
    for (int day = 3; day <= 6; day++) world.at("2026-03-%02dT06:01:00Z".formatted(day)).round();
    assertThat(world.mailsTo("kim@malmo.example")).isEmpty();
    // Seven days without an event: told on the Monday, and not again while it stands as it stood.
    for (int day = 9; day <= 31; day++) world.at("2026-03-%02dT06:01:00Z".formatted(day)).round().anew();
    assertThat(MailWorld.subject(only("kim@malmo.example"))).contains("1 står still");
    assertThat(MailWorld.plain(only("kim@malmo.example"))).contains("Står still", "Läxhjälp").doesNotContain("Åsa");
    assertThat(MailWorld.subject(only("mo@malmo.example"))).startsWith("Standing still: Läxhjälp");

    // Something happens, and then nothing again: another stand-still. What is done before the mail leaves takes it back.
    world.happens(id, "assessed", Map.of("name", "Kim", "reason", ""), "SET i.status = 'assessed'");
    world.at("2026-04-09T05:01:00Z").round();
    assertThat(world.mailsTo("kim@malmo.example")).hasSize(1);
    world.down().at("2026-04-13T05:01:00Z").round();
    world.happens(id, "extended", Map.of("name", "Kim", "reason", "", "until", "2026-05-20"), "SET i.answerBy = date('2026-05-20')");
    world.up().anew().at("2026-04-13T07:00:00Z").round();
    assertThat(world.mailsTo("kim@malmo.example")).isEmpty();
    assertThat(world.mailsTo("mo@malmo.example")).isEmpty();
    world.at("2026-04-23T05:01:00Z").round().at("2026-04-24T05:01:00Z").round();
    assertThat(MailWorld.plain(only("kim@malmo.example"))).contains("Läxhjälp");
    assertThat(world.mailsTo("mo@malmo.example")).hasSize(1);

    world.happens(id, "routed", Map.of("forvaltning", SCHOOL, "handler", kim.id(), "name", "Mo", "reason", ""), "SET i.touched = 1");
    world.graph.write("UNWIND ['received', 'assessed'] AS step MERGE (r:StallRule {step: step}) SET r.days = 0, r.by = 'test', r.at = datetime()", Map.of());
    for (int day = 4; day <= 29; day++) world.at("2026-05-%02dT05:01:00Z".formatted(day)).round();
    assertThat(world.mailsTo("kim@malmo.example")).hasSize(1);
    assertThat(world.mailsTo("mo@malmo.example")).hasSize(1);
    world.graph.write("MATCH (i:Initiative {id: $id}) SET i.status = 'ended'", Map.of("id", id));
    assertThat(world.notices.digests().purge()).isEqualTo(2);
  }

  @Test
  void the_outbox_has_a_word_for_every_kind() {
    for (Kind kind : Kind.values()) assertThat(List.of(Messages.of("sv"), Messages.of("en"))).as(kind.code()).allMatch(messages -> messages.keys().contains("outbox.kind." + kind.code()));
  }

  @Test
  void who_is_away_gets_none_and_the_deputy_does() {
    Account kim = world.ambassador("kim", SCHOOL);
    Account lo = world.ambassador("lo", "kulturforvaltningen");
    world.down();
    String id = world.idea("Läxhjälp", "sv", ASA);
    world.goesTo(id, SCHOOL, Optional.of(kim));
    world.round();
    world.accounts.change(kim.as(kim.role(), kim.name(), kim.email(), Set.of(SCHOOL))
        .away(Optional.of(new Account.Absence(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 12, 1))), Optional.of(lo.id())), "test");
    world.up().at("2026-03-02T07:00:00Z").round();
    assertThat(world.mailsTo("kim@malmo.example")).isEmpty();
    assertThat(MailWorld.subject(only("lo@malmo.example"))).contains("Läxhjälp");
    world.at("2026-03-25T06:01:00Z").round();
    assertThat(world.mailsTo("kim@malmo.example")).isEmpty();
    assertThat(MailWorld.plain(last("lo@malmo.example"))).contains("Försenade svar", "Läxhjälp");
  }
}
