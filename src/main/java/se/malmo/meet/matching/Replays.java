package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.matching.Recording.Ground;
import se.malmo.meet.matching.Recording.Suggested;
import se.malmo.meet.matching.Replay.Compared;
import se.malmo.meet.matching.Replay.Difference;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.vocabulary.Vocabulary;

/** Makes kept answers again, by the counts and weights of then, and says what is not as it was. */
public final class Replays {
  /** Points that differ by less are the same. */
  private static final double SAME = 1e-6;

  private final SuggestionStore store;
  private final ProfileStore profiles;
  private final Matcher matcher;
  private final Projection projection;
  private final Vocabulary vocabulary;

  public Replays(Graph graph, Matcher matcher, Projection projection, Vocabulary vocabulary) {
    store = new SuggestionStore(graph);
    profiles = new ProfileStore(graph);
    this.matcher = matcher;
    this.projection = projection;
    this.vocabulary = vocabulary;
  }

  /** The kept answer of a case made again; nothing where none was kept. */
  public Optional<Replay> of(String reference) {
    return store.ofCase(reference).map(this::replay);
  }

  private Replay replay(SuggestionStore.Kept kept) {
    Recording recording = kept.recording();
    Choices choices = new Choices(kept.without(), kept.with().stream().flatMap(id -> vocabulary.byId(id).stream()).toList());
    Profile profile = matcher.profileOf(kept.title() + "\n\n" + kept.text(), Optional.empty(), choices);
    Inquiry then = again(recording, profile);
    Inquiry now = matcher.inquiry(profile);
    List<Suggested> again = again(recording, then);
    List<Suggested> newest = Answering.first(now, now.weights().thresholds().uncertain(), Recorder.KEPT);
    List<String> ids = Stream.concat(recording.answer().stream(), newest.stream()).map(Suggested::id).distinct().toList();
    Map<String, String> names = store.names(ids);
    Set<String> touched = new HashSet<>(store.touched(ids, recording.position()));
    List<Compared> compared = new ArrayList<>();
    for (Suggested one : recording.answer()) compared.add(compared(one, rank(one, recording.answer()), find(one, again), now, names, touched));
    boolean isSame = compared.stream().allMatch(one -> one.differences().isEmpty()) && inOrder(again).equals(inOrder(recording.answer()));
    return new Replay(kept.at(), recording.counts().version(), kept.weighing(), recording.position(), isSame, changed(recording, profile, then, now), compared,
        newest.stream().filter(one -> find(one, recording.answer()).isEmpty())
            .map(one -> new Replay.Newcomer(one.kind(), one.id(), names.getOrDefault(one.id(), ""), rank(one, newest), one.score())).toList());
  }

  /** Asks about the text as it was asked about then, among those alone who were suggested or spoke for somebody. */
  private Inquiry again(Recording recording, Profile profile) {
    Set<String> ids = new LinkedHashSet<>();
    recording.answer().forEach(one -> {
      ids.add(one.id());
      one.grounds().stream().filter(ground -> ground.edge().isEmpty() && !ground.to().isEmpty()).forEach(ground -> ids.add(ground.to()));
    });
    Weights old = Weights.of(recording.weights());
    Features numbering = recording.counts().numbering();
    ProfileIndex index = ProfileIndex.of(profiles.some(ids, numbering), numbering, old, recording.counts().statistics());
    Projection.State state = projection.state();
    return matcher.inquiry(profile, state.with(index), Optional.empty());
  }

  private static List<Suggested> again(Recording recording, Inquiry inquiry) {
    return Kind.SUGGESTED.stream().flatMap(kind -> {
      List<Integer> places = recording.answer().stream().filter(one -> one.kind() == kind).map(one -> inquiry.index().place(one.id())).filter(place -> place >= 0).toList();
      return Answering.among(inquiry, kind, places, 0, places.size()).stream();
    }).toList();
  }

  private static List<String> inOrder(List<Suggested> answer) {
    return answer.stream().map(Suggested::id).toList();
  }

  private static int rank(Suggested one, List<Suggested> answer) {
    return 1 + answer.stream().filter(other -> other.kind() == one.kind()).map(Suggested::id).toList().indexOf(one.id());
  }

  private static Optional<Suggested> find(Suggested wanted, List<Suggested> answer) {
    return answer.stream().filter(one -> one.id().equals(wanted.id())).findFirst();
  }

  private List<Replay.Part> changed(Recording recording, Profile profile, Inquiry then, Inquiry now) {
    List<Replay.Part> changed = new ArrayList<>();
    if (!recording.reading().equals(Recorder.reading(profile, then.asked()))) changed.add(Replay.Part.READING);
    if (!recording.vocabulary().equals(vocabulary.version())) changed.add(Replay.Part.VOCABULARY);
    if (!recording.meanings().equals(Recorder.meanings(projection.state()))) changed.add(Replay.Part.MEANINGS);
    if (recording.counts().version() != now.index().statistics().version()) changed.add(Replay.Part.STATISTICS);
    if (!recording.weights().equals(now.weights().numbers())) changed.add(Replay.Part.WEIGHTS);
    return changed;
  }

  private Compared compared(Suggested one, int rank, Optional<Suggested> again, Inquiry now, Map<String, String> names, Set<String> touched) {
    int place = now.index().place(one.id());
    Optional<Suggested> current = place < 0 ? Optional.empty() : Answering.among(now, one.kind(), List.of(place), 0, 1).stream().findFirst();
    double score = current.map(Suggested::score).orElse(0.0);
    return new Compared(one.kind(), one.id(), names.getOrDefault(one.id(), ""), rank, one.score(), again.map(Suggested::score).orElse(0.0),
        place < 0 ? Optional.empty() : Optional.of(now.ranking().rank(place, now.ranking().points(place))), score, touched.contains(one.id()),
        differences(one.grounds(), again.map(Suggested::grounds).orElse(List.of())));
  }

  private static List<Difference> differences(List<Ground> then, List<Ground> again) {
    List<Difference> differences = new ArrayList<>();
    for (Ground ground : then) {
      double points = again.stream().filter(ground::isSame).mapToDouble(Ground::points).sum();
      if (Math.abs(points - ground.points()) > SAME) differences.add(new Difference(ground.kind(), ground.edge(), ground.to(), ground.points(), points));
    }
    again.stream().filter(ground -> then.stream().noneMatch(ground::isSame))
        .forEach(ground -> differences.add(new Difference(ground.kind(), ground.edge(), ground.to(), 0, ground.points())));
    return differences;
  }
}
