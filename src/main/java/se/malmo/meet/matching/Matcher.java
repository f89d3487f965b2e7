package se.malmo.meet.matching;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.CandidateStore.Answer;
import se.malmo.meet.matching.CandidateStore.InitiativeRow;
import se.malmo.meet.matching.Relations.Decision;
import se.malmo.meet.matching.Relations.Earlier;
import se.malmo.meet.matching.Suggestion.Known;
import se.malmo.meet.platform.Tracing;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;

/** A text comes in; partners, förvaltningar and similar initiatives come out, each with the evidence whose sum ranked it. */
public final class Matcher {
  private static final Timer READING = timer("language");
  private static final Timer RANKING = timer("matching");
  private static final int SUMMARY = 220;

  private final Profiles profiles;
  private final Projection projection;
  private final CandidateStore store;
  private final Vocabulary vocabulary;
  private final EarlierTexts earlierTexts;
  private final Questioning questioning;

  public Matcher(Profiles profiles, Projection projection, CandidateStore store, Vocabulary vocabulary) {
    this.profiles = profiles;
    this.projection = projection;
    this.store = store;
    this.vocabulary = vocabulary;
    earlierTexts = new EarlierTexts(profiles);
    questioning = new Questioning(profiles, vocabulary);
  }

  /** The same with other weights, over what is in the index now. */
  public Matcher with(Weights others) {
    return new Matcher(profiles, projection.weighed(others), store, vocabulary);
  }

