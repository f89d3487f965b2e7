package se.malmo.meet.language;

/** The one analyzer that the tests of this package share, loaded once. */
final class Analyzers {

  static final TextAnalyzer SHARED = TextAnalyzer.load();

  private Analyzers() {}
}
