package se.malmo.meet.explorer;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.explorer.AnswerStore.Found;
import se.malmo.meet.explorer.Chip.Part;
import se.malmo.meet.explorer.Layout.Stage;
import se.malmo.meet.explorer.Surroundings.Near;
import se.malmo.meet.explorer.View.Rest;
import se.malmo.meet.explorer.View.Shown;
import se.malmo.meet.explorer.ViewState.Opened;
import se.malmo.meet.neighbours.Neighbour.Kind;
import se.malmo.meet.platform.Problem;

/** Makes of an address what it shows: who fits the question, what is around the opened nodes, and a place for each. */
public final class Views {
  /** A tie counts half for every two years of its age. */
  static final double HALF_LIFE_YEARS = 2;
  private static final double DAYS_A_YEAR = 365.25;
  private static final int ANSWERS_DRAWN = 20;
  private static final int MOST_BASE = 44;
  private static final int MORE = 12;
  private static final int MOST_TABLED = 600;

  private final Explorer explorer;
  private final Answers answers;

  public Views(Explorer explorer, Answers answers) {
    this.explorer = explorer;
    this.answers = answers;
  }

  /** A view while it is put together. */
  private static final class Draft {
    final Map<String, Node> nodes = new LinkedHashMap<>();
    final List<Stage> stages = new ArrayList<>();
    final List<Rest> rests = new ArrayList<>();
    final List<String> gone = new ArrayList<>();

    int room() {
      return Explorer.MOST_NODES - nodes.size();
    }

    void add(Node node) {
      if (room() > 0) nodes.putIfAbsent(node.id(), node);
    }
  }

  int thisYear() {
    return explorer.today().getYear();
  }

  View of(ViewState state, List<String> unread, List<Problem.Field> faults) {
    Draft draft = new Draft();
    List<Found> found = state.chips().isEmpty() ? List.of() : answers.to(state.chips()).stream().filter(one -> passes(one.node(), state.filter())).toList();
    drawAnswers(draft, state, found);
    for (Opened opened : state.opened()) open(draft, opened, state.filter());
    List<Tie> ties = explorer.ties(draft.nodes.keySet()).stream().filter(tie -> state.filter().years().isAll() || Explorer.isWithin(tie, state.filter().years())).toList();
    Map<String, Point> places = Layout.of(draft.stages, ties);
    List<Shown> shown = draft.nodes.values().stream().map(node -> shown(node, places, ties, state)).toList();
    return new View(state, shown, ties, draft.rests, found, unread, draft.gone, faults);
  }

  /** How many fit the question of a state. */
  int count(ViewState state) {
    return state.chips().isEmpty() ? 0 : (int) answers.to(state.chips()).stream().filter(one -> passes(one.node(), state.filter())).count();
  }

  private static boolean passes(Node node, Filter filter) {
    boolean ofSector = filter.sectors().isEmpty() || node.kind() != Kind.ORGANISATION || node.sector().filter(filter.sectors()::contains).isPresent();
    return filter.shows(node.kind()) && ofSector;
  }

  /** Whom the question names, who fits it, and by what: so that one sees why. */
  private void drawAnswers(Draft draft, ViewState state, List<Found> found) {
    if (state.chips().isEmpty()) return;
    Set<String> named = new LinkedHashSet<>(Answers.values(state.chips(), Part.WITH));
    Answers.values(state.chips(), Part.THEME).forEach(id -> answers.theme(id).ifPresent(theme -> named.addAll(theme.roots().stream().limit(2).toList())));
    Map<String, Node> known = explorer.nodes(named);
    named.stream().filter(id -> !known.containsKey(id)).forEach(draft.gone::add);
    named.stream().filter(known::containsKey).map(known::get).forEach(draft::add);
    Set<String> via = new LinkedHashSet<>();
    found.stream().limit(ANSWERS_DRAWN).forEach(one -> {
      draft.add(one.node());
      via.addAll(one.via());
    });
    explorer.nodes(via).values().stream().filter(node -> state.filter().shows(node.kind())).sorted(java.util.Comparator.comparing(Node::id))
        .limit(Math.max(0, MOST_BASE - draft.nodes.size())).forEach(draft::add);
    draft.stages.add(new Stage("", List.copyOf(draft.nodes.keySet())));
  }

  private void open(Draft draft, Opened opened, Filter filter) {
    Optional<Node> centre = Optional.ofNullable(draft.nodes.get(opened.id())).or(() -> explorer.node(opened.id()));
    if (centre.isEmpty()) {
      draft.gone.add(opened.id());
      return;
    }
    draft.add(centre.get());
    int wanted = Math.min(MOST_TABLED, opened.skip() + opened.count());
    Surroundings around = explorer.around(centre.get(), filter, Math.max(Explorer.MOST_NODES, wanted));
    List<Near> near = around.most(opened.skip(), opened.count());
    near.forEach(one -> draft.add(one.node()));
    Collection<String> drawn = draft.nodes.keySet();
    long here = near.stream().filter(one -> drawn.contains(one.node().id())).count();
    List<String> fresh = new ArrayList<>(List.of(centre.get().id()));
    near.stream().map(one -> one.node().id()).filter(drawn::contains).forEach(fresh::add);
    draft.stages.add(new Stage(centre.get().id(), fresh));
    if (around.total() > here) draft.rests.add(new Rest(centre.get().id(), around.total() - here, around.total(), next(opened, around, draft.room())));
  }

  /** More beside those that are shown where there is room, else others in their place, at last the first again. */
  private static Opened next(Opened opened, Surroundings around, int room) {
    int end = opened.skip() + opened.count();
    if (room >= MORE && opened.count() + MORE < Explorer.MOST_NODES && end < around.total()) return new Opened(opened.id(), opened.count() + MORE, opened.skip());
    if (end < Math.min(around.total(), MOST_TABLED)) return new Opened(opened.id(), opened.count(), end);
    return new Opened(opened.id(), opened.count(), 0);
  }

  private Shown shown(Node node, Map<String, Point> places, List<Tie> ties, ViewState state) {
    List<Tie> own = ties.stream().filter(tie -> tie.touches(node.id())).toList();
    Point pinned = state.pins().get(node.id());
    return new Shown(node, pinned == null ? places.getOrDefault(node.id(), new Point(0, 0)) : pinned, state.isOpen(node.id()), pinned != null, own.size(),
        own.stream().mapToDouble(this::strength).sum(), own.stream().flatMap(tie -> tie.since().stream()).map(LocalDate::getYear).min(Integer::compare));
  }

  /** What a tie counts today. */
  double strength(Tie tie) {
    double years = tie.since().map(day -> Math.max(0, ChronoUnit.DAYS.between(day, explorer.today())) / DAYS_A_YEAR).orElse(HALF_LIFE_YEARS);
    return tie.strength() * Math.pow(0.5, years / HALF_LIFE_YEARS);
  }
}
