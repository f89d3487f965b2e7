package se.malmo.meet.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.malmo.meet.neighbours.Drawing.Node;
import se.malmo.meet.neighbours.Neighbour.Kind;
import se.malmo.meet.neighbours.Neighbourhood.Group;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Head;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Visit;

class DrawingTest {
  private static final Page PAGE = new Page(Messages.of("sv"), Links.of("sv"), "Arbetsmarknads- och socialförvaltningen med ett långt namn till", "", "", "", Optional.empty(),
      false, Head.NONE, Visit.UNKNOWN);

  @Test
  void names_stand_beside_all_curves_and_not_over_each_other() {
    Drawing drawing = Drawing.of(Kind.FORVALTNING, world("Gymnasie- och vuxenutbildningsförvaltningen", "Ugnen", "x".repeat(300), "Två ord " + "y".repeat(80)), PAGE);
    int before = drawing.centre().name().getLast().y();
    for (Node node : drawing.nodes()) {
      assertThat(node.nameX()).isGreaterThan(node.x() + 12);
      assertThat(node.name().getFirst().y()).isGreaterThan(before + 12);
      assertThat(node.tie().y()).isGreaterThan(node.name().getLast().y());
      assertThat(node.name()).hasSizeLessThanOrEqualTo(2).allSatisfy(line -> assertThat(line.text().length()).isLessThanOrEqualTo(38));
      before = node.tie().y();
    }
    assertThat(drawing.height()).isGreaterThan(before);
  }

  @Test
  void a_picture_with_many_neighbours_shows_a_few_of_each_kind() {
    List<Group> groups = new ArrayList<>();
    for (Kind kind : Kind.values()) groups.add(new Group(kind, world("a", "b", "c", "d", "e").shown(), 40));
    Neighbourhood small = new Neighbourhood(groups).small();
    assertThat(small.shown()).hasSize(15);
    assertThat(small.groups()).allSatisfy(group -> assertThat(group.more()).isEqualTo(37));
  }

  private static Neighbourhood world(String... names) {
    List<Neighbour> shown = new ArrayList<>();
    for (String name : names) shown.add(new Neighbour(Kind.ORGANISATION, "org-1", name, name, "participant", Optional.of(2024)));
    return new Neighbourhood(List.of(new Group(Kind.ORGANISATION, shown, shown.size())));
  }
}
