package se.malmo.meet.privacy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.privacy.Person.Section;
import se.malmo.meet.privacy.PersonStore.Ties;

/** What a person can ask for (GDPR articles 15 to 17): to be told all that is kept about them, to have it mended, and to have it erased. */
public final class Privacy {
  /** What erasing leaves as it is, and is thus no trace that something is left to erase. */
  private static final Set<String> LEFT = Set.of("event", "published", "mentioned", "work");

  private final PersonStore store;
  private final ErasureStore erasures;
  private final InstantSource clock;
  private final Ids ids;

  public Privacy(Graph graph, InstantSource clock, Ids ids) {
    store = new PersonStore(graph);
    erasures = new ErasureStore(graph);
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * All about somebody. That it was read is an event; the log never has the address.
   *
   * @param by the account that reads it
   */
  Person read(String email, String by) {
    Person person = person(ties(email));
    List<Happening> told = new ArrayList<>(List.of(told("person.read", person, by)));
    person.sections().stream().filter(section -> section.kind().equals("sent")).flatMap(section -> section.records().stream())
        .filter(record -> record.containsKey("confidential")).forEach(record -> told.add(new Happening("case.confidential-read", record.get("reference"), by)));
    erasures.tell(clock.instant(), told);
    return person;
  }

  private Ties ties(String email) {
    return store.ties(email.toLowerCase(Locale.ROOT));
  }

  private Person person(Ties ties) {
    return new Person(ties.email(), store.sections(ties));
  }

  /** How many records of each kind it was about; nothing that says about whom. */
  private Happening told(String type, Person person, String by) {
    Map<String, String> counts = new HashMap<>();
    for (Section section : person.sections()) {
      // No name of the event's own: "by", "at", "type", "subject".
      if (!section.records().isEmpty()) counts.put("count." + section.kind(), String.valueOf(section.records().size()));
    }
    return new Happening(type, ids.next("prv-"), by, counts);
  }

  /**
   * Mends name or address wherever they stand as somebody's own.
   *
   * @throws Problem.Invalid where another account has the address
   */
  void rectify(String email, Optional<String> name, Optional<String> newEmail, String by) {
    Ties ties = ties(email);
    Optional<String> other = newEmail.map(one -> one.toLowerCase(Locale.ROOT));
    if (other.filter(one -> !ties.accounts().isEmpty() && store.isTaken(one, ties.accounts())).isPresent()) throw new Problem.Invalid("newEmail", "problem.account.email");
    erasures.rectify(ties, name, other, clock.instant(), told("person.rectified", person(ties), by));
  }

  /**
   * Erases somebody: what must be kept loses name and address, all else goes, and nobody can go on under their name. Initiatives, organisations and who
   * takes part in what stay as they are, so that nothing is matched otherwise than before.
   *
   * @return what there was
   * @throws Problem.Invalid where it is the own account, or where there is nothing
   */
  Person erase(String email, String by) {
    Ties ties = ties(email);
    if (ties.accounts().contains(by)) throw new Problem.Invalid("email", "problem.person.own");
    Person person = person(ties);
    if (person.sections().stream().filter(section -> !LEFT.contains(section.kind())).allMatch(section -> section.records().isEmpty())) throw new Problem.Invalid("email", "problem.person.nothing");
    Instant now = clock.instant();
    erasures.erase(ties, now, told("person.erased", person, by));
    return person;
  }
}
