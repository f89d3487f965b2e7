package se.malmo.meet.matching;

import java.util.List;
import se.malmo.meet.matching.SuggestionAnswer.CompetenceRef;
import se.malmo.meet.matching.SuggestionAnswer.ForvaltningRef;
import se.malmo.meet.matching.SuggestionAnswer.OrganisationRef;
import se.malmo.meet.matching.SuggestionAnswer.Piece;
import se.malmo.meet.platform.Messages;

/**
 * An explanation as the API gives it; the form is a contract.
 *
 * @param confidence "none" for so few points that it would not be shown
 */
public record ExplanationAnswer(String language, OrganisationRef organisation, ForvaltningRef forvaltning, int rank, double score, String confidence,
    List<Piece> evidence, double scoreOfRank3, List<MissingRef> missing, List<TipRef> tips) {

  /** Something that the text asks for and they lack, with the points that it would give. */
  public record MissingRef(CompetenceRef competence, double points, String text) {}

  /** A question whose yes would bring them among the first; the ids of its competences are to be sent as "with". */
  public record TipRef(List<CompetenceRef> competences, int promisedRank, String text) {}

  /**
   * The answer to a title and a text that were read together.
   *
   * @param titleLength UTF-16 units of the title, 0 for none
   * @param textStart where the text begins in what was read
   */
  public static ExplanationAnswer of(Explanation explanation, int titleLength, int textStart, Messages messages) {
    SuggestionAnswer.Writer writer = new SuggestionAnswer.Writer(titleLength, textStart, messages);
    OrganisationRef organisation = explanation.who() instanceof Document.Partner partner ? writer.organisation(partner.partner()) : null;
    ForvaltningRef forvaltning = explanation.who() instanceof Document.Department department ? writer.forvaltning(department.department()) : null;
    String name = organisation == null ? forvaltning.name() : organisation.name();
    String lacks = organisation == null ? "why.missing.mandate" : "why.missing.offer";
    return new ExplanationAnswer(explanation.profile().language().code(), organisation, forvaltning, explanation.rank(), explanation.score(),
        explanation.confidence().map(Confidence::code).orElse("none"), writer.pieces(explanation.evidence(), explanation.score(), name), explanation.scoreOfThird(),
        explanation.missing().stream().map(missing -> missing(missing, name, lacks, messages)).toList(),
        explanation.tips().stream().map(tip -> tip(tip, writer, messages)).toList());
  }

  private static MissingRef missing(Explanation.Missing missing, String name, String lacks, Messages messages) {
    String label = missing.competence().in(messages.language());
    return new MissingRef(new CompetenceRef(missing.competence().id(), label), missing.points(),
        messages.get(lacks, name, label, String.format(messages.locale(), "%.1f", missing.points())));
  }

  private static TipRef tip(Tip tip, SuggestionAnswer.Writer writer, Messages messages) {
    List<CompetenceRef> competences = tip.added().stream().map(writer::competence).toList();
    return new TipRef(competences, tip.rank(), messages.get("why.tip", messages.list(competences.stream().map(CompetenceRef::label).toList())));
  }
}
