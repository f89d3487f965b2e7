package se.malmo.meet.initiative;

import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Profile;
import se.malmo.meet.vocabulary.Competence;

/** What a sender takes from and adds to the keywords, in the fields of our pages. */
public final class KeywordChoices {
  private static final int LONGEST = 200;
  private static final int PROPOSED = 8;
  private static final int READ = 20_000;

  private KeywordChoices() {}

  /** The choices in a form; what can be none is left out, for it comes from no page of ours. */
  public static Choices of(MultiMap fields, Matcher matcher) {
    return of(fields.getAll("without"), fields.getAll("with"), matcher);
  }

  /** The same of lists. */
  public static Choices of(List<String> without, List<String> with, Matcher matcher) {
    Map<String, Competence> added = new LinkedHashMap<>();
    usable(with).forEach(name -> matcher.competence(name, Language.SWEDISH).ifPresent(competence -> added.put(competence.id(), competence)));
    return new Choices(usable(without).toList(), added.values().stream().toList());
  }

  private static Stream<String> usable(List<String> given) {
    return given.stream().map(String::strip).filter(one -> !one.isEmpty() && one.length() <= LONGEST && one.indexOf('\0') < 0).distinct().limit(Choices.MOST);
  }

  /** What a file speaks of that the sender's own text does not, heaviest first: to be shown, and taken away by whom it does not suit. */
  static List<Competence> proposed(String fileText, String ownText, Choices choices, Matcher matcher) {
    if (fileText.isBlank()) return List.of();
    List<Competence> said = competences(matcher.profileOf(ownText, java.util.Optional.empty(), choices));
    Profile read = matcher.profileOf(fileText.substring(0, Math.min(fileText.length(), READ)), java.util.Optional.empty());
    return competences(read).stream().filter(competence -> said.stream().noneMatch(one -> one.id().equals(competence.id())))
        .filter(competence -> !choices.without().contains(competence.id())).limit(PROPOSED).toList();
  }

  private static List<Competence> competences(Profile profile) {
    Map<String, Competence> found = new LinkedHashMap<>();
    profile.keywords().forEach(keyword -> keyword.competence().ifPresent(competence -> found.putIfAbsent(competence.id(), competence)));
    return List.copyOf(found.values());
  }
}
