package se.malmo.meet.explorer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.malmo.meet.explorer.NameStore.Named;
import se.malmo.meet.organisation.Organisation;

/** Who a question names: förvaltningar and alliances by all their names, organisations by theirs. */
final class NameWords {
  private static final int LONGEST_NAME = 8;
  private static final int MOST = 4;

  private final NameStore store;

  /** A stretch of the question that may be a name. */
  private record Stretch(int start, int end) {}

  NameWords(NameStore store) {
    this.store = store;
  }

  /** The ids of those who are named, at most four; longer names first, so that a name inside another is not found twice. */
  Set<String> read(QuestionText question) {
    Set<String> ids = new LinkedHashSet<>();
    store.others().stream().flatMap(NameWords::ways).sorted(Comparator.comparingInt((Named named) -> named.name().length()).reversed().thenComparing(Named::id))
        .forEach(named -> find(question, named, ids));
    organisations(question, ids);
    return new LinkedHashSet<>(ids.stream().limit(MOST).toList());
  }

  /** "Hälsa-, vård- och omsorgsförvaltningen" is also called "hälsa, vård och omsorg". */
  private static Stream<Named> ways(Named named) {
    String shorter = named.name().replaceFirst("s?förvaltningen$", "").replace("-,", ",").replace("- ", " ");
    return shorter.contains(" ") && !shorter.equals(named.name()) ? Stream.of(named, new Named(shorter, named.id())) : Stream.of(named);
  }

  /** A name in capitals is only known in capitals: "FRI" is no "fri". */
  private static void find(QuestionText question, Named named, Set<String> ids) {
    boolean isShort = named.name().length() <= 4 && named.name().equals(named.name().toUpperCase(Locale.ROOT));
    Pattern pattern = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(named.name()) + "s?(?![\\p{L}\\p{N}])",
        isShort ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    Matcher matcher = pattern.matcher(question.text());
    while (matcher.find()) {
      if (question.isUnderstood(matcher.start(), matcher.end())) continue;
      question.understand(matcher.start(), matcher.end());
      ids.add(named.id());
    }
  }

  /** Every stretch of up to eight words is looked up; with and without what a company calls its form. */
  private void organisations(QuestionText question, Set<String> ids) {
    Map<String, Stretch> stretches = new LinkedHashMap<>();
    for (int length = LONGEST_NAME; length > 0; length--) {
      for (int i = 0; i + length <= question.words().size(); i++) {
        Stretch stretch = new Stretch(question.words().get(i).start(), question.words().get(i + length - 1).end());
        String written = question.span(i, length);
        // A name has a capital; "omtag" alone is a word.
        if (!Character.isUpperCase(written.charAt(0)) && !Character.isDigit(written.charAt(0))) continue;
        for (String way : List.of(written, written.replaceFirst("s$", ""), written + " AB")) stretches.putIfAbsent(Organisation.nameKey(way), stretch);
      }
    }
    if (stretches.isEmpty()) return;
    List<Named> found = store.organisations(stretches.keySet()).stream()
        .sorted(Comparator.comparingInt((Named named) -> stretches.get(named.name()).start() - stretches.get(named.name()).end())).toList();
    for (Named named : found) {
      Stretch stretch = stretches.get(named.name());
      if (question.isUnderstood(stretch.start(), stretch.end())) continue;
      question.understand(stretch.start(), stretch.end());
      ids.add(named.id());
    }
  }
}
