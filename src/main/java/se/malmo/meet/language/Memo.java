package se.malmo.meet.language;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Remembers answers, up to about twice its limit, the recently asked ones longest; never waits for another thread. */
final class Memo<K, V> {

  private record Generations<K, V>(ConcurrentHashMap<K, V> young, ConcurrentHashMap<K, V> old) {}

  private final int limit;
  private final Function<K, V> answer;
  private volatile Generations<K, V> generations = new Generations<>(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

  Memo(int limit, Function<K, V> answer) {
    this.limit = limit;
    this.answer = answer;
  }

  V get(K key) {
    Generations<K, V> now = generations;
    V known = now.young.get(key);
    if (known != null) {
      return known;
    }
    V value = now.old.get(key);
    if (value == null) {
      value = answer.apply(key);
    }
    now.young.put(key, value);
    if (now.young.mappingCount() > limit) {
      // two threads may both turn the page: that forgets a little early and harms nothing
      generations = new Generations<>(new ConcurrentHashMap<>(), now.young);
    }
    return value;
  }
}
