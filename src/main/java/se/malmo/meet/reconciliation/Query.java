package se.malmo.meet.reconciliation;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One question of a batch: what is called so.
 *
 * @param key by which the answer is known again
 * @param text the name as somebody wrote it, "" where only properties are given
 * @param types what it may be, all where empty
 * @param limit how many candidates are wanted
 * @param properties what else is known, by property; those that we do not have are left out
 */
record Query(String key, String text, Set<EntityType> types, int limit, Map<Property, List<String>> properties) {

  boolean mayBe(EntityType type) {
    return types.isEmpty() || types.contains(type);
  }

  List<String> values(Property property) {
    return properties.getOrDefault(property, List.of());
  }
}
