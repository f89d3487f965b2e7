package se.malmo.meet.matching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.vocabulary.Vocabulary;

/** Keeps the answer to a text that is handed in, so that it can be made again, and what the text needs where nobody surely offers it. */
public final class Recorder {
  /** As many of each kind as a page shows. */
  static final int KEPT = 6;
  /** So many förvaltningar are asked whether a case is theirs. */
  private static final int PROPOSED = 2;
  private static final int DIGITS = 16;

  private final Matcher matcher;
  private final Projection projection;
  private final Vocabulary vocabulary;
  private final Ids ids;
  private final Placing placing;

  public Recorder(Matcher matcher, Projection projection, Vocabulary vocabulary, Ids ids, Placing placing) {
    this.placing = placing;
    this.matcher = matcher;
    this.projection = projection;
    this.vocabulary = vocabulary;
    this.ids = ids;
  }

  /**
   * Answers a text and gives the statements that keep what came of it beside its initiative; they belong in the transaction that takes it in.
   *
   * @param initiative its id
   */
  public List<Graph.Statement> keep(String initiative, Profile profile, Instant at) {
    Made made = record(profile);
    Recording recording = made.recording();
    String id = ids.next("sug-");
    List<Graph.Statement> statements = new ArrayList<>(List.of(SuggestionStore.save(id, initiative, recording, made.weighing(), at), SuggestionStore.show(id, initiative, shown(profile, made), at),
        SuggestionStore.propose(initiative, recording.answer().stream().filter(one -> one.kind() == Kind.FORVALTNING).limit(PROPOSED).map(Recording.Suggested::id).toList())));
    if (!isMet(made)) Demands.keep(ids.next("dem-"), initiative, profile, matcher.isRead(profile), at).ifPresent(statements::add);
    return statements;
  }

  /**
   * What is to be kept.
   *
   * @param weighing number of the version of the weights
   */
  record Made(Recording recording, Weights weights, int weighing) {}

  /** Who stands first on the page that the sender sees. */
  private List<Recording.Suggested> shown(Profile profile, Made made) {
    Weights.Thresholds thresholds = made.weights().thresholds();
    int pool = placing.pool(KEPT);
    List<Recording.Suggested> ranked = pool <= KEPT ? made.recording().answer() : Answering.first(matcher.inquiry(profile), thresholds.uncertain(), pool);
    Map<String, Recording.Suggested> partners = new LinkedHashMap<>();
    ranked.stream().filter(one -> one.kind() == Kind.ORGANISATION).forEach(one -> partners.put(one.id(), one));
    List<Placing.Fitting> fitting = partners.values().stream().map(one -> new Placing.Fitting(one.id(), one.score(), thresholds.confidence(one.score()))).toList();
    return placing.ids(fitting, KEPT).stream().map(partners::get).toList();
  }

  private static boolean isMet(Made made) {
    return made.recording().answer().stream().anyMatch(one -> one.kind() == Kind.ORGANISATION && one.score() >= made.weights().thresholds().possible());
  }

  Made record(Profile profile) {
    // Before the index is taken: what happened up to here is in it.
    long position = projection.position();
    boolean isExact = projection.isExact();
    Projection.State state = projection.state();
    Inquiry inquiry = matcher.inquiry(profile, state, isExact);
    Weights weights = inquiry.weights();
    int[] features = Stream.of(inquiry.ranking().query().words(), inquiry.ranking().query().edges()).flatMap(Stream::of).mapToInt(Query.Term::feature).distinct().sorted().toArray();
    Recording recording = new Recording(position, vocabulary.version(), meanings(state), reading(profile, inquiry.asked()), Recording.Counts.of(inquiry.index(), features),
        weights.numbers(), Answering.first(inquiry, weights.thresholds().uncertain(), KEPT));
    return new Made(recording, weights, state.weighing());
  }

  /** Names the translations and the space of meanings. */
  static String meanings(Projection.State state) {
    return state.translations().version() + "-" + state.concepts().dimensions();
  }

  /** Names what was read of a text; the same for what was read the same. */
  static String reading(Profile profile, Asked asked) {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(profile.words().said()).forEach((word, said) -> lines.add(word + "\t" + said.language().code() + "\t" + said.isName() + "\t" + said.times()));
    Stream.concat(asked.competences().stream(), asked.keywords().stream()).sorted().forEach(id -> lines.add(id + "\t" + asked.prominence(id)));
    return Hash.sha256(String.join("\n", lines)).substring(0, DIGITS);
  }
}
