package se.malmo.meet.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Checks;

/** The fields of one concept while a file is read; a language's first preferred label is the label, its others are alternatives. */
final class ConceptFields {
  static final int LONGEST_LABEL = 200;
  static final int LONGEST_SOURCE = 500;
  private static final int MOST = 500;
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  final Set<String> preferredSv = new LinkedHashSet<>();
  final Set<String> preferredEn = new LinkedHashSet<>();
  final Set<String> alternativesSv = new LinkedHashSet<>();
  final Set<String> alternativesEn = new LinkedHashSet<>();
  final Set<String> broader = new LinkedHashSet<>();
  final Set<String> related = new LinkedHashSet<>();

  /**
   * Checks all.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   */
  Concept check(String source, Optional<String> slug, String place) {
    Checks checks = new Checks();
    checks.required("id", source, LONGEST_SOURCE);
    slug.filter(given -> given.length() > Slugs.LONGEST || !SLUG.matcher(given).matches()).ifPresent(odd -> checks.fault("slug", "problem.vocabulary.slug"));
    List<String> sv = checks.texts("label_sv", List.copyOf(preferredSv), MOST, LONGEST_LABEL);
    List<String> en = checks.texts("label_en", List.copyOf(preferredEn), MOST, LONGEST_LABEL);
    if (preferredSv.isEmpty() && preferredEn.isEmpty()) checks.fault("label_sv", "problem.vocabulary.label");
    Concept concept = new Concept(source, slug, place, first(sv), first(en), alternatives(checks, "alt_sv", sv, alternativesSv),
        alternatives(checks, "alt_en", en, alternativesEn), checks.texts("broader", List.copyOf(broader), MOST, LONGEST_SOURCE),
        checks.texts("related", List.copyOf(related), MOST, LONGEST_SOURCE));
    checks.done();
    return concept;
  }

  private static String first(List<String> labels) {
    return labels.isEmpty() ? "" : labels.getFirst();
  }

  private static List<String> alternatives(Checks checks, String field, List<String> preferred, Set<String> given) {
    Set<String> all = new LinkedHashSet<>(preferred.subList(Math.min(1, preferred.size()), preferred.size()));
    all.addAll(checks.texts(field, new ArrayList<>(given), MOST, LONGEST_LABEL));
    all.remove(first(preferred));
    return List.copyOf(all);
  }
}
