package se.malmo.meet.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Sentences whose words were tagged by people, in the CoNLL-U format of Universal Dependencies. */
record Treebank(List<List<Word>> sentences) {

  /** One word as the text has it; a space follows unless the treebank says otherwise. */
  record Word(String form, String tag, String lemma, boolean isSpaceAfter) {}

  private static final int FORM = 1;
  private static final int LEMMA = 2;
  private static final int TAG = 3;
  private static final int MISC = 9;

  static Treebank read(Path file) {
    try {
      return parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the treebank " + file, e);
    }
  }

  /** Every .conllu file of the folder but the one that is held out. */
  static Treebank readAll(Path folder, Path except) {
    try (Stream<Path> files = Files.list(folder)) {
      return new Treebank(files
          .filter(file -> file.toString().endsWith(".conllu"))
          .filter(file -> !file.getFileName().equals(except.getFileName()))
          .sorted()
          .flatMap(file -> read(file).sentences().stream())
          .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the treebanks in " + folder, e);
    }
  }

  static Treebank parse(List<String> lines) {
    List<List<Word>> sentences = new ArrayList<>();
    List<Word> words = new ArrayList<>();
    String[] surface = {};
    int lastOfSurface = 0;
    for (String line : lines) {
      if (line.startsWith("#")) {
        continue;
      }
      if (line.isBlank()) {
        if (!words.isEmpty()) {
          sentences.add(List.copyOf(words));
        }
        words.clear();
        surface = new String[0];
        lastOfSurface = 0;
        continue;
      }
      String[] field = line.split("\t");
      if (field[0].contains(".")) {
        continue; // an empty node is not in the text
      }
      if (field[0].contains("-")) {
        surface = field;
        lastOfSurface = Integer.parseInt(field[0].substring(field[0].indexOf('-') + 1));
        continue;
      }
      int number = Integer.parseInt(field[0]);
      if (number > lastOfSurface) {
        words.addAll(words(field, field));
      } else if (surface.length > 0) {
        // several syntactic words in one written word: it stands once, with the tag of the first
        words.addAll(words(surface, field));
        surface = new String[0];
      }
    }
    if (!words.isEmpty()) {
      sentences.add(List.copyOf(words));
    }
    return new Treebank(List.copyOf(sentences));
  }

  /** A number such as "5 000" is one word of the treebank and two of a text. */
  private static List<Word> words(String[] written, String[] tagged) {
    String[] forms = normal(written[FORM]).split(" ");
    String[] lemmas = normal(tagged[LEMMA]).toLowerCase(Locale.ROOT).split(" ");
    boolean isSpaceAfter = written.length <= MISC || !written[MISC].contains("SpaceAfter=No");
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < forms.length; i++) {
      String lemma = lemmas.length == forms.length ? lemmas[i] : forms[i].toLowerCase(Locale.ROOT);
      words.add(new Word(forms[i], tagged[TAG], lemma, i < forms.length - 1 || isSpaceAfter));
    }
    return words;
  }

  private static String normal(String written) {
    return Normalizer.normalize(written.replace('\u00a0', ' '), Normalizer.Form.NFC);
  }
}
