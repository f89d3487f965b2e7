package se.malmo.meet.explorer;

/** A place in a picture; a unit is about a pixel, x to the right and y down. */
record Point(double x, double y) {
  Point plus(double dx, double dy) {
    return new Point(x + dx, y + dy);
  }
}
