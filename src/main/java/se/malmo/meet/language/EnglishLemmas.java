package se.malmo.meet.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Base forms of English words: the model's, and a plural that it left or made is corrected. */
final class EnglishLemmas implements Lemmas {

  private static final Pattern PLURAL = Pattern.compile(".{3,}[^siu]s");
  private static final Pattern PLURAL_IN_ES = Pattern.compile(".{2,}(?:ch|sh|ss|x)es");
  private static final Pattern ABBREVIATION = Pattern.compile("\\p{Lu}[\\p{Lu}\\p{N}&]+|.*\\p{N}.*");
  private static final Pattern POSSESSIVE = Pattern.compile("['’]s?$");

  @Override
  public Reading read(Asked asked) {
    String tag = asked.form().equalsIgnoreCase("elderly") ? "ADJ" : first(asked.tag()); // "elderly care": the tagger takes it for an adverb
    String form = POSSESSIVE.matcher(asked.form()).replaceFirst("").toLowerCase(Locale.ROOT);
    if (form.isEmpty()) {
      return Reading.simple(asked.form().toLowerCase(Locale.ROOT), tag);
    }
    String lemma = ABBREVIATION.matcher(asked.form()).matches() ? form : lemma(form, tag, first(asked.guess().toLowerCase(Locale.ROOT)));
    return new Reading(lemma, tag, parts(lemma));
  }

  private static String lemma(String form, String tag, String guess) {
    boolean isName = tag.equals("PROPN");
    boolean isGuess = !guess.isBlank() && !guess.equals("_") && guess.charAt(0) == form.charAt(0);
    String lemma = isGuess && !isName ? guess : form;
    if (!tag.equals("NOUN") && !isName) {
      return lemma;
    }
    if (form.endsWith("ing")) {
      return form; // "planning" is an activity, not a plan
    }
    if (form.endsWith("ies") && form.length() > 5) {
      return form.substring(0, form.length() - 3) + "y";
    }
    if (lemma.length() > form.length() - 2 && PLURAL_IN_ES.matcher(form).matches()) {
      return form.substring(0, form.length() - 2);
    }
    if (lemma.equals(form) && PLURAL.matcher(form).matches()) {
      return form.substring(0, form.length() - 1);
    }
    return lemma;
  }

  /** The models give "don't" as AUX+PART: the first is the word. */
  private static String first(String joined) {
    int plus = joined.indexOf('+');
    return plus > 0 ? joined.substring(0, plus) : joined;
  }

  private static List<String> parts(String lemma) {
    List<String> parts = Arrays.stream(lemma.split("-")).filter(part -> part.length() > 1).toList();
    return parts.size() > 1 ? parts : List.of();
  }
}
