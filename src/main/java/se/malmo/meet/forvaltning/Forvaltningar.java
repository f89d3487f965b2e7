package se.malmo.meet.forvaltning;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.language.Beginnings;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Confidence;
import se.malmo.meet.matching.Evidence;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Profile;
import se.malmo.meet.matching.Reason;
import se.malmo.meet.platform.Messages;

/** The city's departments: kept, found by name, by what they are called and by what they decide about. */
public final class Forvaltningar {
  private static final int FOUND_BY_MEANING = 3;

  private final ForvaltningStore store;
  private final Matcher matcher;

  public Forvaltningar(ForvaltningStore store, Matcher matcher) {
    this.store = store;
    this.matcher = matcher;
  }

  /** Adds förvaltningar or renews them, by id, with their mandates and ambassadors; one that somebody keeps on the register's pages is left as it is. */
  public void save(Collection<Forvaltning> forvaltningar, String source) {
    Set<String> kept = store.keptByHand();
    store.save(forvaltningar.stream().filter(one -> !kept.contains(one.id())).map(this::read).toList(), source);
  }

  ForvaltningStore.Read read(Forvaltning f) {
    Profile sv = matcher.profileOf(f.name() + ". " + f.descriptionSv(), Optional.of(Language.SWEDISH));
    Profile en = matcher.profileOf(f.nameEn() + ". " + f.descriptionEn(), Optional.of(Language.ENGLISH));
    return new ForvaltningStore.Read(f, sv.words(), en.words(), sv.keywords());
  }

  public List<Forvaltning> all() {
    return store.all();
  }

  /** What those that there are today are called, by name: all that a list of choices needs. */
  public List<Forvaltning.Name> names() {
    return store.names(false);
  }

  /** The same with those that have ended, whose cases and projects are still there. */
  public List<Forvaltning.Name> allNames() {
    return store.names(true);
  }

  public Optional<Forvaltning> byId(String id) {
    return store.all().stream().filter(f -> f.id().equals(id)).findFirst();
  }

  /**
   * What was found for a few words.
   *
   * @param byMeaning whether nobody names the words, so that they were read as an idea would be
   * @param why what speaks most for each that was found by meaning, by id
   */
  public record Found(List<Forvaltning> forvaltningar, boolean byMeaning, Map<String, Evidence> why) {
    /** The reason as a sentence, in pieces; none where the words stand in what it is called or told of. */
    public List<Reason.Piece> reason(Forvaltning one, Messages messages) {
      return why.containsKey(one.id()) ? Reason.of(why.get(one.id()), one.name(messages.language()), messages).pieces() : List.of();
    }
  }

  /**
   * Förvaltningar for a few words: first those that name the word themselves, else those that decide about what it means.
   *
   * @param query any text; blank gives all that there are today
   */
  public Found find(String query) {
    List<Forvaltning> all = store.all();
    String stem = Beginnings.of(query);
    if (stem.isEmpty()) return new Found(all.stream().filter(f -> !f.standing().isDormant()).toList(), false, Map.of());
    List<Forvaltning> named = all.stream().filter(f -> rank(f, stem) < 3).sorted(Comparator.comparingInt(f -> rank(f, stem))).toList();
    if (!named.isEmpty()) return new Found(named, false, Map.of());
    // As on the start page: beyond the first only those that are more than a guess.
    Map<String, Evidence> why = new LinkedHashMap<>();
    matcher.suggest(query, Optional.empty(), FOUND_BY_MEANING).forvaltningar().stream().filter(hit -> hit.rank() == 1 || hit.confidence() != Confidence.UNCERTAIN)
        .forEach(hit -> why.put(hit.what().id(), hit.evidence().getFirst()));
    return new Found(why.keySet().stream().flatMap(id -> all.stream().filter(f -> f.id().equals(id))).toList(), true, why);
  }

  private static int rank(Forvaltning f, String stem) {
    if (Stream.of(f.name(), f.nameEn()).anyMatch(name -> contains(name, stem))) return 0;
    if (f.aliases().stream().anyMatch(alias -> contains(alias, stem))) return 1;
    if (contains(f.descriptionSv(), stem) || contains(f.descriptionEn(), stem)
        || f.ambassadors().stream().anyMatch(a -> contains(a.name(), stem))) return 2;
    return 3;
  }

  private static boolean contains(String text, String stem) {
    return text.toLowerCase(Locale.ROOT).contains(stem);
  }
}
