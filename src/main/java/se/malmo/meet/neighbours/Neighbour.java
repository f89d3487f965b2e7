package se.malmo.meet.neighbours;

import java.util.Optional;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Links;

/**
 * Something that is tied to what a page is about.
 *
 * @param key what its address is made of: an id, a slug, a case reference
 * @param tie how it is tied, a message key behind "tie."
 * @param year since when, where that is known
 */
public record Neighbour(Kind kind, String key, String name, String nameEn, String tie, Optional<Integer> year) {

  /** What there is in the graph for the public; each has a shape of its own. */
  public enum Kind {
    ORGANISATION("Organisation", "organisation"),
    FORVALTNING("Forvaltning", "forvaltning"),
    PROJECT("Initiative", "project"),
    ALLIANCE("Alliance", "alliance"),
    COMPETENCE("Competence", "competence");

    private final String label;
    private final String code;

    Kind(String label, String code) {
      this.label = label;
      this.code = code;
    }

    /** Its name in message keys and styles. */
    public String code() {
      return code;
    }

    /** The kind that the graph calls by this label. */
    public static Kind of(String label) {
      for (Kind kind : values()) if (kind.label.equals(label)) return kind;
      throw new IllegalArgumentException("No public kind of node is called " + label);
    }

    /** Where one of this kind has its page. */
    public String address(Links links, String key) {
      return switch (this) {
        case ORGANISATION -> links.organisation(key);
        case FORVALTNING -> links.forvaltning(key);
        case PROJECT -> links.initiative(key);
        case ALLIANCE -> links.alliance(key);
        case COMPETENCE -> links.theme(key);
      };
    }
  }

  public String name(Messages messages) {
    return messages.isEnglish() ? nameEn : name;
  }

  public String address(Links links) {
    return kind.address(links, key);
  }
}
