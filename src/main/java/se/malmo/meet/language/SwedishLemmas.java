package se.malmo.meet.language;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Base forms of Swedish words: the dictionary's where it knows the word or its parts, else the model's. */
final class SwedishLemmas implements Lemmas {

  private static final int LONGEST_WORD = 50;
  private static final Set<String> OPEN_CLASSES = Set.of("NOUN", "PROPN", "VERB", "ADJ", "X");
  private static final Pattern ABBREVIATION = Pattern.compile("\\p{Lu}[\\p{Lu}\\p{N}&]+|[^-]*\\p{N}[^-]*|\\p{Lu}+[a-zåäö]\\p{Lu}+");
  private static final Pattern COLON_ENDING = Pattern.compile("(?<=.):\\p{L}{1,4}$");
  private static final Pattern HYPHENS_AROUND = Pattern.compile("^-+|-+$");

  private final SwedishDictionary dictionary;
  private final StopWords stopWords;
  private final Compounds compounds;
  private final LemmaExceptions exceptions = LemmaExceptions.load();

  SwedishLemmas(SwedishDictionary dictionary, StopWords stopWords) {
    this.stopWords = stopWords;
    this.dictionary = dictionary;
    this.compounds = Compounds.load(dictionary);
  }

  @Override
  public Reading read(Asked asked) {
    String written = COLON_ENDING.matcher(HYPHENS_AROUND.matcher(asked.form()).replaceAll("")).replaceFirst("");
    String form = written.toLowerCase(Locale.ROOT);
    if (form.isEmpty() || form.length() > LONGEST_WORD || ABBREVIATION.matcher(written).matches()) {
      return Reading.simple(form.isEmpty() ? asked.form().toLowerCase(Locale.ROOT) : form, asked.tag());
    }
    if (!OPEN_CLASSES.contains(asked.tag()) || stopWords.isFunction(form)) {
      return Reading.simple(asked.guess(), asked.tag());
    }
    Optional<Reading> name = asked.tag().equals("PROPN") ? name(written) : Optional.empty();
    return name.orElseGet(() -> word(form, asked));
  }

  /** A name that the dictionary has with its capital: "Malmös" is of Malmö. */
  private Optional<Reading> name(String written) {
    return dictionary.roots(written).stream()
        .filter(root -> Character.isUpperCase(root.charAt(0)))
        .map(root -> Reading.simple(root.toLowerCase(Locale.ROOT), "PROPN"))
        .findFirst();
  }

  private Reading word(String form, Asked asked) {
    String tag = asked.tag();
    Optional<String> exception = exceptions.lemma(form, tag);
    if (exception.isPresent()) {
      return whole(exception.get(), tag);
    }
    List<Base> bases = bases(form, asked);
    if (!bases.isEmpty()) {
      Base best = bases.stream().min(bestFirst(form, asked)).orElseThrow();
      return whole(best.lemma(), fitting(tag, best));
    }
    int hyphen = form.lastIndexOf('-');
    if (hyphen > 0 && hyphen < form.length() - 2) {
      return joined(form, hyphen + 1, asked);
    }
    OptionalInt last = compounds.lastPart(form);
    if (last.isPresent() && (!tag.equals("PROPN") || isInflected(form, last.getAsInt()))) {
      return joined(form, last.getAsInt(), asked);
    }
    return Reading.simple(isPlausible(asked.guess(), form) ? asked.guess() : form, tag);
  }

  /** An unknown compound inflects as its last part does. */
  private Reading joined(String form, int last, Asked asked) {
    String tag = asked.tag().equals("PROPN") || asked.tag().equals("X") ? "NOUN" : asked.tag();
    String tail = form.substring(last);
    String guess = asked.guess().startsWith(form.substring(0, last)) ? asked.guess().substring(last) : tail;
    Reading inner = word(tail, new Asked(tail, tag, guess));
    return whole(form.substring(0, last) + inner.lemma(), asked.tag().equals("PROPN") ? "PROPN" : inner.tag());
  }

  private boolean isInflected(String form, int last) {
    return !dictionary.roots(form.substring(last)).contains(form.substring(last));
  }

  private Reading whole(String lemma, String tag) {
    return new Reading(lemma, tag, compounds.parts(lemma));
  }

  /** The dictionary's roots, and where none is of the tagged kind, what else in the dictionary is: it has "saker" under "saka". */
  private List<Base> bases(String form, Asked asked) {
    List<String> roots = dictionary.roots(form).stream().map(root -> root.toLowerCase(Locale.ROOT)).toList();
    List<Base> bases = roots.stream().map(root -> Base.of(form, root, asked.tag(), dictionary.classes(root))).toList();
    Optional<WordClass> wanted = WordClass.of(asked.tag());
    if (wanted.isEmpty() || bases.isEmpty() || bases.stream().anyMatch(base -> base.classes().contains(wanted.get()))) {
      return bases;
    }
    Stream<String> shorter = roots.stream()
        .filter(root -> root.endsWith("a"))
        .map(root -> root.substring(0, root.length() - 1))
        .filter(form::startsWith);
    Stream<Base> others = Stream.concat(Stream.of(asked.guess()).filter(guess -> isPlausible(guess, form)), shorter)
        .filter(other -> other.length() > 1 && dictionary.classes(other).contains(wanted.get()))
        .map(other -> new Base(other, dictionary.classes(other)));
    return Stream.concat(bases.stream(), others).toList();
  }

  private static Comparator<Base> bestFirst(String form, Asked asked) {
    Optional<WordClass> wanted = WordClass.of(asked.tag());
    return Comparator.<Base, Boolean>comparing(base -> wanted.isPresent() && !base.classes().contains(wanted.get()))
        .thenComparing(base -> !base.lemma().equals(asked.guess()))
        .thenComparing(base -> -sharedStart(base.lemma(), form))
        .thenComparing(base -> base.lemma().length())
        .thenComparing(Base::lemma);
  }

  /** The tagger is corrected where the dictionary knows the word as one other kind only. */
  private static String fitting(String tag, Base base) {
    if (base.classes().size() != 1 || WordClass.of(tag).filter(base.classes()::contains).isPresent()) {
      return tag;
    }
    return base.classes().iterator().next().tag();
  }

  private static boolean isPlausible(String guess, String form) {
    return !guess.isBlank() && sharedStart(guess, form) >= Math.min(3, form.length() / 2);
  }

  private static int sharedStart(String one, String other) {
    int shared = 0;
    while (shared < Math.min(one.length(), other.length()) && one.charAt(shared) == other.charAt(shared)) {
      shared++;
    }
    return shared;
  }
}
