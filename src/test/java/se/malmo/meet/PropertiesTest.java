package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.malmo.meet.language.Span;
import se.malmo.meet.matching.Evidence;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.matching.SuggestionAnswer;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.vocabulary.Keyword;

/** What must hold of every suggestion, tried on random cases of a fixed seed in the demo city, whose graph tells the index of each commit. */
class PropertiesTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final long SEED = 20_260_301;
  private static final int LIMIT = 50;
  /** The statistics are counted anew when a tenth of the profiles have changed; before that we load, which counts the same as at first. */
  private static final int CUTS_BETWEEN_LOADS = 5;
  private static final List<String> ODD = List.of("😀", "👩‍👩‍👧", "🇸🇪", "a\u030a", "å", "é", "\u00a0", "\r\n", "\r\n\r\n", "\u00ad", " – ", "…", "\u200b", "Ä", "o\u0308");
  private static SampleTexts texts;
  private static Path folder;
  private static App app;

  /** Edges that a reason rests on, taken out of the graph. */
  private record Cut(List<Map<String, Object>> edges, double points) {}

  @BeforeAll
  static void start(@TempDir Path data) {
    texts = SampleTexts.all();
    folder = data;
    open();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static void open() {
    app = App.open(new Settings(0, "127.0.0.1", folder, Optional.empty(), true), "test", true, TestModels.loading());
  }

  @Test
  void a_score_falls_by_the_share_of_the_edge_or_vote_that_is_taken_away_and_no_other_score_moves() {
    cut(120);
  }

  @Test
  @Tag("slow")
  void the_same_for_a_thousand_suggestions() {
    cut(1_000);
  }

  private static void cut(int wanted) {
    Random random = new Random(SEED);
    Map<String, Integer> cuts = new TreeMap<>();
    int done = 0;
    for (int tried = 0; done < wanted; tried++) {
      assertThat(tried).as("texts until so many cuts").isLessThan(5 * wanted);
      String text = texts.any(random);
      Map<String, Suggestion<?>> before = byId(suggest(text));
      if (before.isEmpty()) continue;
      String id = List.copyOf(before.keySet()).get(random.nextInt(before.size()));
      List<Evidence> evidence = before.get(id).evidence();
      Evidence cited = evidence.get(random.nextInt(evidence.size()));
      Optional<Cut> cut = cut(id, cited, evidence);
      if (cut.isEmpty()) continue;
      app.projection().catchUp();
      Suggestions answered = suggest(text);
      Map<String, Suggestion<?>> after = byId(answered);
      restore(cut.get());
      if (++done % CUTS_BETWEEN_LOADS == 0) app.projection().load();
      else app.projection().catchUp();
      cuts.merge(cited instanceof Evidence.SharedCompetence shared ? shared.edge() : cited.kind(), 1, Integer::sum);
      assertFell(before.get(id), cut.get().points(), Optional.ofNullable(after.get(id)), least(answered, before.get(id)), text + "\n" + cited);
      before.forEach((other, hit) -> {
        if (!other.equals(id)) assertThat(after.get(other)).as(text + "\n" + other).isNotNull().extracting(Suggestion::score).satisfies(score ->
            assertThat((Double) score).isCloseTo(hit.score(), within(1e-6 * hit.score())));
      });
    }
    LOG.info("Cuts: {}", cuts);
    assertThat(cuts).containsKeys("OFFERS", "MENTIONS", "past-initiative", "mandate");
  }

  /** @param least under so many points nobody is shown */
  private static void assertFell(Suggestion<?> before, double points, Optional<Suggestion<?>> after, double least, String what) {
    if (after.isPresent()) assertThat(before.score() - after.get().score()).as(what).isCloseTo(points, within(0.01 * points));
    else assertThat(before.score() - points).as(what).isLessThan(least + 1e-3);
  }

  private static double least(Suggestions answered, Suggestion<?> one) {
    Weights.Thresholds thresholds = Weights.STANDARD.thresholds();
    boolean isKnown = one.what() instanceof Suggestion.Known;
    List<? extends Suggestion<?>> list = isKnown ? answered.similar() : one.what() instanceof Suggestion.Partner ? answered.partners() : answered.forvaltningar();
    return Math.max(isKnown ? thresholds.possible() : thresholds.uncertain(), list.size() < LIMIT ? 0 : list.getLast().score());
  }

  private static Map<String, Suggestion<?>> byId(Suggestions suggestions) {
    Map<String, Suggestion<?>> all = new LinkedHashMap<>();
    suggestions.partners().forEach(hit -> all.put(hit.what().id(), hit));
    suggestions.forvaltningar().forEach(hit -> all.put(hit.what().id(), hit));
    suggestions.similar().forEach(hit -> all.put(hit.what().reference(), hit));
    return all;
  }

  /** Takes out what a reason cites; nothing where that is words, or a keyword that stands for several competences at once. */
  private static Optional<Cut> cut(String id, Evidence cited, List<Evidence> all) {
    return switch (cited) {
      case Evidence.SharedWord word -> Optional.empty();
      case Evidence.TranslatedWord word -> Optional.empty();
      case Evidence.SharedCompetence shared when shared.edge().equals("MENTIONS") -> mentions(id, shared);
      case Evidence.SharedCompetence shared -> Optional.of(cut(id, "(n)-[edge:" + shared.edge() + "]->(:Competence|Keyword {id: $to})", shared.met().id(), shared.points()));
      case Evidence.Mandate mandate -> Optional.of(cut(id, "(n)-[edge:HAS_MANDATE]->(:Competence {id: $to})", mandate.met().id(), mandate.points()));
      case Evidence.PastInitiative past -> Optional.of(cut(id, "(n)-[edge:PARTICIPATES_IN|SUBMITTED|ROUTED_TO]-(:Initiative {id: $to})", past.id(), all.stream()
          .filter(other -> other instanceof Evidence.PastInitiative same && same.id().equals(past.id())).mapToDouble(Evidence::points).sum()));
      case Evidence.MovedCase moved -> Optional.of(cut(id, "(n)<-[edge:ROUTED_TO]-(:Initiative {id: $to})", moved.id(), moved.points()));
      case Evidence.Tie tie -> Optional.of(tie(id, tie, all));
    };
  }

  private static Optional<Cut> mentions(String id, Evidence.SharedCompetence shared) {
    boolean others = !graph().read("MATCH (n:Organisation|Forvaltning|Initiative) WHERE n.id = $id OR n.reference = $id "
        + "MATCH (n)-[:MENTIONS]->(k)-[:DENOTES]->(:Competence {id: $to}) WHERE COUNT { (k)-[:DENOTES]->() } > 1 RETURN k.id AS id",
        Map.of("id", id, "to", shared.met().id())).isEmpty();
    return others ? Optional.empty() : Optional.of(cut(id, "(n)-[edge:MENTIONS]->(:Keyword)-[:DENOTES]->(:Competence {id: $to})", shared.met().id(), shared.points()));
  }

  /** An alliance may be about several things that the text asks about. */
  private static Cut tie(String id, Evidence.Tie tie, List<Evidence> all) {
    Cut cut = cut(id, "(n)-[edge:MEMBER_OF]->(:Alliance)-[:ABOUT]->(:Competence {id: $to})", tie.met().id(), 0);
    Set<String> left = graph().read("MATCH (n {id: $id})-[:MEMBER_OF]->(:Alliance)-[:ABOUT]->(c) RETURN c.id AS id", Map.of("id", id)).stream()
        .map(row -> row.get("id").asString()).collect(Collectors.toSet());
    return new Cut(cut.edges(), all.stream().filter(other -> other instanceof Evidence.Tie same && !left.contains(same.met().id())).mapToDouble(Evidence::points).sum());
  }

  private static Cut cut(String id, String pattern, String to, double points) {
    List<Map<String, Object>> edges = graph().write("MATCH (n:Organisation|Forvaltning|Initiative) WHERE n.id = $id OR n.reference = $id MATCH " + pattern
        + " WITH DISTINCT edge, {from: startNode(edge).id, to: endNode(edge).id, type: type(edge), properties: properties(edge)} AS kept DELETE edge RETURN kept",
        Map.of("id", id, "to", to)).stream().map(row -> row.get("kept").asMap()).toList();
    assertThat(edges).as(id + " " + pattern + " " + to).isNotEmpty();
    return new Cut(edges, points);
  }

  /** Where two answers part, for they are long. */
  private static String difference(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) at++;
    return one.substring(Math.max(0, at - 300), Math.min(one.length(), at + 200)) + "\n" + other.substring(Math.max(0, at - 300), Math.min(other.length(), at + 200));
  }

  private static void restore(Cut cut) {
    graph().write("UNWIND $edges AS kept MATCH (from {id: kept.from}), (to {id: kept.to}) CREATE (from)-[edge:$(kept.type)]->(to) SET edge = kept.properties",
        Map.of("edges", cut.edges()));
  }

  @Test
  void the_same_text_gives_the_same_answer_byte_for_byte_also_from_a_new_index_and_a_new_process() {
    Random random = new Random(SEED);
    List<String> asked = IntStream.range(0, 40).mapToObj(i -> texts.any(random)).toList();
    app.projection().load();
    List<String> first = answers(asked);
    assertThat(answers(asked)).isEqualTo(first);
    app.projection().load();
    assertThat(answers(asked)).as("a new index").isEqualTo(first);
    app.close();
    open();
    List<String> again = answers(asked);
    for (int i = 0; i < asked.size(); i++) assertThat(again.get(i)).as("a new process: " + difference(first.get(i), again.get(i))).isEqualTo(first.get(i));
  }

  private static List<String> answers(List<String> asked) {
    return asked.stream().map(text -> new String(Json.write(SuggestionAnswer.of(suggest(text), 0, 0, Messages.of("sv"))), java.nio.charset.StandardCharsets.UTF_8)).toList();
  }

  @Test
  void spans_are_the_very_words_that_they_are_said_to_be() {
    Random random = new Random(SEED);
    int spans = 0;
    for (int i = 0; i < 200; i++) {
      String title = random.nextBoolean() ? "" : odd(random, 1);
      String text = odd(random, 1 + random.nextInt(4));
      String whole = title.isEmpty() ? text : title + "\n\n" + text;
      Suggestions suggestions = suggest(whole);
      for (Keyword keyword : suggestions.profile().keywords()) {
        assertThat(keyword.spans().getFirst().of(whole)).isEqualTo(keyword.text());
        spans += assertWhole(keyword.spans(), whole);
      }
      for (Suggestion<?> hit : byId(suggestions).values()) {
        for (Evidence evidence : hit.evidence()) {
          spans += assertWhole(evidence.spans(), whole);
          Set<String> said = evidence.spans().stream().map(span -> span.of(whole)).collect(Collectors.toSet());
          assertThat(said).as(whole + "\n" + evidence).containsAll(claimed(evidence));
        }
      }
      assertToldByPlace(SuggestionAnswer.of(suggestions, title.length(), whole.length() - text.length(), Messages.of("sv")), title, text);
    }
    LOG.info("Spans: {}", spans);
    assertThat(spans).isGreaterThan(10_000);
  }

  /** What a client that has the title and the text apart sees. */
  private static void assertToldByPlace(SuggestionAnswer answer, String title, String text) {
    for (SuggestionAnswer.Word keyword : answer.keywords()) {
      List<String> said = new ArrayList<>(keyword.spans().stream().map(span -> text.substring(span[0], span[1])).toList());
      if (keyword.titleSpans() != null) keyword.titleSpans().forEach(span -> said.add(title.substring(span[0], span[1])));
      assertThat(said).contains(keyword.text());
    }
  }

  private static Set<String> claimed(Evidence evidence) {
    return switch (evidence) {
      case Evidence.SharedWord word -> new HashSet<>(word.words());
      case Evidence.TranslatedWord word -> new HashSet<>(word.words());
      case Evidence.PastInitiative past -> new HashSet<>(past.words());
      case Evidence.MovedCase moved -> new HashSet<>(moved.words());
      case Evidence.SharedCompetence shared -> Set.of(shared.said());
      case Evidence.Mandate mandate -> Set.of(mandate.said());
      case Evidence.Tie tie -> Set.of(tie.said());
    };
  }

  /** Each stands inside the text, says something, and cuts no character and no letter from its marks. */
  private static int assertWhole(List<Span> spans, String text) {
    for (Span span : spans) {
      assertThat(span.of(text).strip()).isNotEmpty();
      for (int edge : new int[] {span.start(), span.end()}) {
        if (edge == 0 || edge == text.length()) continue;
        assertThat(Character.isLowSurrogate(text.charAt(edge)) && Character.isHighSurrogate(text.charAt(edge - 1))).as(text).isFalse();
        assertThat(Character.getType(text.charAt(edge)) == Character.NON_SPACING_MARK && Character.isLetter(text.charAt(edge - 1))).as(text).isFalse();
      }
    }
    return spans.size();
  }

  /** Sentences with what keyboards, telephones and other programs put into texts. */
  private static String odd(Random random, int sentences) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      String sentence = texts.sentence(random);
      if (random.nextInt(3) == 0) sentence = Normalizer.normalize(sentence, Normalizer.Form.NFD);
      if (random.nextInt(3) == 0) sentence = sentence.replace(' ', '\u00a0');
      StringBuilder with = new StringBuilder(sentence.replace("\n", "\r\n"));
      for (int n = random.nextInt(4); n > 0; n--) with.insert(boundary(with, random.nextInt(with.length())), ODD.get(random.nextInt(ODD.size())));
      text.append(with).append(random.nextBoolean() ? "\r\n" : " ");
    }
    return text.toString().strip();
  }

  /** A place that is not inside a character. */
  private static int boundary(CharSequence text, int at) {
    return Character.isLowSurrogate(text.charAt(at)) || Character.getType(text.charAt(at)) == Character.NON_SPACING_MARK ? 0 : at;
  }

  private static Graph graph() {
    return app.access().graph();
  }

  private static Suggestions suggest(String text) {
    return app.matcher().suggest(text, Optional.empty(), LIMIT);
  }
}
