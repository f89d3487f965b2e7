package se.malmo.meet.showcase;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.matching.Evidence;
import se.malmo.meet.matching.Reason;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.showcase.ProjectFilter.Part;
import se.malmo.meet.showcase.Projects.Choice;
import se.malmo.meet.showcase.Projects.Found;

/**
 * The list of projects as a reader has narrowed it.
 *
 * @param facets what it can be narrowed by
 * @param narrowings what it is narrowed by, each to be taken away
 * @param ongoing how many of the total go on
 * @param why what speaks most for each, by reference, where none has the words that were looked for
 */
public record ProjectsView(String words, List<Facet> facets, List<Narrowing> narrowings, List<Project.Line> lines, long total, long ongoing, Map<String, Evidence> why) {

  /** One thing that projects can be narrowed by. */
  public record Facet(String name, String label, List<Option> options) {}

  /** One choice, with how many projects it leaves. */
  public record Option(String value, String label, long count, boolean chosen) {}

  /** Something that narrows the list, and the address without it. */
  public record Narrowing(String label, String address) {}

  static ProjectsView of(ProjectFilter filter, Found found, List<Project.Line> lines, List<Forvaltning.Name> forvaltningar, Messages messages, String address) {
    Map<String, String> names = forvaltningar.stream().collect(Collectors.toMap(Forvaltning.Name::id, name -> name.in(messages.language())));
    List<Facet> facets = new ArrayList<>();
    List<Narrowing> narrowings = new ArrayList<>();
    if (!filter.words().isEmpty()) narrowings.add(new Narrowing(messages.quoted(filter.words()), without(address, filter, "q")));
    for (Part part : Part.values()) {
      UnaryOperator<String> label = value -> label(part, value, filter, names, messages);
      String chosen = filter.chosen(part);
      facets.add(new Facet(part.code(), messages.get("projects.filter." + part.code()), options(found.choices().get(part), chosen, label)));
      if (!chosen.isEmpty()) narrowings.add(new Narrowing(label.apply(chosen), without(address, filter, part.code())));
    }
    return new ProjectsView(filter.words(), facets, narrowings, lines, found.total(), found.ongoing(), found.why());
  }

  /** Why a project that does not have the words is shown, as a sentence in pieces; none where it has them. */
  public List<Reason.Piece> reason(Project.Line line, Messages messages) {
    return why.containsKey(line.reference()) ? Reason.of(why.get(line.reference()), line.title(), messages).pieces() : List.of();
  }

  /** What is chosen is always there, also where it leaves nothing. */
  private static List<Option> options(List<Choice> choices, String chosen, UnaryOperator<String> label) {
    List<Option> options = new ArrayList<>();
    for (Choice choice : choices) {
      if (choice.count() > 0 || choice.value().equals(chosen)) options.add(new Option(choice.value(), label.apply(choice.value()), choice.count(), choice.value().equals(chosen)));
    }
    if (!chosen.isEmpty() && options.stream().noneMatch(Option::chosen)) options.add(new Option(chosen, label.apply(chosen), 0, true));
    return options;
  }

  private static String label(Part part, String value, ProjectFilter filter, Map<String, String> forvaltningar, Messages messages) {
    return switch (part) {
      case THEME -> LeadingTheme.of(value).map(theme -> messages.get("theme." + theme.slug()))
          .or(() -> filter.theme().filter(theme -> theme.slug().equals(value)).map(theme -> theme.name(messages))).orElse(value);
      case FORVALTNING -> forvaltningar.getOrDefault(value, value);
      case STATUS -> messages.get("status." + value);
      case YEAR -> value;
      case SECTOR -> messages.get("sector." + value);
    };
  }

  private static String without(String address, ProjectFilter filter, String part) {
    String query = filter.queryWithout(part);
    return query.isEmpty() ? address : address + "?" + query;
  }
}
