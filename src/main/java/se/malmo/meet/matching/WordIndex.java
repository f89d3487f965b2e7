package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of all profiles, in memory: an immutable snapshot that is replaced as a whole. The graph is the record. */
final class WordIndex {
  private static final Posting[] NOWHERE = {};
  static final WordIndex EMPTY = new WordIndex(Map.of(), Map.of(), Statistics.NONE);

  private final Map<String, Document> documents;
  private final Map<String, Posting[]> postings;
  private final Statistics statistics;

  /** One profile's words. */
  record Document(String id, Kind kind, Map<String, Integer> words, int length) {
    static Document of(String id, Kind kind, List<String> words, List<Integer> counts) {
      Map<String, Integer> byWord = new HashMap<>();
      int length = 0;
      for (int i = 0; i < words.size(); i++) {
        byWord.put(words.get(i), counts.get(i));
        if (!Words.isPart(words.get(i)) && !Words.isPair(words.get(i))) length += counts.get(i);
      }
      return new Document(id, kind, byWord, length);
    }
  }

  /** A profile that has a word, and how often. */
  record Posting(Document document, int count) {}

  /** A word of the text that a profile has too, and what it gives. */
  record Hit(String word, double points) {}

  /**
   * Counts over all profiles at one moment; kept while profiles change, so that taking one away changes no other's points.
   *
   * @param version which moment
   */
  record Statistics(long version, int documents, Map<String, Integer> frequencies, double meanLength) {
    static final Statistics NONE = new Statistics(0, 0, Map.of(), 1);

    /** 1 for a word that nobody has, near 0 for one that everybody has: BM25's idf (Robertson & Zaragoza 2009, eq. 3.3) over its largest value. */
    double rarity(String word) {
      double n = documents + 1.0;
      int frequency = frequencies.getOrDefault(word, 0);
      return Math.log(1 + (n - frequency + 0.5) / (frequency + 0.5)) / Math.log(1 + (n + 0.5) / 0.5);
    }
  }

  private WordIndex(Map<String, Document> documents, Map<String, Posting[]> postings, Statistics statistics) {
    this.documents = documents;
    this.postings = postings;
    this.statistics = statistics;
  }

  /** An index of these profiles, with statistics of this version. */
  static WordIndex of(Iterable<Document> all, long version) {
    Map<String, Document> documents = new HashMap<>();
    all.forEach(document -> documents.put(document.id(), document));
    Map<String, List<Posting>> lists = new HashMap<>();
    long length = 0;
    for (Document document : documents.values()) {
      length += document.length();
      document.words().forEach((word, count) -> lists.computeIfAbsent(word, w -> new ArrayList<>()).add(new Posting(document, count)));
    }
    Map<String, Posting[]> postings = new HashMap<>();
    Map<String, Integer> frequencies = new HashMap<>();
    lists.forEach((word, list) -> {
      postings.put(word, list.toArray(Posting[]::new));
      frequencies.put(word, list.size());
    });
    double mean = documents.isEmpty() ? 1 : Math.max(1, (double) length / documents.size());
    return new WordIndex(documents, postings, new Statistics(version, documents.size(), frequencies, mean));
  }

  /** This index with some profiles replaced and some gone; the statistics stay. */
  WordIndex with(List<Document> changed, List<String> gone) {
    Map<String, Document> documentsAfter = new HashMap<>(documents);
    Map<String, Posting[]> postingsAfter = new HashMap<>(postings);
    for (String id : gone) remove(documentsAfter.remove(id), postingsAfter);
    for (Document document : changed) {
      remove(documentsAfter.put(document.id(), document), postingsAfter);
      document.words().forEach((word, count) -> postingsAfter.merge(word, new Posting[] {new Posting(document, count)}, WordIndex::joined));
    }
    return new WordIndex(documentsAfter, postingsAfter, statistics);
  }

  private static void remove(Document old, Map<String, Posting[]> from) {
    if (old == null) return;
    for (String word : old.words().keySet()) {
      Posting[] left = Arrays.stream(from.get(word)).filter(posting -> posting.document() != old).toArray(Posting[]::new);
      if (left.length == 0) from.remove(word);
      else from.put(word, left);
    }
  }

  private static Posting[] joined(Posting[] one, Posting[] other) {
    Posting[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  Map<String, Document> documents() {
    return documents;
  }

  Statistics statistics() {
    return statistics;
  }

  /** The points of every profile that shares a word with the text, word by word. */
  Map<Document, List<Hit>> hits(Words text, Weights weights) {
    Map<Document, List<Hit>> hits = new HashMap<>();
    text.spans().forEach((word, spans) -> {
      for (String met : Words.meeting(word)) {
        double asked = asked(word, met, spans.size(), weights);
        for (Posting posting : postings.getOrDefault(met, NOWHERE)) {
          double points = asked * said(posting.count(), posting.document().length(), weights);
          hits.computeIfAbsent(posting.document(), d -> new ArrayList<>()).add(new Hit(word, points));
        }
      }
    });
    return hits;
  }

  /** What the text would give a profile that says exactly the same: depends on no other profile's presence. */
  double perfect(Words text, Weights weights) {
    int length = (int) text.spans().entrySet().stream().filter(e -> !Words.isPart(e.getKey()) && !Words.isPair(e.getKey()))
        .mapToLong(e -> e.getValue().size()).sum();
    double sum = 0;
    for (var entry : text.spans().entrySet()) {
      sum += asked(entry.getKey(), entry.getKey(), entry.getValue().size(), weights) * said(entry.getValue().size(), length, weights);
    }
    return sum;
  }

  private double asked(String word, String met, int times, Weights weights) {
    boolean part = Words.isPart(word) || Words.isPart(met);
    double share = part ? weights.compoundPart() : Words.isPair(word) ? weights.pair() : 1;
    return weights.word() * share * Math.pow(times, weights.repetition()) * Math.pow(statistics.rarity(met), weights.rarity());
  }

  /** BM25's saturation of a word's count by the profile's length (Robertson & Zaragoza 2009, eq. 3.15); 1 for once in a usual profile. */
  private double said(int count, int length, Weights weights) {
    double k = weights.saturation();
    double norm = k * (1 - weights.lengthPenalty() + weights.lengthPenalty() * length / statistics.meanLength());
    return count * (k + 1) / (count + norm);
  }
}
