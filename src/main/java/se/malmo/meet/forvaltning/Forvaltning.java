package se.malmo.meet.forvaltning;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A department of the city.
 *
 * @param id its slug
 * @param aliases other names that it goes by
 * @param mandate the competences that it decides about, by id, with how central each is (0 to 1)
 */
public record Forvaltning(String id, String name, String nameEn, List<String> aliases, String descriptionSv, String descriptionEn,
    List<Ambassador> ambassadors, Map<String, Double> mandate, Standing standing) {

  /** One that there is. */
  public Forvaltning(String id, String name, String nameEn, List<String> aliases, String descriptionSv, String descriptionEn, List<Ambassador> ambassadors,
      Map<String, Double> mandate) {
    this(id, name, nameEn, aliases, descriptionSv, descriptionEn, ambassadors, mandate, Standing.ALWAYS);
  }

  /**
   * When there is such a förvaltning.
   *
   * @param from its first day, empty for always
   * @param until its last day, empty for one that goes on
   * @param isDormant whether today is outside: then nothing new is sent to it
   * @param successors those that do what it did
   */
  public record Standing(Optional<LocalDate> from, Optional<LocalDate> until, boolean isDormant, List<Name> successors) {
    static final Standing ALWAYS = new Standing(Optional.empty(), Optional.empty(), false, List.of());
  }

  /** The person a förvaltning has for Meet Malmö: name and title as published, nothing else. */
  public record Ambassador(String name, String title) {}

  /** What a förvaltning is called, also what it was called before. */
  public record Name(String id, String swedish, String english, List<String> aliases) {
    /** Whether somebody means it. */
    public boolean isCalled(String said) {
      return said.equals(id) || Stream.concat(Stream.of(swedish, english), aliases.stream()).anyMatch(said::equalsIgnoreCase);
    }

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
