package se.malmo.meet.evaluation;

import se.malmo.meet.evaluation.SyntheticCity.Question;

/**
 * Somebody who answers a question in two steps, so that each can be timed alone.
 *
 * @param <R> a question as it was read
 */
public interface Searcher<R> {
  String name();

  /** Takes in the question's language and words. */
  R read(Question question);

  /** Finds the best ten; answers how many were found. */
  int find(R read);
}
