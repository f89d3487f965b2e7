package se.malmo.meet.explorer;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.explorer.QuestionWords.FirstPart;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.Span;
import se.malmo.meet.language.TextAnalyzer;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Keyword;
import se.malmo.meet.vocabulary.Vocabulary;

/** The competences that a question speaks of, by the vocabulary. */
final class ThemeWords {
  private static final int SHORTEST = 4;
  private static final int MOST = 4;
  private static final int NO_LABEL = 4;

  private final Vocabulary vocabulary;
  private final TextAnalyzer analyzer;

  ThemeWords(Vocabulary vocabulary, TextAnalyzer analyzer) {
    this.vocabulary = vocabulary;
    this.analyzer = analyzer;
  }

  /**
   * At most four: those that whole labels say; where none does, what single words that are left come nearest to.
   *
   * @param passOver counts those words as understood that only hold the question together
   */
  Set<String> read(QuestionText question, Set<FirstPart> firstParts, Language language, Consumer<QuestionText> passOver) {
    Set<String> themes = new LinkedHashSet<>();
    linked(question, language, themes);
    if (themes.isEmpty()) linked(question, other(language), themes);
    passOver.accept(question);
    for (FirstPart part : firstParts) {
      if (!question.isUnderstood(part.word())) nearest(part.text(), Language.SWEDISH).ifPresent(competence -> themes.add(competence.id()));
      question.understand(part.word().start(), part.word().end());
    }
    for (QuestionText.Word word : themes.isEmpty() ? question.left() : List.<QuestionText.Word>of()) {
      if (word.lower().length() < SHORTEST || Character.isDigit(word.lower().charAt(0))) continue;
      nearest(word.lower(), language).or(() -> nearest(word.lower(), other(language))).ifPresent(competence -> {
        themes.add(competence.id());
        question.understand(word.start(), word.end());
      });
    }
    return new LinkedHashSet<>(themes.stream().limit(MOST).toList());
  }

  private static Language other(Language language) {
    return language == Language.SWEDISH ? Language.ENGLISH : Language.SWEDISH;
  }

  /** What is understood is not read again: a stop stands in its place. */
  private void linked(QuestionText question, Language language, Set<String> themes) {
    List<Keyword> keywords = vocabulary.link(analyzer.analyze(question.withoutUnderstood(), language)).stream().filter(word -> word.competence().isPresent())
        .sorted(Comparator.comparingInt(word -> word.spans().getFirst().start())).toList();
    for (Keyword keyword : keywords) {
      themes.add(keyword.competence().orElseThrow().id());
      for (Span span : keyword.spans()) question.understand(span.start(), span.end());
    }
  }

  /**
   * The competence whose label comes nearest to a word: the label itself, else of those that have the word in theirs the one with most concepts below
   * it; of those one of whose words is the word, then ends so (the last part of a compound says what it is), then begins so; of two the shorter.
   */
  private Optional<Competence> nearest(String word, Language language) {
    record Candidate(Competence competence, int distance) {}
    Map<String, Long> below = vocabulary.all().stream().flatMap(competence -> competence.broader().stream()).collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    return vocabulary.all().stream().filter(competence -> competence.isNamedIn(language)).map(competence -> new Candidate(competence, distance(competence.label(language), word)))
        .filter(candidate -> candidate.distance() < NO_LABEL)
        .min(Comparator.comparing((Candidate candidate) -> candidate.distance() > 0).thenComparing(candidate -> -below.getOrDefault(candidate.competence().id(), 0L))
            .thenComparingInt(Candidate::distance).thenComparingInt(candidate -> candidate.competence().label(language).length()).thenComparing(candidate -> candidate.competence().id()))
        .map(Candidate::competence);
  }

  private static int distance(String label, String word) {
    String lower = label.toLowerCase(Locale.ROOT);
    if (lower.equals(word)) return 0;
    return Stream.of(lower.split("[\\s,()-]+")).mapToInt(one -> one.equals(word) ? 1 : one.endsWith(word) ? 2 : one.startsWith(word) ? 3 : NO_LABEL).min().orElse(NO_LABEL);
  }
}
