package se.malmo.meet.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.explorer.Chip.Part;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;

/** Chips as a reader sees them: in words, with what each can be changed to. */
public final class ChipViews {
  private static final int MOST_THEMES = 8;

  private final Vocabulary vocabulary;
  private final Answers answers;
  private final Explorer explorer;

  public ChipViews(Vocabulary vocabulary, Answers answers, Explorer explorer) {
    this.vocabulary = vocabulary;
    this.answers = answers;
    this.explorer = explorer;
  }

  /**
   * A chip.
   *
   * @param code as it stands in an address
   * @param without the state that has it no more
   * @param others what it can be changed to
   */
  public record Shown(String code, String label, ViewState without, List<Other> others) {}

  /** Another value, and the state with it. */
  public record Other(String label, ViewState state) {}

  List<Shown> of(ViewState state, Messages messages) {
    Map<String, Node> named = explorer.nodes(Answers.values(state.chips(), Part.WITH));
    List<Shown> shown = new ArrayList<>();
    for (Chip chip : state.chips()) {
      List<Other> others = others(chip).filter(other -> !state.chips().contains(other))
          .map(other -> new Other(label(other, named, messages), state.changing(chip, Optional.of(other)))).toList();
      shown.add(new Shown(chip.written(), label(chip, named, messages), state.changing(chip, Optional.empty()), others));
    }
    return shown;
  }

  private Stream<Chip> others(Chip chip) {
    return switch (chip.part()) {
      case SHOW, SECTOR, STATUS, TIE -> chip.part().choices().stream().filter(value -> !value.equals(chip.value())).map(value -> new Chip(chip.part(), value));
      case YEARS -> years(chip);
      case THEME -> themes(chip.value()).limit(MOST_THEMES).map(id -> new Chip(Part.THEME, id));
      case WITH -> Stream.empty();
    };
  }

  private Stream<Chip> years(Chip chip) {
    int now = explorer.today().getYear();
    return Stream.of(new Years(now, now), new Years(now - 2, now), new Years(now - 4, now), new Years(now - 9, now)).map(years -> new Chip(Part.YEARS, years.written()))
        .filter(other -> !other.equals(chip));
  }

  /** Wider, then narrower, then those beside. */
  private Stream<String> themes(String id) {
    Optional<Competence> competence = vocabulary.byId(id);
    if (competence.isEmpty()) return Stream.empty();
    Stream<String> narrower = vocabulary.all().stream().filter(one -> one.broader().contains(id)).map(Competence::id).sorted();
    return Stream.of(competence.get().broader().stream(), narrower, competence.get().related().stream()).flatMap(some -> some).distinct();
  }

  private String label(Chip chip, Map<String, Node> named, Messages messages) {
    return switch (chip.part()) {
      case SHOW -> messages.get("graph.show." + chip.value());
      case SECTOR -> messages.get("sector." + chip.value());
      case STATUS -> messages.get("graph.status." + chip.value());
      case TIE -> messages.get("graph.chip.tie." + chip.value());
      case YEARS -> years(chip.value(), messages);
      case THEME -> messages.get("graph.chip.theme", answers.theme(chip.value()).map(theme -> theme.name(messages)).orElse(chip.value()));
      case WITH -> messages.get("graph.chip.with", named.containsKey(chip.value()) ? named.get(chip.value()).name(messages) : chip.value());
    };
  }

  static String years(String written, Messages messages) {
    Years years = Years.of(written).orElse(Years.ALL);
    if (!years.hasEnd()) return messages.get("graph.years.from", String.valueOf(years.from()));
    if (!years.hasBeginning()) return messages.get("graph.years.to", String.valueOf(years.to()));
    return years.from() == years.to() ? String.valueOf(years.from()) : years.from() + "–" + years.to();
  }
}
