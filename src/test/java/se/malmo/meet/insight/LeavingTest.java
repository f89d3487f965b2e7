package se.malmo.meet.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.malmo.meet.insight.Snapshot.Ambassador;
import se.malmo.meet.insight.Snapshot.Initiative;

/** What hangs on one ambassador, and when that is a gap. */
class LeavingTest {
  private static final Ambassador EVA = new Ambassador("per-eva", "Eva", "kultur");
  private static final Ambassador ALI = new Ambassador("per-ali", "Ali", "kultur");
  private static final Ambassador BO = new Ambassador("per-bo", "Bo", "miljo");

  /** Eight initiatives about dance with kultur, each with another organisation, forty about water with miljo. */
  private static Snapshot city(Ambassador... ambassadors) {
    List<Initiative> cases = new ArrayList<>();
    for (int i = 0; i < 8; i++) cases.add(initiative("d" + i, "dans", "org-dance" + i, "kultur"));
    for (int i = 0; i < 40; i++) cases.add(initiative("v" + i, "vatten" + i % 10, "org-water" + i % 20, "miljo"));
    Map<String, Ambassador> byId = new HashMap<>();
    for (Ambassador one : ambassadors) byId.put(one.id(), one);
    Map<String, Snapshot.Organisation> organisations = new HashMap<>();
    cases.forEach(one -> one.organisations().forEach(id -> organisations.put(id, new Snapshot.Organisation(id, id, "business", one.needs()))));
    return new Snapshot(Map.of(), organisations, Map.of("kultur", unit("kultur"), "miljo", unit("miljo")), cases, byId);
  }

  private static Snapshot.Forvaltning unit(String id) {
    return new Snapshot.Forvaltning(id, id, id, Set.of());
  }

  private static Initiative initiative(String reference, String need, String organisation, String unit) {
    return new Initiative(reference, reference, true, LocalDate.of(2025, 1, 1), Set.of(need), false, Set.of(organisation), Set.of(unit));
  }

  @Test
  void a_theme_that_goes_through_one_person_is_told_through_two_it_is_not_and_the_gaps_stay_the_same() {
    assertThat(Radar.of(city(EVA, BO)).people()).filteredOn(one -> one.theme().equals("dans")).singleElement().satisfies(one -> {
      assertThat(one.person()).isEqualTo(EVA.id());
      assertThat(one.forvaltning()).isEqualTo("kultur");
      assertThat(one.evidence()).hasSize(8);
      assertThat(one.score()).isGreaterThan(Gap.THRESHOLD);
    });
    assertThat(Radar.of(city(EVA, ALI, BO)).people()).noneMatch(one -> one.forvaltning().equals("kultur"));
    assertThat(Radar.of(city()).people()).isEmpty();
    assertThat(Radar.of(city(EVA, BO)).gaps()).isEqualTo(Radar.of(city()).gaps());
  }

  @Test
  void what_breaks_is_exactly_what_nobody_else_carries() {
    List<Leaving> leaving = Leaving.in(city(EVA, BO));
    assertThat(leaving).extracting(one -> one.who().id()).containsExactly(BO.id(), EVA.id());
    assertThat(leaving.getLast().themes()).containsExactly(new Leaving.Tied("dans", 8));
    assertThat(leaving.getLast().organisations()).hasSize(8).contains(new Leaving.Tied("org-dance0", 1));
    assertThat(Leaving.in(city(EVA, ALI, BO))).extracting(one -> one.who().id()).containsExactly(BO.id());
  }

  @Test
  void who_has_another_way_in_does_not_hang_on_anyone() {
    Snapshot city = city(EVA, BO);
    List<Initiative> more = new ArrayList<>(city.initiatives());
    more.add(initiative("x", "dans", "org-dance0", "miljo"));
    Leaving eva = Leaving.in(new Snapshot(Map.of(), city.organisations(), city.forvaltningar(), more, city.ambassadors())).getLast();
    assertThat(eva.who()).isEqualTo(EVA);
    assertThat(eva.themes()).isEmpty();
    assertThat(eva.organisations()).hasSize(7);
  }

  @Test
  void an_ambassador_goes_along_when_departments_merge_and_goes_when_one_is_taken_away() {
    Snapshot merged = WhatIf.apply(city(EVA, BO), new WhatIf.Change.Merge("kultur", "miljo"));
    assertThat(merged.ambassadors().get(EVA.id()).forvaltning()).isEqualTo("miljo");
    assertThat(Leaving.in(merged)).isEmpty();
    assertThat(WhatIf.apply(city(EVA, BO), new WhatIf.Change.Remove("kultur")).ambassadors()).containsOnlyKeys(BO.id());
  }
}
