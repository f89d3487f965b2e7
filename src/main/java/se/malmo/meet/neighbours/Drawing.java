package se.malmo.meet.neighbours;

import java.util.ArrayList;
import java.util.List;
import se.malmo.meet.neighbours.Neighbour.Kind;
import se.malmo.meet.web.Page;

/**
 * A small picture of a thing and its neighbours: the thing at the top, its neighbours below each other, tied to it by curves.
 *
 * <p>All names stand to the right of all curves, so none lies on a line; lengths are units of a picture 400 wide, about a pixel each.
 *
 * @param height of the whole
 * @param centre what the page is about
 */
public record Drawing(int height, Node centre, List<Node> nodes) {
  static final int WIDTH = 400;
  private static final int CENTRE_X = 24;
  private static final int NODE_X = 84;
  private static final int NAME_X = 112;
  private static final int LINE = 19;
  private static final int SPACE = 16;
  /** Letters that fit beside a shape, at about seven and a half units each. */
  private static final int LETTERS = 36;
  private static final int MOST_LINES = 2;

  /**
   * One shape with its name.
   *
   * @param curve the line to the middle, "" for the middle itself
   * @param tie how it is tied, in the reader's language
   */
  public record Node(Kind kind, int x, int y, int nameX, List<Line> name, Line tie, String address, String curve) {
    /** Corners of a hexagon or a diamond around the middle of the shape. */
    public String corners() {
      return kind == Kind.FORVALTNING
          ? points(new int[][] {{-12, 0}, {-6, -11}, {6, -11}, {12, 0}, {6, 11}, {-6, 11}})
          : points(new int[][] {{-11, 0}, {0, -11}, {11, 0}, {0, 11}});
    }

    private String points(int[][] corners) {
      StringBuilder points = new StringBuilder();
      for (int[] corner : corners) points.append(x + corner[0]).append(',').append(y + corner[1]).append(' ');
      return points.toString().strip();
    }
  }

  /** One line of a text at its height. */
  public record Line(String text, int y) {}

  /** Draws what is tied to the thing that a page is about. */
  public static Drawing of(Kind kind, Neighbourhood neighbourhood, Page page) {
    List<Line> title = lines(page.title(), 22);
    Node centre = new Node(kind, CENTRE_X, 17, CENTRE_X + 28, title, new Line("", 0), "", "");
    int y = title.getLast().y() + SPACE + 6;
    List<Node> nodes = new ArrayList<>();
    for (Neighbour neighbour : neighbourhood.shown()) {
      List<Line> name = lines(neighbour.name(page.messages()), y + LINE - 4);
      int tieY = name.getLast().y() + LINE - 2;
      int middle = (y + tieY) / 2 + 2;
      nodes.add(new Node(neighbour.kind(), NODE_X, middle, NAME_X, name, new Line(page.text("tie." + neighbour.tie()), tieY), neighbour.address(page.links()),
          "M" + CENTRE_X + " 17 C" + CENTRE_X + " " + middle + " " + CENTRE_X + " " + middle + " " + NODE_X + " " + middle));
      y = tieY + SPACE - 4;
    }
    return new Drawing(y + 6, centre, nodes);
  }

  /** A name in at most two lines, cut between words where it can be. */
  private static List<Line> lines(String name, int y) {
    List<Line> lines = new ArrayList<>();
    String rest = name.strip().replaceAll("\\s+", " ");
    while (!rest.isEmpty() && lines.size() < MOST_LINES) {
      int end = end(rest);
      String line = rest.substring(0, end).strip();
      rest = rest.substring(end).strip();
      boolean cut = lines.size() == MOST_LINES - 1 && !rest.isEmpty();
      lines.add(new Line(cut ? line + " …" : line, y + lines.size() * LINE));
    }
    return lines.isEmpty() ? List.of(new Line("", y)) : lines;
  }

  private static int end(String text) {
    if (text.length() <= LETTERS) return text.length();
    int space = text.lastIndexOf(' ', LETTERS);
    int hyphen = text.lastIndexOf('-', LETTERS - 1) + 1;
    int end = Math.max(space, hyphen);
    if (end > LETTERS / 3) return end;
    return Character.isHighSurrogate(text.charAt(LETTERS - 1)) ? LETTERS - 1 : LETTERS;
  }
}
