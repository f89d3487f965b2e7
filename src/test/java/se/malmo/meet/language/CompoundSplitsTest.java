package se.malmo.meet.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How well compounds are split, by 200 of them and 200 long words that are none (compounds.tsv says how they were drawn). The least figures asserted are a
 * little under what was reached.
 */
class CompoundSplitsTest {
  private static final Logger LOG = LogManager.getLogger();
  private static List<Judged> all;

  /**
   * A word with its right parts.
   *
   * @param parts each with all that is right for it; none for a simple word
   * @param given what the splitting says
   */
  private record Judged(String half, String word, List<Set<String>> parts, List<String> given) {
    boolean isCompound() {
      return !parts.isEmpty();
    }

    boolean isSplit() {
      return !given.isEmpty();
    }

    boolean isSplitRight() {
      if (!isSplit() || given.size() != parts.size()) return false;
      for (int i = 0; i < given.size(); i++) if (!parts.get(i).contains(given.get(i))) return false;
      return true;
    }
  }

  private record Figures(double precision, double recall) {}

  @BeforeAll
  static void split() throws IOException {
    Compounds compounds = Compounds.load(SwedishDictionary.load());
    all = new ArrayList<>();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(CompoundSplitsTest.class.getResourceAsStream("compounds.tsv"), StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
        String[] columns = line.split("\t", -1);
        List<Set<String>> parts = columns[2].isEmpty() ? List.of() : Arrays.stream(columns[2].split(" ")).map(part -> Set.of(part.split("/"))).toList();
        all.add(new Judged(columns[0], columns[1], parts, compounds.parts(columns[1])));
      });
    }
  }

  @Test
  void there_are_as_many_of_each_in_both_halves() {
    for (String half : List.of("looked-at", "measured")) {
      assertThat(half(half).stream().filter(Judged::isCompound)).hasSize(100);
      assertThat(half(half).stream().filter(word -> !word.isCompound())).hasSize(100);
    }
  }

  @Test
  void the_half_that_was_looked_at() {
    half("looked-at").stream().filter(word -> word.isSplit() != word.isCompound() || word.isSplit() && !word.isSplitRight())
        .forEach(word -> LOG.info("{} is {}, split into {}", word.word(), word.parts(), word.given()));
    Figures figures = figures("looked-at");
    assertThat(figures.precision()).isGreaterThan(0.92);
    assertThat(figures.recall()).isGreaterThan(0.87);
  }

  @Test
  void the_half_that_was_only_measured() {
    Figures figures = figures("measured");
    assertThat(figures.precision()).isGreaterThan(0.87);
    assertThat(figures.recall()).isGreaterThan(0.79);
  }

  private static List<Judged> half(String half) {
    return all.stream().filter(word -> word.half().equals(half)).toList();
  }

  /** Precision: of the words that are split, how many into the right parts; recall: of the compounds, how many. */
  private static Figures figures(String half) {
    List<Judged> words = half(half);
    double right = words.stream().filter(Judged::isSplitRight).count();
    double found = words.stream().filter(word -> word.isCompound() && word.isSplit()).count();
    Figures figures = new Figures(right / words.stream().filter(Judged::isSplit).count(), right / words.stream().filter(Judged::isCompound).count());
    LOG.info(String.format(Locale.ROOT, "Compounds, %s: precision %.3f, recall %.3f; of %d split %.0f are compounds", half, figures.precision(), figures.recall(),
        words.stream().filter(Judged::isSplit).count(), found));
    return figures;
  }
}
