package se.malmo.meet.vocabulary;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.TextAnalyzer;
import se.malmo.meet.language.Token;

/** Reads labels as words; what was read once is kept, for a vocabulary is read again at each change and few of its labels are new. */
final class LabelReader {
  /** What says something in a label, also words that are too common to be keywords: "komma tillbaka till jobbet" is not "jobb". */
  private static final Set<String> CLASSES = Set.of("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM");

  private final TextAnalyzer analyzer;
  private final Map<Key, Read> known = new ConcurrentHashMap<>();

  private record Key(Language language, String label) {}

  /**
   * A label as it was read.
   *
   * @param words that say something, none where the label cannot be found in a text
   * @param stored stems of those of them that a stored text keeps among its words
   * @param lemmas the same as base forms
   * @param parts of its compounds
   * @param isNoun whether it is one noun
   */
  record Read(Set<String> words, Set<String> stored, Set<String> lemmas, Set<String> parts, boolean isNoun) {}

  LabelReader(TextAnalyzer analyzer) {
    this.analyzer = analyzer;
  }

  static boolean speaks(Token token) {
    return CLASSES.contains(token.partOfSpeech());
  }

  /** How a label is read; one that is not the vocabulary's is not kept. */
  Read read(String label, Language language) {
    Read before = known.get(new Key(language, label));
    return before == null ? analyzed(label, language) : before;
  }

  /** A reader that knows the labels of these competences and no others; reads the new ones on all processors. */
  LabelReader of(Iterable<Competence> competences) {
    Set<Key> labels = new HashSet<>();
    for (Competence competence : competences) {
      for (Language language : Language.values()) {
        if (competence.isNamedIn(language)) labels.add(new Key(language, competence.label(language)));
        competence.alternatives(language).forEach(label -> labels.add(new Key(language, label)));
      }
    }
    LabelReader reader = new LabelReader(analyzer);
    labels.parallelStream().forEach(key -> reader.known.put(key, read(key.label(), key.language())));
    return reader;
  }

  private Read analyzed(String label, Language language) {
    List<Token> tokens = analyzer.words(label, language).filter(LabelReader::speaks).toList();
    Set<String> words = new HashSet<>();
    Set<String> stored = new HashSet<>();
    Set<String> lemmas = new HashSet<>();
    Set<String> parts = new HashSet<>();
    for (Token token : tokens) {
      words.add(token.lemma());
      parts.addAll(token.parts());
      if (token.stem().isEmpty() || token.isFiller()) continue;
      stored.add(token.stem());
      lemmas.add(token.lemma());
    }
    boolean isNoun = tokens.size() == 1 && tokens.getFirst().partOfSpeech().equals("NOUN");
    // "vad ska jag bli" has one word that says something, and that word alone is not what it says.
    boolean saysLess = words.size() == 1 && label.strip().indexOf(' ') > 0 && !tokens.getFirst().partOfSpeech().equals("NOUN");
    return new Read(saysLess ? Set.of() : Set.copyOf(words), Set.copyOf(stored), Set.copyOf(lemmas), Set.copyOf(parts), isNoun);
  }
}
