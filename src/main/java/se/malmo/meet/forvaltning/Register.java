package se.malmo.meet.forvaltning;

import java.text.Normalizer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;

/** The register of the city's förvaltningar: which there are and were, what they are called, who speaks for them. Every change is an event; an id never changes. */
public final class Register {
  private static final int LONGEST_ID = 60;

  private final RegisterStore store;
  private final Forvaltningar forvaltningar;
  private final InstantSource clock;

  public Register(Graph graph, Forvaltningar forvaltningar, InstantSource clock) {
    store = new RegisterStore(graph, clock);
    this.forvaltningar = forvaltningar;
    this.clock = clock;
  }

  /**
   * A förvaltning with what only its keeper needs.
   *
   * @param posts its ambassadors, also those that were, the present ones first
   * @param open how many cases it has that are not over
   * @param version grows by one with every change
   */
  public record Entry(Forvaltning forvaltning, List<Post> posts, long open, int version) {}

  /** Somebody who is or was ambassador. */
  public record Post(String person, String name, String title, LocalDate from, Optional<LocalDate> to) {}

  LocalDate today() {
    return Sweden.today(clock);
  }

  List<Forvaltning> all() {
    return forvaltningar.all();
  }

  List<Forvaltning> others(String id) {
    return all().stream().filter(one -> !one.id().equals(id)).toList();
  }

  Map<String, Long> open() {
    return store.open();
  }

  /** @throws Problem.NotFound where there is none */
  Entry entry(String id) {
    Forvaltning forvaltning = forvaltningar.byId(id).orElseThrow(Problem.NotFound::new);
    return new Entry(forvaltning, store.posts(id), store.open().getOrDefault(id, 0L), store.version(id));
  }

  /** Adds one; tells its id, which is made of its name and stays when the name does not. */
  String make(Particulars typed, String by) {
    String plain = Normalizer.normalize(typed.name().toLowerCase(Locale.ROOT), Normalizer.Form.NFD).replaceAll("\\p{M}+", "").replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
    String slug = plain.isEmpty() ? "forvaltning" : plain.substring(0, Math.min(LONGEST_ID, plain.length()));
    List<String> taken = all().stream().map(Forvaltning::id).toList();
    String id = taken.contains(slug) ? IntStream.iterate(2, n -> n + 1).mapToObj(n -> slug + "-" + n).filter(one -> !taken.contains(one)).findFirst().orElseThrow() : slug;
    Forvaltning made = new Forvaltning(id, typed.name(), typed.nameEn(), typed.aliases(), typed.descriptionSv(), typed.descriptionEn(), List.of(), Map.of());
    store.make(forvaltningar.read(made), typed, typed.isDormant(today()), by);
    return id;
  }

  /**
   * Changes one.
   *
   * @param version that the person has seen
   * @return false where somebody has changed it meanwhile; nothing was done then
   * @throws Problem.Invalid where its successors lead back to it
   */
  boolean change(Entry entry, Particulars typed, int version, String by) {
    String id = entry.forvaltning().id();
    if (leadsBack(id, typed.successors())) throw new Problem.Invalid("successors", "problem.register.circle");
    return store.change(forvaltningar.read(typed.renewed(entry.forvaltning())), typed, typed.isDormant(today()), version, by);
  }

  private boolean leadsBack(String id, List<String> successors) {
    return !successors.isEmpty() && store.leadsTo(successors, id);
  }

  void appoint(Entry entry, String name, String title, LocalDate from, String by) {
    store.appoint(entry.forvaltning().id(), name, title, from, by);
  }

  void dismiss(Entry entry, String person, LocalDate to, String by) {
    store.dismiss(entry.forvaltning().id(), person, to, by);
  }

  /** Tells that cases were moved. */
  void succeeded(String id, String to, int moved, String by) {
    store.tell("forvaltning.succeeded", id, by, Map.of("to", to, "count", String.valueOf(moved)));
  }

  /** Lets those end whose last day is over, and those begin whose first has come; tells how many. */
  public int keepDays() {
    return store.keepDays(today());
  }
}
