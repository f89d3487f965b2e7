package se.malmo.meet.initiative;

import java.util.List;
import se.malmo.meet.matching.Confidence;
import se.malmo.meet.matching.Directory.Entry;
import se.malmo.meet.matching.Explanation;
import se.malmo.meet.matching.Kind;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.web.Links;

/**
 * How somebody stands to the text, as the page shows it.
 *
 * @param summary its place and how sure the match is, in a sentence
 * @param met what speaks for it
 * @param missing what the text asks for and it lacks, in sentences
 * @param tips what would help, if it is true
 */
public record ExplainedView(String id, String name, String href, String summary, List<HitView.ReasonView> met, List<String> missing, List<Tip> tips) {
  private static final int MISSING = 5;

  /**
   * Something that would bring it among the first.
   *
   * @param value what the form adds
   */
  public record Tip(String value, String question, String promise) {}

  static ExplainedView of(Entry who, Explanation explanation, Messages messages) {
    String name = who.name(messages.language());
    Links links = Links.of(messages.language());
    boolean isOrganisation = who.kind() == Kind.ORGANISATION;
    Suggestion<Entry> hit = new Suggestion<>(who, explanation.score(), explanation.rank(), explanation.confidence().orElse(Confidence.UNCERTAIN), explanation.evidence());
    String sure = explanation.confidence().map(confidence -> messages.get("confidence." + confidence.code())).orElse(messages.get("confidence.none"));
    String summary = explanation.evidence().isEmpty() ? messages.get("explain.nothing", name)
        : messages.get(isOrganisation ? "explain.rank.organisation" : "explain.rank.forvaltning", name, explanation.rank(), sure);
    String lacks = isOrganisation ? "explain.lacks.organisation" : "explain.lacks.forvaltning";
    return new ExplainedView(who.id(), name, isOrganisation ? links.organisation(who.id()) : links.forvaltning(who.id()), summary, HitView.reasons(hit, name, messages),
        explanation.missing().stream().limit(MISSING).map(missing -> messages.get(lacks, missing.said().strip(), name, missing.competence().in(messages.language()))).toList(),
        explanation.tips().stream().map(tip -> tip(tip, name, messages)).toList());
  }

  private static Tip tip(se.malmo.meet.matching.Tip tip, String name, Messages messages) {
    List<String> labels = tip.added().stream().map(competence -> Understood.chip(competence, messages).label()).toList();
    return new Tip(String.join("|", tip.added().stream().map(Competence::id).toList()), messages.get("why.tip", messages.list(labels)),
        messages.get("explain.promise", name, tip.rank()));
  }
}
