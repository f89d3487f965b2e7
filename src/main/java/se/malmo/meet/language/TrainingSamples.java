package se.malmo.meet.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import opennlp.tools.lemmatizer.LemmaSample;
import opennlp.tools.postag.POSSample;
import opennlp.tools.sentdetect.SentenceSample;
import opennlp.tools.tokenize.TokenSample;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.ObjectStreamUtils;

/** A treebank as the samples that each kind of model learns from. */
record TrainingSamples(Treebank treebank) {

  private static final int SENTENCES_A_TEXT = 10;

  ObjectStream<POSSample> tags() {
    return stream(treebank.sentences().stream().map(words -> new POSSample(forms(words), tags(words))).toList());
  }

  ObjectStream<LemmaSample> lemmas() {
    return stream(treebank.sentences().stream()
        .map(words -> new LemmaSample(
            lowerCase(forms(words)),
            tags(words),
            words.stream().map(Treebank.Word::lemma).toArray(String[]::new)))
        .toList());
  }

  ObjectStream<TokenSample> tokens() {
    return stream(treebank.sentences().stream().map(TrainingSamples::tokens).toList());
  }

  ObjectStream<SentenceSample> sentences() {
    List<List<Treebank.Word>> all = treebank.sentences();
    return stream(IntStream.iterate(0, from -> from < all.size(), from -> from + SENTENCES_A_TEXT)
        .mapToObj(from -> text(all.subList(from, Math.min(all.size(), from + SENTENCES_A_TEXT))))
        .toList());
  }

  private static SentenceSample text(List<List<Treebank.Word>> sentences) {
    StringBuilder text = new StringBuilder();
    List<opennlp.tools.util.Span> spans = new ArrayList<>();
    for (List<Treebank.Word> words : sentences) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      int start = text.length();
      text.append(tokens(words).getText().strip());
      spans.add(new opennlp.tools.util.Span(start, text.length()));
    }
    return new SentenceSample(text, spans.toArray(opennlp.tools.util.Span[]::new));
  }

  private static TokenSample tokens(List<Treebank.Word> words) {
    StringBuilder text = new StringBuilder();
    List<opennlp.tools.util.Span> spans = new ArrayList<>();
    for (Treebank.Word word : words) {
      spans.add(new opennlp.tools.util.Span(text.length(), text.length() + word.form().length()));
      text.append(word.form());
      if (word.isSpaceAfter()) {
        text.append(' ');
      }
    }
    return new TokenSample(text.toString(), spans.toArray(opennlp.tools.util.Span[]::new));
  }

  static String[] forms(List<Treebank.Word> words) {
    return words.stream().map(Treebank.Word::form).toArray(String[]::new);
  }

  static String[] lowerCase(String[] forms) {
    return Arrays.stream(forms).map(form -> form.toLowerCase(Locale.ROOT)).toArray(String[]::new);
  }

  static String[] tags(List<Treebank.Word> words) {
    return words.stream().map(Treebank.Word::tag).toArray(String[]::new);
  }

  private static <T> ObjectStream<T> stream(List<T> samples) {
    return ObjectStreamUtils.createObjectStream(samples);
  }
}
