package se.malmo.meet.matching;

import java.util.List;
import se.malmo.meet.language.Span;

/** One reason for a suggestion: what of the text led to it, by which way, and how many points it gave. */
public sealed interface Evidence {
  /** Points in the sum, more than 0. */
  double points();

  /** Where in the text the words stand that it rests on. */
  List<Span> spans();

  /** The name of its kind in the contract. */
  String kind();

  /** Whether the words of the text only point to what it asks for, and do not say it. */
  default boolean isHinted() {
    return false;
  }

  /** Words that the text and the profile both have. */
  record SharedWord(List<String> words, List<Span> spans, double points) implements Evidence {
    @Override
    public String kind() {
      return "shared-word";
    }
  }

  /**
   * Words that mean the same in the two languages.
   *
   * @param words as the text says them
   * @param others as the profile says them
   */
  record TranslatedWord(List<String> words, List<String> others, List<Span> spans, double points) implements Evidence {
    @Override
    public String kind() {
      return "translated-word";
    }
  }

  /**
   * A competence that the text asks for and the other offers, seeks, needs or speaks of.
   *
   * @param said the user's own words
   * @param asked the competence they denote, or point to
   * @param met the competence on the other side: the same one, or a broader, narrower or related one
   * @param edge OFFERS, SEEKS, NEEDS or MENTIONS
   */
  record SharedCompetence(String said, Label asked, Label met, String edge, boolean isHinted, List<Span> spans, double points) implements Evidence {
    @Override
    public String kind() {
      return "shared-competence";
    }
  }

  /**
   * An earlier initiative that the text is like, and in which the suggested one took part.
   *
   * @param words the words that make them alike, those that weigh most first
   */
  record PastInitiative(String id, String reference, String title, int year, List<String> words, List<Span> spans, double points) implements Evidence {
    @Override
    public String kind() {
      return "past-initiative";
    }
  }

  /**
   * A case that the text is like, not public and moved to the suggested one after another had said that it was not theirs. Nothing of it is shown but its
   * year: the words are those of the text.
   *
   * @param words the words that make them alike, those that weigh most first
   */
  record MovedCase(String id, int year, List<String> words, List<Span> spans, double points) implements Evidence {
    @Override
    public String kind() {
      return "past-initiative";
    }
  }

  /** A matter that the förvaltning decides about. */
  record Mandate(String said, Label asked, Label met, boolean isHinted, List<Span> spans, double points) implements Evidence {
    @Override
    public String kind() {
      return "mandate";
    }
  }

  /** An alliance whose theme the text asks about, and of which the other is a member. */
  record Tie(String said, Label asked, Label met, String alliance, boolean isHinted, List<Span> spans, double points) implements Evidence {
    @Override
    public String kind() {
      return "tie";
    }
  }

  /** A competence's name in both languages, or a free text's in the one it was written in. */
  record Label(String id, String sv, String en) {
    public String in(String language) {
      return "en".equals(language) ? en : sv;
    }
  }
}
