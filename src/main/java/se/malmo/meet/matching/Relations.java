package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.Lexicon.Mention;
import se.malmo.meet.language.Lexicon;
import se.malmo.meet.language.Span;
import se.malmo.meet.language.Token;

/** Tells how a text stands to an earlier initiative: each sign gives its points to one relation, and the largest sum decides. */
final class Relations {
  private static final Lexicon CUES = Lexicon.of(Relations.class, "relation-words");
  private static final Lexicon GROUPS = Lexicon.of(Relations.class, "target-groups");
  private static final Lexicon PLACES = Lexicon.ofNames(Relations.class, "places");
  /** The code of phrases by which an initiative says that it makes something. */
  private static final String PRODUCES = "produces";
  private static final Set<String> VERB = Set.of("VERB", "AUX");
  private static final Map<Language, Pattern> PAST = Map.of(
      Language.SWEDISH, Pattern.compile("(?!(?:borde|kunde|skulle|ville|måste)$)(?:.+(?:ade|dde|[bgjlmrv]de|[kpst]te)"
          + "|var|hade|fick|blev|gick|kom|såg|tog|stod|gav|satt|höll|föll|sjönk|skrev|drev|hann|fanns)"),
      Language.ENGLISH, Pattern.compile(".+ed|was|were|had|came|went|took|made|got|began|told|gave|sat|ran|held|built|found|left|met|said|saw|sent"));

  private final RelationWeights weights;
  private final ToDoubleFunction<String> rarity;

  /**
   * An initiative that was there before the text.
   *
   * @param isOver whether it no longer goes on: ended, declined or withdrawn
   */
  record Earlier(Profile profile, boolean isOver) {}

  /**
   * A relation with the words that decided.
   *
   * @param spans in the new text, none twice, first to last; none where only the earlier one's standing decided
   */
  record Decision(Relation relation, List<Span> spans) {}

  /** One reason for a relation, or with points under 0 against it, and the words of the new text that it rests on. */
  private record Sign(Relation relation, double points, List<Span> spans) {}

  /** @param rarity of a word, 1 for one that nobody says, near 0 for one that everybody says */
  Relations(RelationWeights weights, ToDoubleFunction<String> rarity) {
    this.weights = weights;
    this.rarity = rarity;
  }

  /** How the text stands to the initiative; nothing if they have no more in common than words that say nothing. */
  Optional<Decision> between(Profile text, Earlier earlier) {
    Common common = Common.of(text, earlier.profile, rarity, weights.compoundPart());
    List<Sign> signs = new ArrayList<>();
    signs.addAll(sameOrOther(PLACES, text, earlier.profile, weights.place()));
    signs.addAll(sameOrOther(GROUPS, text, earlier.profile, weights.group()));
    boolean isNothingShared = common.all() == 0 && signs.stream().noneMatch(sign -> sign.relation == Relation.DUPLICATE && sign.points > 0);
    if (isNothingShared) return Optional.empty();
    if (common.all() >= weights.same()) return Optional.of(new Decision(Relation.DUPLICATE, inOrder(common.spans())));
    signs.addAll(shared(common, earlier));
    signs.addAll(said(text, earlier));
    if (earlier.isOver) signs.add(past(text));
    return Optional.of(heaviest(signs));
  }

  private static Decision heaviest(List<Sign> signs) {
    Map<Relation, Double> sums = new EnumMap<>(Relation.class);
    signs.forEach(sign -> sums.merge(sign.relation, sign.points, Double::sum));
    Relation relation = sums.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return new Decision(relation, inOrder(signs.stream().filter(sign -> sign.relation == relation && sign.points > 0).flatMap(sign -> sign.spans.stream())));
  }

  private static List<Span> inOrder(Stream<Span> spans) {
    return spans.distinct().sorted(Comparator.comparingInt(Span::start).thenComparingInt(Span::end)).toList();
  }

  /** The same matter is a duplicate; the same scarce thing a competitor, unless the other has let go of it. */
  private List<Sign> shared(Common common, Earlier earlier) {
    Common.Share matter = common.matter();
    return List.of(new Sign(Relation.DUPLICATE, Math.min(weights.mostMatter(), weights.matter() * matter.value()), matter.spans()),
        new Sign(Relation.COMPLEMENTS, weights.beside(), List.of()),
        earlier.isOver ? new Sign(Relation.CONTINUES, weights.over(), List.of())
            : new Sign(Relation.COMPETES, weights.scarce() * common.scarce().value(), common.scarce().spans()));
  }

  /** Places or groups that both name speak for a duplicate, those that only the text names for a complement. */
  private static List<Sign> sameOrOther(Lexicon lexicon, Profile text, Profile earlier, double points) {
    List<Mention> ours = lexicon.in(text.text());
    Set<String> theirs = codes(lexicon.in(earlier.text()));
    if (ours.isEmpty() || theirs.isEmpty()) return List.of();
    Set<String> codes = codes(ours);
    double same = (double) codes.stream().filter(theirs::contains).count() / codes.size();
    Map<Boolean, List<Mention>> bySame = ours.stream().collect(Collectors.partitioningBy(mention -> theirs.contains(mention.code())));
    return List.of(new Sign(Relation.DUPLICATE, points * same, spans(bySame.get(true))),
        new Sign(Relation.COMPLEMENTS, points * (1 - same), spans(bySame.get(false))));
  }

  /** What the text says of how it stands to something that others do; who says so does not ask for the same unknowing. */
  private List<Sign> said(Profile text, Earlier earlier) {
    Map<String, List<Mention>> byRelation = CUES.in(text.text()).stream().collect(Collectors.groupingBy(Mention::code));
    List<Sign> signs = new ArrayList<>();
    for (Relation relation : Relation.values()) {
      List<Mention> mentions = Lexicon.apart(byRelation.getOrDefault(relation.code(), List.of()));
      if (mentions.isEmpty()) continue;
      double points = Math.min(weights.mostCues(), mentions.stream().mapToDouble(mention -> mention.length() > 1 ? weights.phrase() : weights.word()).sum());
      double made = relation == Relation.NEEDS_RESULT_OF && makesSomething(earlier) ? weights.produces() : 0;
      signs.add(new Sign(relation, points + made, spans(mentions)));
      signs.add(new Sign(Relation.DUPLICATE, -weights.aware() * points, List.of()));
    }
    return signs;
  }

  private static boolean makesSomething(Earlier earlier) {
    return codes(CUES.in(earlier.profile.text())).contains(PRODUCES);
  }

  /** Who goes on with something tells of what was. */
  private Sign past(Profile text) {
    List<Span> verbs = text.text().sentences().stream()
        .flatMap(sentence -> sentence.tokens().stream().filter(token -> isPast(token, sentence.language()))).map(Token::span).toList();
    return new Sign(Relation.CONTINUES, Math.min(weights.mostPast(), weights.past() * verbs.size()), verbs);
  }

  private static boolean isPast(Token token, Language language) {
    return VERB.contains(token.partOfSpeech()) && PAST.get(language).matcher(token.text().toLowerCase(Locale.ROOT)).matches();
  }

  private static Set<String> codes(List<Mention> mentions) {
    return mentions.stream().map(Mention::code).collect(Collectors.toSet());
  }

  private static List<Span> spans(List<Mention> mentions) {
    return mentions.stream().map(Mention::span).toList();
  }
}
