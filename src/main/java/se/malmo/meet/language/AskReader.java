package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one sentence for what its writers ask for and offer, by cue words, their subject and where the clause ends. */
final class AskReader {
  /** So many light words may stand inside a phrase: "letar vi nu efter". */
  private static final int MOST_BETWEEN = 3;
  private static final int FARTHEST_COPULA = 6;
  private static final Set<String> LIGHT = Set.of("ADV", "PART");
  private static final Set<String> BEFORE_CUE = Set.of("ADV", "PART", "AUX");
  private static final Set<String> VERBS = Set.of("VERB", "AUX");
  private static final Set<String> NOUNS = Set.of("NOUN", "PROPN");
  private static final Set<String> IN_GROUP = Set.of("NOUN", "PROPN", "ADJ", "DET", "NUM");
  private static final Set<String> STOPS = Set.of(",", "–", "—", "(", ")", "-");
  /** Prepositions that say where, so that "ett bageri i Fosie som söker" is about the bakery. */
  private static final Set<String> PLACING = Set.of("i", "på", "från", "vid", "in", "at", "from", "on");
  private static final Set<String> BEING = Set.of("vara", "driva", "run");

  private final Sentence sentence;
  private final List<Token> tokens;
  private final AskWords words;
  private final List<String> forms = new ArrayList<>();
  private final List<Cue> cues = new ArrayList<>();
  private final List<Span> asked = new ArrayList<>();
  private final List<Span> offered = new ArrayList<>();
  private boolean announces;

  private enum Way { ASKS, OFFERS, DENIES }

  /**
   * Words that ask, offer, or say that something is not asked for.
   *
   * @param start first token of the cue
   * @param object where what it speaks of begins
   * @param before where what it speaks of begins if that stands before the cue, -1 if it does not
   */
  private record Cue(Way way, int start, int object, int before) {}

  private AskReader(Sentence sentence) {
    this.sentence = sentence;
    tokens = sentence.tokens();
    words = AskWords.of(sentence.language());
    for (Token token : tokens) forms.add(form(token));
  }

  static AskReader of(Sentence sentence) {
    AskReader reader = new AskReader(sentence);
    for (int at = 0; at < reader.tokens.size();) {
      Cue cue = reader.cueAt(at);
      if (cue != null) reader.cues.add(cue);
      at = cue == null ? at + 1 : Math.max(at + 1, Math.min(cue.object(), reader.tokens.size()));
    }
    for (int i = 0; i < reader.cues.size(); i++) reader.collect(i);
    return reader;
  }

  List<Span> asked() {
    return asked;
  }

  List<Span> offered() {
    return offered;
  }

  /** Whether it asks and leaves what for to the lines that follow: "Vi söker:". */
  boolean announces() {
    return announces;
  }

  /** "we've" is we, "don't" stays as it is. */
  private static String form(Token token) {
    String lower = token.text().toLowerCase(Locale.ROOT).replace('’', '\'');
    int apostrophe = lower.indexOf('\'');
    return apostrophe > 0 && !lower.endsWith("n't") && !lower.equals("can't") ? lower.substring(0, apostrophe) : lower;
  }

  private boolean has(String list, int at) {
    return at >= 0 && at < forms.size() && words.has(list, forms.get(at));
  }

  private boolean isTag(Set<String> tags, int at) {
    return at >= 0 && at < tokens.size() && tags.contains(tokens.get(at).partOfSpeech());
  }

  private boolean isStop(int at) {
    return at >= 0 && at < forms.size() && STOPS.contains(forms.get(at));
  }

  private boolean isJoint(int at) {
    return isStop(at) || isTag(Set.of("CCONJ"), at) || has("turns", at);
  }

  private boolean isNegation(int at) {
    boolean isWord = has("negations", at) || at >= 0 && at < forms.size() && (forms.get(at).endsWith("n't") || forms.get(at).equals("cannot"));
    return isWord && !has("only", at + 1);
  }

