package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what may be a keyphrase in a sentence: noun groups, two of them joined by a preposition, and full verbs. */
final class Candidates {

  private static final int LONGEST = 4;
  private static final int MOST_ADJECTIVES = 2;
  private static final double EARLY = 0.4;
  private static final double NEED = 1.5;
  /** What the writers say they are or have is less what the text asks about: "vi är ett bageri", "vår förening". */
  private static final double OWN = 0.35;
  private static final Set<String> POSSESSIVES = Set.of("vår", "min", "our", "my");
  private static final Set<String> WRITERS = Set.of("vi", "jag", "we", "i");
  private static final Set<String> BEING = Set.of("vara", "driva", "be", "run");
  private static final Set<String> BEFORE_NOUN = Set.of("ADJ", "DET", "NUM", "ADV");
  private static final Set<String> JOINING = Set.of("på", "i", "för", "till", "av", "in", "for", "of", "at");

  private static final Set<String> ARTICLES = Set.of("en", "den", "the", "a", "an");

  private final List<Token> tokens;
  private final StopWords stopWords;
  private final double emphasis;
  private final List<Candidate> found = new ArrayList<>();

  private Candidates(Sentence sentence, StopWords stopWords, double place) {
    this.tokens = sentence.tokens();
    this.stopWords = stopWords;
    boolean asks = tokens.stream().anyMatch(token -> stopWords.isNeed(token.lemma()));
    this.emphasis = (1 + EARLY * (1 - place)) * (asks ? NEED : 1);
  }

  /** @param place of the sentence in the text, 0 for the first, towards 1 for the last */
  static List<Candidate> of(Sentence sentence, StopWords stopWords, double place) {
    Candidates candidates = new Candidates(sentence, stopWords, place);
    candidates.find();
    return candidates.found;
  }

  private void find() {
    int at = 0;
    while (at < tokens.size()) {
      int end = groupEnd(at);
      if (end > at) {
        int joined = joinedEnd(at, end);
        add(at, joined);
        at = joined;
      } else {
        if (tokens.get(at).partOfSpeech().equals("VERB")) {
          add(at, at + 1);
        }
        at++;
      }
    }
  }

  /** The end of the noun group that begins here, or here if none does: adjectives that say something, then nouns. */
  private int groupEnd(int start) {
    int at = start;
    while (at < tokens.size() && at - start < MOST_ADJECTIVES && isTellingAdjective(tokens.get(at))) {
      at++;
    }
    int nouns = at;
    while (at < tokens.size() && at - start < LONGEST && isNoun(tokens.get(at)) && (at == nouns || isSameName(at))) {
      at++;
    }
    return at > nouns || isUsedAsNoun(start, at) ? at : start;
  }

  /** "för äldre", "de nyanlända": an adjective that stands for people. */
  private boolean isUsedAsNoun(int start, int end) {
    if (stopWords.language() != Language.SWEDISH || start == 0 || end != start + 1) {
      return false;
    }
    Token before = tokens.get(start - 1);
    char ending = tokens.get(start).text().charAt(tokens.get(start).text().length() - 1);
    boolean isPlural = ending == 'a' || ending == 'e' || ending == 's';
    return isPlural && (before.partOfSpeech().equals("ADP") || before.partOfSpeech().equals("DET")) && !tokens.get(start).lemma().endsWith("nde");
  }

  /** Two nouns side by side are one thing in English, and in Swedish only if both are names. */
  private boolean isSameName(int at) {
    Token before = tokens.get(at - 1);
    return before.partOfSpeech().equals(tokens.get(at).partOfSpeech()) && (stopWords.language() == Language.ENGLISH || isName(before));
  }

  private int joinedEnd(int start, int end) {
    if (end >= tokens.size() || !JOINING.contains(tokens.get(end).lemma())
        || isOnlyDull(start, end) || isName(tokens.get(end - 1))) {
      return end;
    }
    int next = end + 1;
    if (next < tokens.size() && ARTICLES.contains(tokens.get(next).lemma())) {
      next++;
    }
    int last = groupEnd(next);
    return last > next && last - start <= LONGEST && !isOnlyDull(next, last) ? last : end;
  }

  private boolean isOnlyDull(int start, int end) {
    return tokens.subList(start, end).stream().allMatch(token -> stopWords.isDull(token.lemma()) || stopWords.isNeed(token.lemma()));
  }

  private boolean isOwn(int start) {
    int at = start - 1;
    while (at >= 0 && !POSSESSIVES.contains(tokens.get(at).lemma()) && BEFORE_NOUN.contains(tokens.get(at).partOfSpeech())) at--;
    if (at < 0) return false;
    if (POSSESSIVES.contains(tokens.get(at).lemma())) return true;
    return at > 0 && BEING.contains(tokens.get(at).lemma()) && WRITERS.contains(tokens.get(at - 1).text().toLowerCase(java.util.Locale.ROOT));
  }

  private void add(int start, int end) {
    List<Token> phrase = tokens.subList(start, end);
    if (phrase.stream().anyMatch(Token::isContent) && !isOnlyDull(start, end)) {
      found.add(new Candidate(List.copyOf(phrase), emphasis * (isOwn(start) ? OWN : 1)));
    }
  }

  private boolean isTellingAdjective(Token token) {
    return token.partOfSpeech().equals("ADJ") && token.isContent() && !stopWords.isDull(token.lemma());
  }

  private static boolean isNoun(Token token) {
    return token.isContent() && switch (token.partOfSpeech()) {
      case "NOUN", "PROPN", "X", "NUM" -> true;
      default -> false;
    };
  }

  private static boolean isName(Token token) {
    return token.partOfSpeech().equals("PROPN");
  }
}