  private static Timer timer(String part) {
    return Timer.builder("meet.suggestions").description("How long suggestions take: reading the text, and finding who goes with it").tag("part", part)
        .serviceLevelObjectives(Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 1_000).map(Duration::ofMillis).toArray(Duration[]::new)).register(Metrics.globalRegistry);
  }

  /** The numbers that it decides by, at this moment. */
  public Weights weights() {
    return projection.weights();
  }

  /** Reads a text as {@link #suggest} would. */
  public Profile profileOf(String text, Optional<Language> language) {
    return Tracing.part("language", () -> READING.record(() -> profiles.of(text, language)));
  }

  /** Whether a text is in a language that is read. */
  boolean isRead(Profile profile) {
    return profiles.isRead(profile);
  }

  /** The same with what a person takes from it and adds to it. */
  public Profile profileOf(String text, Optional<Language> language, Choices choices) {
    return choices.applied(profileOf(text, language));
  }

  /** The competence of this id or label. */
  public Optional<Competence> competence(String idOrLabel, Language language) {
    return vocabulary.byId(idOrLabel).or(() -> vocabulary.labelled(idOrLabel, language));
  }

  /**
   * Ranks everybody for a text.
   *
   * @param limit at most so many in each list, 1 to 50
   */
  public Suggestions suggest(String text, Optional<Language> language, int limit) {
    return suggest(profileOf(text, language), limit);
  }

  /** Ranks everybody for a text that has been read. */
  public Suggestions suggest(Profile profile, int limit) {
    return suggest(profile, "", limit);
  }

  /**
   * Ranks everybody for the text of an initiative that may be in the graph itself: it neither resembles nor speaks for itself.
   *
   * @param itself the initiative's id, "" for a text that is not one yet
   */
  public Suggestions suggest(Profile profile, String itself, int limit) {
    return suggest(inquiry(profile, itself), limit);
  }

  private Suggestions suggest(Inquiry inquiry, int limit) {
    return Tracing.part("matching", () -> RANKING.record(() -> suggestions(inquiry, limit)));
  }

  private Suggestions suggestions(Inquiry inquiry, int limit) {
    Profile profile = inquiry.profile();
    double least = inquiry.weights().thresholds().uncertain();
    List<Integer> partners = inquiry.shown(Kind.ORGANISATION, limit);
    List<Integer> forvaltningar = inquiry.shown(Kind.FORVALTNING, limit);
    List<Integer> similar = inquiry.shown(Kind.INITIATIVE, limit);
    Answer answer = inquiry.ask(partners, forvaltningar, similar);
    ProfileIndex index = inquiry.index();
    Relations relations = new Relations(RelationWeights.STANDARD, word -> index.statistics().rarity(index.numbering().known(word)));
    return new Suggestions(profile,
        ranked(inquiry, inquiry.scored(partners, answer, least, limit), answer.partners()::get),
        ranked(inquiry, inquiry.scored(forvaltningar, answer, least, limit), answer.forvaltningar()::get),
        ranked(inquiry, inquiry.scored(similar, answer, least, limit), id -> known(profile, answer.initiatives().get(id), relations)),
        () -> isRead(profile), () -> questioning.of(inquiry));
  }

  /** Asks about a text at this moment. */
  Inquiry inquiry(Profile profile) {
    return inquiry(profile, "");
  }

  private Inquiry inquiry(Profile profile, String itself) {
    // Before the index is taken: what was in then is in it.
    boolean isExact = projection.isExact();
    return inquiry(profile, itself, projection.state(), isExact ? Optional.empty() : graph());
  }

  private Optional<Function<Inquiry.Questions, Answer>> graph() {
    return Optional.of(questions -> store.ask(questions.partners(), questions.forvaltningar(), questions.initiatives(), questions.votes(), questions.moved()));
  }

  /**
   * Asks about a text in a state that was just taken.
   *
   * @param isExact whether the index was said to be exact before that, so that the graph need not be asked
   */
  Inquiry inquiry(Profile profile, Projection.State state, boolean isExact) {
    return inquiry(profile, state, isExact ? Optional.empty() : graph());
  }

  /** Asks about a text in a state of other profiles, counts and weights. */
  Inquiry inquiry(Profile profile, Projection.State state, Optional<Function<Inquiry.Questions, Answer>> graph) {
    return inquiry(profile, "", state, graph);
  }

  private Inquiry inquiry(Profile profile, String itself, Projection.State state, Optional<Function<Inquiry.Questions, Answer>> graph) {
    ProfileIndex index = state.index();
    Weights by = index.weights();
    Asked asked = Hinting.asked(profile, vocabulary, by);
    Query query = new Query(profile.words(), asked, index, state.translations(), vocabulary.nearby(), by);
    Likeness likeness = new Likeness(index, query, by, profile.words(), profile.language(), state.concepts());
    Ranking ranking = new Ranking(index, query, likeness, by, profile.text().text().hashCode(), index.place(itself));
    return new Inquiry(profile, asked, ranking, new Reasons(profile, asked, ranking, vocabulary), by, graph);
  }

  private Known known(Profile text, InitiativeRow row, Relations relations) {
    Standing standing = new Standing(() -> relations.between(text, new Earlier(earlierTexts.get(row.whole(), row.language()), row.isOver()))
        // What is shown here has something of the matter in common, be it only in the graph: the least that this says is that they lie beside each other.
        .orElse(new Decision(Relation.COMPLEMENTS, List.of())));
    return new Known(row.reference(), row.title(), summary(row.text()), row.language(), row.status(), row.year(), row.owners(), row.ending(), standing);
  }

  /** The beginning of a text, cut between words. */
  private static String summary(String text) {
    StringBuilder line = new StringBuilder();
    String stripped = text.strip();
    for (int i = 0; i < stripped.length() && line.length() <= SUMMARY; i++) {
      boolean isSpace = Character.isWhitespace(stripped.charAt(i));
      if (!isSpace || !Character.isWhitespace(stripped.charAt(i - 1))) line.append(isSpace ? ' ' : stripped.charAt(i));
    }
    if (line.length() <= SUMMARY) return line.toString();
    int space = line.lastIndexOf(" ", SUMMARY);
    return line.substring(0, space < SUMMARY / 2 ? SUMMARY : space) + "\u00a0…";
  }

  private <T> List<Suggestion<T>> ranked(Inquiry inquiry, List<Inquiry.Scored> scored, Function<String, T> shown) {
    List<Suggestion<T>> suggestions = new ArrayList<>();
    for (Inquiry.Scored one : scored) {
      T what = shown.apply(inquiry.index().document(one.place()).id());
      Confidence confidence = inquiry.confidence(one.score()).orElse(Confidence.UNCERTAIN);
      suggestions.add(new Suggestion<>(what, one.score(), suggestions.size() + 1, confidence, one.evidence()));
    }
    return suggestions;
  }
}
