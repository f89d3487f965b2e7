package se.malmo.meet.language;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import opennlp.tools.lemmatizer.LemmatizerME;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.sentdetect.SentenceDetectorEvaluator;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.tokenize.TokenizerEvaluator;
import opennlp.tools.tokenize.TokenizerME;

/** Trains the Swedish models from a folder of treebanks, or measures them on one that is held out. */
public final class ModelTrainer {

  private static final String USAGE = "usage: ModelTrainer TREEBANKS TARGET | ModelTrainer TREEBANKS --evaluate HELD_OUT.conllu";

  /** Shares of the held-out treebank that were read right, 0 to 1. */
  record Accuracy(double tags, double lemmas, double contentByModel, double contentByDictionary, double tokenF, double sentenceF) {}

  private ModelTrainer() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 2) {
      train(Path.of(arguments[0]), Path.of(arguments[1]));
    } else if (arguments.length == 3 && arguments[1].equals("--evaluate")) {
      print(evaluate(Path.of(arguments[0]), Path.of(arguments[2])), System.out);
    } else {
      System.err.println(USAGE);
      System.exit(2);
    }
  }

  /** Reads every .conllu file of the folder and writes the four models. */
  public static void train(Path treebanks, Path target) throws IOException {
    Models.train(Treebank.readAll(treebanks, Path.of(""))).write(target);
  }

  /** Trains on the folder without the held-out file and measures on that file; lemmas are asked for word by word with the right tag, as a reader does. */
  static Accuracy evaluate(Path treebanks, Path heldOut) throws IOException {
    Models models = Models.train(Treebank.readAll(treebanks, heldOut));
    Treebank gold = Treebank.read(heldOut);
    TrainingSamples samples = new TrainingSamples(gold);
    POSTaggerME tagger = new POSTaggerME(models.tags());
    LemmatizerME lemmatizer = new LemmatizerME(models.lemmas());
    Lemmas dictionary = new SwedishLemmas(SwedishDictionary.load());
    int words = 0;
    int tags = 0;
    int lemmas = 0;
    int content = 0;
    int contentByModel = 0;
    int contentByDictionary = 0;
    for (List<Treebank.Word> sentence : gold.sentences()) {
      String[] tagged = tagger.tag(TrainingSamples.forms(sentence));
      for (int i = 0; i < tagged.length; i++) {
        Treebank.Word word = sentence.get(i);
        String[] form = TrainingSamples.lowerCase(new String[] {word.form()});
        String guess = lemmatizer.lemmatize(form, new String[] {word.tag()})[0];
        boolean isGuessed = guess.equals(word.lemma());
        words++;
        tags += tagged[i].equals(word.tag()) ? 1 : 0;
        lemmas += isGuessed ? 1 : 0;
        if (word.tag().equals("NOUN") || word.tag().equals("ADJ") || word.tag().equals("VERB")) {
          content++;
          contentByModel += isGuessed ? 1 : 0;
          String lemma = dictionary.read(new Lemmas.Asked(word.form(), word.tag(), guess)).lemma();
          contentByDictionary += lemma.equals(word.lemma()) ? 1 : 0;
        }
      }
    }
    TokenizerEvaluator tokens = new TokenizerEvaluator(new TokenizerME(models.tokens()));
    tokens.evaluate(samples.tokens());
    SentenceDetectorEvaluator sentences = new SentenceDetectorEvaluator(new SentenceDetectorME(models.sentences()));
    sentences.evaluate(samples.sentences());
    return new Accuracy((double) tags / words, (double) lemmas / words, (double) contentByModel / content, (double) contentByDictionary / content,
        tokens.getFMeasure().getFMeasure(), sentences.getFMeasure().getFMeasure());
  }

  private static void print(Accuracy accuracy, PrintStream out) {
    out.printf(Locale.ROOT, """
        part of speech           accuracy %.3f
        lemma, model             accuracy %.3f
        lemma, content words
          model                  accuracy %.3f
          dictionary and model   accuracy %.3f
        tokenizer                F %.3f
        sentence detector        F %.3f
        """, accuracy.tags(), accuracy.lemmas(), accuracy.contentByModel(), accuracy.contentByDictionary(), accuracy.tokenF(), accuracy.sentenceF());
  }
}
