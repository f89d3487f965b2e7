package se.malmo.meet.forvaltning;

import java.util.List;
import java.util.Map;

/**
 * A department of the city.
 *
 * @param id its slug
 * @param aliases other names that it goes by
 * @param mandate the competences that it decides about, by id, with how central each is (0 to 1)
 */
public record Forvaltning(String id, String name, String nameEn, List<String> aliases, String descriptionSv, String descriptionEn,
    List<Ambassador> ambassadors, Map<String, Double> mandate) {

  /** The person a förvaltning has for Meet Malmö: name and title as published, nothing else. */
  public record Ambassador(String name, String title) {}

  /** What a förvaltning is called. */
  public record Name(String id, String swedish, String english) {
    public String in(String language) {
      return "en".equals(language) ? english : swedish;
    }
  }

  public String name(String language) {
    return "en".equals(language) ? nameEn : name;
  }

  public String description(String language) {
    return "en".equals(language) ? descriptionEn : descriptionSv;
  }
}
