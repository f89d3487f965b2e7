package se.malmo.meet.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.malmo.meet.insight.Snapshot.Competence;
import se.malmo.meet.insight.Snapshot.Forvaltning;
import se.malmo.meet.insight.Snapshot.Initiative;
import se.malmo.meet.insight.Snapshot.Organisation;
import se.malmo.meet.insight.WhatIf.Change;
import se.malmo.meet.insight.WhatIf.Tie;

class WhatIfTest {
  private static final Snapshot CITY = new Snapshot(
      Map.of("bread", new Competence("bread", "bröd", "bread", List.of()), "rye", new Competence("rye", "råg", "rye", List.of("bread")), "rain", new Competence("rain", "regn", "rain", List.of())),
      Map.of("oven", new Organisation("oven", "Ugnen", "business", Set.of("rye")), "mill", new Organisation("mill", "Kvarnen", "business", Set.of())),
      Map.of("food", new Forvaltning("food", "Mat", "Food", Set.of("bread")), "streets", new Forvaltning("streets", "Gator", "Streets", Set.of())),
      List.of(initiative("MM-1", Set.of("bread"), Set.of("oven", "mill"), Set.of("food")), initiative("MM-2", Set.of("rain"), Set.of("oven"), Set.of("streets"))));

  @Test
  void coverage_counts_narrower_offers_and_wider_mandates() {
    WhatIf.Measures now = WhatIf.measures(CITY);
    assertThat(now.asks()).isEqualTo(2);
    assertThat(now.offered()).isEqualTo(1);
    assertThat(now.mandated()).isEqualTo(1);
    assertThat(now.fragile()).containsExactly(new Tie("rain", "streets"));
  }

  @Test
  void who_leaves_breaks_exactly_the_ties_that_nobody_else_carries() {
    WhatIf gone = WhatIf.of(CITY, List.of(new Change.Remove("oven")));
    assertThat(gone.broken()).containsExactly(new Tie("rain", "streets"));
    assertThat(gone.weakened()).containsExactly(new Tie("bread", "food"));
    assertThat(gone.after().offered()).isZero();
    assertThat(gone.before()).isEqualTo(WhatIf.measures(CITY));
  }

  @Test
  void who_comes_offers_and_has_met_nobody() {
    WhatIf come = WhatIf.of(CITY, List.of(new Change.AddOrganisation("*", "academia", Set.of("rain")), new Change.AddForvaltning("**", Set.of("rain"))));
    assertThat(come.after().offered()).isEqualTo(2);
    assertThat(come.after().mandated()).isEqualTo(2);
    assertThat(come.after().ties()).isEqualTo(come.before().ties());
  }

  @Test
  void two_departments_become_one_with_all_that_both_did() {
    Snapshot merged = WhatIf.apply(CITY, new Change.Merge("streets", "food"));
    assertThat(merged.forvaltningar()).containsOnlyKeys("food");
    assertThat(WhatIf.measures(merged).ties()).containsOnlyKeys(new Tie("bread", "food"), new Tie("rain", "food"));
    assertThat(WhatIf.apply(CITY, new Change.Merge("oven", "food"))).isEqualTo(CITY);
    assertThat(WhatIf.apply(CITY, new Change.Merge("oven", "mill")).organisations().get("mill").offers()).containsExactly("rye");
  }

  @Test
  void the_same_thoughts_have_the_same_answer_and_the_snapshot_stays() {
    Snapshot city = new RandomCity(11).snapshot();
    Snapshot same = new RandomCity(11).snapshot();
    List<Change> changes = List.of(new Change.Remove("o1"), new Change.Merge("f0", "f1"), new Change.Merge("o2", "o3"));
    assertThat(WhatIf.of(city, changes)).isEqualTo(WhatIf.of(same, changes));
    assertThat(city).isEqualTo(same);
  }

  @Test
  void needs_by_quarter_are_what_the_rows_say() {
    Snapshot city = new RandomCity(3).snapshot();
    LocalDate today = LocalDate.of(2026, 3, 31);
    Map<String, Integer> counted = new HashMap<>();
    for (Initiative one : city.initiatives()) {
      String quarter = one.date().getYear() + "-" + ((one.date().getMonthValue() - 1) / 3 + 1);
      new HashSet<>(one.needs()).forEach(need -> counted.merge(need + " " + quarter, 1, Integer::sum));
    }
    QuarterlyNeeds needs = QuarterlyNeeds.of(city, today);
    assertThat(needs.quarters()).hasSize(8);
    assertThat(needs.quarters().getLast().code()).isEqualTo("2026-1");
    assertThat(needs.rows()).isNotEmpty().allSatisfy(row -> {
      for (int i = 0; i < 8; i++) assertThat(row.counts().get(i)).isEqualTo(counted.getOrDefault(row.theme() + " " + needs.quarters().get(i).code(), 0));
    });
  }

  private static Initiative initiative(String reference, Set<String> needs, Set<String> who, Set<String> units) {
    return new Initiative(reference, reference, true, LocalDate.of(2025, 5, 1), needs, false, who, units);
  }
}
