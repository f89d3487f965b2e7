package se.malmo.meet.convening;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.matching.Directory;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;

/** Those who come to a large meeting: added, checked in and out, removed. */
public final class Guests {
  /** A guest is kept for so long after the day of the meeting. */
  public static final Duration KEPT = Duration.ofDays(14);
  /** Of one meeting. */
  static final int MOST = 500;
  static final List<String> ORDER = List.of("guest", "unit", "guestSector", Pasting.FIELD);
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_UNIT = 200;
  private static final int MOST_CHOICES = 8;

  private final GuestStore store;
  private final UnitStore units;
  private final Directory directory;
  private final Ids ids;

  Guests(GuestStore store, UnitStore units, Directory directory, Ids ids) {
    this.store = store;
    this.units = units;
    this.directory = directory;
    this.ids = ids;
  }

  /** A name as it is compared. */
  static String nameKey(String name) {
    return Organisation.nameKey(name);
  }

  List<Guest> page(Assembly assembly, GuestStore.Query query, int skip, int limit) {
    return store.page(assembly.id(), query, skip, limit);
  }

  long count(Assembly assembly, GuestStore.Query query) {
    return store.count(assembly.id(), query);
  }

  Optional<Guest> byId(Assembly assembly, String id) {
    return store.named(assembly.id(), id, "").stream().findFirst();
  }

  /** All who are checked in, by name. */
  List<Guest> here(Assembly assembly) {
    return store.here(assembly.id(), MOST);
  }

  /** Those that a name may mean: of this very name, else those whose names hold it. */
  List<Unit> choices(String name, String language) {
    String plain = name.replace('\0', ' ').strip();
    if (plain.isEmpty() || plain.length() > LONGEST_UNIT) return List.of();
    List<Unit> named = units.named(plain);
    if (!named.isEmpty()) return named;
    return directory.find(plain, language, MOST_CHOICES).stream().flatMap(entry -> units.named(entry.id()).stream().filter(unit -> unit.id().equals(entry.id()))).toList();
  }

  /**
   * Adds a guest, and checks them in where they are here; who is on the list already is not there twice.
   *
   * @return the guest's id
   * @throws Problem.Invalid naming every field at fault
   */
  String add(Assembly assembly, MultiMap fields, String language, boolean isHere) {
    Checks checks = new Checks();
    String name = checks.required("guest", fields.get("guest"), LONGEST_NAME).replaceAll("\\s+", " ");
    Optional<Unit> unit = unit(checks, fields.get("unit"), language);
    Optional<Sector> chosen = checks.oneOf("guestSector", fields.get("guestSector"), Sector::of, Stream.of(Sector.values()).map(Sector::code).toList());
    Optional<Sector> sector = unit.flatMap(Unit::sector).or(() -> chosen);
    if (sector.isEmpty() && checks.faults().isEmpty()) checks.fault("guestSector", unit.filter(Unit::isKnown).isPresent() ? "problem.guest.sector.unit" : "problem.guest.sector");
    checks.done();
    return add(assembly, name, unit.orElseThrow(), sector.orElseThrow(), isHere);
  }

  /** The same, read already. */
  String add(Assembly assembly, String name, Unit unit, Sector sector, boolean isHere) {
    String key = Hash.sha256(assembly.id() + "\n" + nameKey(name) + "\n" + (unit.isKnown() ? unit.id() : sector.code()));
    return store.add(assembly, new GuestStore.Fresh(ids.next("gst-"), key, name, nameKey(name), unit.id(), sector, isHere), MOST)
        .orElseThrow(() -> new Problem.Invalid("guest", "problem.guest.full", MOST));
  }

  private Optional<Unit> unit(Checks checks, String value, String language) {
    Optional<String> given = checks.optional("unit", value, LONGEST_UNIT);
    if (given.isEmpty()) return Optional.of(Unit.NONE);
    List<Unit> named = units.named(given.get());
    if (named.size() == 1) return Optional.of(named.getFirst());
    boolean hasLike = !named.isEmpty() || !choices(given.get(), language).isEmpty();
    checks.fault("unit", hasLike ? "problem.guest.which" : "problem.guest.unknown", given.get());
    return Optional.empty();
  }

  /** @throws Problem.NotFound where there is no such guest */
  void check(Assembly assembly, String id, boolean isHere) {
    if (!store.check(assembly.id(), id, isHere)) throw new Problem.NotFound();
  }

  /** Takes somebody off the list who is not checked in. */
  void remove(Assembly assembly, String id) {
    store.remove(assembly.id(), id);
  }
}
