package se.malmo.meet.matching;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The answer to a text.
 *
 * @param reading tells whether the text is in a language that is read, where one wants to know
 * @param asking chooses questions, where they are wanted
 */
public record Suggestions(Profile profile, List<Suggestion<Suggestion.Partner>> partners, List<Suggestion<Suggestion.Department>> forvaltningar,
    List<Suggestion<Suggestion.Known>> similar, BooleanSupplier reading, Supplier<List<OpenQuestion>> asking) {

  /** The same without these organisations; the others keep their ranks. */
  public Suggestions without(Set<String> organisations) {
    if (organisations.isEmpty()) return this;
    return new Suggestions(profile, partners.stream().filter(one -> !organisations.contains(one.what().id())).toList(), forvaltningar, similar, reading, asking);
  }

  /** Whether the text is in a language that is read; else only names and labels in it were found. */
  public boolean isRead() {
    return reading.getAsBoolean();
  }

  /** Whether at least one partner is more than uncertain. */
  public boolean isConfident() {
    return partners.stream().anyMatch(partner -> partner.confidence() != Confidence.UNCERTAIN);
  }

  public boolean isEmpty() {
    return partners.isEmpty() && forvaltningar.isEmpty() && similar.isEmpty();
  }

  /** Three questions whose answers would help, where no partner surely fits; else none. */
  public List<OpenQuestion> questions() {
    return isConfident() ? List.of() : asking.get();
  }
}
