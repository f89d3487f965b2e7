package se.malmo.meet.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsksTest {

  @ParameterizedTest
  @CsvSource(delimiter = '>', textBlock = """
      Det vi saknar är någon som reder ut hygienreglerna, två kök som vågar vara med och ett sätt att räkna på vad det hela ger. > någon som reder ut hygienreglerna, två kök som vågar vara med och ett sätt att räkna på vad det hela ger
      Däremot behöver vi tillåtelse att gräva i gatan, hjälp att tolka mätningarna och ett samtal om skötseln. > tillåtelse att gräva i gatan, hjälp att tolka mätningarna och ett samtal om skötseln
      Det vi ber om är en miljon kronor till artister och annonser, för utan en riktig kampanj når vi inte utanför Malmö. > en miljon kronor till artister och annonser
      Kvar att lösa är vikarier under läsdagarna, vem som intygar det deltagarna redan kan och var vi ska börja. > vikarier under läsdagarna, vem som intygar det deltagarna redan kan och var vi ska börja
      Vi söker lärare som hjälper oss att hitta deltagarna och en modell som håller när projektpengarna är slut. > lärare som hjälper oss att hitta deltagarna och en modell som håller när projektpengarna är slut
      Ännu saknas en mindre plats under tak nära torget samt ett sätt att dela på kostnaden. > en mindre plats under tak nära torget samt ett sätt att dela på kostnaden
      Från er behöver vi någon som håller ihop schemat och förbereder klasserna innan de kommer. > någon som håller ihop schemat och förbereder klasserna innan de kommer
      Staden behövs för rådgivning om tillstånd och för att ingen ska förlora sitt stöd medan hon prövar. > rådgivning om tillstånd
      Det som behövs är ett bord i lugn och ro och en bibliotekarie som känner besökarna. > ett bord i lugn och ro och en bibliotekarie som känner besökarna
      Vi är ett bageri i Fosie som söker en samarbetspartner för matsvinn. > en samarbetspartner för matsvinn
      Vi söker mentorer eftersom våra egna handledare slutar. > mentorer
      Vi söker mentorer och har själva två lokaler i hamnen. > mentorer
      Vi bidrar med lokal och letar efter mentorer. > mentorer
      Vi bjuder på kaffe och lånar ut lokalen, men önskar oss en projektledare. > en projektledare
      Vi har maskiner men ingen lokal. > lokal
      I dag har vi ingen egen verkstad och saknar verktyg. > egen verkstad | verktyg
      Många barn saknar någonstans att vara, och vår förening söker därför en fritidsledare. > en fritidsledare
      Skolan har en verkstad men vi saknar lärare i svetsning. > lärare i svetsning
      Vi har svårt att hitta undersköterskor. > undersköterskor
      Det finns ett stort behov av språkstöd hos våra deltagare. > språkstöd hos våra deltagare
      Behov: lokal, mentor och finansiering > lokal, mentor och finansiering
      Vi efterlyser en ekonom, en jurist och en utvecklare så att föreningen kan växa. > en ekonom, en jurist och en utvecklare
      Vi har länge letat efter en samarbetspartner inom återbruk. > en samarbetspartner inom återbruk
      På våra byggen behövs folk. > folk
      Språkstöd behövs. > Språkstöd
      Kan kommunen hjälpa oss med tillstånd? > tillstånd
      Söker praktikplats inom vård. > praktikplats inom vård
      Vi behöver minska matsvinnet i våra kök. > minska matsvinnet i våra kök
      What we need is kerb space from the city and somebody who understands the local grid. > kerb space from the city and somebody who understands the local grid
      We are looking for two teachers willing to fit it into a course, and for librarians with a big screen. > two teachers willing to fit it into a course, and for librarians with a big screen
      What we lack is a shared list of sites, people who may answer for their office, and some way of following up after the ribbon has been cut. > a shared list of sites, people who may answer for their office, and some way of following up after the ribbon has been cut
      We would now like to try it in ten kitchens, and need help with tidy menus and patient staff. > help with tidy menus and patient staff
      From the city we ask for help in reading the measurements and a view on where a row of trees might make sense. > help in reading the measurements and a view on where a row of trees might make sense
      We've got the vans but lack chargers. > chargers
      We don't have a lawyer, but we have a great team. > lawyer
      We are a start-up in Malmö looking for a harbour to test our sensors in. > a harbour to test our sensors in
      We're a bakery looking for a kitchen. > a kitchen
      We need a workshop because our landlord is selling the building. > a workshop
      We bring ten years of data; we need somebody who can analyse it. > somebody who can analyse it
      Volunteers are needed for the summer festival. > Volunteers
      Could you help us with translation and legal advice? > translation and legal advice
      There is a shortage of nurses and we want to train fifty. > nurses
      """)
  void what_is_asked_for_is_the_clause_of_the_cue_and_no_more(String text, String asked) {
    assertThat(asked(text)).isEqualTo(Arrays.stream(asked.split("\\|")).map(String::strip).toList());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '>', textBlock = """
      Vi behöver inte pengar utan en verkstad. > en verkstad
      Vi söker inte investerare utan kunder som vågar testa. > kunder som vågar testa
      Vi behöver inte bara pengar utan också en scen. > pengar | en scen
      Vi söker lokaler, inte pengar. > lokaler
      Vi söker en lokal utan trappor men med bra ljus. > en lokal | med bra ljus
      We don't need money but a room. > a room
      We are looking for partners, not funding. > partners
      """)
  void what_is_not_wanted_is_left_out(String text, String asked) {
    assertThat(asked(text)).isEqualTo(Arrays.stream(asked.split("\\|")).map(String::strip).toList());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '>', textBlock = """
      Vi behöver ingen lokal.
      Vi saknar inte pengar.
      Den som saknar körkort kan alltså inte ta ett jobb hos oss.
      Ungdomarna i kvarteret behöver praktik.
      Vi har elever som bor i Rosengård och behöver praktik.
      Vi är en förening för ungdomar som saknar arbete.
      Om ni behöver hjälp med bokföring kan vi ställa upp.
      Vi sökte pengar förra året.
      Kommunen hjälper oss med tillstånd.
      Vi vet vad vi behöver.
      Bilen har vi, likaså en pensionerad bagare.
      We no longer need an office.
      We need neither money nor staff.
      If you need help, call us.
      We looked for partners last year.
      Everything we need is already here.
      Students seeking internships often come to us.
      We would like to find out which sounds wake people.
      """)
  void others_needs_old_needs_and_denied_ones_are_not_asked_for(String text) {
    assertThat(asked(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '>', textBlock = """
      Bilen har vi, likaså en pensionerad bagare. > Bilen har vi, likaså en pensionerad bagare
      Vi bidrar med lokal och letar efter mentorer. > bidrar med lokal
      Lokal, kaffe och envisa krögare står vi för, medan staden bidrar med personer. > Lokal, kaffe och envisa krögare står vi för
      Maskiner, ritningar och husägare finns på plats. > Maskiner, ritningar och husägare finns på plats
      We bring the vehicles, the booking system and a year of trip figures. > bring the vehicles, the booking system and a year of trip figures
      We are seeking schools that want to try our app, and we provide the tablets. > provide the tablets
      """)
  void what_the_writers_bring_is_offered(String text, String offered) {
    assertThat(Asks.in(Analyzers.SHARED.analyze(text)).offered()).extracting(span -> span.of(text)).containsExactly(offered);
  }

  @Test
  void the_items_of_a_list_belong_to_the_line_that_announces_it() {
    assertThat(asked("Vi söker:\n- en tränare\n- en idrottshall\n\nVi har bollar.")).containsExactly("en tränare", "en idrottshall");
  }

  @Test
  void the_next_sentence_is_not_asked_for() {
    assertThat(asked("Vi söker lokaler i Fosie. Bageriet ligger nära stationen.")).containsExactly("lokaler i Fosie");
  }

  private static List<String> asked(String text) {
    return Asks.in(Analyzers.SHARED.analyze(text)).asked().stream().map(span -> span.of(text)).toList();
  }
}
