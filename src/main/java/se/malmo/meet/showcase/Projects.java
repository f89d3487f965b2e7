package se.malmo.meet.showcase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.language.Beginnings;
import se.malmo.meet.matching.Evidence;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.showcase.ProjectFilter.Part;

/** The published initiatives, browsed: what passes a filter, and how many each further choice would leave. */
public final class Projects {
  private static final int ALIKE = 10;

  private final ProjectStore store;
  private final Themes themes;
  private final Matcher matcher;

  public Projects(ProjectStore store, Themes themes, Matcher matcher) {
    this.store = store;
    this.themes = themes;
    this.matcher = matcher;
  }

  /** A value that a part of the filter can have, and how many projects have it among those that pass the other parts. */
  record Choice(String value, long count) {}

  /**
   * What passes a filter.
   *
   * @param why what speaks most for each that does not have the words but is about much the same, by reference
   */
  record Found(List<String> references, long ongoing, Map<Part, List<Choice>> choices, Map<String, Evidence> why) {
    int total() {
      return references.size();
    }
  }

  /** Looks for projects by their words; those that go on come first, then the newest. */
  Found find(ProjectFilter filter) {
    return found(filter, store.matching(Beginnings.ofEach(filter.words())), Map.of());
  }

  /** Looks for projects by what the words mean, read as an idea would be: the most alike first. */
  Found meant(ProjectFilter filter) {
    Map<String, Evidence> why = new LinkedHashMap<>();
    matcher.suggest(filter.words(), Optional.empty(), ALIKE).similar().forEach(hit -> why.put(hit.what().reference(), hit.evidence().getFirst()));
    List<String> order = List.copyOf(why.keySet());
    return found(filter, why.isEmpty() ? List.of() : store.matching(List.of()).stream().filter(project -> why.containsKey(project.reference()))
        .sorted(Comparator.comparingInt(project -> order.indexOf(project.reference()))).toList(), why);
  }

  private Found found(ProjectFilter filter, List<Project> all, Map<String, Evidence> why) {
    List<Project> passing = all.stream().filter(project -> filter.passes(project, Optional.empty())).toList();
    Map<Part, List<Choice>> choices = new HashMap<>();
    for (Part part : Part.values()) {
      choices.put(part, choices(part, all.stream().filter(project -> filter.passes(project, Optional.of(part))).toList()));
    }
    return new Found(passing.stream().map(Project::reference).toList(), passing.stream().filter(project -> project.status() != Status.ENDED).count(), choices, why);
  }

  /** The lines of these projects, in their order. */
  List<Project.Line> lines(List<String> references) {
    return references.isEmpty() ? List.of() : store.lines(references);
  }

  /** The newest projects about a theme or of a förvaltning, or of all. */
  public List<Project.Line> newest(Optional<Theme> theme, Optional<String> forvaltning, int limit) {
    ProjectFilter filter = new ProjectFilter("", theme, forvaltning, Optional.empty(), Optional.empty(), Optional.empty());
    return lines(store.matching(List.of()).stream().filter(project -> filter.passes(project, Optional.empty()))
        .sorted(Comparator.comparing(Project::date).reversed().thenComparing(Project::reference)).limit(limit).map(Project::reference).toList());
  }

  /** Projects that need much the same as one, at most three. */
  List<Project.Line> near(String id) {
    return lines(store.near(id));
  }

  private List<Choice> choices(Part part, List<Project> projects) {
    if (part == Part.THEME) return themes.leading().stream().map(theme -> new Choice(theme.slug(), count(theme, projects))).toList();
    Map<String, Long> counts = new HashMap<>();
    for (Project project : projects) values(part, project).forEach(value -> counts.merge(value, 1L, Long::sum));
    List<Choice> choices = new ArrayList<>();
    counts.forEach((value, count) -> choices.add(new Choice(value, count)));
    choices.sort(part == Part.YEAR ? Comparator.comparing(Choice::value).reversed() : Comparator.comparing(Choice::value));
    return choices;
  }

  private static long count(Theme theme, List<Project> projects) {
    return projects.stream().filter(project -> project.competences().stream().anyMatch(theme.competences()::contains)).count();
  }

  private static Stream<String> values(Part part, Project project) {
    return switch (part) {
      case THEME -> Stream.empty();
      case FORVALTNING -> project.forvaltningar().stream();
      case STATUS -> Stream.of(project.status().code());
      case YEAR -> Stream.of(String.valueOf(project.year()));
      case SECTOR -> project.sectors().stream();
    };
  }
}
