package se.malmo.meet.reconciliation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Messages;

/** What is known of things: some of it to match by, what the public's pages show to be fetched. */
enum Property {
  /** To match by alone: no page shows it, so it is never told. */
  ORGANISATION_NUMBER("organisation-number", false, EntityType.ORGANISATION),
  SECTOR("sector", true, EntityType.ORGANISATION),
  WEBSITE("website", true, EntityType.ORGANISATION),
  DESCRIPTION("description", true, EntityType.ORGANISATION, EntityType.FORVALTNING),
  OFFERS("offers", true, EntityType.ORGANISATION),
  SEEKS("seeks", true, EntityType.ORGANISATION),
  OTHER_NAMES("other-names", true, EntityType.FORVALTNING, EntityType.COMPETENCE),
  AMBASSADORS("ambassadors", true, EntityType.FORVALTNING),
  NAME_SV("name-sv", true, EntityType.FORVALTNING, EntityType.COMPETENCE),
  NAME_EN("name-en", true, EntityType.FORVALTNING, EntityType.COMPETENCE),
  BROADER("broader", true, EntityType.COMPETENCE),
  RELATED("related", true, EntityType.COMPETENCE),
  PAGE("page", true, EntityType.ORGANISATION, EntityType.FORVALTNING, EntityType.COMPETENCE);

  private final String id;
  private final boolean told;
  private final List<EntityType> types;

  Property(String id, boolean told, EntityType... types) {
    this.id = id;
    this.told = told;
    this.types = List.of(types);
  }

  String id() {
    return id;
  }

  /** Whether its values can be fetched, not only matched by. */
  boolean isTold() {
    return told;
  }

  boolean isOf(EntityType type) {
    return types.contains(type);
  }

  String name(Messages messages) {
    return messages.get("reconcile.property." + id);
  }

  static Optional<Property> of(String id) {
    return Stream.of(values()).filter(property -> property.id.equals(id)).findFirst();
  }
}
