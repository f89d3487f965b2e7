package se.malmo.meet.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.malmo.meet.explorer.PathStore.Step;

/** Ways between two nodes of a small graph that is written here. */
class PathSearchTest {
  private final Map<String, Map<String, String>> ties = new HashMap<>();

  private PathSearchTest tie(String one, String type, String other) {
    ties.computeIfAbsent(one, id -> new HashMap<>()).put(other, type);
    ties.computeIfAbsent(other, id -> new HashMap<>()).put(one, type);
    return this;
  }

  private List<Step> steps(Collection<String> from) {
    List<Step> steps = new ArrayList<>();
    from.forEach(id -> ties.getOrDefault(id, Map.of()).forEach((to, type) -> steps.add(new Step(id, to, List.of(type), ties.get(to).size()))));
    return steps;
  }

  private List<List<String>> between(String from, String to) {
    return new PathSearch(this::steps).between(from, to);
  }

  @Test
  void a_meeting_of_the_two_does_not_hide_what_they_do_together() {
    tie("a", "PARTICIPATES_IN", "project").tie("b", "PARTICIPATES_IN", "project").tie("a", "MEMBER_OF", "alliance").tie("b", "MEMBER_OF", "alliance");
    assertThat(between("a", "b")).containsExactlyInAnyOrder(List.of("a", "project", "b"), List.of("a", "alliance", "b"));
    tie("a", "MET_WITH", "b");
    assertThat(between("a", "b")).startsWith(List.of("a", "b")).contains(List.of("a", "project", "b"), List.of("a", "alliance", "b")).hasSize(3);
    assertThat(between("b", "a")).startsWith(List.of("b", "a")).contains(List.of("b", "project", "a"), List.of("b", "alliance", "a")).hasSize(3);
  }

  @Test
  void a_way_through_what_everybody_is_tied_to_comes_after_a_longer_one() {
    tie("a", "PARTICIPATES_IN", "hub").tie("b", "PARTICIPATES_IN", "hub");
    for (int i = 0; i < 2_000; i++) tie("hub", "PARTICIPATES_IN", "other" + i);
    tie("a", "PARTICIPATES_IN", "p").tie("p", "PARTICIPATES_IN", "c").tie("c", "PARTICIPATES_IN", "q").tie("q", "PARTICIPATES_IN", "b");
    assertThat(between("a", "b")).containsExactly(List.of("a", "p", "c", "q", "b"), List.of("a", "hub", "b"));
  }

  @Test
  void two_islands_have_no_way() {
    tie("a", "OFFERS", "x").tie("b", "OFFERS", "y");
    assertThat(between("a", "b")).isEmpty();
  }
}
