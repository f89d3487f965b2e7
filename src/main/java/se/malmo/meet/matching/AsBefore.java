package se.malmo.meet.matching;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.language.Language;
import se.malmo.meet.vocabulary.Keyword;
import se.malmo.meet.vocabulary.StoredText;

/** Reads a stored text as the feature that took it in did, so that only what the vocabulary has changed is read otherwise. */
public final class AsBefore implements StoredText.Reader {
  private final Profiles profiles;

  public AsBefore(Profiles profiles) {
    this.profiles = profiles;
  }

  @Override
  public List<Keyword> read(StoredText text) {
    return switch (text.kind()) {
      case "Organisation" -> mixedOrNot(text.heading() + ".\n" + text.body(), text);
      case "Forvaltning" -> profiles.of(text.heading() + ". " + text.body(), Optional.of(Language.SWEDISH)).keywords();
      default -> mixedOrNot(text.heading() + "\n\n" + text.body(), text);
    };
  }

  /** Whether a language was told when it came in is not kept, but the words that were found are: they tell. */
  private List<Keyword> mixedOrNot(String written, StoredText text) {
    Profile guessed = profiles.of(written, Optional.empty());
    Set<String> before = Set.copyOf(text.words());
    if (text.language().isEmpty() || before.containsAll(guessed.words().said().keySet())) return guessed.keywords();
    return profiles.of(written, text.language()).keywords();
  }
}
