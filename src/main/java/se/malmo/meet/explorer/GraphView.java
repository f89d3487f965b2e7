package se.malmo.meet.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.malmo.meet.explorer.AnswerStore.Found;
import se.malmo.meet.explorer.View.Rest;
import se.malmo.meet.explorer.View.Shown;
import se.malmo.meet.neighbours.Neighbour.Kind;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Json;
import se.malmo.meet.web.Page;

/** A view of the graph as its page tells it. */
public record GraphView(Page page, View view, Sketch sketch, List<ChipViews.Shown> chips, Views views) {
  private static final int NAMED = 3;
  private static final int MOST_ROWS = 8;
  private static final int MOST_ANSWERS = 12;
  /** Each is a question of its own to the graph. */
  private static final int MOST_LOOSER = 5;

  public ViewState state() {
    return view.state();
  }

  /** The address of a state in the reader's language. */
  public String address(ViewState state) {
    String query = state.query();
    return query.isEmpty() ? page.links().graph() : page.links().graph() + "?" + query;
  }

  public String select(String id) {
    return address(state().selecting(id));
  }

  /** Opens a node that is closed and closes one that is open; tells of it then. */
  public String toggle(Shown shown) {
    String id = shown.node().id();
    return address((shown.isOpen() ? state().closing(id) : state().opening(id)).selecting(id));
  }

  public String more(Rest rest) {
    return address(state().showing(rest.next()).selecting(rest.id()));
  }

  /** Sorts by a column, or the other way round where it is sorted so already. */
  public String sort(String column) {
    return address(state().sorted(state().sort().equals(column) ? "-" + column : column));
  }

  /** What a machine reads of how a column is sorted. */
  public String sorting(String column) {
    if (state().sort().equals(column)) return "ascending";
    return state().sort().equals("-" + column) ? "descending" : null;
  }

  public List<String> columns() {
    return ViewState.COLUMNS;
  }

  public List<Shown> rows() {
    return view.sorted();
  }

  public List<Kind> kinds() {
    return Arrays.asList(Kind.values());
  }

  public List<String> sectors() {
    return Arrays.stream(Sector.values()).map(Sector::code).toList();
  }

  public boolean unfiltered() {
    return state().filter().isEmpty();
  }

  /** The first year that is shown, "" for no beginning. */
  public String firstYear() {
    return state().filter().years().hasBeginning() ? page.year(state().filter().years().from()) : "";
  }

  /** The last year that is shown, "" for no end. */
  public String lastYear() {
    return state().filter().years().hasEnd() ? page.year(state().filter().years().to()) : "";
  }

  public YearSlider slider() {
    return YearSlider.of(state().filter().years(), views.thisYear());
  }

  /** How much is shown of which years, in a sentence for those who hear the page. */
  public String shown() {
    String nodes = page.count("graph.shown", view.nodes().size());
    if (state().filter().years().isAll()) return nodes;
    return nodes + " " + page.text("graph.shown.years", state().filter().years().written());
  }

  /** Where a file of this view is fetched. */
  public String export(String file) {
    String query = state().query();
    return "/graf/" + file + "?lang=" + page.language() + (query.isEmpty() ? "" : "&" + query);
  }

  public String name(Node node) {
    return node.name(page.messages());
  }

  public String number(double strength) {
    return String.format(page.messages().locale(), "%.1f", strength);
  }

  /** One tie of the node that is told of. */
  public record Line(Node other, String saying, String since, String source, String strength) {}

  /** The ties of a node, the strongest first. */
  public List<Line> lines(Shown shown) {
    Map<String, Node> nodes = view.nodes().stream().map(Shown::node).collect(Collectors.toMap(Node::id, Function.identity()));
    return view.tiesOf(shown.node().id()).stream().sorted(Comparator.comparingDouble(views::strength).reversed())
        .map(tie -> new Line(nodes.get(tie.other(shown.node().id())), saying(tie, nodes), tie.since().map(day -> page.year(day.getYear())).orElse("–"),
            source(page, tie), number(views.strength(tie)))).limit(MOST_ROWS).toList();
  }

  private String saying(Tie tie, Map<String, Node> nodes) {
    return page.text(tie.saying(), name(nodes.get(tie.from())), name(nodes.get(tie.to())));
  }

  /** Where a tie comes from, in words where it is one of our own ways in; that only one of the two has told of it where it is so. */
  static String source(Page page, Tie tie) {
    if (!tie.isConfirmed()) return page.text("graph.source.unconfirmed");
    return tie.source().map(source -> source(page, source)).orElse("–");
  }

  private static String source(Page page, String source) {
    return switch (source) {
      case "demo" -> page.text("graph.source.demo");
      case "city" -> page.text("graph.source.city");
      case "form", "page", "api" -> page.text("graph.source.form");
      case "vocabulary" -> page.text("graph.source.vocabulary");
      case "self" -> page.text("graph.source.self");
      case "declared" -> page.text("graph.source.declared");
      case "möte" -> page.text("graph.source.meeting");
      default -> source;
    };
  }

  /** One that fits the question, and how much it has of what was asked for. */
  public record AnswerLine(Node node, boolean isDrawn, String told) {}

