package se.malmo.meet.explorer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.explorer.AnswerStore.Asked;
import se.malmo.meet.explorer.AnswerStore.Found;
import se.malmo.meet.explorer.Chip.Part;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.showcase.Theme;
import se.malmo.meet.showcase.Themes;

/** Answers what chips ask: organisations where they do not say what. */
public final class Answers {
  private static final List<String> BOTH = List.of("OFFERS", "SEEKS");

  private final AnswerStore store;
  private final Themes themes;

  public Answers(Graph graph, Themes themes) {
    store = new AnswerStore(graph);
    this.themes = themes;
  }

  /** What fits the chips, kind by kind, the most telling first. */
  List<Found> to(List<Chip> chips) {
    Asked asked = asked(chips);
    List<String> kinds = values(chips, Part.SHOW);
    Map<String, Found> found = new LinkedHashMap<>();
    for (String kind : kinds.isEmpty() ? List.of("organisation") : kinds) {
      List<Found> some = switch (kind) {
        case "project" -> store.projects(asked);
        case "alliance" -> store.alliances(asked);
        case "forvaltning" -> store.forvaltningar(asked);
        case "competence" -> store.competences(asked);
        default -> organisations(asked, !values(chips, Part.STATUS).isEmpty(), !values(chips, Part.TIE).isEmpty());
      };
      some.forEach(one -> found.putIfAbsent(one.node().id(), one));
    }
    return List.copyOf(found.values());
  }

  private List<Found> organisations(Asked asked, boolean inProjects, boolean byOffer) {
    List<Found> all = new ArrayList<>();
    boolean ofTime = inProjects || !asked.years().isAll();
    if (byOffer && !asked.themes().isEmpty()) return store.offering(asked);
    if (!asked.with().isEmpty() || ofTime || !asked.themes().isEmpty()) all.addAll(store.throughProjects(asked));
    if (!asked.with().isEmpty() && !inProjects) all.addAll(store.throughAlliances(asked));
    if (asked.with().isEmpty() && !ofTime && !asked.themes().isEmpty()) all.addAll(store.offering(asked));
    if (asked.with().isEmpty() && !ofTime && asked.themes().isEmpty()) all.addAll(store.ofSector(asked));
    return all;
  }

  private Asked asked(List<Chip> chips) {
    Set<String> competences = new LinkedHashSet<>();
    values(chips, Part.THEME).forEach(id -> competences.addAll(themes.bySlug(id).map(Theme::competences).orElse(Set.of(id))));
    List<String> ties = values(chips, Part.TIE).stream().map(tie -> tie.toUpperCase(java.util.Locale.ROOT)).toList();
    Years years = values(chips, Part.YEARS).stream().flatMap(written -> Years.of(written).stream()).findFirst().orElse(Years.ALL);
    return new Asked(values(chips, Part.WITH), competences, ties.isEmpty() ? BOTH : ties, values(chips, Part.SECTOR), statuses(values(chips, Part.STATUS)), years);
  }

  private static List<String> statuses(List<String> asked) {
    boolean all = asked.isEmpty() || asked.size() > 1;
    return Stream.of(Status.values()).filter(Status::isPublic).filter(status -> all || (status == Status.ENDED) == asked.contains("ended")).map(Status::code).toList();
  }

  static List<String> values(List<Chip> chips, Part part) {
    return chips.stream().filter(chip -> chip.part() == part).map(Chip::value).toList();
  }

  /** The name of a competence or of a theme that leads. */
  Optional<Theme> theme(String id) {
    return themes.bySlug(id);
  }
}
