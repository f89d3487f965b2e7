package se.malmo.meet.matching;

import java.util.List;

/** Decides who of those that fit a text are shown, and in which order. */
public interface Placing {
  /** Relevance alone. */
  Placing BY_RELEVANCE = new Placing() {
    @Override
    public int pool(int places) {
      return places;
    }

    @Override
    public List<String> ids(List<Fitting> ranked, int places) {
      return ranked.stream().limit(places).map(Fitting::id).toList();
    }
  };

  /** One that fits. */
  record Fitting(String id, double score, Confidence confidence) {}

  /** How many have to be ranked by relevance so that so many can be shown. */
  int pool(int places);

  /** Ids of those that are shown, in their order. */
  List<String> ids(List<Fitting> ranked, int places);
}
