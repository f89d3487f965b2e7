package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the words of one sentence by which its writers ask, offer, or say what they do not ask for: by cue words and their subject. */
final class AskCues {
  /** So many words may stand between "have" and what is asked for: "vi har länge letat". */
  private static final int MOST_BETWEEN = 3;
  private static final int FARTHEST_COPULA = 6;
  private static final Set<String> LIGHT = Set.of("ADV", "PART");
  private static final Set<String> BEFORE_CUE = Set.of("ADV", "PART", "AUX");
  private static final Set<String> VERBS = Set.of("VERB", "AUX");
  private static final Set<String> NOUNS = Set.of("NOUN", "PROPN");
  private static final Set<String> IN_GROUP = Set.of("NOUN", "PROPN", "ADJ", "DET", "NUM");
  /** Prepositions that say where, so that "ett bageri i Fosie som söker" is about the bakery. */
  private static final Set<String> PLACING = Set.of("i", "på", "från", "vid", "in", "at", "from", "on");
  private static final Set<String> BEING = Set.of("vara", "driva", "run");

  private final AskSentence sentence;
  private final List<Cue> cues = new ArrayList<>();

  enum Way { ASKS, OFFERS, DENIES }

  /**
   * Words that ask, offer, or say that something is not asked for.
   *
   * @param start first token of the cue
   * @param object where what it speaks of begins
   * @param before where what it speaks of begins if that stands before the cue, -1 if it does not
   */
  record Cue(Way way, int start, int object, int before) {}

  private AskCues(AskSentence sentence) {
    this.sentence = sentence;
  }

  /** The cues of the sentence in their order; none begins inside another. */
  static List<Cue> of(AskSentence sentence) {
    AskCues found = new AskCues(sentence);
    for (int at = 0; at < sentence.size();) {
      Cue cue = found.cueAt(at);
      if (cue != null) found.cues.add(cue);
      at = cue == null ? at + 1 : Math.max(at + 1, Math.min(cue.object(), sentence.size()));
    }
    return found.cues;
  }

  private Cue cueAt(int at) {
    Cue lack = lackAt(at);
    if (lack != null) return lack;
    int opening = sentence.phraseEnd("openings", at);
    if (opening > 0) return opens(at) ? new Cue(Way.ASKS, at, opening, -1) : null;
    int asking = sentence.phraseEnd("asking", at);
    if (asking > 0 && isWriters(at)) return active(Way.ASKS, at, asking);
    int perfect = sentence.phraseEnd("perfect", at);
    if (perfect > 0 && isAfterHaving(at) && isWriters(at)) return active(Way.ASKS, at, perfect);
    if (sentence.has("asked", at)) return passive(at);
    int noun = sentence.phraseEnd("nouns", at);
    if (noun > 0 && sentence.isTag(NOUNS, at)) return noun(at, noun);
    int offering = sentence.phraseEnd("offering", at);
    if (offering > 0 && isOffering(at, offering) && isWriters(at)) return active(Way.OFFERS, at, offering);
    int ready = sentence.phraseEnd("ready", at);
    return ready > 0 ? new Cue(Way.OFFERS, at, ready, clauseStart(at)) : null;
  }

  /** "Vi har redan en lokal" offers; "vi har redan startat" tells. */
  private boolean isOffering(int at, int end) {
    if (sentence.isTag(Set.of("VERB"), at)) return true;
    boolean isPerfect = sentence.has("having", at) || sentence.has("having", end - 1);
    return (end > at + 1 || sentence.isTag(VERBS, at)) && !(isPerfect && sentence.isTag(VERBS, afterSubject(end)));
  }

  /** "Vi har ingen lokal", "we don't have a workshop", "men ingen lokal": who has none is asking. */
  private Cue lackAt(int at) {
    if (sentence.has("having", at) && sentence.isTag(VERBS, at) && isWriters(at)) {
      int next = afterSubject(at + 1);
      int none = sentence.phraseEnd("no", next);
      boolean isDenied = sentence.isNegation(next) || sentence.isNegation(at - 1);
      return none > 0 && isDenied ? new Cue(Way.ASKS, at, none, -1) : null;
    }
    if (sentence.has("turns", at) && !cues.isEmpty() && cues.getLast().way() == Way.OFFERS && sentence.isNegation(at + 1)) {
      int none = sentence.phraseEnd("no", at + 1);
      return none > 0 && !sentence.isMainClause(at + 1) ? new Cue(Way.ASKS, at, none, -1) : null;
    }
    return null;
  }

  /** "Hjälp oss …" and "kan ni hjälpa oss …" ask; "de vill hjälpa oss" tells. */
  private boolean opens(int at) {
    return at == 0 || sentence.isTag(Set.of("AUX"), at) || sentence.isJoint(at - 1) || sentence.has("addressed", at - 1) || sentence.lastForm().equals("?") || sentence.form(at).equals("kvar");
  }

