package se.malmo.meet.alliance;

import java.time.LocalDate;
import java.util.List;

/**
 * A lasting group of organisations and förvaltningar around a theme.
 *
 * @param theme the competences that it is about, by id
 */
public record Alliance(String id, String name, String nameEn, String description, List<String> theme, List<Member> members) {

  /** An organisation or a förvaltning in an alliance, by the id of its node. */
  public record Member(String id, String name, LocalDate since) {}

  public String name(String language) {
    return "en".equals(language) ? nameEn : name;
  }
}
