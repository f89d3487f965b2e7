package se.malmo.meet.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.casework.DeskViews.StepView;
import se.malmo.meet.identity.Account;
import se.malmo.meet.initiative.Initiative.Holder;
import se.malmo.meet.web.Page;

/** A handover as its pages and its file show it, in the reader's words. */
public final class HandoverViews {
  private static final int LONGEST_WORD = 240;

  private HandoverViews() {}

  /** @param seen how a form names it, with the version that was seen */
  public record CaseView(String seen, String reference, String href, String title, String language, String status, String due, boolean isLate, String forvaltningar, String last,
      String word, String who) {
    static CaseView of(Handover.Open one, LocalDate today, Page page) {
      boolean isAwaited = Transitions.awaitsAnswer(one.status());
      String last = one.last().filter(event -> page.messages().keys().contains("desk.last." + event.type()))
          .map(event -> page.text("desk.last." + event.type()) + " " + page.moment(event.at())).orElse("");
      return new CaseView(one.reference() + ":" + one.version(), one.reference(), page.links().deskCase(one.reference()), one.title(), one.language(), page.text("status." + one.status().code()),
          isAwaited ? one.answerBy().map(day -> DeskViews.due(day, today, page)).orElse("") : "", isAwaited && one.answerBy().filter(day -> day.isBefore(today)).isPresent(),
          page.messages().list(one.forvaltningar().stream().map(f -> f.name(page.language())).toList()), last, one.word().map(word -> cut(word.text())).orElse(""),
          one.word().map(Handover.Word::name).orElse(""));
    }
  }

  private static String cut(String text) {
    String flat = text.strip().replaceAll("\\s+", " ");
    return flat.length() <= LONGEST_WORD ? flat : flat.substring(0, LONGEST_WORD) + " …";
  }

  /** @param said "Svar utlovat till 3 mars" */
  public record AwaitedView(String reference, String href, String title, String language, String said, String reason) {
    static AwaitedView of(Handover.Awaited one, Page page) {
      return new AwaitedView(one.reference(), page.links().deskCase(one.reference()), one.title(), one.language(),
          page.text(one.isPromise() ? "handover.promised" : "handover.asked", page.date(one.day())), cut(one.reason()));
    }
  }

  /** @param said by what the tie is known: "2 noterade möten, senast 3 mars" */
  public record TieView(String name, String href, String forvaltning, String said) {
    static TieView of(Handover.Tie one, Page page) {
      List<String> said = new java.util.ArrayList<>();
      one.latest().ifPresent(day -> said.add(page.count("handover.met", one.met()) + " " + page.text("handover.latest", page.date(day))));
      if (!one.initiatives().isEmpty()) said.add(page.text("handover.together", page.messages().list(one.initiatives())));
      return new TieView(one.name(), page.links().organisation(one.organisation()), one.forvaltning().name(page.language()), String.join("; ", said));
    }

    static TieView of(Handover.Seat one, Page page) {
      return new TieView(one.name(), page.links().alliance(one.alliance()), one.forvaltning().name(page.language()), page.text("handover.seat"));
    }
  }

  public record SignalView(String title, String href, String language, String day) {
    static SignalView of(Handover.Noted one, Page page) {
      return new SignalView(one.title(), page.links().signal(one.id()), one.language(), page.moment(one.at()));
    }
  }

  /**
   * The whole of it.
   *
   * @param absences planned ones, their own and those for which they stand in
   */
  public record PackView(String id, String name, boolean isClosed, List<CaseView> cases, long open, List<AwaitedView> awaited, List<TieView> ties, List<TieView> seats,
      List<SignalView> signals, List<String> absences) {
    static PackView of(Handover one, LocalDate today, Optional<String> deputy, Page page) {
      List<String> absences = new java.util.ArrayList<>();
      one.who().absence().filter(days -> !days.until().isBefore(today)).ifPresent(days -> absences.add(page.text("handover.away", page.date(days.from()), page.date(days.until()))
          + " " + deputy.map(name -> page.text("handover.deputy", name)).orElse(page.text("handover.deputy.none"))));
      one.standsIn().forEach(away -> absences.add(page.text("handover.standsin", away.name(), page.date(away.from()), page.date(away.until()))));
      return new PackView(one.who().id(), one.who().name(), one.who().isClosed(), one.cases().stream().map(it -> CaseView.of(it, today, page)).toList(), one.open(),
          one.awaited().stream().map(it -> AwaitedView.of(it, page)).toList(), one.ties().stream().map(it -> TieView.of(it, page)).toList(),
          one.seats().stream().map(it -> TieView.of(it, page)).toList(), one.signals().stream().map(it -> SignalView.of(it, page)).toList(), absences);
    }
  }

  /**
   * One that was chosen.
   *
   * @param title as it is now, its number where it is not theirs any more
   * @param isSame whether it is as it was seen
   */
  public record ChosenView(String seen, String reference, String href, String title, String language, String status, boolean isSame) {
    static ChosenView of(Handover.Seen one, Optional<CaseView> now, Page page) {
      String seen = one.reference() + ":" + one.version();
      return new ChosenView(seen, one.reference(), page.links().deskCase(one.reference()), now.map(CaseView::title).orElse(one.reference()), now.map(CaseView::language).orElse(page.language()),
          now.map(CaseView::status).orElse(""), now.filter(it -> it.seen().equals(seen)).isPresent());
    }
  }

  /** Somebody who could take over. */
  public record SuccessorView(String id, String name, boolean isAway) {
    static SuccessorView of(Account one, LocalDate today) {
      return new SuccessorView(one.id(), one.name(), one.isAway(today));
    }
  }

  /**
   * One that was not moved.
   *
   * @param why in the reader's words
   * @param changed what others have done since it was seen, newest first
   */
  public record LeftView(String reference, String href, String why, List<StepView> changed) {
    static LeftView of(Handover.Left one, Page page) {
      String why = one.why().map(field -> page.text(field.key(), field.arguments().toArray())).orElse(page.text("handover.changed"));
      List<StepView> changed = one.why().isPresent() ? List.of() : one.now().map(file -> DeskViews.changed(file, one.seen().version(), page)).orElse(List.of());
      return new LeftView(one.seen().reference(), page.links().deskCase(one.seen().reference()), why, changed);
    }
  }

  public record PersonView(String href, String name, String forvaltningar, String open, boolean isClosed) {
    static PersonView of(Handover.Person one, List<Holder> names, Page page) {
      List<String> own = names.stream().filter(name -> one.forvaltningar().contains(name.id())).map(name -> name.name(page.language())).toList();
      return new PersonView(page.links().handover(one.id()), one.name(), page.messages().list(own), page.count("handover.open", one.open()), one.isClosed());
    }
  }
}
