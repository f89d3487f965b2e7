package se.malmo.meet.initiative;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import se.malmo.meet.draft.Draft;
import se.malmo.meet.draft.Drafts;
import se.malmo.meet.fairness.Exposures;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Directory;
import se.malmo.meet.matching.Directory.Entry;
import se.malmo.meet.matching.Explaining;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Profile;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.matching.Teaming;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Messages;

/** All that the start page says of a text while it is written; nothing of it is kept. */
public final class Adviser {
  private static final int NAMED = 6;
  /** Of a name that nobody has so many are proposed that are like it. */
  private static final int MEANT = 3;

  private final Matcher matcher;
  private final Explaining explaining;
  private final Teaming teaming;
  private final Directory directory;
  private final Exposures exposures;
  private final Supplier<Set<String>> bookable;

  /** @param bookable the förvaltningar where a meeting can be booked, by id */
  public Adviser(Matcher matcher, Explaining explaining, Teaming teaming, Directory directory, Exposures exposures, Supplier<Set<String>> bookable) {
    this.bookable = bookable;
    this.exposures = exposures;
    this.matcher = matcher;
    this.explaining = explaining;
    this.teaming = teaming;
    this.directory = directory;
  }

  /** The start page's form as a draft has it. */
  IdeaForm opened(Draft draft, Optional<Drafts.State> state) {
    return IdeaForm.of(draft.text(), KeywordChoices.of(draft.without(), draft.with(), matcher)).from(state);
  }

  /** Reads the form of the start page. */
  IdeaForm read(MultiMap fields, Messages messages) {
    return IdeaForm.read(fields, matcher, directory, Language.of(messages.language()).orElse(Language.SWEDISH));
  }

  /**
   * Advises on what the form says.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid where there is no text
   * @throws se.malmo.meet.platform.Problem.TooLarge where it is longer than can be read
   */
  StartView on(IdeaForm asked, String token, Messages messages) {
    Checks checks = new Checks();
    String text = Question.text(checks, "text", asked.text());
    checks.done();
    Profile profile = matcher.profileOf(text, Optional.empty(), asked.choices());
    IdeaForm form = asked.isTeamWanted() ? asked.teamed(proposed(profile)) : asked;
    Suggestions suggestions = matcher.suggest(profile, exposures.pool(StartView.Hits.PARTNERS));
    List<String> questions = suggestions.questions().stream().map(question -> question.text(messages)).toList();
    return new StartView(form, token, "", suggestions.isRead(), Understood.of(profile, suggestions.isRead(), form, matcher, messages), Criteria.of(suggestions), StartView.Hits.of(suggestions, exposures, bookable.get(), messages),
        questions, form.about().flatMap(who -> explained(who, form, messages)), named(form, messages), team(profile, form, messages));
  }

  /**
   * What a text that was handed in points to, for those who handle it.
   *
   * @param aside ids of organisations that are not to be suggested for it
   */
  public Advice of(Initiative initiative, Set<String> aside, Messages messages) {
    Profile profile = matcher.profileOf(initiative.title() + "\n\n" + initiative.text(), Optional.empty());
    Suggestions suggestions = matcher.suggest(profile, initiative.id(), exposures.pool(StartView.Hits.PARTNERS) + aside.size()).without(aside);
    return new Advice(StartView.Hits.of(suggestions, exposures, Set.of(), messages), Criteria.of(suggestions));
  }

  /** Those of these ids that there are. */
  List<Entry> entries(List<String> ids) {
    return ids.stream().flatMap(id -> directory.byId(id).stream()).toList();
  }

  /** The förvaltning that a text points to first; none where it cannot be read or points to none. */
  Optional<HitView> pointed(String text, Choices choices, Messages messages) {
    if (text.isBlank() || text.length() > Question.LONGEST_TEXT) return Optional.empty();
    return matcher.suggest(matcher.profileOf(text, Optional.empty(), choices), 1).forvaltningar().stream().findFirst().map(hit -> HitView.ofDepartment(hit, messages));
  }

  /** @param criteria how each stands in the text */
  public record Advice(StartView.Hits hits, Criteria criteria) {}

  /** What is shown while there is no text that can be read: only what was chosen. */
  StartView without(IdeaForm form, Messages messages) {
    return StartView.empty(form, "", "").with(Understood.chosen(form, matcher, messages));
  }

  /** Who may be meant by a name. */
  List<Entry> named(String words, Messages messages) {
    List<Entry> found = directory.find(words, messages.language(), NAMED);
    return found.isEmpty() && !words.isBlank() ? directory.near(words, messages.language(), MEANT) : found;
  }

  private List<Entry> named(IdeaForm form, Messages messages) {
    return form.asked().isEmpty() ? List.of() : named(form.asked(), messages);
  }

  private Optional<ExplainedView> explained(Entry who, IdeaForm form, Messages messages) {
    return explaining.explain(form.text(), Optional.empty(), form.choices(), who.kind(), who.id()).map(explanation -> ExplainedView.of(who, explanation, messages));
  }

  private List<Entry> proposed(Profile profile) {
    return teaming.propose(profile, List.of()).team().members().stream().flatMap(member -> directory.byId(member.candidate().id()).stream()).toList();
  }

  private Optional<TeamView> team(Profile profile, IdeaForm form, Messages messages) {
    if (form.team().isEmpty()) return Optional.empty();
    Teaming.Chosen chosen = teaming.chosen(profile, form.team().stream().map(Entry::id).toList());
    return Optional.of(TeamView.of(chosen, form.team(), form.text(), messages));
  }
}
