package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import se.malmo.meet.matching.Query.Term;

/** Everybody's points for one text, by the index alone: words, edges, and the votes of earlier initiatives and moved cases. */
final class Ranking {
  static final int MOST_VOTES = 50;
  /** So many words a text must share with a moved case: one alone is chance, and would tell who asks for it that the case has it. */
  private static final int FEWEST_WORDS = 2;

  private final ProfileIndex index;
  private final Query query;
  private final Weights weights;
  private final int salt;
  private final float[] points;
  private final List<Vote> votes;
  private final Map<Integer, List<Cast>> casts = new HashMap<>();
  private final Map<Integer, List<Hit>> words = new HashMap<>();
  private final Map<Integer, List<Hit>> edges = new HashMap<>();

  /**
   * An earlier initiative, or a moved case, that the text is like.
   *
   * @param likeness part of what a text that says just the same would have, 0 to 1
   */
  record Vote(int place, double likeness) {}

  /** What a vote gives to one who took part. */
  record Cast(Vote vote, double points) {}

  /** What a term gives to somebody. */
  record Hit(Term term, double points) {}

  /** @param itself the place of the initiative that the text is of; negative where it is in no index */
  Ranking(ProfileIndex index, Query query, Likeness likeness, Weights weights, int salt, int itself) {
    this.index = index;
    this.query = query;
    this.weights = weights;
    this.salt = salt;
    points = new float[index.size()];
    index.add(query.words(), points);
    if (itself >= 0) points[itself] = 0;
    votes = likeness.mostAlike(points, Kind.INITIATIVE, MOST_VOTES).stream().filter(alike -> alike.place() != itself).map(alike -> new Vote(alike.place(), alike.likeness())).toList();
    // They have their own number, so that none of them takes the place of an initiative that speaks for partners too.
    List<Vote> moved = likeness.mostAlike(points, Kind.MOVED, MOST_VOTES).stream().map(alike -> new Vote(alike.place(), alike.likeness())).toList();
    index.add(query.edges(), points);
    votes.forEach(this::cast);
    moved.forEach(this::cast);
    if (itself >= 0) points[itself] = 0;
  }

  private void cast(Vote vote) {
    List<Document.Part> parts = index.document(vote.place()).parts();
    int[] places = index.parts(vote.place());
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      if (place < 0) continue;
      Cast cast = new Cast(vote, worth(vote, parts.get(i)) * Math.pow(vote.likeness(), weights.voteSharpness()));
      if (cast.points() <= 0) continue;
      casts.computeIfAbsent(place, p -> new ArrayList<>(2)).add(cast);
      points[place] += (float) cast.points();
    }
  }

  /** What the vote would be worth of one that says the same as the text. */
  private double worth(Vote vote, Document.Part part) {
    if (part.moved() && sharedWords(vote.place()) >= FEWEST_WORDS) return weights.moved();
    if (index.kind(vote.place()) == Kind.MOVED) return 0;
    return weights.vote() * (part.led() ? 1 : weights.participant());
  }

  private long sharedWords(int place) {
    return wholeWords(place).stream().map(hit -> ((Query.Word) hit.term().cause()).word()).distinct().count();
  }

  /** How like the text an initiative is; 0 where it is not among the most alike. */
  double likeness(int place) {
    return votes.stream().filter(vote -> vote.place() == place).mapToDouble(Vote::likeness).findFirst().orElse(0);
  }

  float points(int place) {
    return points[place];
  }

  /**
   * The places of those of a kind with the most points, best first. Of equals, who comes first differs from text to text and is the same each time
   * for the same text, so that nobody gains by having joined early.
   *
   * @param wanted asked only of those with enough points
   */
  List<Integer> best(Kind kind, double least, int limit, IntPredicate wanted) {
    return Best.of(points, least, limit, index.eligible(kind), wanted, this::chance);
  }

  /** A number that is anyone's and nobody's. */
  int chance(int place) {
    int mixed = (index.document(place).id().hashCode() ^ salt) * 0x9E3779B9;
    return mixed ^ mixed >>> 15;
  }

  /** The rank among all of its kind that this place has with so many points, 1 for the first; of those without points none is before another. */
  int rank(int place, float own) {
    int better = 0;
    for (int other = 0; other < points.length; other++) {
      if (points[other] < own || other == place || index.kind(other) != index.kind(place) || index.isGone(other) || index.document(other).isResting()) continue;
      if (points[other] > own || own > 0 && chance(other) > chance(place)) better++;
    }
    return better + 1;
  }

  /** The words that somebody shares with the text. */
  List<Hit> words(int place) {
    return words.computeIfAbsent(place, p -> hits(query.words(), p));
  }

  /** The words that somebody shares with the text which the text says as words of their own. */
  List<Hit> wholeWords(int place) {
    return hits(query.wholeWords(), place);
  }

  /** The edges by which somebody meets what the text asks for. */
  List<Hit> edges(int place) {
    return edges.computeIfAbsent(place, p -> hits(query.edges(), p));
  }

  List<Cast> casts(int place) {
    return casts.getOrDefault(place, List.of());
  }

  /** Both rows rise, so one walk finds what they have in common. */
  private List<Hit> hits(Term[] terms, int place) {
    int[] features = index.features(place);
    float[] values = index.values(place);
    List<Hit> hits = new ArrayList<>();
    int f = 0;
    for (Term term : terms) {
      while (f < features.length && features[f] < term.feature()) f++;
      if (f == features.length) break;
      if (features[f] == term.feature()) hits.add(new Hit(term, term.asked() * values[f]));
    }
    return hits;
  }

  ProfileIndex index() {
    return index;
  }

  Query query() {
    return query;
  }
}
