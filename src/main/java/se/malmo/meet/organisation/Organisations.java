package se.malmo.meet.organisation;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Profile;
import se.malmo.meet.organisation.OrganisationStore.Edge;
import se.malmo.meet.organisation.OrganisationStore.Known;
import se.malmo.meet.organisation.OrganisationStore.Part;
import se.malmo.meet.organisation.OrganisationStore.Read;
import se.malmo.meet.platform.Difference;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Trace;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;

/** The resource bank: organisations with what they offer and seek. */
public final class Organisations {
  private static final int MOST_UNDERSTOOD = 8;

  private final OrganisationStore store;
  private final Matcher matcher;
  private final Vocabulary vocabulary;
  private final Ids ids;

  public Organisations(OrganisationStore store, Matcher matcher, Vocabulary vocabulary, Ids ids) {
    this.store = store;
    this.matcher = matcher;
    this.vocabulary = vocabulary;
    this.ids = ids;
  }

  /**
   * Checks a row before it is saved.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   */
  public static OrganisationRow.Valid checked(OrganisationRow row) {
    return row.check();
  }

  /** What a row is known by among those of its source. */
  public static String key(OrganisationRow.Valid row) {
    return OrganisationStore.sourceId(row);
  }

  /** What saving rows of a source would do, row by row. */
  public List<Difference> differences(List<OrganisationRow.Valid> rows, String source) {
    Map<String, Known> known = store.known(rows, source);
    return rows.stream().map(row -> known.get(key(row)).difference(row)).toList();
  }

  /** The same as with a trace, without one. */
  public int save(Collection<OrganisationRow.Valid> rows, String source) {
    return save(rows, source, Trace.NONE);
  }

  /**
   * Writes rows of a source; a row that the graph has unchanged is left alone.
   *
   * @return how many were added or changed
   */
  public int save(Collection<OrganisationRow.Valid> rows, String source, Trace trace) {
    Map<String, OrganisationRow.Valid> bySourceId = new LinkedHashMap<>();
    rows.forEach(row -> bySourceId.put(key(row), row));
    Map<String, Known> known = store.known(bySourceId.values(), source);
    Map<String, String> changedIds = new LinkedHashMap<>();
    // Two of one name may both fit an unclaimed organisation: the first takes it over, the other is its own.
    Set<String> taken = new HashSet<>();
    bySourceId.forEach((sourceId, row) -> {
      Known before = known.get(sourceId);
      String id = before.id().filter(taken::add).orElseGet(() -> ids.next("org-"));
      if (Difference.isWritten(before.difference(row))) changedIds.put(sourceId, id);
    });
    // Reading takes about as long as writing, and each text is read by itself.
    List<Read> changed = List.copyOf(changedIds.entrySet()).parallelStream().map(one -> read(one.getValue(), known.get(one.getKey()).isOwn() ? Optional.empty() : Optional.of(one.getKey()),
        bySourceId.get(one.getKey()))).toList();
    if (!changed.isEmpty()) store.save(changed, source, trace);
    return changed.size();
  }

  /** One that has the same name, or the same organisation number, and another id. */
  public Optional<Organisation> sameAs(OrganisationRow.Valid row, String otherThan) {
    return store.sameAs(Organisation.nameKey(row.name()), row.organisationNumber(), otherThan);
  }

  /** One that has an organisation number, written NNNNNN-NNNN. */
  public Optional<Organisation> byNumber(String number) {
    return store.byNumber(number);
  }

  /** The row with what its description speaks of as its offers, where it names none. */
  public OrganisationRow.Valid understood(OrganisationRow.Valid row) {
    if (!row.offers().isEmpty()) return row;
    Profile profile = matcher.profileOf(row.description(), row.language());
    List<String> offers = profile.keywords().stream().flatMap(keyword -> keyword.competence().stream()).distinct().limit(MOST_UNDERSTOOD)
        .map(competence -> competence.label(profile.language())).toList();
    return new OrganisationRow.Valid(row.sourceId(), row.name(), row.sector(), row.language(), row.description(), offers, row.seeks(), row.roles(), row.organisationNumber(), row.website());
  }

