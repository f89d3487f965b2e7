package se.malmo.meet.matching;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.language.Span;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Keyword;

/**
 * The suggestions as the API and the command line give them; the form is a contract.
 *
 * @param read whether the text is in a language that is read
 * @param notice says so where it is not
 * @param confident whether at least one partner is more than uncertain
 * @param questions three where it is not confident, else none
 */
public record SuggestionAnswer(String language, boolean read, String notice, boolean confident, List<Word> keywords, List<PartnerHit> partners, List<ForvaltningHit> forvaltningar,
    List<SimilarHit> similar, List<Asked> questions) {

  /** A keyword; text as the user wrote it, lemma as it was read, weight as a share of the text. */
  public record Word(String text, String lemma, double weight, List<int[]> spans, List<int[]> titleSpans, CompetenceRef competence) {}

  /** A question whose answer would help; the ids of the competences that it names may be sent as "with". */
  public record Asked(String kind, String text, List<CompetenceRef> competences) {}

  /** A competence by id, labelled in the language of the answer. */
  public record CompetenceRef(String id, String label) {}

  public record PartnerHit(OrganisationRef organisation, double score, int rank, String confidence, List<Piece> evidence) {}

  public record OrganisationRef(String id, String name, String sector) {}

  public record ForvaltningHit(ForvaltningRef forvaltning, List<Suggestion.Contact> ambassadors, double score, int rank, String confidence,
      List<Piece> evidence) {}

  public record ForvaltningRef(String id, String name) {}

  public record SimilarHit(InitiativeRef initiative, String relation, double score, int rank, String confidence, List<Piece> evidence) {}

  public record InitiativeRef(String reference, String title, String status, String summary) {}

  /** One reason; share of the score, whether the text only points to it, the way through the graph, and the sentence that people read. */
  public record Piece(String kind, double share, boolean hinted, List<int[]> spans, List<int[]> titleSpans, List<String> path, String text) {}

  /**
   * The answer to a title and a text that were read together.
   *
   * @param titleLength UTF-16 units of the title, 0 for none
   * @param textStart where the text begins in what was read
   */
  public static SuggestionAnswer of(Suggestions suggestions, int titleLength, int textStart, Messages messages) {
    Writer writer = new Writer(titleLength, textStart, messages);
    boolean isRead = suggestions.isRead();
    return new SuggestionAnswer(suggestions.profile().language().code(), isRead, isRead ? null : messages.get("suggest.unread"), suggestions.isConfident(),
        suggestions.profile().keywords().stream().map(writer::word).toList(),
        suggestions.partners().stream().map(writer::partner).toList(),
        suggestions.forvaltningar().stream().map(writer::forvaltning).toList(),
        suggestions.similar().stream().map(writer::similar).toList(),
        suggestions.questions().stream().map(writer::question).toList());
  }

  /** Writes the parts of an answer. */
  record Writer(int titleLength, int textStart, Messages messages) {
    Word word(Keyword keyword) {
      return new Word(keyword.text(), keyword.lemma(), keyword.weight(), inText(keyword.spans()), inTitle(keyword.spans()),
          keyword.competence().map(this::competence).orElse(null));
    }

    CompetenceRef competence(Competence competence) {
      return new CompetenceRef(competence.id(), messages.isEnglish() ? competence.labelEn() : competence.labelSv());
    }

    Asked question(OpenQuestion question) {
      return new Asked(question.kind().code(), question.text(messages), question.choices().stream().map(this::competence).toList());
    }

    OrganisationRef organisation(Suggestion.Partner partner) {
      return new OrganisationRef(partner.id(), partner.name(), partner.sector().isEmpty() ? null : partner.sector());
    }

    ForvaltningRef forvaltning(Suggestion.Department department) {
      return new ForvaltningRef(department.id(), department.name(messages.language()));
    }

    PartnerHit partner(Suggestion<Suggestion.Partner> hit) {
      return new PartnerHit(organisation(hit.what()), hit.score(), hit.rank(), hit.confidence().code(), pieces(hit.evidence(), hit.score(), hit.what().name()));
    }

    ForvaltningHit forvaltning(Suggestion<Suggestion.Department> hit) {
      ForvaltningRef who = forvaltning(hit.what());
      return new ForvaltningHit(who, hit.what().ambassadors(), hit.score(), hit.rank(), hit.confidence().code(), pieces(hit.evidence(), hit.score(), who.name()));
    }

    SimilarHit similar(Suggestion<Suggestion.Known> hit) {
      Suggestion.Known known = hit.what();
      return new SimilarHit(new InitiativeRef(known.reference(), known.title(), known.status(), known.summary()), known.relation().code(), hit.score(), hit.rank(),
          hit.confidence().code(), pieces(hit.evidence(), hit.score(), known.title()));
    }

    /** The reasons for somebody of this name, each with its part of the score. */
    List<Piece> pieces(List<Evidence> evidence, double score, String who) {
      return evidence.stream().map(piece -> new Piece(piece.kind(), piece.points() / score, piece.isHinted(), inText(piece.spans()), inTitle(piece.spans()), path(piece, who),
          Reason.of(piece, who, messages).text())).toList();
    }

    private List<String> path(Evidence evidence, String who) {
      String language = messages.language();
      return switch (evidence) {
        case Evidence.SharedWord word -> List.of(String.join(", ", word.words()), who);
        case Evidence.TranslatedWord word -> List.of(String.join(", ", word.words()), String.join(", ", word.others()), who);
        case Evidence.Tie tie -> path(tie.said(), tie.asked().in(language), tie.met().in(language), tie.alliance(), who);
        case Evidence.SharedCompetence shared -> path(shared.said(), shared.asked().in(language), shared.met().in(language), who);
        case Evidence.Mandate mandate -> path(mandate.said(), mandate.asked().in(language), mandate.met().in(language), who);
        case Evidence.PastInitiative past -> Stream.of(Optional.of(String.join(", ", past.words())).filter(words -> !words.isEmpty()),
            Optional.of(past.reference() + " " + past.title()), Optional.of(who)).flatMap(Optional::stream).toList();
        case Evidence.MovedCase moved -> List.of(String.join(", ", moved.words()), who);
      };
    }

    private static List<String> path(String... steps) {
      return Stream.of(steps).distinct().toList();
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
