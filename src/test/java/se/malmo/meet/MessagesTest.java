package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.malmo.meet.initiative.SenderKind;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.matching.Relation;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Messages;

class MessagesTest {
  private static final Messages SWEDISH = Messages.of("sv");
  private static final Messages ENGLISH = Messages.of("en");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");
  private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern CALL = Pattern.compile("(?:page\\.text|messages(?:\\(\\))?\\.(?:get|pattern))\\(");
  private static final Pattern COUNT = Pattern.compile("(?:page|messages(?:\\(\\))?)\\.count\\(\"([^\"]+)\"");
  private static final Pattern FAULT = Pattern.compile("\"(problem\\.[a-z0-9.]*[a-z0-9])\"");
  private static final Pattern FAULT_BEGINNING = Pattern.compile("\"(problem\\.[a-z0-9.]+\\.)\" \\+");

  @Test
  void both_languages_have_the_same_keys() {
    assertThat(SWEDISH.keys()).isEqualTo(ENGLISH.keys());
  }

  @Test
  void both_languages_put_the_same_things_in() {
    for (String key : SWEDISH.keys()) assertThat(places(ENGLISH.pattern(key))).as(key).isEqualTo(places(SWEDISH.pattern(key)));
  }

  @Test
  void no_text_is_blank() {
    for (String key : SWEDISH.keys()) {
      assertThat(SWEDISH.pattern(key)).as(key).isNotBlank();
      assertThat(ENGLISH.pattern(key)).as(key).isNotBlank();
    }
  }

  @Test
  void every_key_that_code_and_templates_name_is_there() {
    List<String> named = new ArrayList<>();
    for (String source : sources()) {
      CALL.matcher(source).results().forEach(call -> keysIn(firstArgument(source, call.end()), named));
      COUNT.matcher(source).results().forEach(count -> named.addAll(List.of(count.group(1) + ".one", count.group(1) + ".other")));
      FAULT.matcher(source).results().forEach(fault -> named.add(fault.group(1)));
    }
    assertThat(named).hasSizeGreaterThan(100);
    assertThat(missing(named, key -> SWEDISH.keys().contains(key))).isEmpty();
  }

  @Test
  void every_beginning_that_code_and_templates_add_to_is_there() {
    List<String> beginnings = new ArrayList<>();
    for (String source : sources()) {
      CALL.matcher(source).results().map(call -> firstArgument(source, call.end())).filter(argument -> argument.contains("+"))
          .flatMap(argument -> LITERAL.matcher(argument).results().limit(1)).forEach(literal -> beginnings.add(literal.group(1)));
    }
    for (String source : sources()) FAULT_BEGINNING.matcher(source).results().forEach(beginning -> beginnings.add(beginning.group(1)));
    assertThat(beginnings).isNotEmpty();
    assertThat(missing(beginnings, beginning -> SWEDISH.keys().stream().anyMatch(key -> key.startsWith(beginning)))).isEmpty();
  }

  @Test
  void every_status_sector_and_relation_has_its_texts() {
    assertThat(SWEDISH.keys()).containsAll(Stream.of(Relation.values()).map(relation -> "relation." + relation.code()).toList());
    assertThat(SWEDISH.keys()).containsAll(Stream.of(Status.values()).flatMap(s -> Stream.of("status." + s.code(), "status.next." + s.code())).toList());
    assertThat(SWEDISH.keys()).containsAll(Stream.of(Sector.values()).map(sector -> "sector." + sector.code()).toList());
    assertThat(SWEDISH.keys()).containsAll(Stream.of(SenderKind.values()).map(kind -> "sender.kind." + kind.code()).toList());
  }

  @Test
  void every_failure_has_a_title_and_says_what_to_do() {
    Set<String> titles = failures(".title");
    assertThat(titles).isNotEmpty().isEqualTo(failures(".detail"));
  }

  private static Set<String> failures(String part) {
    return SWEDISH.keys().stream().filter(key -> key.startsWith("failure.") && key.endsWith(part)).map(key -> key.substring(0, key.length() - part.length()))
        .collect(Collectors.toSet());
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> missing(Collection<String> named, Predicate<String> isThere) {
    return named.stream().filter(isThere.negate()).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whole keys in the argument of a call; what is put together at run time is looked at by its beginning. */
  private static void keysIn(String argument, List<String> keys) {
    if (argument.contains("+")) return;
    boolean alone = LITERAL.matcher(argument.strip()).matches();
    LITERAL.matcher(argument).results().map(literal -> literal.group(1)).filter(literal -> alone || literal.contains(".")).forEach(keys::add);
  }

  private static String firstArgument(String source, int start) {
    int depth = 0;
    for (int i = start; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '(') depth++;
      if (depth == 0 && (c == ',' || c == ')')) return source.substring(start, i);
      if (c == ')') depth--;
    }
    return source.substring(start);
  }

  private static List<String> sources() {
    try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
      return files.filter(file -> file.toString().endsWith(".java") || file.toString().endsWith(".jte")).map(MessagesTest::text).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
