package se.malmo.meet.evaluation;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.malmo.meet.initiative.InitiativeRow;
import se.malmo.meet.language.Language;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.vocabulary.Competence;

/** A city of any size, invented from the texts of the demo city; the same each time for the same seed. */
public final class SyntheticCity {
  private static final int DESCRIPTION_WORDS = 80;
  private static final int QUESTION_WORDS = 126;
  private static final int LEAST_ADDED = 25;
  private static final int ORGANISATIONS_PER_INITIATIVE = 20;
  private static final int MOST_OFFERS = 3;
  private static final int MOST_PARTICIPANTS = 5;
  private static final int DAYS = 3_000;
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 1, 1);
  private static final List<String> SECTORS = List.of("business", "business", "business", "public", "academia", "civil-society");
  private static final List<String> ROLES = List.of("", "", ":expert", ":premises", ":test-bed");

  private final Map<Language, SyntheticWords> words = new EnumMap<>(Language.class);
  private final List<Sample> initiatives;
  private final List<Language> languages;
  private final List<Competence> competences;
  private final List<String> forvaltningar;
  private final int organisations;
  private final long seed;

  /** A text that the city is made from. */
  public record Sample(Language language, String text) {}

  /** What somebody asks. */
  public record Question(Language language, String text) {}

  private enum Part {
    ORGANISATION,
    INITIATIVE,
    QUESTION
  }

  /**
   * @param descriptions of the demo city's organisations
   * @param initiatives of the demo city: with them begin the questions
   * @param competences that organisations offer
   * @param forvaltningar ids of those that initiatives are routed to
   * @param organisations how many
   */
  public SyntheticCity(List<Sample> descriptions, List<Sample> initiatives, Collection<Competence> competences, List<String> forvaltningar, int organisations, long seed) {
    for (Language language : Language.values()) {
      words.put(language, new SyntheticWords(Stream.concat(descriptions.stream(), initiatives.stream()).filter(one -> one.language() == language).map(Sample::text).toList()));
    }
    this.initiatives = initiatives;
    languages = descriptions.stream().map(Sample::language).toList();
    this.competences = List.copyOf(competences);
    this.forvaltningar = forvaltningar;
    this.organisations = organisations;
    this.seed = seed;
  }

  /** Each is made when it is asked for. */
  public Stream<OrganisationRow> organisations() {
    return IntStream.range(0, organisations).mapToObj(this::organisation);
  }

  /** One for every twenty organisations, some of which take part. */
  public Stream<InitiativeRow> initiatives() {
    return IntStream.range(0, initiativeCount()).mapToObj(this::initiative);
  }

  public int initiativeCount() {
    return organisations / ORGANISATIONS_PER_INITIATIVE;
  }

  /** Texts as somebody would hand them in: each begins as an initiative of the demo city does and goes on in its own way; other ones in each round. */
  public List<Question> questions(int count, int round) {
    return IntStream.range(0, count).mapToObj(i -> question(i, random(Part.QUESTION, round * count + i))).toList();
  }

  private OrganisationRow organisation(int number) {
    RandomGenerator random = random(Part.ORGANISATION, number);
    Language language = languages.get(random.nextInt(languages.size()));
    List<String> offers = IntStream.rangeClosed(0, random.nextInt(MOST_OFFERS)).mapToObj(i -> offer(language, random)).distinct().toList();
    return new OrganisationRow(id(number), SyntheticWords.name(number) + " " + number % 100 + " AB", SECTORS.get(random.nextInt(SECTORS.size())), language.code(),
        words.get(language).text(DESCRIPTION_WORDS, random), offers, List.of(), List.of(), null, null);
  }

  /** Some competences are offered far more often than others. */
  private String offer(Language language, RandomGenerator random) {
    return competences.get((int) (competences.size() * Math.pow(random.nextDouble(), 3))).label(language);
  }

  private InitiativeRow initiative(int number) {
    RandomGenerator random = random(Part.INITIATIVE, number);
    Language language = languages.get(random.nextInt(languages.size()));
    List<String> participants = new ArrayList<>();
    for (int i = random.nextInt(MOST_PARTICIPANTS); i >= 0; i--) participants.add(id(random.nextInt(organisations)) + ROLES.get(random.nextInt(ROLES.size())));
    String title = SyntheticWords.name(number) + " " + words.get(language).text(1, random);
    return new InitiativeRow("ini-" + number, TextNode.valueOf(title.substring(0, Math.min(200, title.length()))), TextNode.valueOf(words.get(language).text(DESCRIPTION_WORDS, random)),
        language.code(), LAST_DAY.minusDays(random.nextInt(DAYS)).toString(), participants, "ended", List.of(forvaltningar.get(random.nextInt(forvaltningar.size()))), List.of(),
        null, null, id(random.nextInt(organisations)), null, null, null, null, null);
  }

  private Question question(int number, RandomGenerator random) {
    Sample sample = initiatives.get(number % initiatives.size());
    int missing = Math.max(LEAST_ADDED, QUESTION_WORDS - sample.text().split("\\s+").length);
    return new Question(sample.language(), sample.text() + " " + words.get(sample.language()).text(missing, random));
  }

  private static String id(int number) {
    return "syn-" + number;
  }

  private RandomGenerator random(Part part, int number) {
    return new SplittableRandom(seed + (part.ordinal() + 1L << 32) + number);
  }
}
