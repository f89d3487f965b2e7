package se.malmo.meet.explorer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds a place for every node, always the same for the same view. What came first stays where it is when more is opened: later nodes are
 * moved, earlier ones are not.
 *
 * <p>Springs along ties and repulsion between all (Fruchterman & Reingold 1991), then boxes as wide as a name are pushed apart.
 */
final class Layout {
  private static final double WIDTH = 158;
  private static final double HEIGHT = 74;
  private static final double LENGTH = 130;
  private static final int ROUNDS = 220;
  private static final int PUSHES = 120;
  /** The golden angle: however many stand around a point, no two stand in the same direction. */
  private static final double ANGLE = Math.PI * (3 - Math.sqrt(5));

  private final Map<String, Point> places = new HashMap<>();
  private final List<Tie> ties;

  /**
   * What came into the picture at once.
   *
   * @param around the node that was opened, "" for the first
   */
  record Stage(String around, List<String> ids) {}

  private Layout(List<Tie> ties) {
    this.ties = ties;
  }

  /** A place for every node of these stages, in their order. */
  static Map<String, Point> of(List<Stage> stages, List<Tie> ties) {
    Layout layout = new Layout(ties);
    stages.forEach(layout::place);
    return layout.places;
  }

  private void place(Stage stage) {
    List<String> fresh = stage.ids().stream().filter(id -> !places.containsKey(id)).distinct().toList();
    if (fresh.isEmpty()) return;
    Set<String> fixed = Set.copyOf(places.keySet());
    boolean isFirst = fixed.isEmpty();
    Point from = places.getOrDefault(stage.around(), new Point(0, 0));
    Point middle = middle();
    double outward = isFirst ? 0 : Math.atan2(from.y() - middle.y(), from.x() - middle.x());
    for (int i = 0; i < fresh.size(); i++) {
      boolean isCentre = isFirst && i == 0;
      double angle = isFirst ? i * ANGLE : outward + (i % 2 == 0 ? 1 : -1) * ((i + 1) / 2) * Math.PI / Math.max(4, fresh.size());
      double reach = isCentre ? 0 : LENGTH * (isFirst ? 0.9 + 0.35 * Math.sqrt(i) : 1.7 + 0.4 * (i % 3));
      places.put(fresh.get(i), from.plus(reach * 1.35 * Math.cos(angle), reach * Math.sin(angle)));
    }
    Set<String> movable = fresh.stream().skip(isFirst ? 1 : 0).collect(Collectors.toSet());
    spring(movable, isFirst ? ties : ties.stream().filter(tie -> tie.touches(stage.around())).toList());
    apart(movable);
  }

  private Point middle() {
    return new Point(places.values().stream().mapToDouble(Point::x).average().orElse(0), places.values().stream().mapToDouble(Point::y).average().orElse(0));
  }

  /** What was opened stays around what it was opened from, also where it is tied to the rest. */
  private void spring(Set<String> movable, List<Tie> pulling) {
    List<String> all = places.keySet().stream().sorted().toList();
    List<Tie> here = pulling.stream().filter(tie -> places.containsKey(tie.from()) && places.containsKey(tie.to())).toList();
    for (int round = 0; round < ROUNDS; round++) {
      double step = 22.0 * (1 - round / (double) ROUNDS);
      Map<String, double[]> forces = new HashMap<>();
      movable.forEach(id -> forces.put(id, repulsion(id, all, movable.size() + 1 == all.size())));
      for (Tie tie : here) {
        pull(forces, tie.from(), tie.to());
        pull(forces, tie.to(), tie.from());
      }
      forces.forEach((id, force) -> {
        double length = Math.max(1e-9, Math.hypot(force[0], force[1]));
        places.computeIfPresent(id, (same, at) -> at.plus(force[0] / length * Math.min(length, step), force[1] / length * Math.min(length, step)));
      });
    }
  }

  /** Names are wider than high, so neighbours to the side count as nearer. */
  private double[] repulsion(String id, List<String> all, boolean isFirst) {
    Point at = places.get(id);
    // Only the first are drawn to the middle; what is opened later takes the free ground outside.
    double[] force = isFirst ? new double[] {-at.x() * 0.02, -at.y() * 0.03} : new double[2];
    for (String other : all) {
      if (other.equals(id)) continue;
      double dx = (at.x() - places.get(other).x()) * 0.72;
      double dy = at.y() - places.get(other).y();
      double square = Math.max(25, dx * dx + dy * dy);
      force[0] += LENGTH * LENGTH * dx / square * 0.5;
      force[1] += LENGTH * LENGTH * dy / square * 0.5;
    }
    return force;
  }

  private void pull(Map<String, double[]> forces, String id, String to) {
    double[] force = forces.get(id);
    if (force == null) return;
    double dx = places.get(to).x() - places.get(id).x();
    double dy = places.get(to).y() - places.get(id).y();
    double distance = Math.hypot(dx, dy);
    force[0] += distance * dx / LENGTH * 0.6;
    force[1] += distance * dy / LENGTH * 0.6;
  }

  /** Pushes boxes apart along the way that is shorter, until none lies on another or the rounds are over. */
  private void apart(Set<String> movable) {
    List<String> all = new ArrayList<>(places.keySet().stream().sorted().toList());
    for (int round = 0; round < PUSHES; round++) {
      boolean moved = false;
      for (int i = 0; i < all.size(); i++) {
        for (int j = i + 1; j < all.size(); j++) moved |= push(all.get(i), all.get(j), movable);
      }
      if (!moved) return;
    }
  }

  private boolean push(String one, String other, Set<String> movable) {
    boolean first = movable.contains(one);
    boolean second = movable.contains(other);
    Point a = places.get(one);
    Point b = places.get(other);
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double overX = WIDTH - Math.abs(dx);
    double overY = HEIGHT - Math.abs(dy);
    if (!first && !second || overX <= 0 || overY <= 0) return false;
    double share = first && second ? 0.5 : 1;
    boolean sideways = overX < overY;
    double x = sideways ? (dx < 0 ? -1 : 1) * (overX + 1) * share : 0;
    double y = sideways ? 0 : (dy < 0 ? -1 : 1) * (overY + 1) * share;
    if (first) places.put(one, a.plus(-x, -y));
    if (second) places.put(other, b.plus(x, y));
    return true;
  }
}
