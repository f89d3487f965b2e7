package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.malmo.meet.language.Span;
import se.malmo.meet.matching.Query.Word;
import se.malmo.meet.matching.Ranking.Hit;

/** The words of a text as reasons quote them; each is looked up once. */
final class Quotes {
  private static final Comparator<Group> HEAVIEST_FIRST = Comparator.comparingDouble(Group::points).reversed().thenComparingInt(Group::start);

  private final Profile profile;
  private final Shown shown;
  private final Map<Word, Quote> known = new IdentityHashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * A word of the text.
   *
   * @param number the same for words that read the same
   * @param start where it first stands
   * @param text how it reads there
   * @param spans all its places
   */
  private record Quote(int number, int start, String text, List<Span> spans) {}

  /** Words at the same places of the text, and what they give together. */
  record Group(List<Hit> hits, int start, double points) {}

  Quotes(Profile profile) {
    this.profile = profile;
    shown = new Shown(profile);
  }

  private Quote quote(Hit hit) {
    return known.computeIfAbsent((Word) hit.term().cause(), word -> {
      List<Span> places = profile.words().said().get(word.word()).places();
      Span first = places.getFirst();
      return new Quote(numbers.computeIfAbsent(shown.key(first), key -> numbers.size()), first.start(), shown.text(first), places.stream().map(shown::of).toList());
    });
  }

  /**
   * A compound and its parts stand at the same place, and a pair with a function word reads as its other word: they are one reason. Those with most points
   * first, of equals what the text says first.
   */
  List<Group> together(List<Hit> hits) {
    List<List<Hit>> some = new ArrayList<>();
    int[] at = new int[profile.words().said().size()];
    for (Hit hit : hits) {
      int number = quote(hit).number();
      if (at[number] == 0) {
        some.add(new ArrayList<>(2));
        at[number] = some.size();
      }
      some.get(at[number] - 1).add(hit);
    }
    List<Group> groups = new ArrayList<>(some.size());
    for (List<Hit> one : some) groups.add(new Group(one, quote(one.getFirst()).start(), points(one)));
    groups.sort(HEAVIEST_FIRST);
    return groups;
  }

  /** The same in whatever order they come. */
  static double points(List<Hit> hits) {
    return hits.size() == 1 ? hits.getFirst().points() : hits.stream().mapToDouble(Hit::points).sorted().sum();
  }

  /** As the text says them. */
  List<String> words(List<Group> groups) {
    Set<String> words = new LinkedHashSet<>();
    for (Group group : groups) words.add(quote(group.hits().getFirst()).text());
    return List.copyOf(words);
  }

  /** Where the text says them. */
  List<Span> spans(List<Group> groups) {
    Set<Span> spans = new LinkedHashSet<>();
    for (Group group : groups) for (Hit hit : group.hits()) spans.addAll(quote(hit).spans());
    return List.copyOf(spans);
  }
}
