package se.malmo.meet.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.malmo.meet.matching.Covering;
import se.malmo.meet.matching.TeamStore;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.TestGraph;

/** A gap that is put aside: out of the list, with who, when and why, until it is taken back or its time comes. */
class DismissalTest {
  private static final String GAP = "gap-demand-wanted";
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final String REASON = "Regionen ordnar det redan.";
  private final MovedClock clock = new MovedClock(START);
  private Graph graph;
  private Insights insights;

  /** Twenty initiatives want what nobody offers, twenty what sixty organisations do. */
  @BeforeEach
  void a_city_with_one_gap() {
    graph = TestGraph.fresh();
    graph.write("UNWIND ['wanted', 'offered'] AS id CREATE (:Competence {id: id, labelSv: id, labelEn: id})", Map.of());
    graph.write("UNWIND range(1, 40) AS n MATCH (c:Competence {id: CASE WHEN n <= 20 THEN 'wanted' ELSE 'offered' END}) "
        + "CREATE (:Initiative {id: 'ini-' + n, reference: 'MM-2025-' + n, title: 'T', status: 'received', date: datetime('2025-05-01T10:00Z')})-[:NEEDS]->(c)", Map.of());
    graph.write("UNWIND range(1, 60) AS n MATCH (c:Competence {id: 'offered'}) CREATE (:Organisation {id: 'org-' + n, name: 'O' + n, sector: 'business'})-[:OFFERS]->(c)", Map.of());
    insights = new Insights(graph, new Covering(new TeamStore(graph), () -> Weights.STANDARD, clock), new EventLog(graph), clock, new Ids(clock));
    insights.renew();
  }

  @AfterEach
  void close() {
    insights.close();
  }

  @Test
  void what_is_no_gap_leaves_the_list_for_good_and_comes_back_when_it_is_taken_back() {
    double score = insights.findings().gap(GAP).orElseThrow().score();
    insights.dismiss(GAP, new Dismissal(Dismissal.Verdict.NO_GAP, REASON), "coordinator");
    clock.moveTo(START.plus(Duration.ofDays(4_000)));
    insights.renew();
    assertThat(insights.findings().gap(GAP)).isEmpty();
    assertThat(insights.findings().dismissed()).singleElement().satisfies(one -> {
      assertThat(one.dismissal()).isEqualTo(new GapDismissal(GAP, new Dismissal(Dismissal.Verdict.NO_GAP, REASON), "coordinator", START, Optional.empty(), score));
      assertThat(one.open().score()).isEqualTo(score);
    });
    assertThat(insights.restore(GAP, "administrator").score()).isEqualTo(score);
    assertThat(insights.findings().dismissed()).isEmpty();
    assertThatThrownBy(() -> insights.restore(GAP, "administrator")).isInstanceOf(Problem.NotFound.class);
    assertThat(new EventLog(graph).of(GAP)).extracting(event -> event.type() + " " + event.by()).containsExactly("gap.dismissed coordinator", "gap.dismissal-undone administrator");
  }

  @Test
  void what_is_put_off_comes_back_by_itself_and_can_be_put_off_again() {
    Dismissal notNow = new Dismissal(Dismissal.Verdict.NOT_NOW, REASON);
    insights.dismiss(GAP, notNow, "coordinator");
    clock.moveTo(START.plus(Dismissal.Verdict.PAUSE).minusSeconds(1));
    assertThat(insights.findings().gap(GAP)).isEmpty();
    clock.moveTo(START.plus(Dismissal.Verdict.PAUSE));
    assertThat(insights.findings().gap(GAP)).isPresent();
    assertThat(insights.findings().dismissed()).isEmpty();
    assertThat(insights.dismiss(GAP, notNow, "administrator").dismissal()).satisfies(again -> {
      assertThat(again.at()).isEqualTo(clock.instant());
      assertThat(again.by()).isEqualTo("administrator");
    });
    assertThat(new EventLog(graph).of(GAP)).hasSize(2);
  }

  @Test
  void twice_is_once_with_what_was_said_first_and_the_log_does_not_tell_why() {
    insights.dismiss(GAP, new Dismissal(Dismissal.Verdict.NO_GAP, REASON), "coordinator");
    assertThat(insights.dismiss(GAP, new Dismissal(Dismissal.Verdict.NOT_NOW, "Annat"), "administrator").dismissal().why().reason()).isEqualTo(REASON);
    List<EventLog.Event> events = new EventLog(graph).of(GAP);
    assertThat(events).singleElement().satisfies(event -> assertThat(event.toString()).doesNotContain("Regionen"));
  }

  @Test
  void cases_that_were_merged_ask_once() {
    graph.write("UNWIND range(1, 19) AS n MATCH (i:Initiative {id: 'ini-' + n}) SET i.mergedInto = 'MM-2025-20'", Map.of());
    insights.renew();
    assertThat(insights.findings().gap(GAP)).isEmpty();
    graph.write("MATCH (i:Initiative) REMOVE i.mergedInto", Map.of());
    insights.renew();
    assertThat(insights.findings().gap(GAP)).isPresent();
  }

  @Test
  void a_gap_that_is_worked_on_is_not_put_aside() {
    insights.work(GAP, "coordinator");
    assertThatThrownBy(() -> insights.dismiss(GAP, new Dismissal(Dismissal.Verdict.NO_GAP, REASON), "coordinator")).isInstanceOf(Problem.Conflict.class);
    assertThatThrownBy(() -> insights.dismiss("gap-x", new Dismissal(Dismissal.Verdict.NO_GAP, REASON), "coordinator")).isInstanceOf(Problem.NotFound.class);
    assertThat(insights.findings().gap(GAP)).isPresent();
  }
}
