package se.malmo.meet.vocabulary;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import se.malmo.meet.language.AnalyzedText;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.Sentence;
import se.malmo.meet.language.Span;
import se.malmo.meet.language.TextAnalyzer;
import se.malmo.meet.language.Token;

/** What the vocabulary lacks: terms that several texts say and no competence stands for. */
public final class Holes {
  /** So many texts make a hole if nothing else is asked. */
  public static final int USUAL_LEAST = 3;

  private static final Set<String> NAMES = Set.of("NOUN", "PROPN");
  private static final int MOST = 5_000;
  private static final int SHORTEST = 3;
  private static final int EXAMPLES = 3;
  /** Some of the first texts may say it past what is looked at. */
  private static final int TEXTS_LOOKED_AT = 5;
  private static final int LONGEST_LOOKED_AT = 10_000;
  private static final int LONGEST_SENTENCE = 300;
  private static final int NEAREST = 3;
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final HoleStore store;
  private final Vocabulary vocabulary;
  private final TextAnalyzer analyzer;
  private final InstantSource clock;
  private final AtomicBoolean counting = new AtomicBoolean();
  private volatile Counted counted = new Counted(0, Instant.EPOCH);

  private record Counted(long holes, Instant at) {}

  public Holes(HoleStore store, Vocabulary vocabulary, TextAnalyzer analyzer, InstantSource clock) {
    this.store = store;
    this.vocabulary = vocabulary;
    this.analyzer = analyzer;
    this.clock = clock;
  }

  /** Some of the holes, and how many there are. */
  public record Found(List<Hole> holes, long total) {}

  /** How many terms several public texts say, at most a minute old: anybody may ask. */
  public long publicCount() {
    Counted last = counted;
    // One counts; whoever comes meanwhile hears what was counted last.
    if (last.at().plus(FRESH).isAfter(clock.instant()) || !counting.compareAndSet(false, true)) return last.holes();
    try {
      counted = new Counted(terms(USUAL_LEAST, false).size(), clock.instant());
      return counted.holes();
    } finally {
      counting.set(false);
    }
  }

  /** A page of the holes, those of most texts first. */
  public Found page(int least, int skip, int limit) {
    List<HoleStore.Found> all = terms(least, true);
    List<HoleStore.Found> here = all.stream().skip(skip).limit(limit).toList();
    Map<String, List<StoredText>> saying = store.saying(here.stream().map(HoleStore.Found::id).toList(), TEXTS_LOOKED_AT, LONGEST_LOOKED_AT);
    return new Found(here.stream().map(hole -> hole(hole, saying.getOrDefault(hole.id(), List.of()))).toList(), all.size());
  }

  private List<HoleStore.Found> terms(int least, boolean all) {
    return store.first(least, all, MOST).stream().filter(found -> found.lemma().length() >= SHORTEST && namesSomething(found)).toList();
  }

  /** What could be a competence, not "follow" or "thirty"; a word alone does not tell, so it is read where a noun would stand. */
  private boolean namesSomething(HoleStore.Found found) {
    String frame = found.language() == Language.SWEDISH ? "Vi har " : "We have ";
    return analyzer.analyze(frame + found.lemma() + ".", found.language()).tokens()
        .anyMatch(token -> token.span().start() >= frame.length() && token.isContent() && NAMES.contains(token.partOfSpeech()));
  }

  private Hole hole(HoleStore.Found found, List<StoredText> texts) {
    List<Hole.Example> examples = new ArrayList<>();
    String written = found.lemma();
    for (StoredText text : texts) {
      if (examples.size() == EXAMPLES) break;
      Optional<Said> said = said(found, text);
      if (said.isEmpty()) continue;
      if (examples.isEmpty()) written = said.get().words();
      examples.add(new Hole.Example(text.kind().toLowerCase(java.util.Locale.ROOT), text.id(), text.heading(), said.get().sentence()));
    }
    return new Hole(found.lemma(), written, found.language(), found.texts(), examples, vocabulary.near(found.lemma(), found.language(), NEAREST));
  }

  private record Said(String words, String sentence) {}

  private Optional<Said> said(HoleStore.Found found, StoredText text) {
    for (String part : List.of(text.body(), text.heading())) {
      AnalyzedText read = text.language().map(language -> analyzer.analyze(part, language)).orElseGet(() -> analyzer.analyze(part));
      for (Sentence sentence : read.sentences()) {
        Optional<Span> place = place(found, sentence);
        if (place.isPresent()) return Optional.of(new Said(place.get().of(part), shortened(sentence.span().of(part))));
      }
    }
    return Optional.empty();
  }

  /** Where the words of a term stand side by side. */
  private static Optional<Span> place(HoleStore.Found found, Sentence sentence) {
    List<String> words = List.of(found.lemma().split(" "));
    List<Token> tokens = sentence.tokens();
    for (int i = 0; i + words.size() <= tokens.size(); i++) {
      if (tokens.subList(i, i + words.size()).stream().map(Token::lemma).toList().equals(words)) {
        return Optional.of(new Span(tokens.get(i).span().start(), tokens.get(i + words.size() - 1).span().end()));
      }
    }
    return Optional.empty();
  }

  private static String shortened(String sentence) {
    String line = sentence.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_SENTENCE ? line : line.substring(0, line.lastIndexOf(' ', LONGEST_SENTENCE) > 0 ? line.lastIndexOf(' ', LONGEST_SENTENCE)
        : LONGEST_SENTENCE) + " …";
  }
}
