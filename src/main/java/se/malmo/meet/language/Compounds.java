package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the words that a Swedish compound is made of: few, long, each in the dictionary. */
final class Compounds {

  private static final int SHORTEST_PART = 3;
  private static final int LONGEST_WORD = 50;
  private static final int MOST_PARTS = 4;

  /** What a split may cost beside its number of parts; dearer ones are taken for chance. Set by judgement, not fitted to data. */
  private static final double MOST_DOUBT = 0.95;

  private static final double SHORT_PART = 0.45;
  private static final double UNATTESTED = 0.3;
  private static final double NOT_A_NOUN = 0.3;

  private static final int SHORTEST_COMBINING = 5;
  private static final int SHORTEST_DERIVED = 7;
  /** By this flag the dictionary says that a word begins compounds. */
  private static final char BEGINS = 'X';

  private record Split(List<String> parts, double doubt) {
    Split after(Split head) {
      List<String> all = new ArrayList<>(head.parts);
      all.addAll(parts);
      return new Split(all, head.doubt + doubt);
    }

    boolean isBetterThan(Split other) {
      return parts.size() + doubt < other.parts.size() + other.doubt;
    }
  }

  private final SwedishDictionary dictionary;
  private final Map<String, List<String>> known = new HashMap<>();
  private final Set<String> neverParts = new HashSet<>();

  private Compounds(SwedishDictionary dictionary) {
    this.dictionary = dictionary;
  }

  static Compounds load(SwedishDictionary dictionary) {
    Compounds compounds = new Compounds(dictionary);
    Resources.lines("compound-exceptions-sv.tsv").forEach(compounds::except);
    return compounds;
  }

  /** A line of the file is a word that stays whole, a word and its parts, or a hyphen and what is never a part. */
  private void except(String line) {
    String[] columns = line.split("\\s+");
    if (columns[0].equals("-")) {
      neverParts.addAll(List.of(columns).subList(1, columns.length));
    } else {
      known.put(columns[0], List.of(columns).subList(1, columns.length));
    }
  }

  /** The parts' base forms, empty for a simple word. */
  List<String> parts(String lemma) {
    List<String> hyphenated = hyphenated(lemma);
    if (!hyphenated.isEmpty()) {
      return hyphenated;
    }
    if (known.containsKey(lemma)) {
      return known.get(lemma);
    }
    if (lemma.length() > LONGEST_WORD || lemma.length() < 2 * SHORTEST_PART) {
      return List.of();
    }
    return best(lemma, MOST_PARTS).map(split -> split.parts.stream().flatMap(this::whollySplit).toList()).orElse(List.of());
  }

  /** A part that is itself a compound in the dictionary: "vattenkvalitet". */
  private Stream<String> whollySplit(String part) {
    List<String> inner = parts(part);
    return inner.isEmpty() ? Stream.of(part) : inner.stream();
  }

  /** Where the last part of an inflected compound begins, if the dictionary knows the parts of this unknown form. */
  OptionalInt lastPart(String form) {
    int found = -1;
    double least = Double.MAX_VALUE;
    for (int at = SHORTEST_PART; at <= Math.min(form.length(), LONGEST_WORD) - SHORTEST_PART; at++) {
      Optional<Split> head = headOfAny(form.substring(0, at), MOST_PARTS - 1);
      if (head.isEmpty()) {
        continue;
      }
      Split first = head.get();
      double tail = dictionary.roots(form.substring(at)).stream()
          .filter(root -> !neverParts.contains(root))
          .map(this::whole)
          .flatMap(Optional::stream)
          .mapToDouble(Split::doubt)
          .min()
          .orElse(Double.MAX_VALUE);
      double cost = first.parts.size() + first.doubt + tail;
      if (first.doubt + tail <= MOST_DOUBT && cost < least) {
        least = cost;
        found = at;
      }
    }
    return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
  }

  private List<String> hyphenated(String lemma) {
    if (lemma.indexOf('-') < 0) {
      return List.of();
    }
    List<String> parts = new ArrayList<>();
    for (String piece : lemma.split("-")) {
      if (piece.length() > 1) {
        List<String> inner = parts(piece);
        parts.addAll(inner.isEmpty() ? List.of(piece) : inner);
      }
    }
    return parts.size() > 1 ? parts : List.of();
  }

