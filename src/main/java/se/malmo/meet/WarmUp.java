package se.malmo.meet;

import java.util.Optional;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Matcher;

/** Asks a few times what will be asked, so that the first who asks does not wait for what is made on first use. */
final class WarmUp {
  private static final String SV = """
      Vi är en byggfirma som vill ge nyanlända praktik på bygget. Vi har handledare men saknar språkstöd och någon som hjälper oss att
      hitta deltagare. Kanske kan skolan eller arbetsförmedlingen vara med, och vi söker lokaler i Fosie för en utbildning om återbruk.
      """;
  private static final String EN = """
      We are a small start-up that measures water quality and we look for a place in the harbour to test our sensors together with the city.
      """;
  private static final int ROUNDS = 8;

  private WarmUp() {}

  static void ask(Matcher matcher) {
    for (int i = 0; i < ROUNDS; i++) {
      matcher.suggest(SV, Optional.of(Language.SWEDISH), 10);
      matcher.suggest(EN, Optional.empty(), 10);
    }
  }
}
