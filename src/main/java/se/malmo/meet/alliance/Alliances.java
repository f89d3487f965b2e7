package se.malmo.meet.alliance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.alliance.AllianceStore.Known;
import se.malmo.meet.alliance.AllianceStore.Read;
import se.malmo.meet.platform.Ids;

/** The lasting groups of the city: kept, with their members and themes. */
public final class Alliances {
  private final AllianceStore store;
  private final Ids ids;

  public Alliances(AllianceStore store, Ids ids) {
    this.store = store;
    this.ids = ids;
  }

  /**
   * Writes rows of a source; a row that the graph has unchanged is left alone.
   *
   * @return how many were added or changed
   */
  public int save(Collection<AllianceRow> rows, String source) {
    Map<String, Known> known = store.known(rows.stream().map(AllianceRow::id).toList(), source);
    List<Read> changed = new ArrayList<>();
    for (AllianceRow row : rows) {
      Known before = known.get(row.id());
      if (before == null) changed.add(new Read(ids.next("all-"), row, List.of()));
      else if (!before.contentHash().equals(AllianceStore.contentHash(row))) changed.add(new Read(before.id(), row, before.members()));
    }
    if (!changed.isEmpty()) store.save(changed, source);
    return changed.size();
  }

  /** All of them by name, at most 200. */
  public List<Alliance> all() {
    return store.all();
  }

  public Optional<Alliance> byId(String id) {
    return store.byId(id);
  }
}
