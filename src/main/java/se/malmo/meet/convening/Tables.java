package se.malmo.meet.convening;

import java.util.Arrays;

/** Who sits where while a plan is sought, with what it is worth; two chairs change places and back again in time that does not grow with the room. */
final class Tables {
  /** An empty chair. */
  static final int EMPTY = -1;
  static final int SECTORS_WANTED = 3;

  /**
   * What counts how much.
   *
   * @param tie for each new tie
   * @param theme for each theme that somebody at a table knows
   * @param apart for each pair that must not sit together and does
   * @param rule for each sector that a table lacks, and for a table without mandate
   * @param same for each that sits with their own organisation
   */
  record Worth(long tie, long theme, long apart, long rule, long same) {
    /** What is asked for: a rule is never broken for any number of ties. */
    static final Worth WHOLE = new Worth(2, 1, 100_000_000, 1_000_000, 20_000);
    /** While the search still goes far: rules are dear but can be bent on the way. */
    static final Worth SOFT = new Worth(2, 1, 40, 24, 10);
  }

  private final Circle circle;
  private final int[][] chairs;
  private final int[][] met;
  private final long[] local;
  private Worth worth;
  private long ties;
  private long sum;

  /** @param chairs for each table who sits on each chair; not shared with anybody */
  Tables(Circle circle, int[][] chairs, Worth worth) {
    this.circle = circle;
    this.chairs = chairs;
    this.worth = worth;
    met = new int[circle.units][circle.units];
    local = new long[chairs.length];
    for (int t = 0; t < chairs.length; t++) {
      for (int i = 0; i < chairs[t].length; i++) {
        for (int j = 0; j < i; j++) meet(chairs[t][i], chairs[t][j], 1);
      }
    }
    weigh(worth);
  }

  /** Counts by other weights from now on. */
  void weigh(Worth other) {
    worth = other;
    sum = 0;
    for (int t = 0; t < chairs.length; t++) {
      local[t] = local(chairs[t]);
      sum += local[t];
    }
  }

  long worth() {
    return sum + worth.tie() * ties;
  }

  /** Pairs of units that meet and had no tie; each counts once, at however many tables. */
  long ties() {
    return ties;
  }

  /** A copy of who sits where. */
  int[][] seating() {
    return Arrays.stream(chairs).map(int[]::clone).toArray(int[][]::new);
  }

  int chairs(int table) {
    return chairs[table].length;
  }

  int on(int table, int chair) {
    return chairs[table][chair];
  }

  /** Whether no table gets a second empty chair by this exchange. */
  boolean staysEven(int table, int chair, int other, int otherChair) {
    boolean isEmpty = chairs[table][chair] == EMPTY;
    if (isEmpty == (chairs[other][otherChair] == EMPTY)) return !isEmpty;
    for (int who : chairs[isEmpty ? other : table]) {
      if (who == EMPTY) return false;
    }
    return true;
  }

  /** Two on chairs of different tables change places; doing it again is as if nothing had been done. */
  void swap(int table, int chair, int other, int otherChair) {
    int a = chairs[table][chair];
    int b = chairs[other][otherChair];
    leave(table, chair);
    leave(other, otherChair);
    chairs[table][chair] = b;
    chairs[other][otherChair] = a;
    arrive(table, chair);
    arrive(other, otherChair);
    sum -= local[table] + local[other];
    local[table] = local(chairs[table]);
    local[other] = local(chairs[other]);
    sum += local[table] + local[other];
  }

  private void leave(int table, int chair) {
    int who = chairs[table][chair];
    chairs[table][chair] = EMPTY;
    for (int neighbour : chairs[table]) meet(who, neighbour, -1);
  }

  private void arrive(int table, int chair) {
    int who = chairs[table][chair];
    for (int i = 0; i < chairs[table].length; i++) {
      if (i != chair) meet(who, chairs[table][i], 1);
    }
  }

  private void meet(int one, int other, int times) {
    if (one < 0 || other < 0) return;
    int a = circle.unit[one];
    int b = circle.unit[other];
    if (a < 0 || b < 0 || !circle.isNew[a][b]) return;
    int before = met[a][b];
    met[a][b] += times;
    met[b][a] = met[a][b];
    if (before == 0) ties++;
    else if (met[a][b] == 0) ties--;
  }

  /** All that a table is worth but its ties. */
  private long local(int[] table) {
    int sectors = 0;
    boolean mandate = false;
    long themes = 0;
    long value = 0;
    for (int i = 0; i < table.length; i++) {
      int who = table[i];
      if (who < 0) continue;
      sectors |= 1 << circle.sector[who];
      mandate |= circle.hasMandate[who];
      themes |= circle.themes[who];
      boolean isWithOwn = false;
      for (int j = 0; j < i; j++) {
        if (table[j] < 0) continue;
        if (circle.apart[who][table[j]]) value -= worth.apart();
        isWithOwn |= circle.unit[who] >= 0 && circle.unit[who] == circle.unit[table[j]];
      }
      if (isWithOwn) value -= worth.same();
    }
    value += worth.theme() * Long.bitCount(themes);
    value -= worth.rule() * Math.max(0, SECTORS_WANTED - Integer.bitCount(sectors));
    return mandate ? value : value - worth.rule();
  }
}
