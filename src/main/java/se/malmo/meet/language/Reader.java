package se.malmo.meet.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import opennlp.tools.lemmatizer.LemmatizerME;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.tokenize.TokenizerME;

/** Reads one language: where sentences and words are, what kind of word each is, its base form. */
final class Reader {

  /** OpenNLP's tools keep state, so a thread takes a set of its own and puts it back. */
  private record Tools(SentenceDetectorME sentences, TokenizerME tokens, POSTaggerME tags, LemmatizerME lemmas) {
    static Tools of(Models models) {
      return new Tools(new SentenceDetectorME(models.sentences()), new TokenizerME(models.tokens()),
          new POSTaggerME(models.tags()), new LemmatizerME(models.lemmas()));
    }
  }

  private record Word(String form, String tag) {}

  private static final int REMEMBERED = 50_000;
  /** Sentences of texts that are being written, of which each key that is pressed changes one, beside the labels of a vocabulary. */
  private static final int REMEMBERED_SENTENCES = 6_000;
  private static final int LONGEST_REMEMBERED = 1_000;
  private static final int LONGEST_SENTENCE = 150;
  private static final int LONGEST_FUNCTION_WORD = 4;
  private static final Set<String> CLOSED_CLASSES = Set.of("PUNCT", "SYM", "ADP", "CCONJ", "SCONJ", "DET", "PRON", "PART");

  private final Models models;
  private final Lemmas lemmas;
  private final StopWords stopWords;
  private final Memo<String, String> stems;
  private final Memo<Word, Reading> readings = new Memo<>(REMEMBERED, this::read);
  private final Memo<String, List<Token>> sentences = new Memo<>(REMEMBERED_SENTENCES, sentence -> with(tools -> tokens(sentence, tools)));
  private final Queue<Tools> idle = new ConcurrentLinkedQueue<>();

  Reader(Models models, Lemmas lemmas, StopWords stopWords) {
    this.models = models;
    this.lemmas = lemmas;
    this.stopWords = stopWords;
    stems = new Memo<>(REMEMBERED, new Stems(stopWords)::of);
  }

  List<Span> sentences(String block) {
    return with(tools -> spans(tools.sentences.sentPosDetect(block)));
  }

  /** The words of a sentence, their spans counted from its start; one that was read a little while ago is not read again. */
  List<Token> tokens(String sentence) {
    return sentence.length() > LONGEST_REMEMBERED ? with(tools -> tokens(sentence, tools)) : sentences.get(sentence);
  }

  private List<Token> tokens(String sentence, Tools tools) {
    List<Span> spans = Words.of(spans(tools.tokens.tokenizePos(sentence)), sentence);
    if (spans.isEmpty()) {
      return List.of();
    }
    String[] forms = spans.stream().map(span -> span.of(sentence)).toArray(String[]::new);
    String[] read = isShouted(sentence) ? lowerCase(forms) : forms;
    // a word alone gives the tagger nothing to go by: it is a heading or label, and those are nouns
    String[] tags = forms.length == 1 ? new String[] {"NOUN"} : corrected(tags(read, tools), read);
    return IntStream.range(0, forms.length)
        .mapToObj(i -> token(forms[i], spans.get(i), readings.get(new Word(read[i], tags[i]))))
        .toList();
  }

  /** "recycling of textiles" has a noun before "of", and a long word that is no function word is a noun until its base form says else. */
  private String[] corrected(String[] tags, String[] forms) {
    for (int i = 0; i < forms.length; i++) {
      boolean isNounInIng = tags[i].equals("VERB") && forms[i].endsWith("ing") && i + 1 < forms.length && forms[i + 1].equals("of");
      if (isNounInIng || isTakenForFunctionWord(tags[i], forms[i])) {
        tags[i] = "NOUN";
      }
    }
    return tags;
  }

  private boolean isTakenForFunctionWord(String tag, String form) {
    return CLOSED_CLASSES.contains(tag)
        && form.chars().filter(Character::isLetter).count() > LONGEST_FUNCTION_WORD
        && !stopWords.isFunction(form.toLowerCase(Locale.ROOT));
  }

  /** The lemmatizer sees each word alone, so that a label gets the base forms that a running text gets. */
  private Reading read(Word word) {
    String[] guess = with(tools -> tools.lemmas.lemmatize(lowerCase(new String[] {word.form}), new String[] {word.tag}));
    return lemmas.read(new Lemmas.Asked(word.form, word.tag, guess[0]));
  }

  /** OpenNLP's time grows with the square of the sentence: a list without a full stop is tagged piece by piece. */
  private static String[] tags(String[] forms, Tools tools) {
    String[] tags = new String[forms.length];
    for (int from = 0; from < forms.length; from += LONGEST_SENTENCE) {
      String[] piece = Arrays.copyOfRange(forms, from, Math.min(forms.length, from + LONGEST_SENTENCE));
      System.arraycopy(tools.tags.tag(piece), 0, tags, from, piece.length);
    }
    return tags;
  }

  private Token token(String form, Span span, Reading reading) {
    boolean isContent = stopWords.isContent(form, reading);
    boolean isFiller = stopWords.isNoise(reading.lemma()) || stopWords.isNoise(form.toLowerCase(Locale.ROOT));
    List<String> parts = reading.parts().stream().filter(part -> !stopWords.isNoise(part)).map(stems::get).filter(stem -> !stem.isEmpty()).toList();
    return new Token(form, span, reading.tag(), reading.lemma(), reading.parts(), stems.get(form), parts, isFiller, isContent);
  }

  /** A heading in capitals is read as if it were not, else every word of it is a name. */
  private static boolean isShouted(String sentence) {
    return sentence.chars().filter(Character::isLetter).count() > 12 && sentence.chars().noneMatch(Character::isLowerCase);
  }

  private static String[] lowerCase(String[] forms) {
    return Arrays.stream(forms).map(form -> form.toLowerCase(Locale.ROOT)).toArray(String[]::new);
  }

  private static List<Span> spans(opennlp.tools.util.Span[] spans) {
    return Arrays.stream(spans).map(span -> new Span(span.getStart(), span.getEnd())).filter(span -> span.end() > span.start()).toList();
  }

  private <T> T with(Function<Tools, T> work) {
    Tools free = idle.poll();
    Tools tools = free == null ? Tools.of(models) : free;
    T done = work.apply(tools);
    idle.add(tools);
    return done;
  }
}
