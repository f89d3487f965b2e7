package se.malmo.meet.reconciliation;

import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Messages;

/** What names can be matched with. */
enum EntityType {
  ORGANISATION("organisation"),
  FORVALTNING("forvaltning"),
  COMPETENCE("competence");

  private final String id;

  EntityType(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  String name(Messages messages) {
    return messages.get("reconcile.type." + id);
  }

  static Optional<EntityType> of(String id) {
    return Stream.of(values()).filter(type -> type.id.equals(id)).findFirst();
  }
}