  private Cue active(Way way, int at, int end) {
    int next = afterSubject(end);
    boolean isFindingOut = next < sentence.size() && sentence.form(next).equals("out");
    if (isConditional(at) || isFindingOut) return null;
    boolean isDenied = isDeniedBefore(at) || sentence.isNegation(next);
    int copula = copulaAfter(next);
    boolean isHeaded = isHeaded(at);
    if (copula > 0 && (isHeaded || copula == next)) {
      next = copula + 1;
      isDenied = isDenied || sentence.isNegation(next);
    } else if (isHeaded && way == Way.ASKS) {
      return null;
    }
    if (sentence.isNegation(next)) next++;
    if (sentence.has("only", next + 1) && sentence.has("negations", next)) next += 2;
    if (way == Way.OFFERS && isDenied) return new Cue(Way.DENIES, at, next, -1);
    if (way == Way.ASKS && sentence.form(at).equals("want") && end == at + 1 && sentence.has("embedding", next)) return null;
    return new Cue(isDenied ? Way.DENIES : way, at, next, fronted(at));
  }

  /** Past the subject of an inverted sentence and the light words after it: "behöver vi nu". */
  private int afterSubject(int at) {
    int next = at;
    while (next < sentence.size() && (sentence.has("writers", next) || sentence.isTag(Set.of("ADV"), next) && !sentence.isNegation(next) && !sentence.has("no", next))) next++;
    return next;
  }

  private boolean isDeniedBefore(int at) {
    for (int i = at - 1; i >= 0 && (sentence.isTag(BEFORE_CUE, i) || sentence.isNegation(i)); i--) if (sentence.isNegation(i)) return true;
    return false;
  }

  private boolean isAfterHaving(int at) {
    for (int i = at - 1; i >= 0 && at - i <= MOST_BETWEEN + 1; i--) {
      if (sentence.form(i).equals("have") || sentence.token(i).text().toLowerCase(Locale.ROOT).matches(".+['’]ve")) return true;
    }
    return false;
  }

  /** "om vi behöver …", "if we need …". */
  private boolean isConditional(int at) {
    int subject = subjectBefore(at);
    return sentence.has("writers", subject) && sentence.has("conditions", subject - 1);
  }

  /** "det vi saknar är …": the subject has a word before it that stands for what is asked for. */
  private boolean isHeaded(int at) {
    int subject = subjectBefore(at);
    return sentence.has("writers", subject) && sentence.has("heads", subject - 1) || sentence.has("embedding", subject) && sentence.has("heads", subject - 1);
  }

  private int copulaAfter(int at) {
    for (int i = at; i < sentence.size() && i - at < FARTHEST_COPULA && !sentence.isStop(i); i++) if (sentence.has("copulas", i)) return i;
    return -1;
  }

  private int subjectBefore(int at) {
    int i = at - 1;
    while (i >= 0 && !sentence.has("writers", i) && !sentence.isJoint(i) && (sentence.isTag(BEFORE_CUE, i) || sentence.isNegation(i) || sentence.form(i).equals("like"))) i--;
    return i;
  }

  private boolean isWriters(int at) {
    for (int i = at + 1; i < sentence.size() && i <= at + 2; i++) {
      if (sentence.has("writers", i)) return true;
      if (!sentence.isTag(LIGHT, i)) break;
    }
    int subject = subjectBefore(at);
    if (subject < 0) return !sentence.has("subjects", at + 1) && !sentence.lastForm().equals("?");
    if (sentence.has("writers", subject)) return true;
    if (sentence.isJoint(subject)) return isJoinedToWriters(subject);
    if (sentence.has("embedding", subject)) return isSelfDescription(subject);
    return isOurs(subject) || sentence.form(at).endsWith("ing") && isSelfDescription(at);
  }

  /** "Vi har lokalen och söker …": the subject is that of the clause before, unless that is about others. */
  private boolean isJoinedToWriters(int joint) {
    boolean isTurn = sentence.has("turns", joint) || sentence.isStop(joint) || sentence.isStop(joint - 1);
    for (int i = joint - 1; i >= 0; i--) {
      if (sentence.has("writers", i)) return true;
      if (!isTurn && sentence.has("embedding", i) && sentence.isTag(Set.of("PRON"), i) && !isSelfDescription(i)) return false;
    }
    return cues.stream().anyMatch(cue -> cue.way() != Way.OFFERS || cue.before() < 0);
  }

