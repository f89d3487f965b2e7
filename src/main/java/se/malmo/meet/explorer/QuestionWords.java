package se.malmo.meet.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.malmo.meet.explorer.QuestionText.Word;

/** The words that say of what kind, of which sector and in which state something is, in both languages. */
final class QuestionWords {
  private static final String NOTHING = "-";
  private static final int LONGEST_PHRASE = 3;
  private static final int SHORTEST_FIRST_PART = 3;

  private final Map<String, String> phrases = new HashMap<>();
  private final Map<String, String> endings = new LinkedHashMap<>();

  QuestionWords() {
    try (InputStream in = QuestionWords.class.getResourceAsStream("question-words.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    int sign = line.indexOf('=');
    String code = line.substring(0, sign).strip();
    for (String phrase : line.substring(sign + 1).strip().split("\\s+")) {
      if (phrase.startsWith("*")) endings.put(phrase.substring(1), code);
      else phrases.putIfAbsent(phrase.replace('_', ' '), code);
    }
  }

  /** A part of a compound that is yet to be read: "spel" of "spelföretag". */
  record FirstPart(String text, Word word) {}

  /**
   * What the words say.
   *
   * @param firstParts of compounds whose last part says a sector
   */
  record Said(Set<Chip> chips, Set<FirstPart> firstParts) {}

  /** Reads what has not been understood yet, the longest phrases first; words that only hold the question together wait, for they may be part of a name of something. */
  Said read(QuestionText question) {
    Set<Chip> chips = new LinkedHashSet<>();
    Set<FirstPart> firstParts = new LinkedHashSet<>();
    for (int length = LONGEST_PHRASE; length > 1; length--) {
      for (int i = 0; i + length <= question.words().size(); i++) phrase(question, i, length).ifPresent(chips::add);
    }
    for (Word word : question.left()) {
      String code = phrases.get(word.lower());
      if (code == null) compound(question, word, chips, firstParts);
      else if (!code.equals(NOTHING)) say(code, question, word.start(), word.end()).ifPresent(chips::add);
    }
    return new Said(subjects(chips), firstParts);
  }

  /** "Which departments have had projects" asks for departments: projects are what is asked for only where nothing else is, before them. */
  private static Set<Chip> subjects(Set<Chip> chips) {
    Chip projects = new Chip(Chip.Part.SHOW, "project");
    Chip first = chips.stream().filter(chip -> chip.part() == Chip.Part.SHOW).findFirst().orElse(projects);
    return first.equals(projects) ? chips : chips.stream().filter(chip -> !chip.equals(projects)).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Counts the words as understood that only hold the question together. */
  void passOver(QuestionText question) {
    question.left().stream().filter(word -> NOTHING.equals(phrases.get(word.lower()))).forEach(word -> question.understand(word.start(), word.end()));
  }

  private Optional<Chip> phrase(QuestionText question, int from, int length) {
    int start = question.words().get(from).start();
    int end = question.words().get(from + length - 1).end();
    String code = phrases.get(question.span(from, length).toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", " "));
    return code == null || code.equals(NOTHING) || question.isUnderstood(start, end) ? Optional.empty() : say(code, question, start, end);
  }

  private static Optional<Chip> say(String code, QuestionText question, int start, int end) {
    question.understand(start, end);
    return Chip.of(code);
  }

  /** The whole word may be a label of the vocabulary, so it stays to be read. */
  private void compound(QuestionText question, Word word, Set<Chip> chips, Set<FirstPart> firstParts) {
    endings.forEach((ending, code) -> {
      int first = word.lower().length() - ending.length();
      if (first < SHORTEST_FIRST_PART || !word.lower().endsWith(ending)) return;
      Chip.of(code).ifPresent(chips::add);
      firstParts.add(new FirstPart(word.lower().substring(0, first).replaceFirst("s$", ""), word));
    });
  }
}
