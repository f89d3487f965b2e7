package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
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

  private final Models models;
  private final Lemmas lemmas;
  private final StopWords stopWords;
  private final Queue<Tools> idle = new ConcurrentLinkedQueue<>();

  Reader(Models models, Lemmas lemmas, StopWords stopWords) {
    this.models = models;
    this.lemmas = lemmas;
    this.stopWords = stopWords;
  }

  List<Span> sentences(String block) {
    return with(tools -> spans(tools.sentences.sentPosDetect(block)));
  }

  /** The words of a sentence, their spans counted from its start. */
  List<Token> tokens(String sentence) {
    return with(tools -> tokens(sentence, tools));
  }

  private List<Token> tokens(String sentence, Tools tools) {
    List<Span> spans = joinedByHyphen(spans(tools.tokens.tokenizePos(sentence)), sentence);
    if (spans.isEmpty()) {
      return List.of();
    }
    String[] forms = spans.stream().map(span -> span.of(sentence)).toArray(String[]::new);
    String[] read = isShouted(sentence) ? lowerCase(forms) : forms;
    // a word alone gives the tagger nothing to go by: it is a heading or label, and those are nouns
    String[] tags = forms.length == 1 ? new String[] {"NOUN"} : tools.tags.tag(read);
    String[] guesses = tools.lemmas.lemmatize(lowerCase(read), tags);
    return IntStream.range(0, forms.length)
        .mapToObj(i -> token(forms[i], spans.get(i), lemmas.read(new Lemmas.Asked(read[i], tags[i], guesses[i]))))
        .toList();
  }

  private Token token(String form, Span span, Reading reading) {
    boolean isContent = stopWords.isContent(form, reading);
    return new Token(form, span, reading.tag(), reading.lemma(), reading.parts(), isContent);
  }

  /** A heading in capitals is read as if it were not, else every word of it is a name. */
  private static boolean isShouted(String sentence) {
    return sentence.chars().filter(Character::isLetter).count() > 12 && sentence.chars().noneMatch(Character::isLowerCase);
  }

  private static String[] lowerCase(String[] forms) {
    return Arrays.stream(forms).map(form -> form.toLowerCase(Locale.ROOT)).toArray(String[]::new);
  }

  /** The English model cuts "start-ups" in three. */
  private static List<Span> joinedByHyphen(List<Span> spans, String sentence) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans) {
      Span last = joined.isEmpty() ? new Span(0, 0) : joined.getLast();
      boolean touches = last.end() == span.start() && last.end() > last.start();
      boolean isHyphenBetween = touches && isWordWithHyphen(last.of(sentence)) && isWord(sentence.charAt(span.start()))
          || touches && span.of(sentence).equals("-") && isWord(sentence.charAt(last.end() - 1)) && span.end() < sentence.length() && isWord(sentence.charAt(span.end()));
      if (isHyphenBetween) {
        joined.removeLast();
        joined.add(new Span(last.start(), span.end()));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  private static boolean isWordWithHyphen(String token) {
    return token.length() > 1 && token.endsWith("-") && isWord(token.charAt(token.length() - 2));
  }

  private static boolean isWord(char letter) {
    return Character.isLetterOrDigit(letter);
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
