package se.malmo.meet.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of one language that say nothing of what a text is about. */
public final class StopWords {

  private static final Set<String> CONTENT_TAGS = Set.of("NOUN", "PROPN", "ADJ", "VERB", "X", "NUM");
  private static final Pattern ROMAN = Pattern.compile("[ivxlc]+");
  private static final Pattern SWEDISH_NUMBER = Pattern.compile(
      "(noll|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo|tret+io|fyrtio|femtio|sextio|sjuttio"
          + "|åttio|nittio|hundra|tusen|miljon|miljard|halv)+(tal)?");
  private static final Pattern ENGLISH_NUMBER = Pattern.compile(
      "((zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty"
          + "|seventy|eighty|ninety|hundred|thousand|million)[- ]?)+");
  private static final int LONGEST_WORD = 60;

  private final Language language;
  private final Set<String> function;
  private final Set<String> noise;
  private final Set<String> dull;
  private final Set<String> needs;
  private final Set<String> everyday;

  private StopWords(Language language) {
    this.language = language;
    function = words("stop-words-", language);
    noise = words("noise-words-", language);
    dull = words("dull-words-", language);
    needs = words("need-words-", language);
    everyday = words("everyday-words-", language);
  }

  public static StopWords of(Language language) {
    return new StopWords(language);
  }

  Language language() {
    return language;
  }

  private static Set<String> words(String list, Language language) {
    return Resources.lines(list + language.code() + ".txt")
        .flatMap(line -> Arrays.stream(line.split("\\s+")))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the word carries meaning: noun, name, adjective, full verb, foreign word or number with letters, and no function word. */
  boolean isContent(String form, Reading word) {
    boolean hasLetters = form.codePoints().anyMatch(Character::isLetter);
    boolean isKind = CONTENT_TAGS.contains(word.tag());
    boolean isOrdinal = word.tag().equals("NUM") && ROMAN.matcher(word.lemma()).matches();
    return isKind && hasLetters && !isOrdinal && word.lemma().length() > 1 && word.lemma().length() <= LONGEST_WORD
        && !function.contains(word.lemma()) && !function.contains(form.toLowerCase(Locale.ROOT));
  }

  boolean isFunction(String form) {
    return function.contains(form);
  }

  /** A word that nobody would choose as a keyword: "projekt", "year". */
  public boolean isNoise(String lemma) {
    return noise.contains(lemma);
  }

  /** A word that may be shared with somebody and still is no keyword alone: noise, numbers, days, measures. */
  boolean isDull(String lemma) {
    return isNoise(lemma) || dull.contains(lemma) || isNumber(lemma);
  }

  /** A word of everyday life that points to no competence alone: "kväll", "tillsammans", "share". */
  public boolean isEveryday(String lemma) {
    return everyday.contains(lemma);
  }

  private boolean isNumber(String lemma) {
    Pattern number = language == Language.SWEDISH ? SWEDISH_NUMBER : ENGLISH_NUMBER;
    return lemma.length() <= LONGEST_WORD && number.matcher(lemma).matches();
  }

  /** A word by which a writer asks for something: "söka", "need". */
  boolean isNeed(String lemma) {
    return needs.contains(lemma);
  }
}
