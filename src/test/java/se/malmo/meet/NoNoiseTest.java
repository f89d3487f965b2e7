package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.malmo.meet.evaluation.SyntheticCity.Sample;
import se.malmo.meet.vocabulary.Keyword;

/** What stands as a keyword beside a text is what a person would have chosen: read through for all our texts, and what was noise listed here. */
@Order(TestServer.SHARED)
class NoNoiseTest {
  private static final int FIRST = 10;
  private static final Set<String> NOISE = Arrays.stream("""
      år dag vecka månad timme timma tid gång kväll morgon förmiddag eftermiddag halvår helg höst stund klocka måndag tisdag onsdag torsdag fredag lördag söndag januari april maj oktober
      projekt möjlighet initiativ idé sätt del exempel sak fråga grund mål problem lösning försök chans förutsättning svar besked uppdrag lista siffra nummer namn ordning runda plan
      ny stor liten bra viktig olika gammal riktig färdig duktig jättebra dyr billig halv tråkig skön vettig
      meter kilometer kvadratmeter kilo gram deciliter procent krona hälft tredjedel tiondel stycke bit par
      trettio fjorton sjuttio tjugo sextio sjutton tolv tvåhundra femtio fyrtio elva hundra tusen miljon tusental hundratal tjugotal
      sitter ligger säljer vinner blåser nånstans ingenting flesta varannan vartannat lagom igenom förrän bråttom aning koll gengäld
      year month week day morning evening afternoon sunday monday tuesday wednesday thursday friday january march august weekend half quarter couple
      project possibility opportunity way thing idea name word answer note sense figure story advice mistake mention tell explain arrive
      hundred thousand eleven twelve sixteen eighteen forty fifty sixty ninety whatever whoever everybody herself together afterward
      """.strip().split("\\s+")).collect(Collectors.toSet());
  private static final Pattern NUMBER = Pattern.compile("[\\d.,:%+-]+");
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void among_the_first_ten_keywords_of_our_texts_is_no_noise() {
    Set<String> noise = new TreeSet<>();
    List<String> texts = Stream.of(SampleTexts.labelled().stream(), Seed.demoInitiatives().stream().map(Sample::text), Seed.demoDescriptions().stream().map(Sample::text))
        .flatMap(some -> some).toList();
    int keywords = 0;
    for (String text : texts) {
      List<Keyword> first = server.app().matcher().profileOf(text, Optional.empty()).keywords().stream().limit(FIRST).toList();
      keywords += first.size();
      // What the vocabulary knows is no noise, whatever it is called.
      first.stream().filter(keyword -> keyword.competence().isEmpty() && Stream.of(keyword.lemma().split(" ")).allMatch(NoNoiseTest::isNoise)).map(Keyword::lemma).forEach(noise::add);
    }
    assertThat(texts).hasSizeGreaterThan(300);
    assertThat(keywords).isGreaterThan(2_000);
    assertThat(noise).isEmpty();
  }

  @Test
  void also_a_text_of_little_else_has_none() {
    for (String text : List.of("Vi har ett nytt projekt i år med många möjligheter på trettio timmar.", "On Monday we have fifty new ideas and two hundred days.")) {
      assertThat(server.app().matcher().profileOf(text, Optional.empty()).keywords()).as(text).isEmpty();
    }
  }

  private static boolean isNoise(String word) {
    return NOISE.contains(word) || NUMBER.matcher(word).matches();
  }
}
