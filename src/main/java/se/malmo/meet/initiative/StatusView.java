package se.malmo.meet.initiative;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import se.malmo.meet.matching.Directory;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Request;

/**
 * A case as its sender follows it.
 *
 * @param secret the key to the page
 * @param address the whole address of the page, to be kept
 * @param token of the page's forms
 * @param answer when an answer is due, and how that was counted
 * @param isNew whether it has just been handed in
 * @param asked what the sender is asked to agree to
 * @param continues the case that this one goes on in
 * @param unclear what those who were asked to take part did not understand
 * @param typed what could not be kept
 * @param fault what kept something from being done, "" for nothing
 */
public record StatusView(String secret, String address, String token, Cases.Followed followed, AnswerDate answer, PublicRecord record, boolean isNew,
    List<Consents.Asked> asked, Optional<String> continues, List<String> unclear, Typed typed, String fault) {

  /** What was typed and could not be kept: beside an answer to what was asked, or as a message. */
  record Typed(String word, String reply) {
    static Typed of(Request request) {
      return new Typed(field(request, "word"), field(request, "reply"));
    }

    private static String field(Request request, String name) {
      return Optional.ofNullable(request.fields()).map(fields -> fields.get(name)).orElse("");
    }
  }


  static StatusView of(Request request, Cases.Followed followed, boolean isNew, Consents consents, List<String> unclear, String fault) {
    String secret = request.path("secret");
    return new StatusView(secret, request.absolute(request.links().status(secret)), request.formToken(), followed,
        AnswerDate.counted(followed.whole().initiative().date()), PublicRecord.of(PublicRecord.Matter.of(followed), request.messages()), isNew,
        consents.asked(followed.whole().initiative().id()), consents.continues(followed.whole().initiative().id()), unclear, Typed.of(request), fault);
  }

  /** What was typed beside an answer that could not be kept. */
  public String word() {
    return typed.word();
  }

  /** A message that could not be kept. */
  public String reply() {
    return typed.reply();
  }

  /** Whether somebody who holds the case has written, and awaits an answer. */
  public boolean isAnswerable() {
    return initiative().status() != Status.WITHDRAWN && continues.isEmpty() && Correspondence.isAnswerable(followed.steps().stream().map(Cases.Step::type).toList());
  }

  /** Who did a step, with the role of one who has written a message; "" for the sender or a machine. */
  public String who(Cases.Step step, Page page) {
    String name = step.detail("name");
    return step.type().equals(Correspondence.WRITTEN) ? name + ", " + page.text("role." + step.detail("role")) : name;
  }

  public Initiative initiative() {
    return followed.whole().initiative();
  }

  public String status() {
    return initiative().status().code();
  }

  /** What has happened, as far as there are words for it. */
  public List<Cases.Step> steps(Page page) {
    return followed.steps().stream().filter(step -> page.messages().keys().contains("event." + step.type())).toList();
  }

  /** What happened, in words; a förvaltning is named as it was then. */
  public String said(Cases.Step step, Page page) {
    String name = step.detail("other").isEmpty() ? step.detail("forvaltning." + page.language()) : step.detail("other");
    return step.type().equals("initiative.extended") ? page.text("event." + step.type(), page.weekday(LocalDate.parse(step.detail("until")))) : page.text("event." + step.type(), name);
  }

  /** When the answer is due, where somebody has set a later day. */
  public Optional<LocalDate> extended() {
    return initiative().answerBy().filter(day -> !day.equals(answer.answer()));
  }

  /** The day of the newest step. */
  public Optional<LocalDate> since() {
    List<Cases.Step> steps = followed.steps();
    return steps.isEmpty() ? Optional.empty() : Optional.of(Sweden.day(steps.getLast().at()));
  }

  public long last() {
    return followed.last();
  }

  public boolean canBeTakenBack() {
    return followed.canBeTakenBack() && continues.isEmpty();
  }

  /** Whether an answer is still awaited. */
  public boolean awaitsAnswer() {
    return switch (initiative().status()) {
      case RECEIVED, ASSESSED -> true;
      case ACCEPTED, REFERRED, DECLINED, WORKING_GROUP, RUNNING, ENDED, WITHDRAWN -> false;
    };
  }

  /** Whether others can be asked to take part. */
  public boolean isOpenForPartners() {
    return switch (initiative().status()) {
      case RECEIVED, ASSESSED, ACCEPTED, WORKING_GROUP, RUNNING -> continues.isEmpty();
      case REFERRED, DECLINED, ENDED, WITHDRAWN -> false;
    };
  }

  /** The förvaltning that the text pointed to, while nobody has got the case. */
  public Optional<Directory.Entry> pointed() {
    return awaitsAnswer() && followed.whole().holders().isEmpty() ? followed.sent().team().pointed() : Optional.empty();
  }

  /** Who has the case now. */
  public String holder(Page page) {
    List<Initiative.Holder> holders = followed.whole().holders();
    if (holders.isEmpty()) return page.text("status.holder.first");
    return page.messages().list(holders.stream().map(holder -> holder.name(page.language())).toList());
  }

  /** How the date was counted, in words, with the closed days that moved it. */
  public String counted(Page page) {
    String weeks = page.text("answer.counted", page.weekday(answer.arrived()), page.weekday(answer.threeWeeks()));
    if (answer.closed().isEmpty()) return weeks + " " + page.text("answer.working");
    String closed = page.messages().list(answer.closed().stream().map(day -> page.text("redday." + day.name())).collect(Collectors.toList()));
    return weeks + " " + page.text(answer.closed().size() == 1 ? "answer.closed.one" : "answer.closed.many", closed, page.weekday(answer.answer()));
  }
}
