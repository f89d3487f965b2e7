package se.malmo.meet.insight;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.insight.Findings.Dismissed;
import se.malmo.meet.insight.Findings.Open;
import se.malmo.meet.insight.Snapshot.Initiative;
import se.malmo.meet.web.Links;
import se.malmo.meet.web.Page;

/**
 * A gap as its page shows it; all texts are in the reader's language.
 *
 * @param theme id of the competence that it is about, "" for none
 * @param plain why it matters, without numbers
 * @param reason the numbers
 * @param more how many initiatives it was counted from beside those that are listed
 * @param covered "3 av 4"
 * @param after the score once the team's invitations are drafted
 * @param whatIf the address that shows what would happen, "" where there is none
 * @param work who took it on and when, where somebody has
 * @param drafts the invitations of which nothing has been sent
 * @param dismiss the address of the form that puts it aside
 */
public record GapView(String id, String kind, String theme, String title, String plain, String reason, String evidence, List<CaseView> cases, int more, String trend, List<MemberView> team, String covered,
    List<String> uncovered, String score, String after, String whatIf, Optional<String> work, List<MemberView> drafts, String dismiss) {
  private static final int LISTED = 5;

  /** An initiative, with the address of its page where everybody may read it, else that of its case. */
  public record CaseView(String reference, String title, String address, String date, boolean isPublic) {
    static CaseView of(Initiative one, Page page) {
      return new CaseView(one.reference(), one.title(), one.isPublic() ? page.links().initiative(one.reference()) : page.links().deskCase(one.reference()), page.date(one.date()), one.isPublic());
    }
  }

  public record MemberView(String id, String name, String address, String covers) {}

  /**
   * A gap that was put aside.
   *
   * @param said who did, when, and whether it comes back
   * @param now its size when it was put aside, and now
   */
  public record DismissedView(String id, String title, String said, String reason, String now) {
    static DismissedView of(Dismissed one, Findings findings, Page page) {
      GapWords words = new GapWords(findings.snapshot(), page.messages());
      GapDismissal dismissal = one.dismissal();
      String verdict = page.text("gap.dismissed." + dismissal.why().verdict().code(), page.moment(dismissal.at()), page.text("role." + dismissal.by()));
      String back = dismissal.until().map(at -> " " + page.text("gap.dismissed.until", page.moment(at))).orElse("");
      return new DismissedView(one.open().gap().id(), words.title(one.open().gap()), verdict + back, dismissal.why().reason(),
          page.text("gap.dismissed.size", words.decimal(dismissal.score()), words.decimal(one.open().gap().score())));
    }
  }

  /** Something that hangs on one ambassador, and where all that does is told. */
  public record PersonView(String title, String reason, String address) {
    static PersonView of(SinglePerson one, Findings findings, Page page) {
      GapWords words = new GapWords(findings.snapshot(), page.messages());
      return new PersonView(words.title(one), words.reason(one), page.links().leaving() + "#" + one.person());
    }
  }

  static GapView of(Open open, Findings findings, Page page) {
    Gap gap = open.gap();
    GapWords words = new GapWords(findings.snapshot(), page.messages());
    Links links = page.links();
    List<MemberView> team = open.team().members().stream().map(one -> new MemberView(one.id(), one.in(page.language()),
        one.isForvaltning() ? links.forvaltning(one.id()) : links.organisation(one.id()), page.messages().list(one.covers().stream().map(words::label).toList()))).toList();
    String covered = page.text("gap.team.covers", open.needs().size() - open.team().uncovered().size(), open.needs().size());
    String whatIf = switch (gap) {
      case Gap.Demand demand -> links.whatIf() + "?add=business&offers=" + Links.encoded(words.label(demand.theme()));
      case Gap.SingleCarrier carrier -> links.whatIf() + "?remove=" + Links.encoded(carrier.organisation());
      case Gap.MissingTies ties -> "";
    };
    Optional<String> work = open.work().map(it -> page.text("gap.work.begun", page.moment(it.at()), page.text("role." + it.by())) + " "
        + page.count("gap.work.invitations", it.drafts().size()));
    List<MemberView> drafts = open.work().map(GapWork::drafts).orElse(List.of()).stream().map(one -> new MemberView(one.who(), one.in(page.language()),
        one.isForvaltning() ? links.forvaltning(one.who()) : links.organisation(one.who()), page.messages().list(one.covers().stream().map(words::label).toList()))).toList();
    return new GapView(gap.id(), gap.kind(), gap.theme(), words.title(gap), words.plain(gap), words.reason(gap), words.evidence(gap),
        gap.evidence().stream().limit(LISTED).map(one -> CaseView.of(one, page)).toList(), Math.max(0, gap.evidence().size() - LISTED), words.trendText(gap), team, covered,
        open.team().uncovered().stream().map(words::label).toList(), words.decimal(open.score()), words.decimal(open.scoreIfWorkedOn()), whatIf, work, drafts,
        links.dismissGap() + "?gap=" + Links.encoded(gap.id()));
  }
}
