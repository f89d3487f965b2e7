package se.malmo.meet.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.hunspell.DictEntries;
import org.apache.lucene.analysis.hunspell.Dictionary;
import org.apache.lucene.analysis.hunspell.Hunspell;
import org.apache.lucene.store.ByteBuffersDirectory;

/** The Swedish word list: which words there are, how they inflect and how they join. */
final class SwedishDictionary {

  private static final String FILES = "/org/languagetool/resource/sv/hunspell/sv_SE";

  private final Dictionary dictionary;
  private final Hunspell hunspell;

  private SwedishDictionary(Dictionary dictionary) {
    this.dictionary = dictionary;
    this.hunspell = new Hunspell(dictionary);
  }

  static SwedishDictionary load() {
    try (InputStream affixes = Resources.open(FILES + ".aff"); InputStream words = Resources.open(FILES + ".dic")) {
      return new SwedishDictionary(new Dictionary(new ByteBuffersDirectory(), "sv", affixes, words));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the Swedish dictionary", e);
    } catch (ParseException e) {
      throw new IllegalStateException("the Swedish dictionary is damaged", e);
    }
  }

  /** The entries that the form may be an inflection of. */
  List<String> roots(String form) {
    return hunspell.getRoots(form);
  }

  /** Whether the form is spelled right, compounds of known words included. */
  boolean accepts(String form) {
    return hunspell.spell(form);
  }

  Set<WordClass> classes(String root) {
    Set<WordClass> found = EnumSet.noneOf(WordClass.class);
    String flags = flags(root);
    for (WordClass kind : WordClass.values()) {
      if (kind.fits(root, flags)) {
        found.add(kind);
      }
    }
    return found;
  }

  /** The affix flags of all entries of this root together, empty if it has none or is unknown. */
  String flags(String root) {
    DictEntries entries = dictionary.lookupEntries(root);
    if (entries == null) {
      return "";
    }
    StringBuilder flags = new StringBuilder();
    for (int i = 0; i < entries.size(); i++) {
      flags.append(entries.get(i).getFlags());
    }
    return flags.toString();
  }
}
