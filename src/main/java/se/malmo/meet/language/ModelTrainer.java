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
  record Accuracy(double tags, double lemmas, double tokenF, double sentenceF) {}

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

  /** Trains on the folder without the held-out file and measures on that file, with its own words and tags given. */
  static Accuracy evaluate(Path treebanks, Path heldOut) throws IOException {
    Models models = Models.train(Treebank.readAll(treebanks, heldOut));
    Treebank gold = Treebank.read(heldOut);
    TrainingSamples samples = new TrainingSamples(gold);
    POSTaggerME tagger = new POSTaggerME(models.tags());
    LemmatizerME lemmatizer = new LemmatizerME(models.lemmas());
    int words = 0;
    int tags = 0;
    int lemmas = 0;
    for (List<Treebank.Word> sentence : gold.sentences()) {
      String[] forms = TrainingSamples.forms(sentence);
      String[] tagged = tagger.tag(forms);
      String[] lemmatized = lemmatizer.lemmatize(TrainingSamples.lowerCase(forms), TrainingSamples.tags(sentence));
      for (int i = 0; i < forms.length; i++) {
        words++;
        tags += tagged[i].equals(sentence.get(i).tag()) ? 1 : 0;
        lemmas += lemmatized[i].equals(sentence.get(i).lemma()) ? 1 : 0;
      }
    }
    TokenizerEvaluator tokens = new TokenizerEvaluator(new TokenizerME(models.tokens()));
    tokens.evaluate(samples.tokens());
    SentenceDetectorEvaluator sentences = new SentenceDetectorEvaluator(new SentenceDetectorME(models.sentences()));
    sentences.evaluate(samples.sentences());
    return new Accuracy((double) tags / words, (double) lemmas / words,
        tokens.getFMeasure().getFMeasure(), sentences.getFMeasure().getFMeasure());
  }

  private static void print(Accuracy accuracy, PrintStream out) {
    out.printf(Locale.ROOT, "part of speech  accuracy %.3f%nlemma           accuracy %.3f%ntokenizer       F %.3f%nsentences       F %.3f%n",
        accuracy.tags(), accuracy.lemmas(), accuracy.tokenF(), accuracy.sentenceF());
  }
}
