package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one sentence for what its writers ask for and offer: from each cue to where its clause ends, without what is excluded. */
final class AskReader {
  private final AskSentence sentence;
  private final List<AskCues.Cue> cues;
  private final List<Span> asked = new ArrayList<>();
  private final List<Span> offered = new ArrayList<>();
  private boolean announces;

  private AskReader(AskSentence sentence) {
    this.sentence = sentence;
    cues = AskCues.of(sentence);
  }

  static AskReader of(Sentence sentence) {
    AskReader reader = new AskReader(new AskSentence(sentence));
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

  private void collect(int index) {
    AskCues.Cue cue = cues.get(index);
    AskCues.Cue next = index + 1 < cues.size() ? cues.get(index + 1) : null;
    int limit = next == null ? sentence.size() : next.before() >= 0 ? next.before() : next.start();
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
  private boolean isEnumeration(AskCues.Cue cue, int end, int limit) {
    return cue.before() >= 0 && end < limit && sentence.isStop(end) && !sentence.isMainClause(end + 1);
  }

  private void ask(AskCues.Cue cue, int limit) {
    int from = Math.min(cue.object(), sentence.size());
    int end = end(from, limit);
    boolean isThing = sentence.isContent(from, end);
    if (cue.before() >= 0) add(asked, cue.before(), cue.start());
    if (isThing) addWithout(from, end);
    announces = !isThing && cue.before() < 0 && end >= sentence.size() - 1;
  }

  /** "inte pengar utan en verkstad": after the contrast comes what is asked for. */
  private void contrast(AskCues.Cue cue, int limit) {
    for (int i = cue.object(); i < limit; i++) {
      if (sentence.has("contrast", i) && !sentence.isMainClause(i + 1)) {
        int from = sentence.has("copulas", i + 1) ? i + 2 : i + 1;
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
      if (sentence.has("contrast", i) && sentence.has("also", i + 1)) {
        add(asked, start, i);
        start = i + 2;
        continue;
      }
      boolean isExcluding = sentence.phraseEnd("excluding", i) > 0 && !sentence.has("only", i + 1) || sentence.isReason(i);
      if (!isCut && isExcluding) {
        add(asked, start, i);
        isCut = true;
      } else if (isCut && (sentence.isStop(i) || sentence.isTag(Set.of("CCONJ"), i) && !sentence.isReason(i))) {
        isCut = false;
        start = i + 1;
      }
    }
    if (!isCut) add(asked, start, end);
  }

  /** Where the clause ends that begins here: at the next main clause, at the latest where the next cue begins. */
  private int end(int from, int limit) {
    boolean isEmbedded = false;
    for (int i = from; i < limit; i++) {
      if (sentence.form(i).equals(";")) return i;
      if (sentence.has("embedding", i)) isEmbedded = true;
      if (sentence.has("ending", i) && sentence.isMainClause(i + 1)) return i;
      if (sentence.isJoint(i)) {
        isEmbedded = isEmbedded && !sentence.isStop(i);
        int next = i + 1;
        while (next < limit && sentence.isJoint(next)) next++;
        if (sentence.isSubjectAndVerb(next) || !isEmbedded && sentence.isMainClause(next)) return i;
      }
    }
    return limit;
  }

  private void add(List<Span> spans, int from, int end) {
    int start = Math.max(0, from);
    int last = Math.min(end, sentence.size()) - 1;
    while (start <= last && isOutside(start)) start++;
    while (last >= start && isOutside(last)) last--;
    if (start <= last) spans.add(new Span(sentence.token(start).span().start(), sentence.token(last).span().end()));
  }

  private boolean isOutside(int at) {
    return sentence.token(at).partOfSpeech().equals("PUNCT") && !sentence.token(at).isContent() || sentence.isTag(Set.of("CCONJ"), at);
  }
}
