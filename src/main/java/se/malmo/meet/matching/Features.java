package se.malmo.meet.matching;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A number for each thing that a profile can have in common with a text: a word, or an edge to a competence. Numbers are never taken back. */
final class Features {
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private volatile String[] names = new String[1_024];

  /** Its number, a new one where it has none; called by the one thread that changes the index. */
  synchronized int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) return known;
    int next = numbers.size();
    if (next == names.length) names = Arrays.copyOf(names, next * 2);
    names[next] = name;
    numbers.put(name, next);
    return next;
  }

  /** Its number, or -1 where nobody has it. */
  int known(String name) {
    return numbers.getOrDefault(name, -1);
  }

  String name(int number) {
    return names[number];
  }

  int size() {
    return numbers.size();
  }

  /** The name of an edge of a type to a competence, keyword or theme. */
  static String edge(String type, String to) {
    return type + '\t' + to;
  }

  /** The type of an edge by its name. */
  static String type(String edge) {
    return edge.substring(0, edge.indexOf('\t'));
  }
}
