package se.malmo.meet.convening;

import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Caller;

/** Large meetings: made, changed, listed, with the pairs that must not sit together. */
final class Assemblies {
  static final List<String> PAIR_ORDER = List.of("apartOne", "apartOther", "apartReason");
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_REASON = 300;
  private static final int MOST_PAIRS = 100;

  private final AssemblyStore store;
  private final GuestStore guests;
  private final UnitStore units;
  private final Vocabulary vocabulary;
  private final InstantSource clock;
  private final Ids ids;

  Assemblies(AssemblyStore store, GuestStore guests, UnitStore units, Vocabulary vocabulary, InstantSource clock, Ids ids) {
    this.store = store;
    this.guests = guests;
    this.units = units;
    this.vocabulary = vocabulary;
    this.clock = clock;
    this.ids = ids;
  }

  LocalDate today() {
    return Sweden.today(clock);
  }

  /** @throws Problem.NotFound where there is none */
  Assembly byId(String id) {
    return store.byId(id).orElseThrow(Problem.NotFound::new);
  }

  List<Assembly> page(int skip, int limit) {
    return store.page(skip, limit);
  }

  long count() {
    return store.count();
  }

  /** What a meeting is about, in the reader's language. */
  List<String> themes(Assembly assembly, Language language) {
    return assembly.themes().stream().flatMap(id -> vocabulary.byId(id).stream()).map((Competence one) -> one.label(language)).toList();
  }

  /**
   * Makes a meeting, or finds the one that the same form has made; tells its id.
   *
   * @param filling names the form
   * @throws Problem.Invalid naming every field at fault
   */
  String make(MultiMap fields, Language language, String filling, Caller by) {
    AssemblyEntry entry = AssemblyEntry.parse(fields, vocabulary, language, today());
    return store.make(entry, ids.next("sto-"), filling, clock.instant(), by.account());
  }

  /**
   * Changes its particulars; one that has been may stay on its day.
   *
   * @param version of the particulars that the form showed
   * @throws Stale where somebody else has changed them since
   */
  void change(Assembly assembly, MultiMap fields, Language language, int version, Caller by) {
    LocalDate first = assembly.day().isBefore(today()) ? assembly.day() : today();
    AssemblyEntry entry = AssemblyEntry.parse(fields, vocabulary, language, first);
    if (!store.change(assembly.id(), version, entry, ids.next("act-"), clock.instant(), by.account())) throw new Stale();
  }

  List<NoGo> noGos(Assembly assembly) {
    return store.noGos(assembly.id());
  }

  /** Those that a name may mean: guests of this meeting, and units. */
  List<End> ends(Assembly assembly, String name) {
    String plain = name.replace('\0', ' ').strip();
    if (plain.isEmpty() || plain.length() > LONGEST_NAME) return List.of();
    return Stream.concat(guests.named(assembly.id(), plain, Guests.nameKey(plain)).stream().map(guest -> new End(guest.id(), called(guest, "sv"), called(guest, "en"), true)),
        units.named(plain).stream().map(unit -> new End(unit.id(), unit.nameSv(), unit.nameEn(), false))).limit(10).toList();
  }

  private static String called(Guest guest, String language) {
    return guest.unit().isKnown() ? guest.name() + ", " + guest.unit().name(language) : guest.name();
  }

  /**
   * Keeps two apart; saying it again says the new reason.
   *
   * @throws Problem.Invalid naming every field at fault
   */
  void keepApart(Assembly assembly, MultiMap fields) {
    Checks checks = new Checks();
    Optional<End> one = end(checks, assembly, "apartOne", fields);
    Optional<End> other = end(checks, assembly, "apartOther", fields);
    if (one.isPresent() && one.map(End::id).equals(other.map(End::id))) checks.fault("apartOther", "problem.meeting.same");
    String reason = checks.required("apartReason", fields.get("apartReason"), LONGEST_REASON);
    checks.done();
    Pair pair = Pair.of(one.orElseThrow().id(), other.orElseThrow().id());
    if (!store.keepApart(assembly, ids.next("nog-"), pair, reason, MOST_PAIRS)) throw new Problem.Invalid("apartOne", "problem.apart.many", MOST_PAIRS);
  }

  private Optional<End> end(Checks checks, Assembly assembly, String field, MultiMap fields) {
    String name = checks.required(field, fields.get(field), LONGEST_NAME);
    if (name.isEmpty()) return Optional.empty();
    List<End> named = ends(assembly, name);
    if (named.size() != 1) checks.fault(field, named.isEmpty() ? "problem.apart.unknown" : "problem.meeting.which", name);
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  void letTogether(Assembly assembly, String id) {
    store.letTogether(assembly.id(), id);
  }
}
