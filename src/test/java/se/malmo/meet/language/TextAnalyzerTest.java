package se.malmo.meet.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextAnalyzerTest {

  private static final String BAKERY = """
      Vi är ett bageri i Malmö som söker praktikplatser och språkstöd på arbetsplatsen för nyanlända. Vi har problem med \
      kompetensförsörjningen och vill samarbeta med komvux och SFI. Idag kastar vi mycket bröd, så vi vill minska matsvinnet.""";

  private final TextAnalyzer analyzer = Analyzers.SHARED;

  @Test
  void a_token_has_its_text_its_place_and_its_base_form() {
    AnalyzedText analyzed = analyzer.analyze(BAKERY);

    assertThat(analyzed.language()).isEqualTo(Language.SWEDISH);
    assertThat(analyzed.sentences()).hasSize(3);
    Token token = analyzed.tokens().filter(word -> word.text().equals("kompetensförsörjningen")).findFirst().orElseThrow();
    assertThat(token.lemma()).isEqualTo("kompetensförsörjning");
    assertThat(token.partOfSpeech()).isEqualTo("NOUN");
    assertThat(token.parts()).containsExactly("kompetens", "försörjning");
    assertThat(token.isContent()).isTrue();
    assertThat(token.span().of(BAKERY)).isEqualTo("kompetensförsörjningen");
  }

  @Test
  void function_words_and_auxiliaries_are_no_content() {
    assertThat(analyzer.analyze(BAKERY).tokens().filter(token -> !token.isContent()).map(Token::lemma)).contains("vi", "vara", "som",
        "och", "vilja", "med", ".");
  }

  @Test
  void decomposed_letters_are_read_as_composed_ones_and_keep_their_places() {
    String composed = "😀 Vi söker förskolor och ungdomsgårdar i området.";
    String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);

    AnalyzedText analyzed = analyzer.analyze(decomposed);

    assertThat(analyzed.tokens().map(Token::lemma)).containsExactlyElementsOf(analyzer.analyze(composed).tokens().map(Token::lemma).toList());
    assertThat(analyzed.tokens().map(Token::text)).contains(Normalizer.normalize("ungdomsgårdar", Normalizer.Form.NFD), "😀");
    assertThatSpansAreExact(decomposed, analyzed);
  }

  @Test
  void a_soft_hyphen_does_not_break_a_word() {
    AnalyzedText analyzed = analyzer.analyze("Vi vill ha fler för\u00adskolor.");

    assertThat(analyzed.tokens().filter(token -> token.lemma().equals("förskola")).map(Token::text)).containsExactly("för\u00adskolor");
  }

  @Test
  void list_items_paragraphs_and_headings_are_sentences_of_their_own() {
    String text = "Vad vi behöver\nVi är små:\n- praktik på bygget\n- fler upphandlingar\n• sensorer i badvattnet\n\nHör av er";

    assertThat(analyzer.analyze(text).sentences()).extracting(sentence -> sentence.span().of(text))
        .containsExactly("Vad vi behöver", "Vi är små:", "praktik på bygget", "fler upphandlingar", "sensorer i badvattnet", "Hör av er");
  }

  @Test
  void a_line_that_a_program_wrapped_goes_on() {
    String text = "Vi söker någon som kan hjälpa oss att mäta vattenkvaliteten i de\nbadvatten som staden ansvarar för.";

    assertThat(analyzer.analyze(text).sentences()).hasSize(1);
  }

  @Test
  void markup_and_addresses_are_not_read() {
    AnalyzedText analyzed = analyzer.analyze("<p class=\"x\">Vi vill odla</p> se https://example.org/odla?x=1 eller skriv till anna@example.org");

    assertThat(analyzed.tokens().map(Token::text)).containsExactly("Vi", "vill", "odla", "se", "eller", "skriv", "till");
  }

  @Test
  void a_text_in_two_languages_is_read_sentence_by_sentence() {
    AnalyzedText analyzed = analyzer.analyze("Vi vill bygga en mötesplats för äldre i Rosengård. We are looking for partners who can help us with the financing of it.");

    assertThat(analyzed.sentences()).extracting(Sentence::language).containsExactly(Language.SWEDISH, Language.ENGLISH);
  }

  @Test
  void a_text_whose_language_is_known_is_not_guessed() {
    assertThat(analyzer.analyze("Vi söker en partner", Language.ENGLISH).language()).isEqualTo(Language.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource({
    "stöd på bygget, stöd på bygge", "upphandlingar, upphandling", "Städer, stad", "hållbar stadsutveckling, hållbar stadsutveckling",
    "äldre, äldre", "SFI, sfi", "avfall och återvinning, avfall och återvinning", "cyklar, cykel"
  })
  void a_label_has_the_base_forms_of_its_words(String label, String lemmas) {
    assertThat(analyzer.lemmas(label, Language.SWEDISH)).containsExactly(lemmas.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"förskolor", "upphandlingarna", "badvatten", "cykelvägar", "kompetensförsörjning", "nyanlända", "solceller",
      "matsvinn", "lärlingar", "återvinning", "städer", "livsmedel"})
  void a_word_alone_and_in_a_sentence_have_one_base_form(String word) {
    List<String> alone = analyzer.lemmas(word, Language.SWEDISH);

    assertThat(analyzer.analyze("Vi arbetar med " + word + " i Malmö.", Language.SWEDISH).tokens().map(Token::lemma)).containsAll(alone);
  }

  @ParameterizedTest
  @CsvSource({"care homes, care home", "Recycling of textiles, recycling of textile", "start-ups, start-up", "studies, study",
      "municipalities, municipality", "women, woman", "buses, bus"})
  void an_english_label_has_the_base_forms_of_its_words(String label, String lemmas) {
    assertThat(analyzer.lemmas(label, Language.ENGLISH)).containsExactly(lemmas.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n\n", "\0", "\ud83d", "\ude00\ud83d", "12 34", "😀😀", "a", "MATCH (n) DETACH DELETE n;",
      "<script>alert('x')</script>", "Привет, мир", "世界和平", "مرحبا", "\u0301\u0301", "- - -", "•", "...", "\"'\"'", "ÅÄÖ",
      "e\u0301\u0302\u0303"})
  void anything_can_be_read(String text) {
    assertThatSpansAreExact(text, analyzer.analyze(text));
  }

  @Test
  void random_texts_are_read_without_fail_and_with_exact_spans() {
    Random random = new Random(20_26);
    String[] pieces = {"för", "skolor", "Vi söker ", "the ", "looking for ", " ", "\n", "\n- ", ". ", "å", "a\u030a", "😀", "\ud83d",
        "\ude00", "\0", "\u00ad", "\u200b", "-", "'", "’s", "(", "<", ">", "@", "http://", "5G", ":", ",", "\t", "\r\n", "ﬁ", "İ",
        "ß", "\u0345", "&amp;", "世"};
    for (int i = 0; i < 1_500; i++) {
      StringBuilder text = new StringBuilder();
      IntStream.range(0, random.nextInt(60)).forEach(n -> text.append(random.nextInt(8) == 0
          ? String.valueOf((char) random.nextInt(0x10000))
          : pieces[random.nextInt(pieces.length)]));
      assertThatSpansAreExact(text.toString(), analyzer.analyze(text.toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "!", ".", "-", "a.", "å-", "<", "a@", "\n", "1,", "världen", "Vi söker praktik. "})
  void the_longest_text_takes_no_more_than_seconds(String piece) {
    String text = piece.repeat(40_000 / piece.length());
    long before = System.nanoTime();

    assertThatSpansAreExact(text, analyzer.analyze(text));

    assertThat((System.nanoTime() - before) / 1e9).isLessThan(3);
  }

  @Test
  void many_threads_read_the_same() {
    AnalyzedText alone = analyzer.analyze(BAKERY);

    assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> analyzer.analyze(BAKERY)).distinct()).containsExactly(alone);
  }

  private static void assertThatSpansAreExact(String text, AnalyzedText analyzed) {
    assertThat(analyzed.text()).isEqualTo(text);
    assertThat(analyzed.tokens()).allSatisfy(token -> {
      assertThat(token.span().of(text)).isEqualTo(token.text()).isNotEmpty();
      assertThat(token.lemma()).isNotEmpty();
    });
    int end = 0;
    for (Token token : analyzed.tokens().toList()) {
      assertThat(token.span().start()).isGreaterThanOrEqualTo(end);
      end = token.span().end();
    }
    assertThat(analyzed.keyphrases()).allSatisfy(phrase -> assertThat(phrase.spans().getFirst().of(text)).isEqualTo(phrase.text()));
  }
}
