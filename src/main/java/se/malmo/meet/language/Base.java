package se.malmo.meet.language;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A base form that the dictionary offers for a written word, and the kinds of word that it can be. */
record Base(String lemma, Set<WordClass> classes) {

  private static final Pattern PRESENT_PARTICIPLE = Pattern.compile("(.+[ae]nde)(?:t|ts|n|na|nas|s)?");
  private static final Pattern DOER = Pattern.compile("(.+ar)(?:e|en|ens|es|na|nas)");
  private static final Pattern ACT = Pattern.compile("(.+an)s?");
  private static final Pattern PARTICIPLE = Pattern.compile("(.+a)(?:d|de|t|des|ds)");
  private static final Pattern INHABITANT = Pattern.compile("(.+bo)(?:s|n|ns|r|rs|rna|rnas)?");
  private static final Pattern QUALITY = Pattern.compile("(.+isk)(?:a|t)?");

  /**
   * The dictionary keeps "boende", "företagare" and "utbildad" under the verb: as nouns and adjectives they are words of their own.
   *
   * @param classes kinds of the root
   */
  static Base of(String form, String root, String tag, Set<WordClass> classes) {
    boolean isVerbOnly = classes.equals(Set.of(WordClass.VERB));
    Matcher present = PRESENT_PARTICIPLE.matcher(form);
    if (!root.endsWith("nde") && present.matches() && (classes.contains(WordClass.VERB) || form.startsWith(root + "nde"))) {
      return new Base(present.group(1), Set.of(WordClass.NOUN, WordClass.ADJECTIVE));
    }
    Matcher doer = DOER.matcher(form);
    if (!tag.equals("ADJ") && root.endsWith("a") && form.startsWith(root + "r") && doer.matches()) {
      return new Base(doer.group(1) + "e", Set.of(WordClass.NOUN));
    }
    Matcher act = ACT.matcher(form);
    if (!classes.contains(WordClass.NOUN) && tag.equals("NOUN")
        && act.matches() && act.group(1).equals(root + "n")) {
      return new Base(act.group(1), Set.of(WordClass.NOUN));
    }
    Matcher participle = PARTICIPLE.matcher(form);
    if (isVerbOnly && tag.equals("ADJ") && root.endsWith("a") && participle.matches() && participle.group(1).equals(root)) {
      return new Base(root + "d", Set.of(WordClass.ADJECTIVE));
    }
    Matcher inhabitant = INHABITANT.matcher(form);
    if (!root.endsWith("bo") && inhabitant.matches() && (inhabitant.group(1).equals(root + "bo") || inhabitant.group(1).equals(root + "sbo"))) {
      return new Base(inhabitant.group(1), Set.of(WordClass.NOUN));
    }
    Matcher quality = QUALITY.matcher(form);
    if (quality.matches() && quality.group(1).equals(root + "isk")) {
      return new Base(quality.group(1), Set.of(WordClass.ADJECTIVE));
    }
    return new Base(root, classes);
  }
}
