package se.malmo.meet.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompoundsTest {

  private static final List<String> SIMPLE = List.of(("""
      bageri restaurang samarbete universitet integration förening kommun arbete företag företagare livsmedel upphandling medborgare
      innovation ungdom organisation information kommunikation utveckling utbildning verksamhet samhälle förskola högskola kontakt
      kontext partner transport resurs social hållbar process projekt digitalisering teknik digital material energi klimat
      natur kultur ekonomi politik demokrati lokal regional familj nyanländ arbetare ledare lärling lärare bibliotek museum
      festival studie student förvaltning handling rapport program beskrivning bilaga""").split("\\s+"));

  private final Compounds compounds = Compounds.load(SwedishDictionary.load());

  @ParameterizedTest
  @CsvSource({
    "vattenkvalitetssensor, vatten kvalitet sensor",
    "kompetensförsörjning, kompetens försörjning",
    "hemtjänst, hem tjänst",
    "badvatten, bad vatten",
    "gatubelysning, gata belysning",
    "flickskola, flicka skola",
    "kvinnojour, kvinna jour",
    "arbetsmarknad, arbete marknad",
    "arbetsplats, arbete plats",
    "näringsliv, näring liv",
    "språkstöd, språk stöd",
    "praktikplats, praktik plats",
    "yrkesutbildning, yrke utbildning",
    "stadsodling, stad odling",
    "folkhälsa, folk hälsa",
    "matsvinn, mat svinn",
    "cykelgarage, cykel garage",
    "klimatanpassning, klimat anpassning",
    "funktionsnedsättning, funktion nedsättning",
    "dagvattenhantering, dag vatten hantering",
    "it-företag, it företag",
    "co2-utsläpp, co2 utsläpp",
    "varuhus, vara hus",
    "miljöförvaltning, miljö förvaltning",
    "arbetstid, arbete tid",
    "provtagning, prov tagning",
    "folkupplysare, folk upplysare",
    "allergiframkallande, allergi framkallande",
    "skattefråga, skatt fråga",
    "historieprov, historia prov",
    "medieföretag, medium företag",
    "oljepris, olja pris"
  })
  void a_compound_is_found_by_its_parts(String word, String parts) {
    assertThat(compounds.parts(word)).containsExactly(parts.split(" "));
  }

  @Test
  void ordinary_words_stay_whole() {
    SoftAssertions.assertSoftly(softly -> SIMPLE.forEach(word -> softly.assertThat(compounds.parts(word)).as(word).isEmpty()));
  }

  @Test
  void a_word_of_one_letter_repeated_takes_no_time() {
    assertThat(compounds.parts("s".repeat(50))).isEmpty();
    assertThat(compounds.parts("barn".repeat(12))).isNotNull();
  }
}
