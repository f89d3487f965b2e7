package se.malmo.meet.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Profiles in arrays, never changed once made: for each, what it has and how much (values), and for each feature, who has it (postings). */
final class Segment {
  private static final int[] NOBODY = {};
  private static final float[] NOTHING = {};

  private final List<Document> documents;
  private final Map<String, Integer> places = new HashMap<>();
  private final int[][] features;
  private final float[][] values;
  /** Postings of feature f: owners and amounts from starts[f] to starts[f + 1]. */
  private final int[] starts;
  private final int[] owners;
  private final float[] amounts;
  private final Kind[] kinds;
  /** Where in this segment those are who took part in each; -1 for who stands elsewhere. */
  private final int[][] parts;

  Segment(List<Document> documents, Features numbering, Statistics statistics, Weights weights) {
    this.documents = List.copyOf(documents);
    features = new int[documents.size()][];
    values = new float[documents.size()][];
    kinds = documents.stream().map(Document::kind).toArray(Kind[]::new);
    starts = new int[numbering.size() + 1];
    for (int d = 0; d < documents.size(); d++) {
      places.put(documents.get(d).id(), d);
      gather(d, documents.get(d), statistics, weights);
      for (int feature : features[d]) starts[feature + 1]++;
    }
    parts = documents.stream().map(document -> document.parts().stream().mapToInt(part -> place(part.who())).toArray()).toArray(int[][]::new);
    for (int f = 0; f < starts.length - 1; f++) starts[f + 1] += starts[f];
    owners = new int[starts[starts.length - 1]];
    amounts = new float[owners.length];
    int[] next = Arrays.copyOf(starts, starts.length);
    for (int d = 0; d < documents.size(); d++) {
      for (int i = 0; i < features[d].length; i++) {
        int at = next[features[d][i]]++;
        owners[at] = d;
        amounts[at] = values[d][i];
      }
    }
  }

  /** Words and edges in one row by rising number; a word that both languages have counts where it says more. */
  private void gather(int d, Document document, Statistics statistics, Weights weights) {
    Map<Integer, Float> row = new HashMap<>();
    for (Document.Text text : document.texts()) {
      for (int i = 0; i < text.words().length; i++) {
        row.merge(text.words()[i], (float) statistics.said(text.counts()[i], text.length(), weights), Math::max);
      }
    }
    float held = document.isStale() ? (float) weights.stale() : 1;
    document.edges().forEach(edge -> row.merge(edge.number(), held * edge.strength(), Math::max));
    features[d] = row.isEmpty() ? NOBODY : row.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    values[d] = row.isEmpty() ? NOTHING : new float[features[d].length];
    for (int i = 0; i < features[d].length; i++) values[d][i] = row.get(features[d][i]);
  }

  int size() {
    return documents.size();
  }

  int mentions() {
    return owners.length;
  }

  Document document(int place) {
    return documents.get(place);
  }

  List<Document> documents() {
    return documents;
  }

  /** Where a node is, or -1. */
  int place(String id) {
    return places.getOrDefault(id, -1);
  }

  int[] features(int place) {
    return features[place];
  }

  float[] values(int place) {
    return values[place];
  }

  Kind kind(int place) {
    return kinds[place];
  }

  int[] parts(int place) {
    return parts[place];
  }

  /** Adds what each of these terms gives to everybody who has it; the first of this segment stands at the offset. */
  void add(Query.Term[] terms, float[] points, int offset) {
    for (Query.Term term : terms) {
      if (term.feature() >= starts.length - 1) continue;
      float asked = (float) term.asked();
      for (int i = starts[term.feature()], end = starts[term.feature() + 1]; i < end; i++) points[offset + owners[i]] += asked * amounts[i];
    }
  }
}
