package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All profiles in memory: a large part that is made seldom and a small one with what has changed since. Immutable, replaced as a whole; the graph
 * is the record.
 */
final class ProfileIndex {
  private static final int SMALL = 256;
  /** When so large a share of all has changed, the large part is made anew. */
  private static final double MERGE_SHARE = 0.05;

  private final Features numbering;
  private final Weights weights;
  private final Statistics statistics;
  private final Rarities rarities;
  private final Segment large;
  private final Segment small;
  /** Places of the large part that are out of date. */
  private final BitSet gone;
  private final Map<Kind, int[]> places = new EnumMap<>(Kind.class);
  private final Map<Kind, int[]> eligible = new EnumMap<>(Kind.class);

  private ProfileIndex(Features numbering, Weights weights, Statistics statistics, Rarities rarities, Segment large, Segment small, BitSet gone) {
    this.numbering = numbering;
    this.weights = weights;
    this.statistics = statistics;
    this.rarities = rarities;
    this.large = large;
    this.small = small;
    this.gone = gone;
    for (Kind kind : Kind.values()) {
      places.put(kind, IntStream.range(0, size()).filter(place -> kind(place) == kind && !isGone(place)).toArray());
      // Only organisations rest.
      eligible.put(kind, kind == Kind.ORGANISATION ? IntStream.of(places.get(kind)).filter(place -> !document(place).isResting()).toArray() : places.get(kind));
    }
  }

  /** An index of these profiles, with statistics of their own of this version. */
  static ProfileIndex of(Collection<Document> documents, Features numbering, Weights weights, long version) {
    return of(documents, numbering, weights, Statistics.of(documents, numbering, version));
  }

  /** An index of these profiles, with statistics of others. */
  static ProfileIndex of(Collection<Document> documents, Features numbering, Weights weights, Statistics statistics) {
    return new ProfileIndex(numbering, weights, statistics, new Rarities(statistics, weights.rarity()), new Segment(List.copyOf(documents), numbering, statistics, weights),
        new Segment(List.of(), numbering, statistics, weights), new BitSet());
  }

  static ProfileIndex empty(Features numbering, Weights weights) {
    return of(List.of(), numbering, weights, Statistics.NONE);
  }

  /** This index with some profiles added or replaced and some gone; the statistics stay. */
  ProfileIndex with(Collection<Document> changed, Collection<String> goneIds) {
    Map<String, Document> recent = new LinkedHashMap<>();
    small.documents().forEach(document -> recent.put(document.id(), document));
    BitSet goneAfter = (BitSet) gone.clone();
    Set<String> ids = new HashSet<>(goneIds);
    changed.forEach(document -> ids.add(document.id()));
    for (String id : ids) {
      recent.remove(id);
      if (large.place(id) >= 0) goneAfter.set(large.place(id));
    }
    changed.forEach(document -> recent.put(document.id(), document));
    if (recent.size() + goneAfter.cardinality() > Math.max(SMALL, MERGE_SHARE * large.size())) {
      List<Document> all = new ArrayList<>(recent.values());
      for (int i = 0; i < large.size(); i++) if (!goneAfter.get(i)) all.add(large.document(i));
      return of(all, numbering, weights, statistics);
    }
    return new ProfileIndex(numbering, weights, statistics, rarities, large, new Segment(List.copyOf(recent.values()), numbering, statistics, weights), goneAfter);
  }

  /** The same profiles counted anew, or weighed otherwise. */
  ProfileIndex renewed(Weights other, long version) {
    return of(documents(), numbering, other, version);
  }

  /** The same profiles by the same counts, weighed otherwise. */
  ProfileIndex weighed(Weights other) {
    return of(documents(), numbering, other, statistics);
  }

  Weights weights() {
    return weights;
  }

  List<Document> documents() {
    List<Document> all = new ArrayList<>(small.documents());
    for (int i = 0; i < large.size(); i++) if (!gone.get(i)) all.add(large.document(i));
    return all;
  }

  boolean has(String id) {
    return small.place(id) >= 0 || large.place(id) >= 0 && !gone.get(large.place(id));
  }

  Features numbering() {
    return numbering;
  }

  Statistics statistics() {
    return statistics;
  }

  /** What the rarity of each word weighs. */
  Rarities rarities() {
    return rarities;
  }

  /** Entries of all profiles together. */
  long mentions() {
    return large.mentions() + small.mentions();
  }

  /** Places count through both parts, the large one first. */
  int size() {
    return large.size() + small.size();
  }

  boolean isGone(int place) {
    return place < large.size() && gone.get(place);
  }

  /** Where a node is, or -1. */
  int place(String id) {
    if (small.place(id) >= 0) return large.size() + small.place(id);
    int place = large.place(id);
    return place >= 0 && gone.get(place) ? -1 : place;
  }

  /** Where all of a kind are, by rising place. */
  int[] places(Kind kind) {
    return places.get(kind);
  }

  /** Where those of a kind are that may be suggested, by rising place. */
  int[] eligible(Kind kind) {
    return eligible.get(kind);
  }

  /** Where those are who took part in it, in the order of its parts; -1 for who is not here. */
  int[] parts(int place) {
    boolean isLarge = place < large.size();
    int[] parts = (isLarge ? large.parts(place) : small.parts(place - large.size())).clone();
    List<Document.Part> named = document(place).parts();
    for (int i = 0; i < parts.length; i++) {
      boolean known = isLarge && parts[i] >= 0 && !gone.get(parts[i]);
      if (!known) parts[i] = place(named.get(i).who());
    }
    return parts;
  }

  Document document(int place) {
    return place < large.size() ? large.document(place) : small.document(place - large.size());
  }

  int[] features(int place) {
    return place < large.size() ? large.features(place) : small.features(place - large.size());
  }

  float[] values(int place) {
    return place < large.size() ? large.values(place) : small.values(place - large.size());
  }

  Kind kind(int place) {
    return place < large.size() ? large.kind(place) : small.kind(place - large.size());
  }

  /** Adds what these terms give to everybody, by place. */
  void add(Query.Term[] terms, float[] points) {
    large.add(terms, points, 0);
    if (small.size() > 0) small.add(terms, points, large.size());
  }
}
