package se.malmo.meet.insight;

import java.time.Instant;
import java.util.List;
import se.malmo.meet.insight.Findings.Dismissed;
import se.malmo.meet.insight.Findings.Open;
import se.malmo.meet.matching.Covering.Member;
import se.malmo.meet.platform.Messages;

/**
 * A gap as the API gives it; the form is a contract.
 *
 * @param theme what it is about, in the reader's language
 * @param competence the same with its id
 * @param score how sure it is, -log10 of the chance; less once it is worked on
 * @param scoreIfWorkedOn what the score becomes when its team's invitations are drafted
 * @param needs what the team was sought for; covers and uncovered name these ids
 * @param evidence what it was counted from
 */
record GapAnswer(String id, String kind, String theme, CompetenceRef competence, String sector, ForvaltningRef forvaltning, OrganisationRef carrier, double score,
    double scoreIfWorkedOn, String title, String reason, List<EvidenceRef> evidence, List<YearCount> trend, List<CompetenceRef> needs, List<MemberRef> team,
    List<String> uncovered, WorkRef work) {
  private static final int MOST_EVIDENCE = 20;

  record CompetenceRef(String id, String label) {}

  record ForvaltningRef(String id, String name) {}

  record OrganisationRef(String id, String name, String sector) {}

  /** An ambassador; only those who coordinate read this API. */
  record PersonRef(String id, String name) {}

  /** What hangs on one ambassador. */
  record PersonBody(CompetenceRef competence, PersonRef person, ForvaltningRef forvaltning, double score, String title, String reason, List<CaseRef> initiatives) {
    static PersonBody of(SinglePerson one, Snapshot snapshot, Messages messages) {
      GapWords words = new GapWords(snapshot, messages);
      return new PersonBody(new CompetenceRef(one.theme(), words.label(one.theme())), new PersonRef(one.person(), words.person(one.person())),
          new ForvaltningRef(one.forvaltning(), words.forvaltning(one.forvaltning())), rounded(one.score()), words.title(one), words.reason(one),
          one.evidence().stream().limit(MOST_EVIDENCE).map(it -> new CaseRef(it.reference(), it.title())).toList());
    }
  }

  /** A page of what hangs on one ambassador. */
  record PeoplePage(List<PersonBody> people, int total, int page, int limit, String next) {}

  /** @param count of all, where not all are listed */
  record EvidenceRef(String text, int count, List<CaseRef> initiatives) {}

  record CaseRef(String reference, String title) {}

  record YearCount(int year, int count) {}

  record MemberRef(OrganisationRef organisation, ForvaltningRef forvaltning, List<String> covers) {}

  /** Who took it on, by role, and when; the drafts are those of the invitations of which nothing has been sent. */
  record WorkRef(String by, String at, int invitations, List<DraftRef> drafts) {}

  record DraftRef(String id, OrganisationRef organisation, ForvaltningRef forvaltning, List<String> covers) {}

  /** A gap that was put aside, by whom, when and why. */
  record DismissedBody(GapAnswer gap, String verdict, String reason, String by, String at, String until, double scoreThen) {
    static DismissedBody of(Dismissed one, Snapshot snapshot, Messages messages) {
      GapDismissal dismissal = one.dismissal();
      return new DismissedBody(GapAnswer.of(one.open(), snapshot, messages), dismissal.why().verdict().code(), dismissal.why().reason(), dismissal.by(), dismissal.at().toString(),
          dismissal.until().map(Instant::toString).orElse(null), rounded(dismissal.score()));
    }
  }

  /** A page of those. */
  record DismissedPage(List<DismissedBody> dismissed, int total, int page, int limit, String next) {}

  /** A page of gaps. */
  record PageBody(List<GapAnswer> gaps, int total, int page, int limit, String next, String countedAt, int initiatives, int organisations) {}

  static GapAnswer of(Open open, Snapshot snapshot, Messages messages) {
    Gap gap = open.gap();
    GapWords words = new GapWords(snapshot, messages);
    String sector = gap instanceof Gap.MissingTies ties ? ties.sector() : null;
    ForvaltningRef unit = gap instanceof Gap.MissingTies ties ? new ForvaltningRef(ties.forvaltning(), words.forvaltning(ties.forvaltning())) : null;
    OrganisationRef carrier = gap instanceof Gap.SingleCarrier one ? organisation(one.organisation(), snapshot) : null;
    EvidenceRef evidence = new EvidenceRef(words.evidence(gap), gap.evidence().size(),
        gap.evidence().stream().limit(MOST_EVIDENCE).map(one -> new CaseRef(one.reference(), one.title())).toList());
    return new GapAnswer(gap.id(), gap.kind(), words.label(gap.theme()), gap.theme().isEmpty() ? null : new CompetenceRef(gap.theme(), words.label(gap.theme())), sector, unit,
        carrier, rounded(open.score()), rounded(open.scoreIfWorkedOn()), words.title(gap), words.reason(gap), List.of(evidence),
        GapWords.trend(gap).entrySet().stream().map(year -> new YearCount(year.getKey(), year.getValue())).toList(),
        open.needs().stream().map(id -> new CompetenceRef(id, words.label(id))).toList(),
        open.team().members().stream().map(one -> member(one, messages)).toList(), open.team().uncovered(),
        open.work().map(work -> new WorkRef(work.by(), work.at().toString(), work.invitations().size(), work.drafts().stream().map(one -> draft(one, messages)).toList())).orElse(null));
  }

  private static OrganisationRef organisation(String id, Snapshot snapshot) {
    Snapshot.Organisation known = snapshot.organisations().get(id);
    return known == null ? new OrganisationRef(id, id, null) : new OrganisationRef(id, known.name(), known.sector().isEmpty() ? null : known.sector());
  }

  private static MemberRef member(Member one, Messages messages) {
    if (one.isForvaltning()) return new MemberRef(null, new ForvaltningRef(one.id(), one.in(messages.language())), one.covers());
    return new MemberRef(new OrganisationRef(one.id(), one.nameSv(), one.sector().isEmpty() ? null : one.sector()), null, one.covers());
  }

  private static DraftRef draft(GapWork.Invitation one, Messages messages) {
    String name = one.in(messages.language());
    return one.isForvaltning() ? new DraftRef(one.id(), null, new ForvaltningRef(one.who(), name), one.covers())
        : new DraftRef(one.id(), new OrganisationRef(one.who(), name, null), null, one.covers());
  }

  /** Three decimals say all that a chance can. */
  private static double rounded(double score) {
    return Math.round(score * 1_000) / 1_000.0;
  }
}
