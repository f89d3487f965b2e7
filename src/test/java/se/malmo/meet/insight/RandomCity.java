package se.malmo.meet.insight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A city as rows of an import. It knows nothing of how gaps are counted: a gap is planted by taking rows, or cells of rows, away. */
final class RandomCity {
  private static final List<String> SECTORS = List.of("business", "business", "business", "public", "academia", "civil-society");

  private final List<Org> organisations = new ArrayList<>();
  private final List<Ini> initiatives = new ArrayList<>();
  private final SplittableRandom random;
  private final int competences;
  private final int forvaltningar;

  record Org(String id, String sector, Set<String> offers) {}

  record Ini(String id, int day, Set<String> needs, Set<String> participants, Set<String> forvaltningar) {}

  RandomCity(long seed) {
    random = new SplittableRandom(seed);
    competences = 20 + random.nextInt(30);
    forvaltningar = 6 + random.nextInt(7);
    int many = 200 + random.nextInt(400);
    for (int i = 0; i < many; i++) organisations.add(new Org("o" + i, SECTORS.get(random.nextInt(SECTORS.size())), some("c", competences, 1 + random.nextInt(4))));
    int cases = 200 + random.nextInt(300);
    for (int i = 0; i < cases; i++) {
      initiatives.add(new Ini("i" + i, random.nextInt(3_000), some("c", competences, 1 + random.nextInt(3)), some("o", many, 1 + random.nextInt(4)),
          some("f", forvaltningar, 1 + random.nextInt(2))));
    }
  }

  private Set<String> some(String kind, int of, int count) {
    Set<String> some = new HashSet<>();
    while (some.size() < count) some.add(kind + random.nextInt(of));
    return some;
  }

  /** Takes away all offers of a competence; tells which. */
  String withoutOffers() {
    String competence = "c" + random.nextInt(competences);
    organisations.forEach(one -> one.offers().remove(competence));
    return competence;
  }

  /** Takes the organisations of a sector out of the initiatives of a förvaltning; tells which two. */
  String[] withoutTies() {
    String sector = SECTORS.get(random.nextInt(SECTORS.size()));
    String forvaltning = "f" + random.nextInt(forvaltningar);
    Map<String, String> sectors = new HashMap<>();
    organisations.forEach(one -> sectors.put(one.id(), one.sector()));
    initiatives.stream().filter(one -> one.forvaltningar().contains(forvaltning)).forEach(one -> one.participants().removeIf(who -> sectors.get(who).equals(sector)));
    return new String[] {sector, forvaltning};
  }

  /** Leaves one organisation in all initiatives about a competence, beside whom it meets there; tells the competence and the organisation. */
  String[] withOneCarrier() {
    String competence = "c" + random.nextInt(competences);
    String carrier = "o" + random.nextInt(organisations.size());
    initiatives.stream().filter(one -> one.needs().contains(competence)).forEach(one -> {
      if (random.nextBoolean()) one.participants().clear();
      one.participants().add(carrier);
    });
    return new String[] {competence, carrier};
  }

  /** What a store would read of these rows. */
  Snapshot snapshot() {
    Map<String, Snapshot.Competence> known = new LinkedHashMap<>();
    IntStream.range(0, competences).mapToObj(i -> "c" + i).forEach(id -> known.put(id, new Snapshot.Competence(id, id, id, List.of())));
    Map<String, Snapshot.Organisation> who = new LinkedHashMap<>();
    organisations.forEach(one -> who.put(one.id(), new Snapshot.Organisation(one.id(), one.id(), one.sector(), Set.copyOf(one.offers()))));
    Map<String, Snapshot.Forvaltning> units = new LinkedHashMap<>();
    IntStream.range(0, forvaltningar).mapToObj(i -> "f" + i).forEach(id -> units.put(id, new Snapshot.Forvaltning(id, id, id, Set.of())));
    List<Snapshot.Initiative> cases = initiatives.stream().sorted(Comparator.comparingInt(Ini::day)).map(one -> new Snapshot.Initiative(one.id(), one.id(), true,
        LocalDate.of(2018, 1, 1).plusDays(one.day()), Set.copyOf(one.needs()), false, Set.copyOf(one.participants()), Set.copyOf(one.forvaltningar()))).toList();
    return new Snapshot(known, who, units, cases);
  }
}
