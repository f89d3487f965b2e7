package se.malmo.meet.convening;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import se.malmo.meet.draft.Drafts;
import se.malmo.meet.matching.Directory;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Route;

/** Large meetings (stormöten) put together: the door, the tables, the ideas. */
public final class Convening {
  private final Assemblies assemblies;
  private final AssemblyStore store;
  private final Guests guests;
  private final Seating seating;
  private final Ideas ideas;
  private final Vocabulary vocabulary;
  private final GuestStore guestStore;
  private final InstantSource clock;

  public Convening(Graph graph, Vocabulary vocabulary, Directory directory, Drafts drafts, InstantSource clock, Ids ids) {
    this.vocabulary = vocabulary;
    store = new AssemblyStore(graph);
    this.clock = clock;
    guestStore = new GuestStore(graph);
    UnitStore units = new UnitStore(graph);
    assemblies = new Assemblies(store, guestStore, units, vocabulary, clock, ids);
    guests = new Guests(guestStore, units, directory, ids);
    seating = new Seating(store, guestStore, units, clock, ids);
    ideas = new Ideas(new IdeaStore(graph), drafts, clock, ids);
  }

  public List<Route> routes() {
    return Stream.of(new AssemblyRoutes(assemblies, guests).routes(), new TableRoutes(assemblies, seating, vocabulary).routes(), new IdeaRoutes(assemblies, guests, ideas).routes(),
        new DoorRoutes(assemblies, guests).routes()).flatMap(List::stream).toList();
  }

  /** A large meeting of an invented city. */
  public record Invented(String titleSv, String titleEn, LocalDate day, String place, List<String> themes, int tableSize) {}

  /**
   * Somebody who comes to it.
   *
   * @param from an organisation by its id in the invented city, or a förvaltning by slug
   */
  public record InventedGuest(String name, String from, boolean isHere) {}

  /** Makes an invented meeting with those who come; where one of that key is yet to come nothing happens. */
  public void seed(String key, Invented meeting, List<InventedGuest> invited) {
    if (store.hasComing("demo " + key, assemblies.today())) return;
    AssemblyEntry entry = new AssemblyEntry(meeting.titleSv(), meeting.titleEn(), meeting.day(), meeting.place(), meeting.themes(), meeting.tableSize());
    String id = store.make(entry, "sto-demo-" + key + "-" + meeting.day(), "demo " + key + " " + meeting.day(), clock.instant(), "demo");
    guestStore.seed(id, meeting.day(), invited);
  }

  Assemblies assemblies() {
    return assemblies;
  }

  Guests guests() {
    return guests;
  }

  Seating seating() {
    return seating;
  }
}
