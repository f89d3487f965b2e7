package se.malmo.meet.language;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import opennlp.tools.lemmatizer.LemmatizerME;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.sentdetect.SentenceDetectorEvaluator;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.tokenize.TokenizerEvaluator;
import opennlp.tools.tokenize.TokenizerME;

/**
 * How well models trained on some treebanks read another; all figures from 0 to 1.
 *
 * @param tags share of words whose part of speech is right
 * @param lemmas share of words whose base form the model alone has right, given the right part of speech
 * @param contentLemmas the same for nouns, verbs and adjectives
 * @param readLemmas the same as they are read in a text: by dictionary and model
 * @param tokens F of the words' boundaries
 * @param sentences F of the sentences' boundaries
 */
record Accuracy(double tags, double lemmas, double contentLemmas, double readLemmas, double tokens, double sentences) {

  private static final Set<String> CONTENT = Set.of("NOUN", "VERB", "ADJ");

  /** A share of cases that were right. */
  private static final class Share {
    private int cases;
    private int right;

    void count(boolean isRight) {
      cases++;
      right += isRight ? 1 : 0;
    }

    double value() {
      return cases == 0 ? 0 : (double) right / cases;
    }
  }

  /** Trains on every treebank of the folder but the held-out one and measures on that. */
  static Accuracy measure(Path treebanks, Path heldOut) throws IOException {
    Models models = Models.train(Treebank.readAll(treebanks, heldOut));
    Treebank gold = Treebank.read(heldOut);
    TokenizerEvaluator tokens = new TokenizerEvaluator(new TokenizerME(models.tokens()));
    tokens.evaluate(new TrainingSamples(gold).tokens());
    SentenceDetectorEvaluator sentences = new SentenceDetectorEvaluator(new SentenceDetectorME(models.sentences()));
    sentences.evaluate(new TrainingSamples(gold).sentences());
    return ofWords(models, gold, tokens.getFMeasure().getFMeasure(), sentences.getFMeasure().getFMeasure());
  }

  private static Accuracy ofWords(Models models, Treebank gold, double tokenF, double sentenceF) {
    POSTaggerME tagger = new POSTaggerME(models.tags());
    LemmatizerME lemmatizer = new LemmatizerME(models.lemmas());
    Lemmas reader = new SwedishLemmas(SwedishDictionary.load(), StopWords.of(Language.SWEDISH));
    Share tags = new Share();
    Share lemmas = new Share();
    Share contentLemmas = new Share();
    Share readLemmas = new Share();
    gold.sentences().forEach(sentence -> {
      String[] tagged = tagger.tag(TrainingSamples.forms(sentence));
      for (int i = 0; i < tagged.length; i++) {
        Treebank.Word word = sentence.get(i);
        String form = word.form().toLowerCase(Locale.ROOT);
        String guess = lemmatizer.lemmatize(new String[] {form}, new String[] {word.tag()})[0];
        tags.count(tagged[i].equals(word.tag()));
        lemmas.count(guess.equals(word.lemma()));
        if (CONTENT.contains(word.tag())) {
          contentLemmas.count(guess.equals(word.lemma()));
          readLemmas.count(reader.read(new Lemmas.Asked(word.form(), word.tag(), guess)).lemma().equals(word.lemma()));
        }
      }
    });
    return new Accuracy(tags.value(), lemmas.value(), contentLemmas.value(), readLemmas.value(), tokenF, sentenceF);
  }

  String report() {
    return String.format(Locale.ROOT, """
        part of speech           accuracy %.3f
        base form, model         accuracy %.3f
        base form, content words
          model                  accuracy %.3f
          dictionary and model   accuracy %.3f
        words                    F %.3f
        sentences                F %.3f
        """, tags, lemmas, contentLemmas, readLemmas, tokens, sentences);
  }
}
