package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where a text says what is not so ("inte bygga", "without meat"), read simply: the whole clause that a word of denial stands in.
 *
 * @param clauses in the order of the text
 */
public record Denials(List<Span> clauses) {
  private static final Map<Language, Set<String>> DENYING = Map.of(
      Language.SWEDISH, Set.of("inte", "ej", "icke", "aldrig", "ingen", "inget", "inga", "utan", "varken", "slippa", "slipper", "undvika", "undviker", "förutom"),
      Language.ENGLISH, Set.of("not", "n't", "n’t", "never", "no", "without", "neither", "nor", "none", "cannot", "avoid", "except"));
  /** "inte bara", "not only" say more, not less. */
  private static final Set<String> MORE = Set.of("bara", "endast", "enbart", "minst", "only", "just", "least", "merely");
  private static final Set<String> TURNING = Set.of("men", "dock", "däremot", "fast", "but", "however", "although");
  private static final Set<String> VERBS = Set.of("VERB", "AUX");

  public Denials {
    clauses = List.copyOf(clauses);
  }

  public static Denials in(AnalyzedText text) {
    List<Span> clauses = new ArrayList<>();
    for (Sentence sentence : text.sentences()) new Walk(sentence, clauses).walk();
    return new Denials(clauses);
  }

  /** Whether this place is in a clause that denies. */
  public boolean denies(Span place) {
    return clauses.stream().anyMatch(clause -> clause.start() <= place.start() && place.end() <= clause.end());
  }

  /** Goes through a sentence clause by clause. */
  private static final class Walk {
    private final Sentence sentence;
    private final List<Span> clauses;
    private final List<Token> clause = new ArrayList<>();
    private boolean denied;
    private boolean deniedBefore;
    private boolean turned;

    Walk(Sentence sentence, List<Span> clauses) {
      this.sentence = sentence;
      this.clauses = clauses;
    }

    void walk() {
      List<Token> tokens = sentence.tokens();
      for (int i = 0; i < tokens.size(); i++) {
        String word = lower(tokens.get(i));
        // "inte X utan Y": the second is what is meant.
        boolean isRather = word.equals("utan") && (denied || clause.isEmpty() && deniedBefore);
        if (isRather || TURNING.contains(word)) {
          end();
          deniedBefore = false;
          turned = true;
        } else if (isPunctuation(word)) {
          end();
        } else {
          clause.add(tokens.get(i));
          boolean isMore = i + 1 < tokens.size() && MORE.contains(lower(tokens.get(i + 1)));
          if (DENYING.get(sentence.language()).contains(word) && !isMore) denied = true;
        }
      }
      end();
    }

    /** A clause without a verb goes on as the one before it: "inte mat, dryck eller logi". */
    private void end() {
      if (clause.isEmpty()) return;
      boolean goesOn = deniedBefore && !turned && clause.stream().noneMatch(token -> VERBS.contains(token.partOfSpeech()));
      deniedBefore = denied || goesOn;
      if (deniedBefore) clauses.add(new Span(clause.getFirst().span().start(), clause.getLast().span().end()));
      clause.clear();
      denied = false;
      turned = false;
    }

    private static boolean isPunctuation(String word) {
      return word.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    private static String lower(Token token) {
      return token.text().toLowerCase(Locale.ROOT);
    }
  }
}
