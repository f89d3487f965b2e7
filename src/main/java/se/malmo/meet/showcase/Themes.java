package se.malmo.meet.showcase;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;

/**
 * What projects can be about. A project belongs to a theme when it needs one of the theme's competences or a narrower one.
 */
public final class Themes {
  /** A theme wider than this says little; the rest of it is left out. */
  private static final int MOST_COMPETENCES = 2_000;

  private final Vocabulary vocabulary;
  private final ThemeStore store;

  public Themes(Vocabulary vocabulary, ThemeStore store) {
    this.vocabulary = vocabulary;
    this.store = store;
  }

  /**
   * A competence that published projects ask for.
   *
   * @param projects how many ask for it
   * @param offers how many organisations offer it
   */
  public record Demand(Theme theme, long projects, long offers) {}

  /** The four that Meet Malmö leads with. */
  public List<Theme> leading() {
    return Stream.of(LeadingTheme.values()).map(this::leading).toList();
  }

  /** A theme by its slug. */
  public Optional<Theme> bySlug(String slug) {
    return LeadingTheme.of(slug).map(this::leading).or(() -> vocabulary.byId(slug).map(this::theme));
  }

  /** What published projects ask for, what most ask for first; skip and limit in competences. */
  public List<Demand> demanded(int skip, int limit) {
    return store.demanded(skip, limit).stream()
        .flatMap(row -> vocabulary.byId(row.competence()).map(this::named).map(theme -> new Demand(theme, row.projects(), row.offers())).stream()).toList();
  }

  /** How many competences published projects ask for. */
  public long countDemanded() {
    return store.countDemanded();
  }

  private Theme leading(LeadingTheme theme) {
    String name = "theme." + theme.slug();
    return new Theme(theme.slug(), Messages.of("sv").get(name), Messages.of("en").get(name), theme.roots(), narrower(theme.roots()), true);
  }

  private Theme theme(Competence competence) {
    List<String> roots = List.of(competence.id());
    return new Theme(competence.id(), competence.labelSv(), competence.labelEn(), roots, narrower(roots), false);
  }

  private Theme named(Competence competence) {
    List<String> roots = List.of(competence.id());
    return new Theme(competence.id(), competence.labelSv(), competence.labelEn(), roots, Set.copyOf(roots), false);
  }

  /** These competences and all that are narrower, however far down. */
  private Set<String> narrower(List<String> roots) {
    Map<String, List<String>> below = new HashMap<>();
    for (Competence competence : vocabulary.all()) {
      for (String wider : competence.broader()) below.computeIfAbsent(wider, id -> new ArrayList<>()).add(competence.id());
    }
    Set<String> found = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(roots);
    while (!next.isEmpty() && found.size() < MOST_COMPETENCES) {
      String id = next.poll();
      if (found.add(id)) next.addAll(below.getOrDefault(id, List.of()));
    }
    return found;
  }
}
