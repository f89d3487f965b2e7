package se.malmo.meet.matching;

import java.util.List;
import se.malmo.meet.language.AnalyzedText;
import se.malmo.meet.language.Language;
import se.malmo.meet.vocabulary.Keyword;

/** What was understood of a text. */
public record Profile(AnalyzedText text, List<Keyword> keywords, Words words) {
  public Language language() {
    return text.language();
  }
}
