package se.malmo.meet.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwedishLemmasTest {

  private static final List<String> NOUNS = """
      förskola förskolan förskolor förskolorna förskolans förskolornas
      upphandling upphandlingen upphandlingar upphandlingarna upphandlingens
      hemtjänst hemtjänsten hemtjänster hemtjänstens
      badvatten badvattnet badvattnets
      stad staden stadens städer städerna städernas
      praktikplats praktikplatsen praktikplatser praktikplatserna
      cykel cykeln cyklar cyklarna cyklarnas
      företag företaget företagen företagets företagens
      företagare företagaren företagarna företagarens
      livsmedel livsmedlet livsmedlen livsmedels
      bygge bygget byggen byggets
      bageri bageriet bagerier bagerierna bageriets
      lokal lokalen lokaler lokalerna
      ungdom ungdomen ungdomar ungdomarna ungdomars
      skola skolan skolor skolorna
      funktionsnedsättning funktionsnedsättningen funktionsnedsättningar
      kompetensförsörjning kompetensförsörjningen kompetensförsörjningens
      vattenkvalitetssensor vattenkvalitetssensorn vattenkvalitetssensorer vattenkvalitetssensorerna
      matsvinn matsvinnet matsvinnets
      elev eleven elever eleverna elevernas
      lärling lärlingen lärlingar lärlingarna
      barn barnet barnen barns barnens
      bok boken böcker böckerna
      land länder länderna ländernas
      boende boendet boenden boendena
      samverkan samverkans
      lärare läraren lärarna lärarnas
      park parken parker parkerna parkens
      cykelväg cykelvägen cykelvägar cykelvägarna
      arbetsgivare arbetsgivaren arbetsgivarna arbetsgivarnas
      återvinning återvinningen återvinningens
      solcell solcellen solceller solcellerna
      idé idén idéer idéerna
      kvinna kvinnan kvinnor kvinnorna kvinnornas
      malmöbo malmöbon malmöbor malmöborna
      ledamot ledamoten ledamöter ledamöterna
      människa människan människor människorna
      verkstad verkstaden verkstäder verkstäderna
      strand stranden stränder stränderna
      sjukhus sjukhuset sjukhusen sjukhusens
      bostad bostaden bostäder bostäderna
      avfall avfallet avfallets
      tjänst tjänsten tjänster tjänsterna
      restaurang restaurangen restauranger restaurangerna
      odling odlingen odlingar odlingarna
      stadsodling stadsodlingen stadsodlingar stadsodlingarna
      """.lines().toList();

  private final SwedishLemmas lemmas = new SwedishLemmas(SwedishDictionary.load(), StopWords.of(Language.SWEDISH));

  @Test
  void every_form_of_a_noun_has_the_same_base_form() {
    SoftAssertions.assertSoftly(softly -> {
      for (String row : NOUNS) {
        String[] forms = row.split(" ");
        for (String form : forms) {
          softly.assertThat(lemma(form, "NOUN")).as(form).isEqualTo(forms[0]);
        }
      }
    });
  }

  @Test
  void a_noun_that_the_tagger_took_for_a_verb_or_a_name_still_has_its_base_form() {
    assertThat(lemma("cyklarna", "VERB")).isEqualTo("cykel");
    assertThat(lemma("Städer", "PROPN")).isEqualTo("stad");
    assertThat(lemma("Upphandlingarna", "PROPN")).isEqualTo("upphandling");
    assertThat(lemma("Miljöförvaltningens", "PROPN")).isEqualTo("miljöförvaltning");
  }

  @ParameterizedTest
  @CsvSource({
    "nyanlända, ADJ, nyanländ", "nyanländas, NOUN, nyanländ", "äldre, ADJ, äldre", "äldres, NOUN, äldre", "arbetslösa, ADJ, arbetslös",
    "hållbart, ADJ, hållbar", "hållbara, ADJ, hållbar", "digitala, ADJ, digital", "utbildade, ADJ, utbildad", "utbildade, VERB, utbilda",
    "odlar, VERB, odla", "odlade, VERB, odla", "söks, VERB, söka", "städar, VERB, städa", "programmerar, VERB, programmera",
    "större, ADJ, stor", "bättre, ADJ, bra", "lärande, NOUN, lärande", "lärandet, NOUN, lärande", "återbrukade, ADJ, återbrukad"
  })
  void adjectives_and_verbs_have_theirs(String form, String tag, String lemma) {
    assertThat(lemma(form, tag)).isEqualTo(lemma);
  }

  @ParameterizedTest
  @CsvSource({"SFI, sfi", "SFI:s, sfi", "LOU, lou", "5G, 5g", "CO2, co2", "AI, ai", "Malmös, malmö", "Lindberg, lindberg",
      "komvux, komvux"})
  void names_numbers_and_abbreviations_stay_whole(String form, String lemma) {
    Reading reading = lemmas.read(new Lemmas.Asked(form, "PROPN", form));

    assertThat(reading.lemma()).isEqualTo(lemma);
    assertThat(reading.parts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "-", "---", "å", "😀", "\ud83d", "x:y", ":", "sss-", "-s",
      "öööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööö"})
  void strange_words_are_their_own_base_form_at_worst(String form) {
    assertThat(lemma(form, "NOUN")).isNotEmpty();
  }

  private String lemma(String form, String tag) {
    return lemmas.read(new Lemmas.Asked(form, tag, form.toLowerCase(Language.SWEDISH.locale()))).lemma();
  }
}
