package se.malmo.meet.showcase;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The four matters that Meet Malmö leads with, and the competences of the vocabulary that each is made of; "theme.SLUG" names it. */
enum LeadingTheme {
  SKILLS("kompetensforsorjning", "kompetensforsorjning", "rekrytering"),
  NEWCOMERS("etablering-av-nyanlanda", "etablering-av-nyanlanda", "spraktraning", "validering"),
  TRADES("branschfragor", "natverk-och-branschsamverkan"),
  INVESTMENTS("investeringar", "foretagsetablering", "finansiering", "markanvisning");

  private final String slug;
  private final List<String> roots;

  LeadingTheme(String slug, String... roots) {
    this.slug = slug;
    this.roots = List.of(roots);
  }

  String slug() {
    return slug;
  }

  List<String> roots() {
    return roots;
  }

  static Optional<LeadingTheme> of(String slug) {
    return Stream.of(values()).filter(theme -> theme.slug.equals(slug)).findFirst();
  }
}
