package se.malmo.meet.matching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import se.malmo.meet.platform.Graph;

/** How well kept answers did, by what people made of the cases afterwards. */
public final class Hits {
  /** As many answers are counted, the newest. */
  public static final int MOST = 2_000;

  private final VerdictStore store;

  public Hits(Graph graph) {
    store = new VerdictStore(graph);
  }

  /**
   * An answer to a case that people have answered since.
   *
   * @param listed partners, best first, as many as are kept
   * @param bands how sure each of them was
   * @param units förvaltningar, best first
   * @param right who took part by an invitation, or was called useful
   * @param wrong who said that it is not their competence or role, or was called of no use
   * @param held who had the case when people had decided
   * @param isMoved whether a förvaltning said that it was not theirs
   */
  public record Judged(String reference, Instant at, int weighing, String language, List<String> listed, List<String> bands, List<String> units, List<String> right, List<String> wrong,
      List<String> held, boolean isMoved) {

    /** The place of the first right partner, 0 where none was listed. */
    public int partnerPlace() {
      return HitRate.place(listed, right);
    }

    /** The place of the first right förvaltning, 0 where none was listed. */
    public int unitPlace() {
      return HitRate.place(units, held);
    }
  }

  /**
   * Some answers together.
   *
   * @param of what they have in common: a version of the weights, a language; "" for all
   * @param moved those that a förvaltning said were not theirs
   */
  public record Row(String of, int cases, HitRate partners, HitRate forvaltningar, int moved) {}

  /**
   * The partners of one band of confidence.
   *
   * @param judged of whom people have said whether they fit
   * @param right who fit
   */
  public record Band(String confidence, int listed, int judged, int right) {}

  /** Everything together. */
  public record Table(Row all, List<Row> byWeighing, List<Row> byLanguage, List<Band> bands) {}

  /** The newest answers to cases that are answered. */
  public List<Judged> judged() {
    return store.newest(MOST);
  }

  /** Counted together. */
  public static Table table(List<Judged> judged) {
    return new Table(row("", judged, one -> true), rows(judged, one -> String.valueOf(one.weighing())), rows(judged, Judged::language),
        Arrays.stream(Confidence.values()).map(one -> band(one.code(), judged)).toList());
  }

  private static List<Row> rows(List<Judged> judged, Function<Judged, String> by) {
    return judged.stream().map(by).distinct().sorted().map(value -> row(value, judged, one -> by.apply(one).equals(value))).toList();
  }

  private static Row row(String of, List<Judged> judged, Predicate<Judged> which) {
    List<Judged> own = judged.stream().filter(which).toList();
    return new Row(of, own.size(), HitRate.of(own.stream().filter(one -> !one.right().isEmpty()).map(Judged::partnerPlace).toList()),
        HitRate.of(own.stream().filter(one -> !one.held().isEmpty()).map(Judged::unitPlace).toList()), (int) own.stream().filter(Judged::isMoved).count());
  }

  private static Band band(String confidence, List<Judged> judged) {
    int listed = 0;
    List<Boolean> verdicts = new ArrayList<>();
    for (Judged one : judged) {
      for (int i = 0; i < one.listed().size(); i++) {
        if (!one.bands().get(i).equals(confidence)) continue;
        listed++;
        boolean isRight = one.right().contains(one.listed().get(i));
        if (isRight || one.wrong().contains(one.listed().get(i))) verdicts.add(isRight);
      }
    }
    return new Band(confidence, listed, verdicts.size(), (int) verdicts.stream().filter(isRight -> isRight).count());
  }
}
