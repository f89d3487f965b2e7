package se.malmo.meet.reconciliation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.Messages;

/** What a client reads first (Reconciliation Service API 0.2, section 3.1). */
record Manifest(List<String> versions, String name, String identifierSpace, String schemaSpace, String documentation, View view, List<Candidate.TypeJson> defaultTypes, Suggest suggest,
    Preview preview, Extend extend, int batchSize) {
  private static final int WIDTH = 430;
  private static final int HEIGHT = 240;

  record View(String url) {}

  record Place(@JsonProperty("service_url") String serviceUrl, @JsonProperty("service_path") String servicePath) {}

  record Suggest(Place entity, Place property, Place type) {}

  record Preview(String url, int width, int height) {}

  record Extend(@JsonProperty("propose_properties") Place proposeProperties) {}

  /**
   * That of the service in one language.
   *
   * @param service its whole address
   * @param base the beginning of our addresses
   * @param hasPreview whether any site may show our previews in a frame
   */
  static Manifest of(String service, String base, String documentation, boolean hasPreview, Messages messages) {
    Optional<Preview> preview = hasPreview ? Optional.of(new Preview(service + "/preview?id={{id}}", WIDTH, HEIGHT)) : Optional.empty();
    return new Manifest(List.of("0.1", "0.2"), messages.get("reconcile.name"), base + "/id/", "https://schema.org/Thing", documentation, new View(base + "/id/{{id}}"),
        Stream.of(EntityType.values()).map(type -> new Candidate.TypeJson(type.id(), type.name(messages))).toList(),
        new Suggest(new Place(service, "/suggest/entity"), new Place(service, "/suggest/property"), new Place(service, "/suggest/type")), preview.orElse(null),
        new Extend(new Place(service, "/properties")), QueryReader.MOST_QUERIES);
  }
}
