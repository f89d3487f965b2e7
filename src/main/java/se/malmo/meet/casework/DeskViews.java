package se.malmo.meet.casework;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.casework.CaseFile.Score;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.initiative.Adviser;
import se.malmo.meet.initiative.Correspondence;
import se.malmo.meet.initiative.Criteria;
import se.malmo.meet.initiative.Criterion;
import se.malmo.meet.initiative.HitView;
import se.malmo.meet.initiative.Initiative.Holder;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;

/** The case workers' pages as templates read them. */
public final class DeskViews {
  private DeskViews() {}

  /**
   * A case in a list or column.
   *
   * @param due "om 4 dagar", "" where no answer is awaited
   * @param last what happened last and when, "" for nothing
   * @param still "stått still i 12 dagar", "" for one that does not
   * @param moves the states that it can be taken to, by code
   */
  public record CaseLine(String reference, String href, String title, String language, String status, String who, String due, boolean isLate, boolean isExtended,
      List<String> forvaltningar, String handler, String last, String still, List<String> moves) {

    static CaseLine of(CaseList.Line line, LocalDate today, Page page) {
      String due = Transitions.awaitsAnswer(line.status()) ? line.answerBy().map(day -> DeskViews.due(day, today, page)).orElse("") : "";
      String last = line.last().filter(event -> page.messages().keys().contains("desk.last." + event.type()))
          .map(event -> page.text("desk.last." + event.type()) + " " + page.moment(event.at())).orElse("");
      return new CaseLine(line.reference(), page.links().deskCase(line.reference()), line.title(), line.language(), line.status().code(), line.who(), due, line.isLate(today),
          line.isExtended(), line.forvaltningar().stream().map(one -> one.name(page.language())).toList(), line.handler().orElse(""), last,
          line.still().map(day -> page.count("desk.still", ChronoUnit.DAYS.between(day, today))).orElse(""),
          Transitions.from(line.status()).stream().map(Status::code).toList());
    }
  }

  /** "i dag", "om 4 dagar", "3 dagar sen". */
  static String due(LocalDate day, LocalDate today, Page page) {
    long days = ChronoUnit.DAYS.between(today, day);
    if (days == 0) return page.text("desk.due.today");
    return days > 0 ? page.count("desk.due.in", days) : page.count("desk.due.late", -days);
  }

  /** What was done to a case since a version of it was seen, newest first. */
  static List<StepView> changed(CaseFile now, int version, Page page) {
    List<Event> acts = now.history().stream().filter(event -> !Correspondence.isOf(event) && page.messages().keys().contains("desk.event." + event.type())).toList();
    int behind = Math.clamp(now.standing().version() - version, 1, Math.max(1, acts.size()));
    return acts.reversed().stream().limit(behind).map(event -> StepView.of(event, page)).toList();
  }

  /**
   * A column of the board.
   *
   * @param more where the rest of them are, "" where all are shown
   */
  public record Column(String status, long count, List<CaseLine> lines, String more) {}

  /**
   * The board.
   *
   * @param over the states that nobody works in any more, with how many cases are in each
   * @param newest the number of the last event of all, so that an open page hears what comes after it
   */
  public record Board(List<Column> columns, List<Column> over, List<Forvaltning.Name> forvaltningar, String forvaltning, String words, long late, long unrouted, long stalled, long newest) {}

  /**
   * A list of cases by what was asked for.
   *
   * @param statuses that can be chosen, by code
   */
  public record CaseTable(List<CaseLine> lines, long total, Paging paging, List<String> statuses, List<Forvaltning.Name> forvaltningar, String status, String forvaltning,
      String which, String words) {
    public boolean isNarrowed() {
      return !(status + forvaltning + words).isEmpty() || !which.equals("all");
    }
  }

  /**
   * What somebody should answer.
   *
   * @param mine the most urgent first
   * @param total of them
   * @param proposed those that nobody has got and that seem to be for this förvaltning
   * @param stalled the first of those that stand still, which may be among the others too
   */
  public record Queue(List<CaseLine> mine, long total, List<CaseLine> proposed, List<CaseLine> stalled, long allStalled, boolean isCoordination, long newest) {}

