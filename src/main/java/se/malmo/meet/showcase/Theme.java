package se.malmo.meet.showcase;

import java.util.List;
import java.util.Set;
import se.malmo.meet.platform.Messages;

/**
 * What projects are about: one competence of the vocabulary, or one of the four matters that Meet Malmö leads with.
 *
 * @param slug its part of an address
 * @param roots the competences that it is made of
 * @param competences those and all that are narrower
 * @param isLeading whether it is one of the four
 */
public record Theme(String slug, String nameSv, String nameEn, List<String> roots, Set<String> competences, boolean isLeading) {
  public String name(Messages messages) {
    return messages.isEnglish() ? nameEn : nameSv;
  }
}
