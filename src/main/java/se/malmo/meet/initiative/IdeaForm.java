package se.malmo.meet.initiative;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.draft.Drafts;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Directory;
import se.malmo.meet.matching.Directory.Entry;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.vocabulary.Competence;

/**
 * The start page's form: the text, and what its writer chose beside it. All of it stands in the form, so that each answer stands alone and a draft is
 * whole; a button changes one thing.
 *
 * @param text as it was typed
 * @param choices keywords taken away and added
 * @param typed what was to be added but no competence is called so, "" for nothing
 * @param asked what was typed for the name of somebody who is asked about, "" for nothing or once one is chosen
 * @param about who is asked about
 * @param team who has been put into the team
 * @param isTeamWanted whether a team is to be suggested
 * @param draft which state of a draft on the server this was opened from
 */
public record IdeaForm(String text, Choices choices, String typed, String asked, Optional<Entry> about, List<Entry> team, boolean isTeamWanted,
    Optional<Drafts.State> draft) {
  /** As many as can still sit around one table, and some more to choose from. */
  static final int MOST_IN_TEAM = 12;
  private static final int LONGEST = 200;

  /** The form as it is before anything is typed. */
  public static final IdeaForm EMPTY = of("", Choices.NONE);

  /** A text with what was chosen beside it, as a draft has it. */
  public static IdeaForm of(String text, Choices choices) {
    return new IdeaForm(text, choices, "", "", Optional.empty(), List.of(), false, Optional.empty());
  }

  /** Reads the form; what it cannot use is left out, for everything beside the text only helps. */
  static IdeaForm read(MultiMap fields, Matcher matcher, Directory directory, Language language) {
    String text = fields.contains("text") ? fields.get("text") : "";
    String add = last(fields, "add").orElse("");
    List<Competence> added = Stream.of(add.split("\\|")).filter(name -> !name.isBlank()).flatMap(name -> competence(name.strip(), matcher, language).stream()).toList();
    List<String> dropped = all(fields, "drop");
    List<Competence> with = Stream.concat(all(fields, "with").stream().filter(id -> !dropped.contains(id)).flatMap(id -> competence(id, matcher, language).stream()),
        added.stream()).distinct().limit(Choices.MOST).toList();
    // What is added is no longer taken away.
    List<String> without = changed(fields, "without", "remove", "restore", Choices.MOST).stream()
        .filter(name -> added.stream().noneMatch(competence -> competence.id().equals(name))).toList();
    Asking asking = Asking.read(fields, directory, language);
    List<Entry> team = fields.contains("dissolve") ? List.of()
        : changed(fields, "team", "include", "exclude", MOST_IN_TEAM).stream().flatMap(id -> directory.byId(id).stream()).toList();
    return new IdeaForm(text, new Choices(without, with), added.isEmpty() ? add : "", asking.words, asking.about, team, fields.contains("propose"),
        last(fields, "draft").flatMap(Drafts.State::of));
  }

  /** Who is asked about: chosen by a button, named, or asked about before. */
  private record Asking(String words, Optional<Entry> about) {
    static Asking read(MultiMap fields, Directory directory, Language language) {
      if (fields.contains("close")) return new Asking("", Optional.empty());
      Optional<Entry> chosen = last(fields, "choose").flatMap(directory::byId);
      if (chosen.isPresent()) return new Asking("", chosen);
      String words = last(fields, "who").orElse("");
      List<Entry> named = directory.find(words, language.code(), 2);
      if (named.size() == 1) return new Asking("", Optional.of(named.getFirst()));
      // A name that was typed takes the place of whoever was asked about before.
      return new Asking(words, words.isEmpty() ? last(fields, "about").flatMap(directory::byId) : Optional.empty());
    }
  }

  /** The same, opened from a draft on the server. */
  IdeaForm from(Optional<Drafts.State> state) {
    return new IdeaForm(text, choices, typed, asked, about, team, isTeamWanted, state);
  }

  /** The same with a team. */
  IdeaForm teamed(List<Entry> members) {
    return new IdeaForm(text, choices, typed, asked, about, members.stream().limit(MOST_IN_TEAM).toList(), false, draft);
  }

  public boolean isInTeam(String id) {
    return team.stream().anyMatch(entry -> entry.id().equals(id));
  }

  private static Optional<Competence> competence(String idOrLabel, Matcher matcher, Language language) {
    Language other = language == Language.SWEDISH ? Language.ENGLISH : Language.SWEDISH;
    return matcher.competence(idOrLabel, language).or(() -> matcher.competence(idOrLabel, other));
  }

  /** A list that the form keeps, with what a button puts in and what another takes out. */
  private static List<String> changed(MultiMap fields, String kept, String in, String out, int most) {
    List<String> list = new ArrayList<>(all(fields, kept));
    list.addAll(all(fields, in));
    list.removeAll(all(fields, out));
    return list.stream().distinct().limit(most).toList();
  }

  private static List<String> all(MultiMap fields, String name) {
    return fields.getAll(name).stream().map(String::strip).filter(value -> !value.isEmpty() && value.length() <= LONGEST && value.indexOf('\0') < 0).toList();
  }

  /** The last of a name: the value of the button that was pressed comes after that of the field beside it. */
  private static Optional<String> last(MultiMap fields, String name) {
    List<String> all = all(fields, name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }
}
