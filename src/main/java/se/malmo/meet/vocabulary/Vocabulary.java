package se.malmo.meet.vocabulary;

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
import se.malmo.meet.vocabulary.LabelIndex.Found;

/** The competences that the city and its partners speak of, and how a text is linked to them. */
public final class Vocabulary {
  /** What the log says when the vocabulary has changed. */
  public static final String CHANGED = "vocabulary.changed";

  private static final int MOST_KEYWORDS = 30;
  /** A label inside a compound says less than the label itself. */
  private static final double PART_OF_COMPOUND = 0.6;

  private final VocabularyStore store;
  private final TextAnalyzer analyzer;
  private volatile State state = new State(Map.of(), null, Map.of());

  private record State(Map<String, Competence> byId, LabelIndex labels, Map<String, List<Near>> nearby) {}

  /** A competence close to another: wider or narrower, or related. */
  public record Near(String id, boolean isRelated) {}

  public Vocabulary(VocabularyStore store, TextAnalyzer analyzer) {
    this.store = store;
    this.analyzer = analyzer;
    reload();
  }

  /** Reads the vocabulary again from the graph. */
  public void reload() {
    Map<String, Competence> competences = store.all().stream()
        .collect(Collectors.toMap(Competence::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
    state = new State(competences, new LabelIndex(competences.values(), analyzer), nearby(competences.values()));
  }

  private static Map<String, List<Near>> nearby(Collection<Competence> competences) {
    Map<String, Set<Near>> nearby = new HashMap<>();
    for (Competence competence : competences) {
      for (String wider : competence.broader()) join(nearby, competence.id(), wider, false);
      for (String beside : competence.related()) join(nearby, competence.id(), beside, true);
    }
    Map<String, List<Near>> lists = new HashMap<>();
    nearby.forEach((id, near) -> lists.put(id, List.copyOf(near)));
    return lists;
  }

  /** Both ways; what is wider or narrower is not related besides. */
  private static void join(Map<String, Set<Near>> nearby, String one, String other, boolean isRelated) {
    if (one.equals(other)) return;
    Set<Near> ofOne = nearby.computeIfAbsent(one, id -> new LinkedHashSet<>());
    if (isRelated && ofOne.contains(new Near(other, false))) return;
    ofOne.add(new Near(other, isRelated));
    nearby.computeIfAbsent(other, id -> new LinkedHashSet<>()).add(new Near(one, isRelated));
  }

  /** For each competence those close to it. */
  public Map<String, List<Near>> nearby() {
    return state.nearby();
  }

  /** Adds competences or renews them, by id. */
  public void save(Collection<Competence> competences) {
    store.save(competences);
    reload();
  }

  public Optional<Competence> byId(String id) {
    return Optional.ofNullable(state.byId().get(id));
  }

  public int size() {
    return state.byId().size();
  }

  /** The competence with this label, preferred or alternative, in the language or else in the other one. */
  public Optional<Competence> labelled(String label, Language language) {
    LabelIndex labels = state.labels();
    Language other = language == Language.SWEDISH ? Language.ENGLISH : Language.SWEDISH;
    return labels.exactly(label, language).or(() -> labels.exactly(label, other));
  }

  /** The keyphrases of a text, with the competences they denote, heaviest first; labels that are no keyphrase take part too. */
  public List<Keyword> link(AnalyzedText text) {
    LabelIndex labels = state.labels();
    List<Keyword> keywords = new ArrayList<>();
    Map<Sentence, List<Found>> found = text.sentences().stream().collect(Collectors.toMap(s -> s, labels::in, (a, b) -> a, LinkedHashMap::new));
    List<Found> all = found.values().stream().flatMap(List::stream).toList();
    for (Keyphrase phrase : text.keyphrases()) keywords.addAll(linked(phrase, all, languageAt(phrase.spans().getFirst(), text)));
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
  private static List<Keyword> linked(Keyphrase phrase, List<Found> all, Language language) {
    Span first = phrase.spans().getFirst();
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
      String text = label.tokens().stream().map(token -> token.text()).collect(Collectors.joining(" "));
      split.add(new Keyword(text, lemma, language, phrase.weight() / here.size() * (label.whole() ? 1 : PART_OF_COMPOUND),
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
