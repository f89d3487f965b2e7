package se.malmo.meet;

import java.util.concurrent.CompletableFuture;
import se.malmo.meet.language.TextAnalyzer;

/** The language models, read once for all tests. */
public final class TestModels {
  private static final CompletableFuture<TextAnalyzer> ANALYZER = CompletableFuture.supplyAsync(TextAnalyzer::load);

  private TestModels() {}

  public static CompletableFuture<TextAnalyzer> loading() {
    return ANALYZER;
  }

  public static TextAnalyzer analyzer() {
    return ANALYZER.join();
  }
}
