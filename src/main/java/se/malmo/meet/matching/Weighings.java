package se.malmo.meet.matching;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;

/** The versions of the weights: which is in force, what was before, and a new one set by people with their reason. */
public final class Weighings {
  /** The version that people have not set. */
  public static final int STANDARD = 0;

  private final WeightStore store;
  private final Projection projection;
  private final InstantSource clock;
  private final Ids ids;

  public Weighings(Graph graph, Projection projection, InstantSource clock, Ids ids) {
    store = new WeightStore(graph);
    this.projection = projection;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * What somebody wants to set.
   *
   * @param seen the newest version that they knew of
   * @param back the version that they went back to; kept only where the weights are its
   * @param by id of their account
   */
  public record Setting(int seen, Weights weights, OptionalInt back, String why, String by) {}

  /** The newest version; nothing where people have set none. */
  public Optional<WeightVersion> newest() {
    return store.newest();
  }

  /** The weights of a version; nothing where there is none of that number. */
  public Optional<Weights> weights(int number) {
    return number == STANDARD ? Optional.of(Weights.STANDARD) : store.byNumber(number).map(WeightVersion::weights);
  }

  /** The versions under a number, newest first. */
  public List<WeightVersion> before(int number, int limit) {
    return store.before(number, limit);
  }

  /**
   * Keeps a new version, in force when this returns; other processes follow within a second.
   *
   * @return false where somebody else has set weights since
   * @throws IllegalArgumentException where a number is outside its range
   */
  public boolean set(Setting setting) {
    setting.weights().numbers().forEach((name, value) -> {
      if (!WeightRange.of(name).holds(value)) throw new IllegalArgumentException(name + " is outside its range.");
    });
    Optional<Weights> before = weights(setting.seen());
    if (before.isEmpty()) return false;
    OptionalInt back = setting.back().stream().filter(number -> weights(number).filter(setting.weights()::equals).isPresent()).findFirst();
    WeightVersion version = new WeightVersion(setting.seen() + 1, clock.instant(), "", setting.why(), back, setting.weights());
    String changed = WeightVersion.changes(before.get(), setting.weights()).stream().map(one -> one.name() + " " + one.from() + " → " + one.to()).collect(Collectors.joining(", "));
    boolean isKept = store.save(new WeightStore.Making(version, ids.next("act-"), setting.by()),
        Map.of("version", String.valueOf(version.number()), "changed", changed, "reason", setting.why()));
    if (isKept) projection.catchUpNow();
    return isKept;
  }
}
