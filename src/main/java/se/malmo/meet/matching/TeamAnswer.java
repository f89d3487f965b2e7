package se.malmo.meet.matching;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.language.Span;
import se.malmo.meet.matching.SuggestionAnswer.CompetenceRef;
import se.malmo.meet.matching.SuggestionAnswer.ForvaltningRef;
import se.malmo.meet.matching.SuggestionAnswer.OrganisationRef;
import se.malmo.meet.matching.TeamStore.Available;
import se.malmo.meet.matching.TeamStore.Way;
import se.malmo.meet.platform.Messages;

/**
 * A team as the API gives it; the form is a contract.
 *
 * @param uncovered ids of the needs that nobody in the team covers
 * @param provenBest whether no other team is better
 */
public record TeamAnswer(String language, List<NeedRef> needs, List<Member> team, List<String> uncovered, List<RuleRef> rules, boolean provenBest) {

  /** A need: text as the user wrote it, weight as a share of all needs, stated where the text asks for it in so many words. */
  public record NeedRef(String id, String text, CompetenceRef competence, double weight, List<int[]> spans, List<int[]> titleSpans, boolean stated) {}

  /** A member: an organisation or a förvaltning. */
  public record Member(OrganisationRef organisation, ForvaltningRef forvaltning, List<Cover> covers, List<String> coversAlone) {}

  /** A need that a member covers, how well (0 to 1), and by what it offers or decides about. */
  public record Cover(String need, double quality, CompetenceRef competence) {}

  /** A rule for teams, whether it is kept, and the sentence that people read. */
  public record RuleRef(String rule, boolean met, String text) {}

  /**
   * The answer to a title and a text that were read together.
   *
   * @param titleLength UTF-16 units of the title, 0 for none
   * @param textStart where the text begins in what was read
   */
  public static TeamAnswer of(Teaming.Proposal proposal, int titleLength, int textStart, Messages messages) {
    Writer writer = new Writer(proposal, titleLength, textStart, messages);
    Team team = proposal.team();
    return new TeamAnswer(proposal.profile().language().code(), proposal.needs().stream().map(writer::need).toList(),
        team.members().stream().map(writer::member).toList(), team.uncovered(), Stream.of(Team.Rule.values()).map(writer::rule).toList(), team.isProvenBest());
  }

  private record Writer(Teaming.Proposal proposal, int titleLength, int textStart, Messages messages) {
    NeedRef need(Need need) {
      CompetenceRef competence = need.competence().map(c -> new CompetenceRef(c.id(), messages.isEnglish() ? c.labelEn() : c.labelSv())).orElse(null);
      String said = need.spans().isEmpty() ? need.keyword().text() : need.spans().getFirst().of(proposal.profile().text().text());
      return new NeedRef(need.id(), said, competence, need.weight(), inText(need.spans()), inTitle(need.spans()), need.isStated());
    }

    Member member(Team.Member member) {
      Available known = proposal.member(member);
      List<Cover> covers = member.covers().stream().map(need -> cover(proposal.way(member, need))).toList();
      if (known.kind() == Kind.FORVALTNING) {
        return new Member(null, new ForvaltningRef(known.id(), messages.isEnglish() ? known.nameEn() : known.name()), covers, member.alone());
      }
      return new Member(new OrganisationRef(known.id(), known.name(), known.sector().isEmpty() ? null : known.sector()), null, covers, member.alone());
    }

    private Cover cover(Way way) {
      return new Cover(way.need(), way.quality(), new CompetenceRef(way.met().id(), way.met().in(messages.language())));
    }

    RuleRef rule(Team.Rule rule) {
      Optional<Team.Unmet> unmet = proposal.team().unmet().stream().filter(one -> one.rule() == rule).findFirst();
      String key = rule.code() + "." + unmet.map(one -> one.reason().code()).orElse("met");
      return new RuleRef(rule.code(), unmet.isEmpty(), messages.get("team.rule." + key));
    }

    private List<int[]> inText(List<Span> spans) {
      return spans.stream().filter(span -> span.start() >= textStart).map(span -> new int[] {span.start() - textStart, span.end() - textStart}).toList();
    }

    private List<int[]> inTitle(List<Span> spans) {
      List<int[]> inTitle = spans.stream().filter(span -> span.end() <= titleLength).map(span -> new int[] {span.start(), span.end()}).toList();
      return inTitle.isEmpty() ? null : inTitle;
    }
  }
}