  /** What an offer, or something sought, is read as: names of competences, empty where the vocabulary has none. */
  public List<String> understood(String offer, Language language) {
    return vocabulary.offered(offer, language).stream().flatMap(it -> it.competence().stream()).map(competence -> competence.label(language)).distinct().toList();
  }

  /**
   * Writes what those who speak for an organisation say of it; no import changes it any more.
   *
   * @param by the id of an account
   */
  public void keep(String id, OrganisationRow.Valid row, String by) {
    store.keep(read(id, Optional.empty(), row), by);
  }

  /** How often its profile has been written. */
  public int version(String id) {
    return store.version(id);
  }

  /** Takes leave to change a version of a profile: of two who have seen the same only one gets it. */
  public boolean begins(String id, String version) {
    return version.matches("\\d{1,9}") && store.begins(id, Integer.parseInt(version));
  }

  private Read read(String id, Optional<String> sourceId, OrganisationRow.Valid row) {
    Profile profile = matcher.profileOf(row.name() + ".\n" + row.description(), row.language());
    Map<String, Edge> edges = new LinkedHashMap<>();
    Stream.concat(row.offers().stream().flatMap(text -> edges("OFFERS", text, profile.language())),
            row.seeks().stream().flatMap(text -> edges("SEEKS", text, profile.language())))
        // Two names of one competence are one offer.
        .forEach(edge -> edges.putIfAbsent(edge.type() + edge.competence().orElseGet(() -> edge.keyword().orElseThrow().id()), edge));
    return new Read(id, sourceId, row, profile.language(), profile.words().properties(), profile.keywords(), List.copyOf(edges.values()));
  }

  private Stream<Edge> edges(String type, String text, Language language) {
    return vocabulary.offered(text, language).stream().map(it -> new Edge(type, text, it.competence().map(Competence::id), it.keyword()));
  }

  public Optional<Organisation> byId(String id) {
    return store.byId(id);
  }

  /** Hands over all that have a profile, as a file has them. */
  public void exported(Consumer<Map<String, Object>> reader) {
    store.exported(reader);
  }

  /** A page of the resource bank by name; skip and limit in organisations. */
  public List<Organisation> page(Optional<Sector> sector, int skip, int limit) {
    return store.page(sector, skip, limit);
  }

  /**
   * Those that come after one, by name.
   *
   * @param nameKey its name as it is compared, "" for the beginning
   */
  public List<Organisation> after(Optional<Sector> sector, String nameKey, String id, int limit) {
    return store.after(sector, nameKey, id, limit);
  }

  /**
   * A page of those whose name, or what they offer, has these words; skip and limit in organisations.
   *
   * @param words as somebody types them; none for all
   */
  List<Organisation> found(Optional<Sector> sector, String words, int skip, int limit) {
    return words.isEmpty() ? store.page(sector, skip, limit) : store.found(sector, words.toLowerCase(Locale.ROOT), skip, limit);
  }

  long countFound(Optional<Sector> sector, String words) {
    return words.isEmpty() ? store.count(sector) : store.countFound(sector, words.toLowerCase(Locale.ROOT));
  }

  public long count(Optional<Sector> sector) {
    return store.count(sector);
  }

  /**
   * Takes an organisation out of all that the public sees and of all suggestions, or back in; its history stays in the graph.
   *
   * @throws Problem.NotFound where there is none by that id
   */
  public void opt(String id, boolean out, String by) {
    if (!store.opt(id, out, by)) throw new Problem.NotFound();
  }

  /** The public initiatives that an organisation is part of, newest first. */
  public List<Part> initiatives(String id) {
    return store.initiatives(id);
  }
}