  /**
   * A case.
   *
   * @param form what was typed into the act's form, and what is wrong with it
   * @param changed what others have done since the person read the case, newest first; empty where nobody has
   * @param next in the queue
   * @param tie of the person to the case: "" for its sender, a name for an organisation, none for none
   */
  public record CaseView(CaseFile file, Form form, Optional<Doing> doing, List<StepView> changed, LocalDate today, Adviser.Advice advice, List<Forvaltning.Name> forvaltningar,
      List<Desk.Colleague> colleagues, Optional<String> next, Optional<String> tie, Viewer viewer) {

    public boolean isDoing(String code) {
      return doing.filter(one -> one.code().equals(code)).isPresent();
    }

    /** Whether the person may join it with others: not one that only seems to be for the own förvaltning. */
    public boolean isJoinable() {
      return viewer.limit().map(own -> own.stream().anyMatch(file::isOf)).orElse(true)
          || file.standing().handler().filter(one -> one.account().equals(viewer.account())).isPresent();
    }

    public String reference() {
      return file.initiative().reference();
    }

    public String title() {
      return file.initiative().title();
    }

    public String text() {
      return file.initiative().text();
    }

    public String language() {
      return file.initiative().language();
    }

    public String status() {
      return file.status().code();
    }

    public int version() {
      return file.standing().version();
    }

    public long newest() {
      return file.history().stream().mapToLong(Event::sequence).max().orElse(0);
    }

    public Optional<String> confidential() {
      return file.sent().flatMap(sent -> sent.confidential()).map(one -> one.details());
    }

    public boolean awaitsAnswer() {
      return Transitions.awaitsAnswer(file.status());
    }

    public boolean isLate() {
      return file.isLate(today);
    }

    public String due(Page page) {
      return file.initiative().answerBy().map(day -> DeskViews.due(day, today, page)).orElse("");
    }

    public List<String> moves() {
      return Transitions.from(file.status()).stream().map(Status::code).toList();
    }

    /** Whether the next move brings it to the coordinators. */
    public boolean isMovedEnough() {
      return file.standing().moves() + 1 >= Desk.MOST_MOVES;
    }

    /** The person's own förvaltningar that have the case; all that have it for one who sees all. */
    public List<Holder> own() {
      return file.holders().stream().filter(holder -> viewer.limit().map(own -> own.contains(holder.id())).orElse(true)).toList();
    }

    /** Whom the text points to, beside those who have the case; the likeliest first. */
    public List<HitView> proposed() {
      return advice.hits().departments().stream().filter(hit -> !file.isOf(hit.id())).toList();
    }

    /** Those that have the case and are still there. */
    public List<Holder> present() {
      return file.holders().stream().filter(holder -> forvaltningar.stream().anyMatch(name -> name.id().equals(holder.id()))).toList();
    }

    /** The förvaltningar that a case can go to, without those that have it. */
    public List<Forvaltning.Name> others() {
      return forvaltningar.stream().filter(name -> !file.isOf(name.id()) && proposed().stream().noneMatch(hit -> hit.id().equals(name.id()))).toList();
    }

    /** Ready texts for the reason, as keys. */
    public List<String> templates(Page page) {
      String begin = "reply." + doing.map(Doing::code).orElse("") + ".";
      return Messages.of(language()).keys().stream().filter(key -> key.startsWith(begin)).sorted().map(key -> key.substring("reply.".length())).toList();
    }

    /** A ready text in the language of the case. */
    public String template(String key) {
      return Messages.of(language()).get("reply." + key);
    }

    public List<StepView> history(Page page) {
      return file.history().stream().filter(event -> page.messages().keys().contains("desk.event." + event.type())).map(event -> StepView.of(event, page)).toList();
    }

    /** What those who hold the case and its sender have written to each other, oldest first. */
    public List<StepView> messages(Page page) {
      return file.history().stream().filter(Correspondence::isOf).map(event -> StepView.of(event, page)).toList();
    }

    public List<CriterionView> criteria() {
      return advice.criteria().judged().stream().map(judged -> CriterionView.of(judged, file, viewer.account())).toList();
    }
  }

  /**
   * Who looks at a case.
   *
   * @param limit the only förvaltningar whose cases they see, empty for all
   * @param isRevealed whether they have asked to see what the sender wants to keep secret
   */
  public record Viewer(String account, boolean isCoordinator, Optional<Set<String>> limit, boolean isRevealed) {}

  /**
   * Something that happened to a case.
   *
   * @param who did it, "" for the sender or a machine
   * @param reason what the sender reads, "" for none
   */
  public record StepView(String said, String who, String reason, String onward, String at) {
    static StepView of(Event event, Page page) {
      String language = page.language();
      String to = event.detail("other").isEmpty() ? event.detail("forvaltning." + language) : event.detail("other");
      String said = event.type().equals("initiative.extended") ? page.text("desk.event." + event.type(), page.weekday(LocalDate.parse(event.detail("until"))))
          : page.text("desk.event." + event.type(), to, event.detail("from." + language));
      return new StepView(said, event.detail("name"), event.detail("reason"), event.detail("onward"), page.moment(event.at()));
    }
  }

  /**
   * A criterion, what the coach found, and how people judge it.
   *
   * @param sentence of the text that speaks for it, "" for none
   * @param own the person's own judgement, -1 for none
   * @param others of colleagues
   */
  public record CriterionView(String code, boolean isHinted, String sentence, int own, String comment, List<Score> others) {
    private static final int LONGEST = 160;

    static CriterionView of(Criteria.Judged judged, CaseFile file, String account) {
      Criterion criterion = judged.criterion();
      List<Score> all = file.scores().stream().filter(score -> score.criterion() == criterion).toList();
      Optional<Score> own = all.stream().filter(score -> score.account().equals(account)).findFirst();
      String whole = file.initiative().title() + "\n\n" + file.initiative().text();
      String sentence = judged.sentences().isEmpty() ? "" : judged.sentences().getFirst().of(whole).strip().replaceAll("\\s+", " ");
      return new CriterionView(criterion.code(), judged.isMet(), sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + " …", own.map(Score::value).orElse(-1),
          own.map(Score::comment).orElse(""), all.stream().filter(score -> !score.account().equals(account)).toList());
    }

    public List<Integer> values() {
      return Stream.iterate(0, value -> value + 1).limit(4).toList();
    }
  }
}
