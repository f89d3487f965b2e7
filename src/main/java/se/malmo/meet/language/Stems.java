package se.malmo.meet.language;

import java.util.Locale;
import java.util.regex.Pattern;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;

/** Words with their endings cut off (Snowball: Porter 2001), so that what is said in other forms is still the same word. */
final class Stems {
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
  private static final Pattern POSSESSIVE = Pattern.compile("['’´`]s?$");
  private static final int LONGEST_WORD = 60;

  private final StopWords stopWords;

  Stems(StopWords stopWords) {
    this.stopWords = stopWords;
  }

  /** The stem of a word as written; empty where it is a function word or none. */
  String of(String form) {
    String word = AROUND.matcher(POSSESSIVE.matcher(form.toLowerCase(Locale.ROOT)).replaceAll("")).replaceAll("");
    if (word.length() < 2 || word.length() > LONGEST_WORD || stopWords.isFunction(word)) return "";
    SnowballStemmer stemmer = stopWords.language() == Language.SWEDISH ? new SwedishStemmer() : new EnglishStemmer();
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }
}
