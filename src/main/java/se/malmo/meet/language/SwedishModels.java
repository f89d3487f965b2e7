package se.malmo.meet.language;

import java.io.IOException;
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

/** The four models that read one language, as they are trained from a treebank. */
record SwedishModels(SentenceModel sentences, TokenizerModel tokens, POSModel tags, LemmatizerModel lemmas) {

  private static final String CODE = Language.SWEDISH.code();
  private static final char[] ENDS = {'.', '?', '!', ':', '…'};

  /** Settings: maximum entropy, 100 iterations, every feature counts. */
  static SwedishModels train(Treebank treebank) throws IOException {
    TrainingSamples samples = new TrainingSamples(treebank);
    TrainingParameters settings = new TrainingParameters();
    settings.put(TrainingParameters.ALGORITHM_PARAM, "MAXENT");
    settings.put(TrainingParameters.ITERATIONS_PARAM, 100);
    settings.put(TrainingParameters.CUTOFF_PARAM, 1);
    settings.put("PrintMessages", false);
    return new SwedishModels(
        SentenceDetectorME.train(CODE, samples.sentences(),
            new SentenceDetectorFactory(CODE, true, null, ENDS), settings),
        TokenizerME.train(samples.tokens(),
            new TokenizerFactory(CODE, null, true, Pattern.compile("^[\\p{L}\\p{M}\\p{N}]+$")), settings),
        POSTaggerME.train(CODE, samples.tags(), settings, tagger()),
        LemmatizerME.train(CODE, samples.lemmas(), settings, new LemmatizerFactory()));
  }

  private static POSTaggerFactory tagger() throws IOException {
    return POSTaggerFactory.create(POSTaggerFactory.class.getName(), Resources.bytes("pos-features-sv.xml"), Map.of(), null);
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, ? extends BaseModel> model : Map.of("sentences", sentences, "tokens", tokens, "pos", tags, "lemmas", lemmas).entrySet()) {
      model.getValue().serialize(folder.resolve("opennlp-sv-" + model.getKey() + ".bin"));
    }
  }
}
