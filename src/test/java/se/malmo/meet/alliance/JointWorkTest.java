package se.malmo.meet.alliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import se.malmo.meet.alliance.Bonds.Bond;
import se.malmo.meet.alliance.Bonds.Kind;
import se.malmo.meet.alliance.Bonds.Member;

/** What alliances rest on, counted by hand. */
class JointWorkTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-28");

  @Test
  void a_project_counts_one_on_its_day_and_half_two_years_later() {
    List<Activity> done = List.of(did("a", "2024-11-28", "org-1", "org-2"), did("b", "2026-11-28", "org-1", "org-2"));
    assertThat(Strength.at(TODAY, done)).isCloseTo(1.5, Offset.offset(0.002));
    assertThat(Strength.at(LocalDate.parse("2024-11-28"), done)).isEqualTo(1);
    assertThat(Strength.at(LocalDate.parse("2020-01-01"), done)).isZero();
    assertThat(Strength.of(done, TODAY).years()).extracting(Strength.Year::year).containsExactly(2024, 2025, 2026);
  }

  @Test
  void what_has_lost_half_of_its_best_is_at_risk() {
    assertThat(Strength.of(List.of(did("a", "2023-01-15", "org-1", "org-2")), TODAY).isAtRisk()).isTrue();
    assertThat(Strength.of(List.of(did("a", "2026-01-15", "org-1", "org-2")), TODAY).isAtRisk()).isFalse();
    assertThat(Strength.of(List.of(), TODAY).isAtRisk()).isFalse();
  }

  @Test
  void what_breaks_when_one_leaves_is_exactly_what_has_no_other_carrier() {
    List<Member> members = List.of(organisation("org-a", "business", "t1"), organisation("org-b", "business", "t1"), organisation("org-c", "academia", "t2"),
        forvaltning("f1"), forvaltning("f2"));
    List<Activity> done = List.of(did("1", "2025-01-01", "org-a", "org-b", "f1"), did("2", "2025-02-01", "org-a", "f2"), did("3", "2025-03-01", "org-c", "f1"));

    Map<String, List<Bond>> breaking = Bonds.breaking(members, done);

    assertThat(breaking.get("org-a")).containsExactly(new Bond(Kind.SECTOR, "f2", "business"));
    assertThat(breaking.get("org-b")).isNull();
    assertThat(breaking.get("org-c")).containsExactly(new Bond(Kind.SECTOR, "f1", "academia"), new Bond(Kind.THEME, "", "t2"));
    assertThat(breaking.get("f1")).containsExactly(new Bond(Kind.CITY, "org-b", ""), new Bond(Kind.CITY, "org-c", ""));
    assertThat(breaking.get("f2")).isNull();
    // The same another way: take the member away and see what is there no more but for what was about itself.
    for (Member leaver : members) {
      Set<Bond> before = Bonds.carried(members, done).keySet();
      Set<Bond> after = Bonds.carried(members.stream().filter(member -> member != leaver).toList(), done).keySet();
      List<Bond> lost = before.stream().filter(bond -> !after.contains(bond) && !bond.one().equals(leaver.id())).toList();
      assertThat(breaking.getOrDefault(leaver.id(), List.of())).as(leaver.id()).containsExactlyElementsOf(lost);
    }
  }

  @Test
  void those_who_did_two_things_together_are_a_group_with_all_who_were_there_both_times() {
    List<Activity> done = List.of(did("1", "2025-01-01", "org-a", "org-b", "f1", "org-x"), did("2", "2025-06-01", "org-a", "org-b", "f1"),
        did("3", "2025-03-01", "org-c", "org-d"), did("4", "2025-04-01", "org-c", "f1"), did("5", "2025-05-01", "org-c", "f1"));

    List<RecurringGroups.Found> found = RecurringGroups.in(done, id -> id.startsWith("org-"), TODAY, 10);

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().members()).containsExactly("f1", "org-a", "org-b");
    assertThat(found.getFirst().activities()).extracting(Activity::id).containsExactly("2", "1");
  }

  private static Activity did(String id, String day, String... members) {
    return new Activity(id, "MM-" + id, "Projekt " + id, LocalDate.parse(day), Set.of(members));
  }

  private static Member organisation(String id, String sector, String... offers) {
    return new Member(id, id, id, false, Optional.of(sector), Set.of(offers));
  }

  private static Member forvaltning(String id) {
    return new Member(id, id, id, true, Optional.empty(), Set.of());
  }
}
