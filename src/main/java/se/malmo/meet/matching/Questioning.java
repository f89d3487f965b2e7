package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import se.malmo.meet.language.AnalyzedText;
import se.malmo.meet.language.Asks;
import se.malmo.meet.language.Lexicon;
import se.malmo.meet.language.Span;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.vocabulary.Vocabulary.Near;

/** Chooses what to ask whoever wrote a text that nobody surely fits: by what the text does not say. */
final class Questioning {
  private static final Lexicon GROUPS = Lexicon.of(Questioning.class, "target-groups");
  private static final Lexicon TIMES = Lexicon.of(Questioning.class, "times");
  private static final Lexicon PLACES = Lexicon.ofNames(Questioning.class, "places");
  private static final Set<String> THINGS = Set.of("NOUN", "PROPN");
  private static final int MOST_CHOICES = 3;
  /** A weaker hint is as likely chance. */
  private static final double LEAST_HINT = 0.6;
  private static final int LONGEST_ABOUT = 60;

  private final Profiles profiles;
  private final Vocabulary vocabulary;

  Questioning(Profiles profiles, Vocabulary vocabulary) {
    this.profiles = profiles;
    this.vocabulary = vocabulary;
  }

  /** Three questions, that whose answer would tell most first. */
  List<OpenQuestion> of(Inquiry inquiry) {
    Profile profile = inquiry.profile();
    List<OpenQuestion> questions = new ArrayList<>();
    List<Competence> choices = profiles.isRead(profile) ? choices(inquiry) : List.of();
    if (choices.size() > 1) questions.add(new OpenQuestion(OpenQuestion.Kind.WHICH, "", choices));
    for (OpenQuestion.Kind kind : lacking(profile.text())) {
      questions.add(new OpenQuestion(kind, kind == OpenQuestion.Kind.NEEDED ? about(profile) : "", List.of()));
    }
    return questions.stream().limit(OpenQuestion.ASKED).toList();
  }

  /** What the text does not say, and at last what no text says well enough; at least three. */
  private static Set<OpenQuestion.Kind> lacking(AnalyzedText text) {
    Asks asks = Asks.in(text);
    boolean hasPlace = !PLACES.in(text).isEmpty();
    boolean hasTime = !TIMES.in(text).isEmpty();
    Set<OpenQuestion.Kind> lacking = EnumSet.of(OpenQuestion.Kind.PARTNER, OpenQuestion.Kind.OUTCOME, OpenQuestion.Kind.SCOPE);
    if (asks.asked().isEmpty()) lacking.add(OpenQuestion.Kind.NEEDED);
    if (GROUPS.in(text).isEmpty()) lacking.add(OpenQuestion.Kind.WHOM);
    if (!hasPlace && !hasTime) lacking.add(OpenQuestion.Kind.WHERE_AND_WHEN);
    else if (!hasPlace) lacking.add(OpenQuestion.Kind.WHERE);
    else if (!hasTime) lacking.add(OpenQuestion.Kind.WHEN);
    if (asks.offered().isEmpty()) lacking.add(OpenQuestion.Kind.BROUGHT);
    return lacking;
  }

  /** The thing that the text is most about, in its own words; a time is none. */
  private static String about(Profile profile) {
    AnalyzedText text = profile.text();
    List<Span> times = TIMES.in(text).stream().map(Lexicon.Mention::span).toList();
    return profile.keywords().stream().filter(keyword -> !Choices.isAdded(keyword)).filter(keyword -> isThing(keyword.spans().getFirst(), text, times)).findFirst()
        .map(keyword -> keyword.text().strip().replaceAll("\\s+", " ")).filter(words -> words.length() <= LONGEST_ABOUT).orElse("");
  }

  private static boolean isThing(Span place, AnalyzedText text, List<Span> times) {
    return times.stream().noneMatch(time -> isIn(time, place)) && text.tokens().anyMatch(token -> isIn(token.span(), place) && THINGS.contains(token.partOfSpeech()));
  }

  private static boolean isIn(Span inner, Span outer) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  /** Competences that the text does not say and somebody offers: those that it hints at, else those beside what it says. */
  private List<Competence> choices(Inquiry inquiry) {
    Profile profile = inquiry.profile();
    Asked asked = inquiry.asked();
    List<String> said = asked.competences().stream().filter(id -> !asked.isHinted(id)).toList();
    Askable askable = new Askable(profile, profile.refused(), said, vocabulary.nearby(), profiles);
    Stream<String> hinted = asked.competences().stream().filter(asked::isHinted).filter(id -> asked.prominence(id) >= LEAST_HINT)
        .sorted((one, other) -> Double.compare(asked.prominence(other), asked.prominence(one)));
    Stream<String> beside = said.stream().flatMap(id -> vocabulary.nearby().getOrDefault(id, List.of()).stream()).map(Near::id);
    Predicate<Competence> isOffered = competence -> isOffered(competence, inquiry.index());
    return Stream.concat(hinted, beside).distinct().flatMap(id -> vocabulary.byId(id).stream())
        .filter(isOffered.and(askable::mayBe).and(competence -> !profile.refuses(competence))).limit(MOST_CHOICES).toList();
  }

  private static boolean isOffered(Competence competence, ProfileIndex index) {
    return index.statistics().frequency(index.numbering().known(Features.edge("OFFERS", competence.id()))) > 0;
  }
}
