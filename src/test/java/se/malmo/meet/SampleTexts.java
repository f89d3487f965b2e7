package se.malmo.meet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.malmo.meet.evaluation.SyntheticCity.Sample;

/** Texts that people might write: those of the tests and the demo city, whole or with their sentences mixed. */
final class SampleTexts {
  private static final int MOST_SENTENCES = 5;

  private final List<String> texts;
  private final List<String> sentences;

  private SampleTexts(List<String> texts) {
    this.texts = List.copyOf(texts);
    sentences = texts.stream().flatMap(text -> Stream.of(text.split("(?<=[.!?])\\s+"))).toList();
  }

  static SampleTexts all() {
    List<String> texts = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    try (InputStream ten = SampleTexts.class.getResourceAsStream("ten-texts.json")) {
      for (JsonNode one : json.readTree(ten)) texts.add(one.get("text").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    texts.addAll(labelled());
    Seed.demoInitiatives().stream().map(Sample::text).forEach(texts::add);
    return new SampleTexts(texts);
  }

  /** The labelled texts, titles first. */
  static List<String> labelled() {
    ObjectMapper json = new ObjectMapper();
    List<String> texts = new ArrayList<>();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(SampleTexts.class.getResourceAsStream("labelled.jsonl"), StandardCharsets.UTF_8))) {
      for (String line : lines.lines().toList()) {
        JsonNode one = json.readTree(line);
        texts.add(one.get("title").asText().isEmpty() ? one.get("text").asText() : one.get("title").asText() + "\n\n" + one.get("text").asText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  /** Whole, every second time; else a few sentences from anywhere. */
  String any(Random random) {
    if (random.nextBoolean()) return texts.get(random.nextInt(texts.size()));
    return IntStream.range(0, 1 + random.nextInt(MOST_SENTENCES)).mapToObj(i -> sentence(random)).collect(Collectors.joining(" "));
  }

  String sentence(Random random) {
    return sentences.get(random.nextInt(sentences.size()));
  }
}
