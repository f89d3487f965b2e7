package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One sentence as those see it who look for asking and offering in it: forms, cue words, joints, negations and where a main clause begins. */
final class AskSentence {
  /** So many light words may stand inside a phrase: "letar vi nu efter". */
  private static final int MOST_BETWEEN = 3;
  private static final Set<String> LIGHT = Set.of("ADV", "PART");
  private static final Set<String> VERBS = Set.of("VERB", "AUX");
  private static final Set<String> NOUNS = Set.of("NOUN", "PROPN");
  private static final Set<String> STOPS = Set.of(",", "–", "—", "(", ")", "-");

  private final Language language;
  private final List<Token> tokens;
  private final AskWords words;
  private final List<String> forms = new ArrayList<>();

  AskSentence(Sentence sentence) {
    language = sentence.language();
    tokens = sentence.tokens();
    words = AskWords.of(language);
    for (Token token : tokens) forms.add(form(token));
  }

  int size() {
    return tokens.size();
  }

  Token token(int at) {
    return tokens.get(at);
  }

  /** The lower-case form of the token, without what an apostrophe joins to it. */
  String form(int at) {
    return forms.get(at);
  }

  String lastForm() {
    return forms.getLast();
  }

  /** Whether one of the tokens of the stretch carries meaning. */
  boolean isContent(int from, int end) {
    return from < end && tokens.subList(from, end).stream().anyMatch(Token::isContent);
  }

  /** "we've" is we, "don't" stays as it is. */
  private static String form(Token token) {
    String lower = token.text().toLowerCase(Locale.ROOT).replace('’', '\'');
    int apostrophe = lower.indexOf('\'');
    return apostrophe > 0 && !lower.endsWith("n't") && !lower.equals("can't") ? lower.substring(0, apostrophe) : lower;
  }

  /** Whether the form here is on the list of cue words; false beside the sentence. */
  boolean has(String list, int at) {
    return at >= 0 && at < forms.size() && words.has(list, forms.get(at));
  }

  boolean isTag(Set<String> tags, int at) {
    return at >= 0 && at < tokens.size() && tags.contains(tokens.get(at).partOfSpeech());
  }

  boolean isStop(int at) {
    return at >= 0 && at < forms.size() && STOPS.contains(forms.get(at));
  }

  boolean isJoint(int at) {
    return isStop(at) || isTag(Set.of("CCONJ"), at) || has("turns", at);
  }

  boolean isNegation(int at) {
    boolean isWord = has("negations", at) || at >= 0 && at < forms.size() && (forms.get(at).endsWith("n't") || forms.get(at).equals("cannot"));
    return isWord && !has("only", at + 1);
  }

  /** The end of a phrase of the list that begins here, or -1; inside it the subject and light words may stand. */
  int phraseEnd(String list, int at) {
    for (List<String> phrase : words.phrases(list)) {
      int end = phraseEnd(phrase, at);
      if (end > 0) return end;
    }
    return -1;
  }

  private int phraseEnd(List<String> phrase, int at) {
    int next = at;
    for (int i = 0; i < phrase.size(); i++) {
      int between = 0;
      while (i > 0 && next < forms.size() && !forms.get(next).equals(phrase.get(i)) && between < MOST_BETWEEN
          && (has("writers", next) || isTag(LIGHT, next)) && !isNegation(next)) {
        next++;
        between++;
      }
      if (next >= forms.size() || !forms.get(next).equals(phrase.get(i))) return -1;
      next++;
    }
    return next;
  }

  boolean isReason(int at) {
    return phraseEnd("reasons", at) > 0;
  }

  boolean isSubjectAndVerb(int at) {
    return has("subjects", at) && (isVerb(at + 1) || isVerb(at + 2));
  }

  /** Whether a finite verb comes here before a word that would embed it and before the next joint. */
  boolean isMainClause(int from) {
    for (int i = from; i < tokens.size() && !isJoint(i); i++) {
      if (has("embedding", i) || isReason(i)) return false;
      if (isVerb(i)) return true;
    }
    return false;
  }

  /** Whether the token is a finite verb, by its tag and its form. */
  boolean isVerb(int at) {
    if (!isTag(VERBS, at)) return false;
    String form = forms.get(at);
    boolean isAuxiliary = isTag(Set.of("AUX"), at);
    if (language == Language.SWEDISH) {
      return isAuxiliary && !Set.of("vara", "ha", "kunna", "vilja", "bli", "få").contains(form)
          || form.endsWith("r") || form.endsWith("de") || form.endsWith("te") || form.endsWith("s") && !isTag(Set.of("PART", "AUX"), at - 1);
    }
    if (isAuxiliary) return !Set.of("be", "been", "being").contains(form);
    return has("subjects", at - 1) || isTag(NOUNS, at - 1) && form.endsWith("s");
  }
}
