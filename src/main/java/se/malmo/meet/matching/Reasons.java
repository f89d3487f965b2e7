package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.language.Span;
import se.malmo.meet.matching.CandidateStore.Answer;
import se.malmo.meet.matching.CandidateStore.Edges;
import se.malmo.meet.matching.CandidateStore.VoteRow;
import se.malmo.meet.matching.Evidence.Label;
import se.malmo.meet.matching.Query.Edge;
import se.malmo.meet.matching.Query.Word;
import se.malmo.meet.matching.Quotes.Group;
import se.malmo.meet.matching.Ranking.Cast;
import se.malmo.meet.matching.Ranking.Hit;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;

/** Says why: turns what the index found for somebody, as far as the graph still has it, into evidence whose points add up to the score. */
final class Reasons {
  private static final int WORDS_NAMED = 4;

  private final Asked asked;
  private final Ranking ranking;
  private final Vocabulary vocabulary;
  private final Quotes quotes;
  private final Map<Integer, Heaviest> voting = new HashMap<>();

  /** The words that most make an initiative and the text alike. */
  private record Heaviest(List<String> words, List<Span> spans) {}

  Reasons(Profile profile, Asked asked, Ranking ranking, Vocabulary vocabulary) {
    this.asked = asked;
    this.ranking = ranking;
    this.vocabulary = vocabulary;
    quotes = new Quotes(profile);
  }

  /** All evidence for the one at this place, heaviest first. */
  List<Grounds> of(int place, Answer graph) {
    String id = ranking.index().document(place).id();
    Edges edges = graph.edges().get(id);
    List<Grounds> grounds = new ArrayList<>(words(ranking.words(place)));
    for (Hit hit : ranking.edges(place)) {
      Edge edge = (Edge) hit.term().cause();
      if (edges.has(edge.type(), edge.met())) grounds.add(Grounds.of(edge(edge, hit.points(), edges), List.of(hit)));
    }
    for (Cast cast : ranking.casts(place)) {
      String initiative = ranking.index().document(cast.vote().place()).id();
      VoteRow row = graph.votes().get(initiative);
      if (row != null && row.speaksFor().contains(id)) grounds.add(Grounds.of(vote(cast, initiative, row), cast));
    }
    // Equals stand by what they say, not by how the index happens to number things.
    return grounds.stream().sorted(Comparator.comparingDouble(Grounds::points).reversed().thenComparing(one -> one.evidence().toString())).toList();
  }

  /** Words that a profile shares with the text: the heaviest one by one, the others together. */
  private List<Grounds> words(List<Hit> hits) {
    List<Grounds> all = new ArrayList<>();
    Map<Boolean, List<Hit>> byLanguage = new LinkedHashMap<>();
    hits.forEach(hit -> byLanguage.computeIfAbsent(isTranslated(hit), t -> new ArrayList<>()).add(hit));
    byLanguage.forEach((translated, some) -> {
      List<Group> each = quotes.together(some);
      each.stream().limit(WORDS_NAMED).forEach(one -> all.add(word(List.of(one), translated)));
      if (each.size() > WORDS_NAMED) all.add(word(each.subList(WORDS_NAMED, each.size()), translated));
    });
    return all;
  }

  private static boolean isTranslated(Hit hit) {
    return !((Word) hit.term().cause()).translation().isEmpty();
  }

  private Grounds word(List<Group> groups, boolean translated) {
    List<Hit> hits = groups.stream().flatMap(group -> group.hits().stream()).toList();
    List<String> words = quotes.words(groups);
    List<Span> spans = quotes.spans(groups);
    if (!translated) return Grounds.of(new Evidence.SharedWord(words, spans, Quotes.points(hits)), hits);
    List<String> others = hits.stream().map(hit -> ((Word) hit.term().cause()).translation()).distinct().sorted().toList();
    return Grounds.of(new Evidence.TranslatedWord(words, others, spans, Quotes.points(hits)), hits);
  }

  private Evidence edge(Edge edge, double points, Edges edges) {
    String first = edge.asked().getFirst();
    Label met = label(edge.met(), edges.text(edge.type(), edge.met()));
    Set<Span> spans = new LinkedHashSet<>();
    // What a person added stands nowhere in the text, and no other words are to be taken for it.
    if (!asked.spans(first).isEmpty()) edge.asked().forEach(id -> spans.addAll(asked.spans(id)));
    boolean isHinted = asked.isHinted(first);
    return switch (edge.type()) {
      case "HAS_MANDATE" -> new Evidence.Mandate(asked.said(first), asked.label(first), met, isHinted, List.copyOf(spans), points);
      case "MEMBER_OF" -> new Evidence.Tie(asked.said(first), asked.label(first), label(edge.met(), ""), edges.text(edge.type(), edge.met()), isHinted, List.copyOf(spans),
          points);
      default -> new Evidence.SharedCompetence(asked.said(first), asked.label(first), met, edge.type(), isHinted, List.copyOf(spans), points);
    };
  }

  private Label label(String id, String otherwise) {
    Optional<Competence> competence = vocabulary.byId(id);
    return competence.map(c -> new Label(id, c.labelSv(), c.labelEn())).orElseGet(() -> new Label(id, otherwise, otherwise));
  }

  private Evidence vote(Cast cast, String id, VoteRow row) {
    Heaviest heaviest = voting.computeIfAbsent(cast.vote().place(), this::heaviest);
    if (ranking.index().kind(cast.vote().place()) == Kind.MOVED) return new Evidence.MovedCase(id, row.year(), heaviest.words(), heaviest.spans(), cast.points());
    return new Evidence.PastInitiative(id, row.reference(), row.title(), row.year(), heaviest.words(), heaviest.spans(), cast.points());
  }

  private Heaviest heaviest(int place) {
    List<Group> groups = quotes.together(ranking.wholeWords(place)).stream().limit(WORDS_NAMED).toList();
    return new Heaviest(quotes.words(groups), quotes.spans(groups));
  }
}
