package se.malmo.meet.vocabulary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.malmo.meet.language.AnalyzedText;
import se.malmo.meet.language.Keyphrase;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.Sentence;
import se.malmo.meet.language.Span;
import se.malmo.meet.language.TextAnalyzer;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Turns;
import se.malmo.meet.vocabulary.LabelIndex.Found;

/** The competences that the city and its partners speak of, and how a text is linked to them. */
public final class Vocabulary {
  /** What the log says when the vocabulary has changed. */
  public static final String CHANGED = "vocabulary.changed";

  private static final int MOST_KEYWORDS = 30;
  /** A label inside a compound says less than the label itself. */
  private static final double PART_OF_COMPOUND = 0.6;

  /** A free-text offer is known by its heaviest keyphrases. */
  private static final int KEYWORDS_OF_AN_OFFER = 3;

  private static final Duration LONGEST_READ = Duration.ofSeconds(30);
  private static final int MOST_WAITING = 1_000;

  private final Turns turns = new Turns(1, MOST_WAITING);
  private final VocabularyStore store;
  private final TextAnalyzer analyzer;
  private volatile State state;

  /** The vocabulary at one moment; what is seldom asked for is made when it is. */
  private static final class State {
    final Map<String, Competence> byId;
    final LabelReader reader;
    final LabelIndex labels;
    final Map<String, List<Near>> nearby;
    private volatile CompetenceSearch search;
    private volatile Nearness nearness;
    private volatile Hints hints;
    private volatile String version;

    State(Map<String, Competence> byId, LabelReader reader) {
      this.byId = byId;
      this.reader = reader;
      labels = new LabelIndex(byId.values(), reader);
      nearby = Nearby.of(byId.values());
    }

    CompetenceSearch search() {
      if (search == null) search = new CompetenceSearch(byId.values());
      return search;
    }

    String version() {
      if (version == null) version = Hash.sha256(byId.values().stream().map(Competence::told).sorted().collect(Collectors.joining("\n"))).substring(0, 16);
      return version;
    }

    Hints hints() {
      if (hints == null) hints = new Hints(byId.values(), reader);
      return hints;
    }

    Nearness nearness() {
      if (nearness == null) nearness = new Nearness(byId.values(), reader);
      return nearness;
    }
  }

  /** What a free text offers: a competence, or a keyword where the vocabulary has none. */
  public record Offered(Optional<Competence> competence, Optional<Keyword> keyword) {}

  /** A competence close to another: wider or narrower, or related. */
  public record Near(String id, boolean isRelated) {}

  public Vocabulary(VocabularyStore store, TextAnalyzer analyzer) {
    this.store = store;
    this.analyzer = analyzer;
    state = new State(Map.of(), new LabelReader(analyzer));
    reload();
  }

  /** Reads the vocabulary again from the graph. */
  public void reload() {
    turns.inTurn(LONGEST_READ, this::read);
  }

