package se.malmo.meet.alliance;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.malmo.meet.alliance.Bonds.Bond;
import se.malmo.meet.alliance.Bonds.Member;
import se.malmo.meet.alliance.JointStore.Joint;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.vocabulary.Vocabulary;

/** What alliances rest on: what their members do together, how strong that is, and what hangs on one of them alone. */
public final class JointWork {
  private static final int MOST_GROUPS = 12;

  private final JointStore store;
  private final Vocabulary vocabulary;
  private final Clock clock;

  public JointWork(JointStore store, Vocabulary vocabulary, Clock clock) {
    this.store = store;
    this.vocabulary = vocabulary;
    this.clock = clock;
  }

  /** Somebody, as links name them. */
  public record Who(String id, String name, boolean isForvaltning) {}

  /** What breaks if one leaves, a sentence for each tie that nobody else carries. */
  public record Leaving(Who who, List<String> breaks) {}

  /** What is known of an alliance beside what it says itself. */
  public record Told(List<Activity> activities, Strength strength, List<Leaving> leaving) {}

  /** A group that nobody has named. */
  public record Group(List<Who> members, List<Activity> activities, Strength strength) {}

  /** What an alliance rests on, in the reader's words. */
  public Told of(String alliance, Messages messages) {
    Joint joint = store.of(alliance);
    Map<String, Member> members = joint.members().stream().collect(Collectors.toMap(Member::id, Function.identity()));
    Map<String, List<Bond>> breaking = Bonds.breaking(joint.members(), joint.activities());
    List<Leaving> leaving = new ArrayList<>();
    for (Member member : joint.members()) {
      List<Bond> bonds = breaking.getOrDefault(member.id(), List.of());
      if (!bonds.isEmpty()) leaving.add(new Leaving(who(member, messages), bonds.stream().map(bond -> said(bond, members, messages)).toList()));
    }
    return new Told(joint.activities(), Strength.of(joint.activities(), today()), leaving);
  }

  private String said(Bond bond, Map<String, Member> members, Messages messages) {
    return switch (bond.kind()) {
      case SECTOR -> messages.get("alliance.breaks.sector", name(members.get(bond.one()), messages), messages.get("sector." + bond.other()));
      case CITY -> messages.get("alliance.breaks.city", name(members.get(bond.one()), messages));
      case THEME -> messages.get("alliance.breaks.theme", theme(bond.other(), messages));
    };
  }

  private String theme(String id, Messages messages) {
    return vocabulary.byId(id).map(competence -> messages.isEnglish() ? competence.labelEn() : competence.labelSv()).orElse(id);
  }

  /** Groups that came together at least twice, the strongest first, at most twelve. */
  public List<Group> recurring(Messages messages) {
    List<RecurringGroups.Found> found = RecurringGroups.in(store.all(), id -> id.startsWith("org-"), today(), MOST_GROUPS);
    Set<String> ids = new HashSet<>();
    found.forEach(group -> ids.addAll(group.members()));
    Map<String, Member> named = store.named(ids);
    return found.stream().map(group -> new Group(group.members().stream().filter(named::containsKey).map(id -> who(named.get(id), messages)).toList(),
        group.activities(), group.strength())).toList();
  }

  private LocalDate today() {
    return Sweden.today(clock);
  }

  private static Who who(Member member, Messages messages) {
    return new Who(member.id(), name(member, messages), member.isForvaltning());
  }

  private static String name(Member member, Messages messages) {
    return messages.isEnglish() ? member.nameEn() : member.name();
  }
}
