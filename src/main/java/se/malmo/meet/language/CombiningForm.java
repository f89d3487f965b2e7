package se.malmo.meet.language;

import java.util.List;
import java.util.stream.Stream;

/**
 * A way in which a word changes before it stands first in a Swedish compound: "gata" becomes "gatu-".
 *
 * @param ending of the combining form
 * @param rootEnding of the word itself
 * @param flags affix flags by which the dictionary says that a word does so
 * @param isCommon whether words do so even where the dictionary does not say
 */
record CombiningForm(String ending, String rootEnding, String flags, boolean isCommon) {

  static final List<CombiningForm> ALL = List.of(
      new CombiningForm("", "", "Xs", true),
      new CombiningForm("s", "", "vf", true),
      new CombiningForm("", "a", "zg", true),
      new CombiningForm("s", "e", "ui", true),
      new CombiningForm("", "e", "zg", true),
      new CombiningForm("u", "a", "w", true),
      new CombiningForm("o", "a", "x", true),
      // förskolegrupp, grundskoleelev: the dictionary has the schools but not this form of them.
      new CombiningForm("skole", "skola", "yh", true),
      new CombiningForm("olje", "olja", "yh", true),
      new CombiningForm("s", "a", "vf", false),
      new CombiningForm("es", "", "ui", false),
      new CombiningForm("es", "a", "ui", false),
      new CombiningForm("a", "", "zg", false),
      new CombiningForm("e", "", "yh", false),
      new CombiningForm("e", "a", "yh", false),
      new CombiningForm("o", "e", "x", false),
      new CombiningForm("t", "d", "x", false),
      new CombiningForm("el", "la", "t", false),
      new CombiningForm("er", "ra", "t", false),
      new CombiningForm("ra", "er", "t", false),
      new CombiningForm("la", "el", "t", false),
      new CombiningForm("e", "um", "t", false),
      new CombiningForm("", "ma", "t", false),
      new CombiningForm("", "me", "t", false));

  /** What a form that no word is said to take may come from: "skatte-", "olycks-", "medie-", "författar-". */
  static Stream<String> rootsOfUnknown(String head) {
    String shorter = head.substring(0, head.length() - 1);
    if (head.endsWith("ie")) return Stream.of(shorter + "um", shorter, shorter + "a");
    if (head.endsWith("ar")) return Stream.of(head + "e");
    return "eso".indexOf(head.charAt(head.length() - 1)) < 0 ? Stream.empty() : Stream.of(shorter, shorter + "a");
  }

  boolean fits(String head) {
    return head.endsWith(ending) && head.length() > ending.length() + 1 || head.equals(ending) && head.length() > 1;
  }

  String root(String head) {
    return head.substring(0, head.length() - ending.length()) + rootEnding;
  }

  boolean isAttested(String rootFlags) {
    return flags.chars().anyMatch(flag -> rootFlags.indexOf(flag) >= 0);
  }
}
