package se.malmo.meet.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TreebankTest {

  private static final String TALBANKEN_DEV = "sv_talbanken-ud-dev.conllu";

  @Test
  void words_written_together_stand_once_and_empty_nodes_not_at_all() {
    Treebank treebank = Treebank.parse("""
        # text = Tack så, 5 000 gå!
        1-2\tTacksa\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
        1\tTack\ttack\tNOUN\t_\t_\t_\t_\t_\t_
        2\tså\tså\tADV\t_\t_\t_\t_\t_\t_
        3\t,\t,\tPUNCT\t_\t_\t_\t_\t_\t_
        4\t5 000\t5 000\tNUM\t_\t_\t_\t_\t_\t_
        4.1\tgömd\tgömd\tADJ\t_\t_\t_\t_\t_\t_
        5\tga\u030a\tGå\tVERB\t_\t_\t_\t_\t_\tSpaceAfter=No
        6\t!\t!\tPUNCT\t_\t_\t_\t_\t_\t_

        1\tHej\thej\tINTJ\t_\t_\t_\t_\t_\t_
        """.lines().toList());

    assertThat(treebank.sentences()).hasSize(2);
    assertThat(treebank.sentences().getFirst())
        .extracting(Treebank.Word::form, Treebank.Word::tag, Treebank.Word::lemma, Treebank.Word::isSpaceAfter)
        .containsExactly(
            tuple("Tacksa", "NOUN", "tack", false),
            tuple(",", "PUNCT", ",", true),
            tuple("5", "NUM", "5", true),
            tuple("000", "NUM", "000", true),
            tuple("gå", "VERB", "gå", false),
            tuple("!", "PUNCT", "!", true));
  }

  /** Runs where the treebanks are: their folder in the variable MEET_TREEBANKS. */
  @Test
  @Tag("slow")
  void the_models_read_unseen_text_as_well_as_measured() throws IOException {
    String folder = System.getProperty("meet.treebanks", System.getenv().getOrDefault("MEET_TREEBANKS", ""));
    Assumptions.assumeTrue(!folder.isEmpty() && Files.exists(Path.of(folder, TALBANKEN_DEV)), "MEET_TREEBANKS names no folder with treebanks: models not trained here");

    Accuracy accuracy = Accuracy.measure(Path.of(folder), Path.of(folder, TALBANKEN_DEV));

    assertThat(accuracy.tags()).isGreaterThan(0.93);
    assertThat(accuracy.lemmas()).isGreaterThan(0.94);
    assertThat(accuracy.readLemmas()).isGreaterThan(0.94);
    assertThat(accuracy.tokens()).isGreaterThan(0.997);
    assertThat(accuracy.sentences()).isGreaterThan(0.94);
  }
}
