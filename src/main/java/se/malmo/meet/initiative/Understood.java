package se.malmo.meet.initiative;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Profile;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Keyword;

/**
 * What was understood of a text, as chips: found in it, added to it, taken away from it.
 *
 * @param typed what was to be added but is in no vocabulary, "" for nothing
 */
public record Understood(List<Chip> found, List<Chip> added, List<Chip> removed, String typed) {
  static final Understood NOTHING = new Understood(List.of(), List.of(), List.of(), "");
  private static final int CHIPS = 10;

  /** A keyword by what the form calls it and what people read. */
  public record Chip(String value, String label) {
    /** Its id on the page, by which it is known again when the page changes under somebody's hands. */
    public String id() {
      return Integer.toHexString(value.hashCode());
    }
  }

  /** @param isRead whether the text is in a language that is read; of another only the words of the vocabulary say something */
  static Understood of(Profile profile, boolean isRead, IdeaForm form, Matcher matcher, Messages messages) {
    Map<String, Chip> found = new LinkedHashMap<>();
    profile.keywords().stream().filter(keyword -> !keyword.spans().isEmpty() && (isRead || keyword.competence().isPresent())).map(keyword -> chip(keyword, messages))
        .forEach(chip -> found.putIfAbsent(chip.label(), chip));
    Understood chosen = chosen(form, matcher, messages);
    return new Understood(found.values().stream().limit(CHIPS).toList(), chosen.added, chosen.removed, form.typed());
  }

  /** What was chosen, whatever the text says. */
  static Understood chosen(IdeaForm form, Matcher matcher, Messages messages) {
    return new Understood(List.of(), form.choices().with().stream().map(competence -> chip(competence, messages)).toList(), removed(form, matcher, messages).toList(), "");
  }

  private static Stream<Chip> removed(IdeaForm form, Matcher matcher, Messages messages) {
    Language language = Language.of(messages.language()).orElse(Language.SWEDISH);
    return form.choices().without().stream().map(name -> matcher.competence(name, language)
        .filter(competence -> competence.id().equals(name)).map(competence -> chip(competence, messages)).orElse(new Chip(name, name)));
  }

  static Chip chip(Competence competence, Messages messages) {
    return new Chip(competence.id(), messages.isEnglish() ? competence.labelEn() : competence.labelSv());
  }

  private static Chip chip(Keyword keyword, Messages messages) {
    return keyword.competence().map(competence -> chip(competence, messages)).orElse(new Chip(keyword.lemma(), keyword.text().strip().replaceAll("\\s+", " ")));
  }

  public boolean isEmpty() {
    return found.isEmpty() && added.isEmpty() && removed.isEmpty();
  }
}
