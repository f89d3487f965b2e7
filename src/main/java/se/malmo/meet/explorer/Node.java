package se.malmo.meet.explorer;

import java.util.Optional;
import se.malmo.meet.neighbours.Neighbour.Kind;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Links;

/**
 * Something in the graph that everybody may see.
 *
 * @param key what its address is made of: an id, a slug, a case reference
 * @param sector of an organisation
 * @param year when a project began
 */
public record Node(String id, Kind kind, String key, String name, String nameEn, Optional<String> sector, Optional<Integer> year) {

  public String name(Messages messages) {
    return messages.isEnglish() ? nameEn : name;
  }

  public String address(Links links) {
    return kind.address(links, key);
  }

  /** What the API calls its kind. */
  public String kindCode() {
    return kind == Kind.PROJECT ? "initiative" : kind.code();
  }

  /** The kind that the API or an address names, by either of its names. */
  static Optional<Kind> kind(String code) {
    if (code.equals("initiative")) return Optional.of(Kind.PROJECT);
    for (Kind kind : Kind.values()) if (kind.code().equals(code)) return Optional.of(kind);
    return Optional.empty();
  }
}