  /** "Vår förening söker", "Kajkanten söker", "projektet behöver". */
  private boolean isOurs(int last) {
    for (int i = last; i >= 0 && (sentence.isTag(IN_GROUP, i) || sentence.has("possessives", i)); i--) {
      if (sentence.has("possessives", i) || sentence.isTag(Set.of("PROPN"), i) && i > 0 || sentence.has("self", i)) return true;
    }
    return sentence.isTag(Set.of("PROPN"), last);
  }

  /** "Vi är ett bageri som söker": what follows is about the writers. */
  private boolean isSelfDescription(int relative) {
    for (int i = relative - 1; i >= 0 && !sentence.isStop(i); i--) {
      // "Vi är en förening för ungdomar som …" is about the young.
      boolean isOfOthers = sentence.isTag(Set.of("ADP"), i) && !PLACING.contains(sentence.form(i));
      if (isOfOthers) return false;
      if (sentence.isTag(VERBS, i)) return (sentence.has("copulas", i) || BEING.contains(sentence.token(i).lemma())) && (sentence.has("writers", i - 1) || sentence.has("writers", i + 1));
      // "We're" is one token.
      if (sentence.has("writers", i)) return sentence.token(i).text().length() > sentence.form(i).length();
    }
    return false;
  }

  /** Where something begins that is put before verb and subject: "Två lärare söker vi". */
  private int fronted(int at) {
    int subject = sentence.has("writers", at + 1) ? at : subjectBefore(at);
    if (subject < at && !sentence.has("writers", subject)) return -1;
    int start = clauseStart(subject);
    boolean isThing = start < subject && !sentence.isTag(Set.of("ADP", "ADV", "SCONJ"), start) && !sentence.has("heads", subject - 1)
        && sentence.isTag(Set.of("NOUN", "PROPN", "ADJ", "VERB", "ADP", "ADV"), subject - 1);
    return isThing ? start : -1;
  }

  private int clauseStart(int at) {
    int start = at;
    int least = cues.isEmpty() ? 0 : cues.getLast().object();
    while (start > least && !isBarrier(start - 1)) start--;
    return start;
  }

  private boolean isBarrier(int at) {
    return sentence.has("turns", at) || sentence.has("ending", at) || sentence.isTag(VERBS, at) || Set.of(";", ":", "–", "—").contains(sentence.form(at));
  }

  /** "Språkstöd saknas", "det saknas språkstöd", "det som behövs är språkstöd". */
  private Cue passive(int at) {
    int subject = at - 1;
    while (subject >= 0 && !sentence.isJoint(subject) && (sentence.isTag(BEFORE_CUE, subject) || sentence.isNegation(subject) || sentence.has("copulas", subject))) subject--;
    int next = at + 1;
    while (sentence.isTag(Set.of("ADV"), next) && !sentence.isNegation(next)) next++;
    boolean isDenied = isDeniedBefore(at) || sentence.isNegation(next);
    if (sentence.has("writers", subject)) return null;
    if (sentence.has("embedding", subject)) {
      int copula = copulaAfter(next);
      if (copula < 0) return null;
      boolean isNot = sentence.isNegation(copula + 1);
      return new Cue(isDenied || isNot ? Way.DENIES : Way.ASKS, at, copula + (isNot ? 2 : 1), -1);
    }
    if (sentence.isNegation(next)) next++;
    Way way = isDenied ? Way.DENIES : Way.ASKS;
    if (sentence.has("addressed", subject) && (next < sentence.size() && Set.of("för", "for").contains(sentence.form(next)))) return new Cue(way, at, next + 1, -1);
    int start = clauseStart(subject + 1);
    boolean isBefore = subject >= start && sentence.isContent(start, subject + 1)
        && !sentence.isTag(Set.of("ADP", "SCONJ"), start) && !sentence.isJoint(start) && !sentence.isTag(Set.of("PRON"), start) || isThingBetween(start, subject);
    return isBefore ? new Cue(way, subject + 1, sentence.size(), start) : new Cue(way, at, next, -1);
  }

  private boolean isThingBetween(int start, int subject) {
    return start <= subject && sentence.has("possessives", start) && sentence.isTag(NOUNS, subject);
  }

  /** "Det finns behov av", "there is a lack of", "Behov: …". */
  private Cue noun(int at, int end) {
    boolean isHeading = at == 0 && end < sentence.size() && sentence.form(end).equals(":");
    boolean isNeed = Stream.of("existence", "writers", "possessives").anyMatch(list -> IntStream.range(0, at).anyMatch(i -> sentence.has(list, i)));
    if (!isHeading && (!isNeed || end == at + 1)) return null;
    for (int i = at - 1; i >= 0 && !sentence.isJoint(i); i--) if (sentence.isNegation(i)) return new Cue(Way.DENIES, at, end, -1);
    return new Cue(Way.ASKS, at, end, -1);
  }
}
