package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.CandidateStore.Answer;
import se.malmo.meet.matching.Explanation.Missing;
import se.malmo.meet.matching.Inquiry.Scored;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;

/** Says of anybody how they stand to a text, also of those that are not suggested. */
public final class Explaining {
  /** So many of a kind are looked at as suggestions are; who comes later is ranked by the index alone. */
  private static final int SHOWN = 10;
  /** Points in the index are rounded; what differs by more was changed in the graph meanwhile. */
  private static final double ROUNDED = 1e-3;

  private final Matcher matcher;
  private final Profiles profiles;
  private final Vocabulary vocabulary;

  public Explaining(Matcher matcher, Profiles profiles, Vocabulary vocabulary) {
    this.matcher = matcher;
    this.profiles = profiles;
    this.vocabulary = vocabulary;
  }

  /**
   * Explains.
   *
   * @param kind an organisation or a förvaltning
   * @return nothing where there is nobody of that kind and id
   */
  public Optional<Explanation> explain(String text, Optional<Language> language, Choices choices, Kind kind, String id) {
    Profile read = matcher.profileOf(text, language);
    Profile profile = choices.applied(read);
    Inquiry inquiry = matcher.inquiry(profile);
    int place = inquiry.index().place(id);
    if (place < 0 || inquiry.index().kind(place) != kind) return Optional.empty();
    List<Integer> places = new ArrayList<>(new LinkedHashSet<>(Stream.concat(inquiry.best(kind, 0, SHOWN).stream(), Stream.of(place)).toList()));
    Answer answer = inquiry.ask(kind, places);
    Optional<Scored> own = inquiry.scored(place, answer);
    if (own.isEmpty()) return Optional.empty();
    List<Scored> first = inquiry.scored(places, answer, 0, SHOWN);
    int rank = rank(own.get(), first, inquiry);
    List<Tip> tips = rank <= Tips.FIRST && inquiry.confidence(own.get().score()).isPresent() ? List.of() : tips(read, choices, inquiry, kind, place);
    return Optional.of(new Explanation(profile, inquiry.index().document(place).known(), rank, own.get().score(), inquiry.confidence(own.get().score()),
        own.get().evidence(), first.size() < Tips.FIRST ? 0 : first.get(Tips.FIRST - 1).score(), missing(inquiry, kind, place), tips));
  }

  private static int rank(Scored own, List<Scored> first, Inquiry inquiry) {
    int among = 1 + first.stream().map(Scored::place).toList().indexOf(own.place());
    if (among > 0) return among;
    float points = inquiry.ranking().points(own.place());
    return inquiry.ranking().rank(own.place(), Math.abs(own.score() - points) < ROUNDED ? points : (float) own.score());
  }

  /** The edge by which one of a kind has a competence. */
  private static String edge(Kind kind) {
    return kind == Kind.FORVALTNING ? "HAS_MANDATE" : "OFFERS";
  }

  private List<Missing> missing(Inquiry inquiry, Kind kind, int place) {
    Asked asked = inquiry.asked();
    Set<String> edges = edges(inquiry.index(), place);
    Map<String, Map<String, Double>> closeness = Query.closeness(asked, vocabulary.nearby(), inquiry.weights());
    // What the text only hints at it does not ask for.
    List<String> wanted = new ArrayList<>(asked.competences().stream().filter(id -> !asked.isHinted(id)).toList());
    // What is asked for in so many words may be offered in the same words, though it is no competence.
    if (kind == Kind.ORGANISATION) Needs.of(inquiry.profile()).stream().filter(need -> need.competence().isEmpty()).map(Need::id).forEach(wanted::add);
    return wanted.stream().filter(id -> !edges.contains(Features.edge(edge(kind), id)))
        .map(id -> new Missing(asked.label(id), asked.said(id),
            Query.worth(edge(kind), id, closeness.get(id), inquiry.index(), inquiry.weights())))
        .sorted(Comparator.comparingDouble(Missing::points).reversed().thenComparing(one -> one.competence().id())).toList();
  }

  private static Set<String> edges(ProfileIndex index, int place) {
    Set<String> names = new HashSet<>();
    index.document(place).edges().forEach(edge -> names.add(index.numbering().name(edge.number())));
    return names;
  }

  private List<Tip> tips(Profile read, Choices choices, Inquiry inquiry, Kind kind, int place) {
    Set<String> taken = new HashSet<>(choices.without());
    choices.taken(read).stream().flatMap(keyword -> keyword.competence().stream()).map(Competence::id).forEach(taken::add);
    Askable askable = new Askable(read, taken, inquiry.asked().competences(), vocabulary.nearby(), profiles);
    List<Competence> candidates = edges(inquiry.index(), place).stream().map(name -> name.split("\t", 2))
        .filter(edge -> edge[0].equals("OFFERS") || edge[0].equals("SEEKS") || edge[0].equals("HAS_MANDATE")).map(edge -> edge[1]).distinct().sorted()
        .flatMap(id -> vocabulary.byId(id).stream()).filter(competence -> !inquiry.profile().refuses(competence)).filter(askable::mayBe).toList();
    String id = inquiry.index().document(place).id();
    return new Tips(inquiry.ranking(), place, candidates, vocabulary.nearby(), inquiry.weights())
        .smallest(Choices.MOST - choices.with().size(), added -> rank(inquiry.profile(), added, kind, id));
  }

  /** The rank that the suggestions would give with these competences added, 0 where they would not show the one. */
  private int rank(Profile profile, List<Competence> added, Kind kind, String id) {
    Suggestions suggestions = matcher.suggest(new Choices(List.of(), added).applied(profile), SHOWN);
    Stream<String> ids = kind == Kind.FORVALTNING ? suggestions.forvaltningar().stream().map(hit -> hit.what().id())
        : suggestions.partners().stream().map(hit -> hit.what().id());
    return 1 + ids.toList().indexOf(id);
  }
}
