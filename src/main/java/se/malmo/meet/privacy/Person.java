package se.malmo.meet.privacy;

import java.util.List;
import java.util.Map;

/**
 * All that the graph has about somebody.
 *
 * @param email in lower case, by which it was found
 * @param sections each kind of record, also those without any
 */
public record Person(String email, List<Section> sections) {

  /**
   * The records of one kind.
   *
   * @param records each as fields with what they say
   * @param hasMore whether there are more than can be told at once
   */
  public record Section(String kind, List<Map<String, String>> records, boolean hasMore) {}

  public boolean isUnknown() {
    return sections.stream().allMatch(section -> section.records().isEmpty());
  }

  public int count(String kind) {
    return sections.stream().filter(section -> section.kind().equals(kind)).mapToInt(section -> section.records().size()).sum();
  }

  @Override
  public String toString() {
    return "a person";
  }
}
