package se.malmo.meet.scanning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.language.AnalyzedText;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.TextAnalyzer;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Keyword;
import se.malmo.meet.vocabulary.Vocabulary;

/** Finds what a signal is about: the competences that its text names, and those that a person adds by a word. */
final class ConceptReader {
  /** What weighs less is seldom what a signal is about. */
  private static final int MOST_READ = 6;

  private final Vocabulary vocabulary;
  private final TextAnalyzer analyzer;

  ConceptReader(Vocabulary vocabulary, TextAnalyzer analyzer) {
    this.vocabulary = vocabulary;
    this.analyzer = analyzer;
  }

  /** A text as it was read: its language, and a keyword for each competence that it names, the heaviest first. */
  record Read(Language language, Map<String, Keyword> byConcept) {}

  Read read(String title, String note) {
    String text = (title + "\n\n" + note).strip();
    if (text.isEmpty()) return new Read(Language.SWEDISH, Map.of());
    AnalyzedText analyzed = analyzer.analyze(text);
    Map<String, Keyword> byConcept = new LinkedHashMap<>();
    for (Keyword keyword : vocabulary.link(analyzed)) {
      if (byConcept.size() < MOST_READ) keyword.competence().ifPresent(competence -> byConcept.putIfAbsent(competence.id(), keyword));
    }
    return new Read(analyzed.language(), byConcept);
  }

  /** The competence that a word stands for, by its label in either language or as a text would be read. */
  Optional<Competence> named(String word, Language language) {
    return vocabulary.offered(word, language).stream().flatMap(offered -> offered.competence().stream()).findFirst();
  }

  Optional<Competence> byId(String id) {
    return vocabulary.byId(id);
  }

  List<Concept> concepts(List<String> ids) {
    return ids.stream().flatMap(id -> vocabulary.byId(id).stream()).map(Concept::of).toList();
  }

  /** The keywords of a text that speak for these competences; one that the text does not name is known by its label and weighs as much as the heaviest. */
  List<Keyword> keywords(Read read, Set<String> chosen) {
    double most = read.byConcept().values().stream().mapToDouble(Keyword::weight).max().orElse(1);
    List<Keyword> keywords = new ArrayList<>();
    for (String id : chosen) {
      Keyword said = read.byConcept().get(id);
      if (said != null) keywords.add(said);
      else vocabulary.byId(id).ifPresent(competence -> keywords.add(added(competence, read.language(), most)));
    }
    return keywords;
  }

  private static Keyword added(Competence competence, Language language, double weight) {
    String label = competence.label(language);
    return new Keyword(label, label.toLowerCase(language.locale()), language, weight, List.of(), Optional.of(competence));
  }
}
