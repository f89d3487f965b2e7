package se.malmo.meet.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import opennlp.tools.lemmatizer.LemmatizerFactory;
import opennlp.tools.lemmatizer.LemmatizerME;
import opennlp.tools.lemmatizer.LemmatizerModel;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTaggerFactory;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.sentdetect.SentenceDetectorFactory;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.tokenize.TokenizerFactory;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.TrainingParameters;
import opennlp.tools.util.model.BaseModel;

/** The four models that read one language. */
record Models(SentenceModel sentences, TokenizerModel tokens, POSModel tags, LemmatizerModel lemmas) {

  private static final char[] SENTENCE_ENDS = {'.', '?', '!', ':', '…'};

  /** Letters and digits alone are never cut. */
  private static final Pattern SIMPLE_WORD = Pattern.compile("^[\\p{L}\\p{M}\\p{N}]+$");

  /** @throws IllegalStateException if a model is not on the class path */
  static Models load(Language language) {
    return switch (language) {
      case SWEDISH -> load("/nlp-models/opennlp-sv-%s.bin", "sentences", "tokens", "pos", "lemmas");
      case ENGLISH -> load("/opennlp-en-ud-ewt-%s-1.3-2.5.4.bin", "sentence", "tokens", "pos", "lemmas");
    };
  }

  private static Models load(String pattern, String sentences, String tokens, String tags, String lemmas) {
    try (InputStream s = Resources.open(pattern.formatted(sentences));
        InputStream t = Resources.open(pattern.formatted(tokens));
        InputStream p = Resources.open(pattern.formatted(tags));
        InputStream l = Resources.open(pattern.formatted(lemmas))) {
      return new Models(new SentenceModel(s), new TokenizerModel(t), new POSModel(p), new LemmatizerModel(l));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a model of " + pattern, e);
    }
  }

  /** Swedish models by maximum entropy, 100 iterations, every feature counted. */
  static Models train(Treebank treebank) throws IOException {
    String code = Language.SWEDISH.code();
    TrainingSamples samples = new TrainingSamples(treebank);
    TrainingParameters settings = new TrainingParameters();
    settings.put(TrainingParameters.ALGORITHM_PARAM, "MAXENT");
    settings.put(TrainingParameters.ITERATIONS_PARAM, 100);
    settings.put(TrainingParameters.CUTOFF_PARAM, 1);
    settings.put("PrintMessages", false);
    return new Models(
        SentenceDetectorME.train(code, samples.sentences(), sentenceDetector(code), settings),
        TokenizerME.train(samples.tokens(), new TokenizerFactory(code, null, true, SIMPLE_WORD), settings),
        POSTaggerME.train(code, samples.tags(), settings, tagger()),
        LemmatizerME.train(code, samples.lemmas(), settings, new LemmatizerFactory()));
  }

  private static SentenceDetectorFactory sentenceDetector(String code) {
    return new SentenceDetectorFactory(code, true, null, SENTENCE_ENDS);
  }

  private static POSTaggerFactory tagger() throws IOException {
    return POSTaggerFactory.create(POSTaggerFactory.class.getName(), Resources.bytes("pos-features-sv.xml"), Map.of(), null);
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(sentences, folder, "sentences");
    write(tokens, folder, "tokens");
    write(tags, folder, "pos");
    write(lemmas, folder, "lemmas");
  }

  private static void write(BaseModel model, Path folder, String what) throws IOException {
    model.serialize(folder.resolve("opennlp-sv-" + what + ".bin"));
  }
}
