package se.malmo.meet.explorer;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.TextAnalyzer;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.vocabulary.Vocabulary;

/** Reads a question in words into chips, in either language. */
public final class QuestionReader {
  /** What is longer is no question; the rest of it is not read. */
  static final int LONGEST = 500;
  private static final int MOST_UNREAD = 8;
  private static final int SHORTEST_UNREAD = 3;

  private final QuestionWords words = new QuestionWords();
  private final NameWords names;
  private final ThemeWords themes;
  private final Clock clock;

  public QuestionReader(Graph graph, Vocabulary vocabulary, TextAnalyzer analyzer, Clock clock) {
    names = new NameWords(new NameStore(graph));
    themes = new ThemeWords(vocabulary, analyzer);
    this.clock = clock;
  }

  /**
   * A question as it was read.
   *
   * @param unread words that nobody understood, as written
   */
  record Reading(List<Chip> chips, List<String> unread) {
    static final Reading NONE = new Reading(List.of(), List.of());
  }

  Reading read(String asked, Language language) {
    QuestionText question = new QuestionText(asked.length() > LONGEST ? asked.substring(0, LONGEST) : asked);
    Set<Chip> chips = new LinkedHashSet<>();
    List<String> unread = new ArrayList<>();
    names.read(question).forEach(id -> chips.add(new Chip(Chip.Part.WITH, id)));
    Optional<YearWords.Found> found = new YearWords(Sweden.today(clock).getYear()).in(question.text());
    found.ifPresent(years -> {
      question.understand(years.start(), years.end());
      years.years().ifPresentOrElse(known -> chips.add(new Chip(Chip.Part.YEARS, known.written())),
          () -> unread.add(question.text().substring(years.start(), years.end()).strip()));
    });
    QuestionWords.Said said = words.read(question);
    chips.addAll(said.chips());
    themes.read(question, said.firstParts(), language, words::passOver).forEach(id -> chips.add(new Chip(Chip.Part.THEME, id)));
    question.left().stream().map(QuestionText.Word::text).filter(word -> word.length() >= SHORTEST_UNREAD).distinct().limit(MOST_UNREAD).forEach(unread::add);
    return new Reading(List.copyOf(chips), List.copyOf(unread));
  }
}