  private void read() {
    Map<String, Competence> competences = store.all().stream()
        .collect(Collectors.toMap(Competence::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
    state = new State(competences, state.reader.of(competences.values()));
  }

  /** The same for the same competences with the same labels and edges. */
  public String version() {
    return state.version();
  }

  /** Finds competences that a text hints at. */
  public Hints hints() {
    return state.hints();
  }

  /** For each competence those close to it. */
  public Map<String, List<Near>> nearby() {
    return state.nearby;
  }

  /** Adds competences or renews them, by id; one that people have merged into another stays so. */
  public void save(Collection<Competence> competences) {
    Map<String, String> merged = store.merged();
    store.save(competences.stream().filter(c -> !merged.containsKey(c.id())).map(c -> new VocabularyStore.Sourced(unmerged(c, merged), Optional.empty()))
        .toList(), done -> { });
    reload();
  }

  private static Competence unmerged(Competence c, Map<String, String> merged) {
    if (merged.isEmpty()) return c;
    return new Competence(c.id(), c.labelSv(), c.labelEn(), c.alternativesSv(), c.alternativesEn(),
        c.broader().stream().map(id -> merged.getOrDefault(id, id)).distinct().toList(),
        c.related().stream().map(id -> merged.getOrDefault(id, id)).distinct().toList(), c.missing());
  }

  public Collection<Competence> all() {
    return state.byId.values();
  }

  /** Competences for the beginning of a word, the best first; all by label where the query is blank. */
  public List<Competence> search(String query, Language language) {
    return state.search().find(query, language);
  }

  /** How many organisations offer and seek each of a page of competences, by id. */
  public Map<String, Use> use(List<String> ids) {
    return store.use(ids);
  }

  /** The competences whose labels are most like a term, the nearest first. */
  List<Hole.Near> near(String term, Language language, int most) {
    return state.nearness().to(term, language, most);
  }

  /** Competences with a label like a name, the most alike first. */
  public List<Competence> alike(String name, Language language, int most) {
    return near(name, language, most).stream().map(Hole.Near::competence).toList();
  }

  /** How a label is read. */
  LabelReader.Read read(String label, Language language) {
    return state.reader.read(label, language);
  }

  public Optional<Competence> byId(String id) {
    return Optional.ofNullable(state.byId.get(id));
  }

  public int size() {
    return state.byId.size();
  }

  /** The competence with this label, preferred or alternative, in the language or else in the other one. */
  public Optional<Competence> labelled(String label, Language language) {
    LabelIndex labels = state.labels;
    Language other = language == Language.SWEDISH ? Language.ENGLISH : Language.SWEDISH;
    return labels.exactly(label, language).or(() -> labels.exactly(label, other));
  }

  /** What a few words of an offer, or of what is sought, stand for. */
  public List<Offered> offered(String text, Language language) {
    Optional<Competence> named = labelled(text, language);
    if (named.isPresent()) return List.of(new Offered(named, Optional.empty()));
    return link(analyzer.analyze(text, language)).stream().limit(KEYWORDS_OF_AN_OFFER)
        .map(word -> word.competence().isPresent() ? new Offered(word.competence(), Optional.empty()) : new Offered(Optional.empty(), Optional.of(word)))
        .toList();
  }

  /** The keyphrases of a text, with the competences they denote, heaviest first; labels that are no keyphrase take part too. */
  public List<Keyword> link(AnalyzedText text) {
    LabelIndex labels = state.labels;
    List<Keyword> keywords = new ArrayList<>();
    Map<Sentence, List<Found>> found = text.sentences().stream().collect(Collectors.toMap(s -> s, labels::in, (a, b) -> a, LinkedHashMap::new));
    List<Found> all = found.values().stream().flatMap(List::stream).toList();
    for (Keyphrase phrase : text.keyphrases()) keywords.addAll(linked(phrase, all, text));
    double usual = text.keyphrases().stream().mapToDouble(Keyphrase::weight).average().orElse(1);
    found.forEach((sentence, labelsHere) -> labelsHere.stream()
        .filter(label -> keywords.stream().noneMatch(keyword -> covers(keyword, label)))
        .forEach(label -> keywords.add(said(label, text, sentence.language(), usual))));
    return merged(keywords);
  }

  private static Language languageAt(Span span, AnalyzedText text) {
    return text.sentences().stream()
        .filter(sentence -> sentence.span().start() <= span.start() && span.end() <= sentence.span().end())
        .map(Sentence::language).findFirst().orElse(text.language());
  }

  /** One keyword for the phrase; several where it says several competences, which then share its weight. */
  private static List<Keyword> linked(Keyphrase phrase, List<Found> all, AnalyzedText whole) {
    Span first = phrase.spans().getFirst();
    Language language = languageAt(first, whole);
    List<Competence> here = all.stream()
        .filter(label -> phrase.spans().stream().anyMatch(span -> within(label.span(), span)))
        .sorted(Comparator.comparing((Found label) -> !label.whole()))
        .map(Found::competence).distinct().toList();
    if (here.size() < 2) {
      return List.of(new Keyword(phrase.text(), phrase.lemma(), language, phrase.weight(), phrase.spans(), here.stream().findFirst()));
    }
    List<Keyword> split = new ArrayList<>();
    for (Competence competence : here) {
      Found label = all.stream().filter(f -> f.competence() == competence && within(f.span(), first)).findFirst()
          .orElseGet(() -> all.stream().filter(f -> f.competence() == competence).findFirst().orElseThrow());
      String lemma = label.tokens().stream().map(token -> token.lemma()).collect(Collectors.joining(" "));
      split.add(new Keyword(label.span().of(whole.text()), lemma, language, phrase.weight() / here.size() * (label.whole() ? 1 : PART_OF_COMPOUND),
          List.of(label.span()), Optional.of(competence)));
    }
    return split;
  }

  private static boolean covers(Keyword keyword, Found label) {
    return keyword.competence().filter(label.competence()::equals).isPresent()
        && keyword.spans().stream().anyMatch(span -> within(label.span(), span) || within(span, label.span()));
  }

  private static boolean within(Span inner, Span outer) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  private static Keyword said(Found label, AnalyzedText text, Language language, double usual) {
    Span span = label.span();
    String lemma = label.tokens().stream().map(token -> token.lemma()).collect(Collectors.joining(" "));
    return new Keyword(text.text().substring(span.start(), span.end()), lemma, language, usual * (label.whole() ? 1 : PART_OF_COMPOUND),
        List.of(span), Optional.of(label.competence()));
  }

  /** The same words with the same meaning are one keyword; weights sum to 1 again. */
  private static List<Keyword> merged(List<Keyword> keywords) {
    Map<String, Keyword> byMeaning = new LinkedHashMap<>();
    for (Keyword keyword : keywords) {
      String meaning = keyword.id() + "|" + keyword.competence().map(Competence::id).orElse("");
      byMeaning.merge(meaning, keyword, (one, same) -> {
        List<Span> spans = new ArrayList<>(one.spans());
        same.spans().stream().filter(span -> !spans.contains(span)).forEach(spans::add);
        return new Keyword(one.text(), one.lemma(), one.language(), one.weight() + same.weight(), List.copyOf(spans), one.competence());
      });
    }
    List<Keyword> heaviest = byMeaning.values().stream()
        .sorted(Comparator.comparingDouble(Keyword::weight).reversed()).limit(MOST_KEYWORDS).toList();
    double sum = heaviest.stream().mapToDouble(Keyword::weight).sum();
    return heaviest.stream().map(keyword -> keyword.weighing(keyword.weight() / sum)).toList();
  }
}
