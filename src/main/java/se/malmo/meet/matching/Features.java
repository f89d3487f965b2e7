package se.malmo.meet.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A number for each thing that a profile can have in common with a text: a word, or an edge to a competence. Numbers are never taken back. */
final class Features {
  private static final char BETWEEN = '\t';
  /** The kinds of edges by which a competence is met. */
  static final List<String> COMPETENCE_EDGES = List.of("OFFERS", "SEEKS", "NEEDS", "HAS_MANDATE", "MENTIONS", "MEMBER_OF");
  private static final int[] NONE = {-1, -1, -1, -1, -1, -1};

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final Map<String, int[]> edges = new ConcurrentHashMap<>();
  private volatile String[] names = new String[1_024];
  /** For a word the number of the same as a part of a compound, and the other way round, one more than it is; 0 where there is none. */
  private volatile int[] twins = new int[1_024];

  /** Its number, a new one where it has none; called by the one thread that changes the index. */
  synchronized int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) return known;
    int next = numbers.size();
    if (next == names.length) {
      names = Arrays.copyOf(names, next * 2);
      twins = Arrays.copyOf(twins, next * 2);
    }
    names[next] = name;
    int tab = name.indexOf(BETWEEN);
    int twin = tab < 0 ? known(Words.twin(name)) : -1;
    if (twin >= 0) {
      twins[next] = twin + 1;
      twins[twin] = next + 1;
    }
    numbers.put(name, next);
    int type = tab < 0 ? -1 : COMPETENCE_EDGES.indexOf(name.substring(0, tab));
    if (type >= 0) {
      edges.compute(name.substring(tab + 1), (to, before) -> {
        int[] after = (before == null ? NONE : before).clone();
        after[type] = next;
        return after;
      });
    }
    return next;
  }

  /** The numbers of the edges to something, in the order of their kinds; -1 where nobody has such an edge. Not to be changed. */
  int[] edges(String to) {
    return edges.getOrDefault(to, NONE);
  }

  /** Its number, or -1 where nobody has it. */
  int known(String name) {
    return numbers.getOrDefault(name, -1);
  }

  /**
   * The number of a word as a part of a compound, or of a part as a word, or -1 where nobody has it.
   *
   * @param number the word's own, -1 where nobody has it
   */
  int twin(String word, int number) {
    return number < 0 ? known(Words.twin(word)) : twins[number] - 1;
  }

  String name(int number) {
    return names[number];
  }

  int size() {
    return numbers.size();
  }

  /** The name of an edge of a type to a competence, keyword or theme. */
  static String edge(String type, String to) {
    return type + BETWEEN + to;
  }

  /** The type of an edge by its name. */
  static String type(String edge) {
    return edge.substring(0, edge.indexOf(BETWEEN));
  }
}
