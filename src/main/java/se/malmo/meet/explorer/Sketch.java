package se.malmo.meet.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import se.malmo.meet.neighbours.Neighbour.Kind;
import se.malmo.meet.platform.Messages;

/**
 * A view as a picture: shapes with names under them, lines between, drawn on the server.
 *
 * @param left of the whole, as the others in units of about a pixel
 */
public record Sketch(int left, int top, int width, int height, List<Mark> marks, List<Line> lines, List<More> mores) {
  private static final int SIDE = 100;
  private static final int ABOVE = 45;
  private static final int BELOW = 75;
  private static final int LETTERS = 22;
  private static final int LINE = 17;

  /** A node: its shape around a point and its name in at most two lines. */
  public record Mark(View.Shown shown, int x, int y, List<Text> name) {
    /** The corners of a shape that has some. */
    public String corners() {
      int[][] corners = shown.node().kind() == Kind.FORVALTNING
          ? new int[][] {{-16, 0}, {-8, -14}, {8, -14}, {16, 0}, {8, 14}, {-8, 14}} : new int[][] {{-10, 0}, {0, -10}, {10, 0}, {0, 10}};
      StringBuilder points = new StringBuilder();
      for (int[] corner : corners) points.append(x + corner[0]).append(',').append(y + corner[1]).append(' ');
      return points.toString().strip();
    }
  }

  /** One line of a name at its height. */
  public record Text(String text, int y) {}

  /** A tie; what is only sought or near, or told of by one of the two, is dashed. */
  public record Line(int x1, int y1, int x2, int y2, boolean isDashed) {}

  /** "+14" beside an opened node. */
  public record More(View.Rest rest, int x, int y) {}

  static Sketch of(View view, Messages messages) {
    List<Mark> marks = new ArrayList<>();
    for (View.Shown shown : view.nodes()) {
      int x = (int) Math.round(shown.at().x());
      int y = (int) Math.round(shown.at().y());
      marks.add(new Mark(shown, x, y, name(shown.node().name(messages), y + 31)));
    }
    List<Line> lines = new ArrayList<>();
    for (Tie tie : view.ties()) {
      Mark from = mark(marks, tie.drawnFrom());
      Mark to = mark(marks, tie.other(tie.drawnFrom()));
      if (from != null && to != null) lines.add(new Line(from.x(), from.y(), to.x(), to.y(), isDashed(tie)));
    }
    List<More> mores = new ArrayList<>();
    for (View.Rest rest : view.rests()) {
      Mark at = mark(marks, rest.id());
      if (at != null) mores.add(new More(rest, at.x() + 44, at.y() - 22));
    }
    int left = marks.stream().mapToInt(Mark::x).min().orElse(0) - SIDE;
    int top = marks.stream().mapToInt(Mark::y).min().orElse(0) - ABOVE;
    return new Sketch(left, top, marks.stream().mapToInt(Mark::x).max().orElse(0) + SIDE - left, marks.stream().mapToInt(Mark::y).max().orElse(0) + BELOW - top,
        marks, lines, mores);
  }

  static boolean isDashed(Tie tie) {
    if (!tie.isConfirmed()) return true;
    return switch (tie.type()) {
      case "SEEKS", "RELATED", "BROADER" -> true;
      default -> false;
    };
  }

  private static Mark mark(List<Mark> marks, String id) {
    return marks.stream().filter(mark -> mark.shown().node().id().equals(id)).findFirst().orElse(null);
  }

  /** A name in at most two lines, cut between words where it can be. */
  private static List<Text> name(String name, int y) {
    List<Text> lines = new ArrayList<>();
    for (String line : lines(name)) lines.add(new Text(line, y + lines.size() * LINE));
    return lines;
  }

  static List<String> lines(String name) {
    String rest = name.strip().replaceAll("\\s+", " ");
    if (rest.length() <= LETTERS) return List.of(rest);
    int cut = cut(rest);
    String second = rest.substring(cut).strip();
    if (second.length() <= LETTERS) return List.of(rest.substring(0, cut).strip(), second);
    return List.of(rest.substring(0, cut).strip(), second.substring(0, cut(second)).strip() + " …");
  }

  private static int cut(String text) {
    int space = text.lastIndexOf(' ', LETTERS);
    int hyphen = text.lastIndexOf('-', LETTERS - 1) + 1;
    int end = Math.max(space, hyphen);
    if (end > LETTERS / 3) return end;
    return Character.isHighSurrogate(text.charAt(LETTERS - 1)) ? LETTERS - 1 : LETTERS;
  }

  /** The part of an address that a picture needs to be the same everywhere. */
  public String box() {
    return String.format(Locale.ROOT, "%d %d %d %d", left, top, width, height);
  }
}
