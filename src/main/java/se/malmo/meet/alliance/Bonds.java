package se.malmo.meet.alliance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The ties that an alliance holds, with those who carry each: what has one carrier breaks when that one leaves. */
final class Bonds {

  /** What a tie ties. */
  enum Kind {
    /** A förvaltning to a sector, carried by the organisations of that sector that did something with it. */
    SECTOR,
    /** An organisation to the city, carried by the förvaltningar that did something with it. */
    CITY,
    /** The alliance to one of its themes, carried by those who offer it. */
    THEME;

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Somebody in the alliance.
   *
   * @param sector of an organisation; a förvaltning has none
   * @param offers those of the alliance's themes that it offers, or narrower ones
   */
  record Member(String id, String name, String nameEn, boolean isForvaltning, Optional<String> sector, Set<String> offers) {}

  /**
   * A tie.
   *
   * @param one a förvaltning, an organisation, or "" for the whole alliance
   * @param other a sector, "" for the city, or a theme
   */
  record Bond(Kind kind, String one, String other) implements Comparable<Bond> {
    @Override
    public int compareTo(Bond that) {
      return java.util.Comparator.comparing(Bond::kind).thenComparing(Bond::one).thenComparing(Bond::other).compare(this, that);
    }
  }

  private Bonds() {}

  /** Every tie with its carriers. */
  static Map<Bond, Set<String>> carried(Collection<Member> members, Collection<Activity> activities) {
    Map<Bond, Set<String>> carriers = new TreeMap<>();
    List<Member> forvaltningar = members.stream().filter(Member::isForvaltning).toList();
    List<Member> organisations = members.stream().filter(member -> !member.isForvaltning()).toList();
    for (Member forvaltning : forvaltningar) {
      for (Member organisation : organisations) {
        if (activities.stream().noneMatch(activity -> activity.members().contains(forvaltning.id()) && activity.members().contains(organisation.id()))) continue;
        organisation.sector().ifPresent(sector -> carriers.computeIfAbsent(new Bond(Kind.SECTOR, forvaltning.id(), sector), bond -> new TreeSet<>()).add(organisation.id()));
        carriers.computeIfAbsent(new Bond(Kind.CITY, organisation.id(), ""), bond -> new TreeSet<>()).add(forvaltning.id());
      }
    }
    for (Member member : members) {
      for (String theme : member.offers()) carriers.computeIfAbsent(new Bond(Kind.THEME, "", theme), bond -> new TreeSet<>()).add(member.id());
    }
    return carriers;
  }

  /** For each member exactly the ties that nobody else carries; members whom nothing hangs on alone are left out. */
  static Map<String, List<Bond>> breaking(Collection<Member> members, Collection<Activity> activities) {
    Map<String, List<Bond>> breaking = new LinkedHashMap<>();
    carried(members, activities).forEach((bond, carriers) -> {
      if (carriers.size() == 1) breaking.computeIfAbsent(carriers.iterator().next(), id -> new ArrayList<>()).add(bond);
    });
    return breaking;
  }
}