  private Optional<Split> best(String word, int mostParts) {
    Optional<Split> best = Optional.empty();
    for (int at = SHORTEST_PART; at <= word.length() - SHORTEST_PART; at++) {
      Optional<Split> head = head(word.substring(0, at));
      if (head.isEmpty()) {
        continue;
      }
      String rest = word.substring(at);
      Optional<Split> tail = tail(rest, mostParts - 1);
      if (tail.isPresent()) {
        best = better(best, tail.get().after(head.get()));
      }
    }
    return best.filter(split -> split.doubt <= MOST_DOUBT);
  }

  private Optional<Split> tail(String rest, int mostParts) {
    Optional<Split> whole = whole(rest);
    if (mostParts < 2 || known.containsKey(rest)) {
      return whole;
    }
    return best(rest, mostParts).map(split -> better(whole, split)).orElse(whole);
  }

  private static Optional<Split> better(Optional<Split> one, Split other) {
    return one.isPresent() && !other.isBetterThan(one.get()) ? one : Optional.of(other);
  }

  /** A head that may itself be a compound: "vattenkvalitets-". */
  private Optional<Split> headOfAny(String head, int mostParts) {
    Optional<Split> best = head(head);
    if (mostParts < 2) {
      return best;
    }
    for (int at = SHORTEST_PART; at <= head.length() - SHORTEST_PART; at++) {
      Optional<Split> first = head(head.substring(0, at));
      Optional<Split> rest = first.isEmpty() ? first : headOfAny(head.substring(at), mostParts - 1);
      if (rest.isPresent()) {
        best = better(best, rest.get().after(first.get()));
      }
    }
    return best;
  }

  private Optional<Split> head(String head) {
    Optional<Split> best = Optional.empty();
    for (CombiningForm form : CombiningForm.ALL) {
      if (!form.fits(head)) {
        continue;
      }
      String root = form.root(head);
      String flags = dictionary.flags(root);
      boolean isAttested = form.isAttested(flags);
      if (flags.isEmpty() || neverParts.contains(root) || neverParts.contains(head) || !isAttested && !form.isCommon()) {
        continue;
      }
      Set<WordClass> kinds = dictionary.classes(root);
      boolean isChanged = !root.equals(head);
      if (kinds.isEmpty() || isChanged && !isAttested && !kinds.contains(WordClass.NOUN)) {
        continue;
      }
      // Where nothing says that it joins with an s, "tyg-s" is as short as "tyg".
      String shorter = isAttested || head.length() < root.length() ? head : root;
      best = better(best, new Split(List.of(root), doubt(shorter, kinds) + (isAttested ? 0 : UNATTESTED)));
    }
    return best.isPresent() ? best : combining(head);
  }

  /** A form that the dictionary has for compounds alone: "skatte-", "författar-". */
  private Optional<Split> combining(String head) {
    boolean isOne = head.length() >= SHORTEST_COMBINING && dictionary.flags(head).indexOf(BEGINS) >= 0 && dictionary.classes(head).isEmpty();
    if (!isOne || neverParts.contains(head)) {
      return Optional.empty();
    }
    String root = CombiningForm.rootsOfUnknown(head).filter(this::isNoun).findFirst().orElse(head);
    return Optional.of(new Split(List.of(root), NOT_A_NOUN));
  }

  private boolean isNoun(String word) {
    Set<WordClass> kinds = dictionary.classes(word);
    return whole(word).isPresent() && (kinds.isEmpty() || kinds.contains(WordClass.NOUN));
  }

  private Optional<Split> whole(String word) {
    if (neverParts.contains(word) || word.length() < SHORTEST_PART) {
      return Optional.empty();
    }
    Set<WordClass> kinds = dictionary.classes(word);
    return kinds.isEmpty() ? derived(word) : Optional.of(new Split(List.of(word), doubt(word, kinds)));
  }

  /** What any verb makes and the dictionary has no entry for: "upplysare", "framkallande", "plockad". */
  private Optional<Split> derived(String word) {
    if (word.length() < SHORTEST_DERIVED) {
      return Optional.empty();
    }
    return Stream.of("are", "ande", "ad")
        .filter(ending -> word.endsWith(ending) && dictionary.classes(word.substring(0, word.length() - ending.length()) + "a").contains(WordClass.VERB))
        .findFirst()
        .map(ending -> new Split(List.of(word), ending.equals("are") ? 0 : NOT_A_NOUN));
  }

  private static double doubt(String part, Set<WordClass> kinds) {
    return (part.length() <= SHORTEST_PART ? SHORT_PART : 0) + (kinds.contains(WordClass.NOUN) ? 0 : NOT_A_NOUN);
  }
}