  /** The end of a phrase of the list that begins here, or -1; inside it the subject and light words may stand. */
  private int phraseEnd(String list, int at) {
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

  private Cue cueAt(int at) {
    Cue lack = lackAt(at);
    if (lack != null) return lack;
    int opening = phraseEnd("openings", at);
    if (opening > 0) return opens(at) ? new Cue(Way.ASKS, at, opening, -1) : null;
    int asking = phraseEnd("asking", at);
    if (asking > 0 && isWriters(at)) return active(Way.ASKS, at, asking);
    int perfect = phraseEnd("perfect", at);
    if (perfect > 0 && isAfterHaving(at) && isWriters(at)) return active(Way.ASKS, at, perfect);
    if (has("asked", at)) return passive(at);
    int noun = phraseEnd("nouns", at);
    if (noun > 0 && isTag(NOUNS, at)) return noun(at, noun);
    int offering = phraseEnd("offering", at);
    if (offering > 0 && isTag(Set.of("VERB"), at) && isWriters(at)) return active(Way.OFFERS, at, offering);
    int ready = phraseEnd("ready", at);
    return ready > 0 ? new Cue(Way.OFFERS, at, ready, clauseStart(at)) : null;
  }

  /** "Vi har ingen lokal", "we don't have a workshop", "men ingen lokal": who has none is asking. */
  private Cue lackAt(int at) {
    if (has("having", at) && isTag(VERBS, at) && isWriters(at)) {
      int next = afterSubject(at + 1);
      int none = phraseEnd("no", next);
      boolean isDenied = isNegation(next) || isNegation(at - 1);
      return none > 0 && isDenied ? new Cue(Way.ASKS, at, none, -1) : null;
    }
    if (has("turns", at) && !cues.isEmpty() && cues.getLast().way() == Way.OFFERS && isNegation(at + 1)) {
      int none = phraseEnd("no", at + 1);
      return none > 0 && !isMainClause(at + 1) ? new Cue(Way.ASKS, at, none, -1) : null;
    }
    return null;
  }

  /** "Hjälp oss …" and "kan ni hjälpa oss …" ask; "de vill hjälpa oss" tells. */
  private boolean opens(int at) {
    return at == 0 || isTag(Set.of("AUX"), at) || isJoint(at - 1) || has("addressed", at - 1) || forms.getLast().equals("?") || forms.get(at).equals("kvar");
  }

  private Cue active(Way way, int at, int end) {
    int next = afterSubject(end);
    boolean isFindingOut = next < forms.size() && forms.get(next).equals("out");
    if (isConditional(at) || isFindingOut) return null;
    boolean isDenied = isDeniedBefore(at) || isNegation(next);
    int copula = copulaAfter(next);
    boolean isHeaded = isHeaded(at);
    if (copula > 0 && (isHeaded || copula == next)) {
      next = copula + 1;
      isDenied = isDenied || isNegation(next);
    } else if (isHeaded && way == Way.ASKS) {
      return null;
    }
    if (isNegation(next)) next++;
    if (has("only", next + 1) && has("negations", next)) next += 2;
    if (way == Way.OFFERS && isDenied) return new Cue(Way.DENIES, at, next, -1);
    if (way == Way.ASKS && forms.get(at).equals("want") && end == at + 1 && has("embedding", next)) return null;
    return new Cue(isDenied ? Way.DENIES : way, at, next, fronted(at));
  }

  /** Past the subject of an inverted sentence and the light words after it: "behöver vi nu". */
  private int afterSubject(int at) {
    int next = at;
    while (next < forms.size() && (has("writers", next) || isTag(Set.of("ADV"), next) && !isNegation(next) && !has("no", next))) next++;
    return next;
  }

  private boolean isDeniedBefore(int at) {
    for (int i = at - 1; i >= 0 && (isTag(BEFORE_CUE, i) || isNegation(i)); i--) if (isNegation(i)) return true;
    return false;
  }

  private boolean isAfterHaving(int at) {
    for (int i = at - 1; i >= 0 && at - i <= MOST_BETWEEN + 1; i--) {
      if (forms.get(i).equals("have") || tokens.get(i).text().toLowerCase(Locale.ROOT).matches(".+['’]ve")) return true;
    }
    return false;
  }

  /** "om vi behöver …", "if we need …". */
  private boolean isConditional(int at) {
    int subject = subjectBefore(at);
    return has("writers", subject) && has("conditions", subject - 1);
  }

  /** "det vi saknar är …": the subject has a word before it that stands for what is asked for. */
  private boolean isHeaded(int at) {
    int subject = subjectBefore(at);
    return has("writers", subject) && has("heads", subject - 1) || has("embedding", subject) && has("heads", subject - 1);
  }

  private int copulaAfter(int at) {
    for (int i = at; i < forms.size() && i - at < FARTHEST_COPULA && !isStop(i); i++) if (has("copulas", i)) return i;
    return -1;
  }

  private int subjectBefore(int at) {
    int i = at - 1;
    while (i >= 0 && !has("writers", i) && !isJoint(i) && (isTag(BEFORE_CUE, i) || isNegation(i) || forms.get(i).equals("like"))) i--;
    return i;
  }

  private boolean isWriters(int at) {
    for (int i = at + 1; i < forms.size() && i <= at + 2; i++) {
      if (has("writers", i)) return true;
      if (!isTag(LIGHT, i)) break;
    }
    int subject = subjectBefore(at);
    if (subject < 0) return !has("subjects", at + 1) && !forms.getLast().equals("?");
    if (has("writers", subject)) return true;
    if (isJoint(subject)) return isJoinedToWriters(subject);
    if (has("embedding", subject)) return isSelfDescription(subject);
    return isOurs(subject) || forms.get(at).endsWith("ing") && isSelfDescription(at);
  }

  /** "Vi har lokalen och söker …": the subject is that of the clause before, unless that is about others. */
  private boolean isJoinedToWriters(int joint) {
    boolean isTurn = has("turns", joint) || isStop(joint) || isStop(joint - 1);
    for (int i = joint - 1; i >= 0; i--) {
      if (has("writers", i)) return true;
      if (!isTurn && has("embedding", i) && isTag(Set.of("PRON"), i) && !isSelfDescription(i)) return false;
    }
    return cues.stream().anyMatch(cue -> cue.way() != Way.OFFERS || cue.before() < 0);
  }

  /** "Vår förening söker", "Kajkanten söker", "projektet behöver". */
  private boolean isOurs(int last) {
    for (int i = last; i >= 0 && (isTag(IN_GROUP, i) || has("possessives", i)); i--) {
      if (has("possessives", i) || isTag(Set.of("PROPN"), i) && i > 0 || has("self", i)) return true;
    }
    return isTag(Set.of("PROPN"), last);
  }

  /** "Vi är ett bageri som söker": what follows is about the writers. */
  private boolean isSelfDescription(int relative) {
    for (int i = relative - 1; i >= 0 && !isStop(i); i--) {
      // "Vi är en förening för ungdomar som …" is about the young.
      boolean isOfOthers = isTag(Set.of("ADP"), i) && !PLACING.contains(forms.get(i));
      if (isOfOthers) return false;
      if (isTag(VERBS, i)) return (has("copulas", i) || BEING.contains(tokens.get(i).lemma())) && (has("writers", i - 1) || has("writers", i + 1));
      // "We're" is one token.
      if (has("writers", i)) return tokens.get(i).text().length() > forms.get(i).length();
    }
    return false;
  }

  /** Where something begins that is put before verb and subject: "Två lärare söker vi". */
  private int fronted(int at) {
    int subject = has("writers", at + 1) ? at : subjectBefore(at);
    if (subject < at && !has("writers", subject)) return -1;
    int start = clauseStart(subject);
    boolean isThing = start < subject && !isTag(Set.of("ADP", "ADV", "SCONJ"), start) && !has("heads", subject - 1)
        && isTag(Set.of("NOUN", "PROPN", "ADJ", "VERB", "ADP", "ADV"), subject - 1);
    return isThing ? start : -1;
  }

  private int clauseStart(int at) {
    int start = at;
    int least = cues.isEmpty() ? 0 : cues.getLast().object();
    while (start > least && !isBarrier(start - 1)) start--;
    return start;
  }

  private boolean isBarrier(int at) {
    return has("turns", at) || has("ending", at) || isTag(VERBS, at) || Set.of(";", ":", "–", "—").contains(forms.get(at));
  }

  /** "Språkstöd saknas", "det saknas språkstöd", "det som behövs är språkstöd". */
  private Cue passive(int at) {
    int subject = at - 1;
    while (subject >= 0 && !isJoint(subject) && (isTag(BEFORE_CUE, subject) || isNegation(subject) || has("copulas", subject))) subject--;
    int next = at + 1;
    while (isTag(Set.of("ADV"), next) && !isNegation(next)) next++;
    boolean isDenied = isDeniedBefore(at) || isNegation(next);
    if (has("writers", subject)) return null;
    if (has("embedding", subject)) {
      int copula = copulaAfter(next);
      if (copula < 0) return null;
      boolean isNot = isNegation(copula + 1);
      return new Cue(isDenied || isNot ? Way.DENIES : Way.ASKS, at, copula + (isNot ? 2 : 1), -1);
    }
    if (isNegation(next)) next++;
    Way way = isDenied ? Way.DENIES : Way.ASKS;
    if (has("addressed", subject) && (next < forms.size() && Set.of("för", "for").contains(forms.get(next)))) return new Cue(way, at, next + 1, -1);
    int start = clauseStart(subject + 1);
    boolean isBefore = subject >= start && tokens.subList(start, subject + 1).stream().anyMatch(Token::isContent)
        && !isTag(Set.of("ADP", "SCONJ"), start) && !isJoint(start) && !isTag(Set.of("PRON"), start) || isThingBetween(start, subject);
    return isBefore ? new Cue(way, subject + 1, forms.size(), start) : new Cue(way, at, next, -1);
  }

  private boolean isThingBetween(int start, int subject) {
    return start <= subject && has("possessives", start) && isTag(NOUNS, subject);
  }

  /** "Det finns behov av", "there is a lack of", "Behov: …". */
  private Cue noun(int at, int end) {
    boolean isHeading = at == 0 && end < forms.size() && forms.get(end).equals(":");
    boolean isNeed = Stream.of("existence", "writers", "possessives").anyMatch(list -> forms.subList(0, at).stream().anyMatch(form -> words.has(list, form)));
    if (!isHeading && (!isNeed || end == at + 1)) return null;
    for (int i = at - 1; i >= 0 && !isJoint(i); i--) if (isNegation(i)) return new Cue(Way.DENIES, at, end, -1);
    return new Cue(Way.ASKS, at, end, -1);
  }

  private void collect(int index) {
    Cue cue = cues.get(index);
    Cue next = index + 1 < cues.size() ? cues.get(index + 1) : null;
    int limit = next == null ? tokens.size() : next.before() >= 0 ? next.before() : next.start();
    switch (cue.way()) {
      case ASKS -> ask(cue, limit);
      case DENIES -> contrast(cue, limit);
      case OFFERS -> {
        int end = end(cue.object(), limit);
        int start = cue.before() < 0 ? cue.start() : cue.before();
        add(offered, start, isEnumeration(cue, end, limit) ? limit : end);
      }
    }
  }

  /** "Bilen har vi, likaså en bagare": the offer goes on where no other clause begins. */
  private boolean isEnumeration(Cue cue, int end, int limit) {
    return cue.before() >= 0 && end < limit && isStop(end) && !isMainClause(end + 1);
  }

  private void ask(Cue cue, int limit) {
    int from = Math.min(cue.object(), tokens.size());
    int end = end(from, limit);
    boolean isThing = tokens.subList(from, Math.max(from, end)).stream().anyMatch(Token::isContent);
    if (cue.before() >= 0) add(asked, cue.before(), cue.start());
    if (isThing) addWithout(from, end);
    announces = !isThing && cue.before() < 0 && end >= tokens.size() - 1;
  }

  /** "inte pengar utan en verkstad": after the contrast comes what is asked for. */
  private void contrast(Cue cue, int limit) {
    for (int i = cue.object(); i < limit; i++) {
      if (has("contrast", i) && !isMainClause(i + 1)) {
        int from = has("copulas", i + 1) ? i + 2 : i + 1;
        addWithout(from, end(from, limit));
        return;
      }
    }
  }

  /** Adds a stretch without what it excludes and without the reasons in it. */
  private void addWithout(int from, int end) {
    int start = from;
    boolean isCut = false;
    for (int i = from; i < end; i++) {
      if (has("contrast", i) && has("also", i + 1)) {
        add(asked, start, i);
        start = i + 2;
        continue;
      }
      boolean isExcluding = phraseEnd("excluding", i) > 0 && !has("only", i + 1) || isReason(i);
      if (!isCut && isExcluding) {
        add(asked, start, i);
        isCut = true;
      } else if (isCut && (isStop(i) || isTag(Set.of("CCONJ"), i) && !isReason(i))) {
        isCut = false;
        start = i + 1;
      }
    }
    if (!isCut) add(asked, start, end);
  }

  private boolean isReason(int at) {
    return phraseEnd("reasons", at) > 0;
  }

  /** Where the clause ends that begins here: at the next main clause, at the latest where the next cue begins. */
  private int end(int from, int limit) {
    boolean isEmbedded = false;
    for (int i = from; i < limit; i++) {
      if (forms.get(i).equals(";")) return i;
      if (has("embedding", i)) isEmbedded = true;
      if (has("ending", i) && isMainClause(i + 1)) return i;
      if (isJoint(i)) {
        isEmbedded = isEmbedded && !isStop(i);
        int next = i + 1;
        while (next < limit && isJoint(next)) next++;
        if (isSubjectAndVerb(next) || !isEmbedded && isMainClause(next)) return i;
      }
    }
    return limit;
  }

  private boolean isSubjectAndVerb(int at) {
    return has("subjects", at) && (isVerb(at + 1) || isVerb(at + 2));
  }

  /** Whether a finite verb comes here before a word that would embed it and before the next joint. */
  private boolean isMainClause(int from) {
    for (int i = from; i < tokens.size() && !isJoint(i); i++) {
      if (has("embedding", i) || isReason(i)) return false;
      if (isVerb(i)) return true;
    }
    return false;
  }

  /** Whether the token is a finite verb, by its tag and its form. */
  private boolean isVerb(int at) {
    if (!isTag(VERBS, at)) return false;
    String form = forms.get(at);
    boolean isAuxiliary = isTag(Set.of("AUX"), at);
    if (sentence.language() == Language.SWEDISH) {
      return isAuxiliary && !Set.of("vara", "ha", "kunna", "vilja", "bli", "få").contains(form)
          || form.endsWith("r") || form.endsWith("de") || form.endsWith("te") || form.endsWith("s") && !isTag(Set.of("PART", "AUX"), at - 1);
    }
    if (isAuxiliary) return !Set.of("be", "been", "being").contains(form);
    return has("subjects", at - 1) || isTag(NOUNS, at - 1) && form.endsWith("s");
  }

  private void add(List<Span> spans, int from, int end) {
    int start = Math.max(0, from);
    int last = Math.min(end, tokens.size()) - 1;
    while (start <= last && isOutside(start)) start++;
    while (last >= start && isOutside(last)) last--;
    if (start <= last) spans.add(new Span(tokens.get(start).span().start(), tokens.get(last).span().end()));
  }

  private boolean isOutside(int at) {
    return tokens.get(at).partOfSpeech().equals("PUNCT") && !tokens.get(at).isContent() || isTag(Set.of("CCONJ"), at);
  }
}
