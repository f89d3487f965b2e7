package se.malmo.meet.matching;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.vocabulary.Competence;

/**
 * A question whose answer, written into the text, would help to find somebody.
 *
 * @param about the words of the text that it is about, "" for none
 * @param choices for {@link Kind#WHICH}: competences near to what the text says, two or three, each offered by somebody
 */
public record OpenQuestion(Kind kind, String about, List<Competence> choices) {
  /** So many are asked at a time. */
  public static final int ASKED = 3;

  /** What is asked about, that which tells most first. */
  public enum Kind {
    WHICH,
    NEEDED,
    WHOM,
    WHERE_AND_WHEN,
    WHERE,
    WHEN,
    PARTNER,
    BROUGHT,
    OUTCOME,
    SCOPE;

    /** Its name in the contract and in message keys: "where-and-when". */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public OpenQuestion {
    choices = List.copyOf(choices);
  }

  static OpenQuestion of(Kind kind) {
    return new OpenQuestion(kind, "", List.of());
  }

  /** The question as people read it. */
  public String text(Messages messages) {
    return switch (kind) {
      case WHICH -> messages.get("question.which", messages.either(labels(messages).toList()));
      case NEEDED -> about.isEmpty() ? messages.get("question.needed") : messages.get("question.needed.about", about);
      case WHOM, WHERE_AND_WHEN, WHERE, WHEN, PARTNER, BROUGHT, OUTCOME, SCOPE -> messages.get("question." + kind.code());
    };
  }

  private Stream<String> labels(Messages messages) {
    return choices.stream().map(competence -> messages.isEnglish() ? competence.labelEn() : competence.labelSv());
  }
}