  /** The first of those that fit the question. */
  public List<AnswerLine> answers() {
    return view.answers().stream().limit(MOST_ANSWERS).map(one -> new AnswerLine(one.node(), view.shown(one.node().id()).isPresent(),
        one.latest().map(year -> page.text("graph.answer.latest", year.toString())).orElse(""))).toList();
  }

  /** A question with one thing less, and how many fit it. */
  public record Looser(String label, int count, ViewState state) {}

  /** Where nothing fits: the questions with one chip less that something does, the most first. */
  public List<Looser> looser() {
    if (chips.size() < 2 || chips.size() > MOST_LOOSER || !view.answers().isEmpty()) return List.of();
    return chips.stream().map(chip -> new Looser(chip.label(), views.count(chip.without()), chip.without())).filter(one -> one.count() > 0)
        .sorted(Comparator.comparingInt(Looser::count).reversed()).toList();
  }

  /** What the whole view says, in sentences. */
  public List<String> summary() {
    List<String> sentences = new ArrayList<>();
    if (!state().chips().isEmpty()) answers(sentences);
    view.rests().stream().filter(rest -> rest.more() > 0).forEach(rest -> view.shown(rest.id())
        .ifPresent(shown -> sentences.add(page.text("graph.words.rest", name(shown.node()), rest.total(), rest.total() - rest.more()))));
    view.told().ifPresent(shown -> sentences.add(about(shown)));
    return sentences;
  }

  private void answers(List<String> sentences) {
    List<Found> found = view.answers();
    if (found.isEmpty()) {
      sentences.add(page.text("graph.words.none"));
      return;
    }
    sentences.add(page.count("graph.words.found", found.size()));
    Found first = found.getFirst();
    if (first.times() > 0 && first.node().kind() == Kind.ORGANISATION) sentences.add(page.text("graph.words.first", name(first.node()), first.times()));
  }

  /** What a node hangs together with here: how many of each kind, and the strongest. */
  private String about(Shown shown) {
    Map<String, Node> nodes = view.nodes().stream().map(Shown::node).collect(Collectors.toMap(Node::id, Function.identity()));
    List<Tie> ties = view.tiesOf(shown.node().id());
    if (ties.isEmpty()) return page.text("graph.words.alone", name(shown.node()));
    Map<Kind, Long> counts = ties.stream().map(tie -> nodes.get(tie.other(shown.node().id()))).distinct().collect(Collectors.groupingBy(Node::kind, Collectors.counting()));
    List<String> parts = Arrays.stream(Kind.values()).filter(counts::containsKey).map(kind -> counted(kind, counts.get(kind))).toList();
    // Who and what one does things with says more than what one may do.
    Comparator<Tie> order = Comparator.comparing((Tie tie) -> nodes.get(tie.other(shown.node().id())).kind() == Kind.COMPETENCE)
        .thenComparing(Comparator.comparingDouble(views::strength).reversed());
    List<String> strongest = ties.stream().sorted(order).map(tie -> name(nodes.get(tie.other(shown.node().id())))).distinct().limit(NAMED).toList();
    return page.text("graph.words.node", name(shown.node()), page.messages().list(parts), page.messages().list(strongest));
  }

  private String counted(Kind kind, long number) {
    return switch (kind) {
      case ORGANISATION -> page.count("graph.count.organisation", number);
      case FORVALTNING -> page.count("graph.count.forvaltning", number);
      case PROJECT -> page.count("graph.count.project", number);
      case ALLIANCE -> page.count("graph.count.alliance", number);
      case COMPETENCE -> page.count("graph.count.competence", number);
    };
  }

  private record NodeData(String id, String label, String kind, long x, long y, boolean open, boolean told, boolean pinned, String select, String toggle) {}

  private record TieData(String from, String to, boolean dashed, String label) {}

  private record MoreData(String id, String at, String label, long x, long y, String go) {}

  private record Data(List<NodeData> nodes, List<TieData> ties, List<MoreData> more) {}

  /** The picture for the script that draws it in the browser. */
  public String data() {
    String told = view.told().map(shown -> shown.node().id()).orElse("");
    Map<String, Node> nodes = view.nodes().stream().map(Shown::node).collect(Collectors.toMap(Node::id, Function.identity()));
    return new String(Json.write(new Data(
        sketch.marks().stream().map(mark -> new NodeData(mark.shown().node().id(), String.join("\n", mark.name().stream().map(Sketch.Text::text).toList()),
            mark.shown().node().kind().code(), mark.x(), mark.y(), mark.shown().isOpen(), mark.shown().node().id().equals(told), mark.shown().isPinned(),
            select(mark.shown().node().id()), toggle(mark.shown()))).toList(),
        view.ties().stream().map(tie -> new TieData(tie.drawnFrom(), tie.other(tie.drawnFrom()), Sketch.isDashed(tie), saying(tie, nodes))).toList(),
        sketch.mores().stream().map(more -> new MoreData("+" + more.rest().id(), more.rest().id(), "+" + String.format(Locale.ROOT, "%d", more.rest().more()), more.x(),
            more.y(), more(more.rest()))).toList())), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The node that is told of, if any. */
  public Optional<Shown> told() {
    return view.told();
  }
}
