package se.malmo.meet.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of languages that are read, and of others. */
class ReadableTest {

  @ParameterizedTest
  @ValueSource(strings = {
    "Etsimme kumppania, joka auttaa meitä kierrätyksessä ja koulutuksessa.",
    "Pyydämme apua koiran kanssa, kiitos paljon",
    "Haluamme järjestää nuorille kesätöitä. Meillä on tiloja ja välineitä, mutta puuttuu ohjaajia.",
    "نبحث عن شريك لتدريب الوافدين الجدد في موقع البناء",
    "我们寻找合作伙伴", "Мы ищем партнёра, который поможет нам с обучением молодёжи.", "Αναζητούμε συνεργάτη για ανακύκλωση", "אנחנו מחפשים שותף",
    "Szukamy partnera, który pomoże nam w szkoleniu nowych mieszkańców miasta.",
    "Wir suchen einen Partner, der uns bei der Ausbildung von Zugewanderten auf der Baustelle hilft.",
    "Buscamos un socio que nos ayude con la formación de los recién llegados en la obra.",
    "Nous cherchons un partenaire pour réduire le gaspillage alimentaire dans les restaurants de la ville.",
    "Yeni gelenlerin eğitimi için bize yardım edecek bir ortak arıyoruz.",
    "Waxaan raadinaynaa qof naga caawiya tababarka dadka cusub ee magaalada.",
    "Tražimo partnera koji će nam pomoći u obuci mladih i smanjenju otpada od hrane.",
    "Cerchiamo un partner che ci aiuti con la formazione dei giovani nel quartiere.",
    "Wij zoeken een partner die ons helpt met het opleiden van nieuwkomers op de bouwplaats.",
    "Otsime partnerit, kes aitaks meil noori koolitada ja toidujäätmeid vähendada."})
  void other_languages_are_not_read(String text) {
    assertThat(isRead(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "städning", "praktikplatser", "SFI", "Malmö", "cirkulär ekonomi", "Vi behöver personal", "Vill du odla?", "vi soker praktikplats for ungdomar",
    "Fyra band, noll rum.", "Matsvinn, logistik, återbruk, upphandling, kompetensförsörjning", "bageri kök restaurang café catering",
    "Sommarjobb åt tonåringar. Odling. Skolgård. Regnvatten.", "Äldre damer promenerar ensamma kvällstid",
    "Vi är en byggfirma i Fosie som vill ge nyanlända praktik på bygget. Vi saknar språkstöd.",
    "VI SÖKER LOKAL FÖR EN CYKELVERKSTAD I ROSENGÅRD", "bröd", "🍞 7 ?", "12 34 56", "", "hej hej hur mår du", "xqzzt wvvrk",
    "asdf qwer zxcv uiop ghjk", "tapas paella pizza risotto sushi ramen", "hej vi undrar lite"})
  void swedish_is_read_short_or_long(String text) {
    assertThat(isRead(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "recycling", "elderly care", "Housing for students", "We need staff", "An app for football", "stormwater management", "Wayfinding",
    "Green roofs, stormwater management, biodiversity, urban farming, circular construction", "summer jobs teenagers school yards vegetables kitchen",
    "We are a start-up that wants to reduce food waste in restaurants and looks for kitchens to test with.",
    "shellac polish violin repair luthier workshop", "robotics prototyping makerspace lasercutter", "Looking for premises, preferably central", "Night buses never reach our warehouse workers"})
  void english_is_read_short_or_long(String text) {
    assertThat(isRead(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "Karolina Wiśniewska, Mohammed Al-Hassan och Päivi Mäkinen", "Ugnslampan Bageri AB", "Fatuma Abdi Warsame", "Medborgarskolan Syd, ABF Malmö, Studiefrämjandet",
    "José García Fernández & Søren Kierkegaard", "Hyllievångsskolan Lindängen Rosengård Möllevången"})
  void names_are_no_language(String text) {
    assertThat(isRead(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "Vi hälsar på finska: tervetuloa kaikille uusille asukkaille! Vi söker ledare till ett språkkafé på biblioteket.",
    "We run a café for newcomers. Ahlan wa sahlan, tervetuloa, bienvenidos. We need somebody who can teach Swedish.",
    "نبحث عن شريك. Vi är en förening för arabisktalande föräldrar i Rosengård och vi söker en skola att samarbeta med kring läxhjälp.",
    "Vi vill öppna en crêperie som heter Le Petit Four à la Bretagne, och söker lokal.",
    "Vi leter etter en samarbeidspartner som kan hjelpe oss med opplæring", "Vi søger en partner, der kan hjælpe os med undervisning"})
  void mixed_texts_and_neighbours_are_read(String text) {
    assertThat(isRead(text)).isTrue();
  }

  private static boolean isRead(String text) {
    return Analyzers.SHARED.isRead(text);
  }
}
