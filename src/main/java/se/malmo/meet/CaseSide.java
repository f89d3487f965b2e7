package se.malmo.meet;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.malmo.meet.Chores.Chore;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.casework.AbsenceApi;
import se.malmo.meet.casework.CaseApi;
import se.malmo.meet.casework.CaseLists;
import se.malmo.meet.casework.CriteriaApi;
import se.malmo.meet.casework.Desk;
import se.malmo.meet.casework.DeskRoutes;
import se.malmo.meet.casework.HandoverRoutes;
import se.malmo.meet.casework.Handovers;
import se.malmo.meet.casework.ListRoutes;
import se.malmo.meet.casework.OwnRoutes;
import se.malmo.meet.casework.PairingApi;
import se.malmo.meet.casework.PairingRoutes;
import se.malmo.meet.casework.Pairings;
import se.malmo.meet.casework.StallRoutes;
import se.malmo.meet.casework.Stalls;
import se.malmo.meet.casework.Succession;
import se.malmo.meet.casework.ToSender;
import se.malmo.meet.casework.WorkloadRoutes;
import se.malmo.meet.draft.DraftRoutes;
import se.malmo.meet.draft.Drafts;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.Adviser;
import se.malmo.meet.initiative.CaseRoutes;
import se.malmo.meet.initiative.CaseWatch;
import se.malmo.meet.initiative.Cases;
import se.malmo.meet.initiative.Correspondence;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.initiative.SenderFiles;
import se.malmo.meet.initiative.SenderRoutes;
import se.malmo.meet.initiative.StatusApi;
import se.malmo.meet.interest.InterestApi;
import se.malmo.meet.interest.InterestRoutes;
import se.malmo.meet.interest.Interests;
import se.malmo.meet.invitation.Invitations;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.MovedWords;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.scanning.Scanning;
import se.malmo.meet.web.Route;

/** What belongs to a case, from its draft to its status page, put together. */
final class CaseSide implements AutoCloseable {
  private final Clock clock;
  private final Ids ids;
  private final Attachments attachments;
  private final Drafts drafts;
  private final Interests interests;
  private final Cases cases;
  private final CaseWatch watch;
  private final Correspondence correspondence;
  private final Chores chores;
  private final Scanning scanning;
  private final Desk desk;
  private final WorkloadRoutes workload;
  private final Pairings pairings;
  private final Succession succession;
  private final CaseLists lists;
  private final Stalls stalls;
  private final Handovers handovers;
  private final Accounts accounts;
  private final EventLog log;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;

  /**
   * The city's departments, by name.
   *
   * @param current those that there are today
   * @param all the same with those that have ended
   */
  record Departments(Supplier<List<Forvaltning.Name>> current, Supplier<List<Forvaltning.Name>> all) {}

  /**
   * Puts it together.
   *
   * @param movedWords what a case that is moved teaches
   * @param purges throw away what has had its time; each tells how many
   */
  CaseSide(Graph graph, EventLog log, Clock clock, Ids ids, byte[] key, Accounts accounts, Departments departments, MovedWords movedWords, List<Chore> purges,
      Scanning scanning) {
    this.log = log;
    this.accounts = accounts;
    forvaltningar = departments.current();
    this.clock = clock;
    this.ids = ids;
    attachments = new Attachments(graph, clock, key);
    drafts = new Drafts(graph, clock, ids);
    interests = new Interests(graph, clock);
    cases = new Cases(graph, log, attachments, clock, ids);
    correspondence = new Correspondence(graph, log, clock, key);
    watch = new CaseWatch(log);
    desk = new Desk(graph, cases, accounts, log, clock, ids, departments.all(), movedWords);
    workload = new WorkloadRoutes(graph, accounts, departments.all(), clock);
    pairings = new Pairings(graph, cases, desk, clock, ids);
    succession = new Succession(graph, desk, clock, ids);
    lists = new CaseLists(graph, clock);
    stalls = new Stalls(graph, clock);
    handovers = new Handovers(graph, desk, accounts, clock);
    chores = new Chores(graph, clock, Stream.concat(purges.stream(), Stream.of(new Chore("scanning", scanning::purge))).toList());
    this.scanning = scanning;
  }

  /** @param start shows the start page with a draft */
  List<Route> routes(Initiatives initiatives, Matcher matcher, Adviser adviser, Invitations invitations, DraftRoutes.StartPage start) {
    return Stream.of(
        new DraftRoutes(drafts, start).routes(),
        new SenderRoutes(initiatives, new SenderFiles(attachments, matcher, clock), matcher, adviser, ids).routes(),
        new CaseRoutes(cases, watch.follow(), pairings, invitations::unclear, correspondence).routes(),
        new StatusApi(cases, correspondence, ids).routes(),
        new CaseApi(desk, lists, attachments, forvaltningar, ids, new ToSender(desk, correspondence)).routes(),
        new CriteriaApi(desk, adviser).routes(),
        new ListRoutes(lists, watch, log, forvaltningar).routes(),
        new StallRoutes(stalls).routes(),
        new DeskRoutes(desk, lists, adviser, watch, attachments, scanning.signals(), forvaltningar, invitations::aside, interests, new ToSender(desk, correspondence)).routes(),
        workload.routes(),
        new PairingRoutes(desk, pairings, initiatives).routes(),
        new PairingApi(desk, pairings, initiatives).routes(),
        new OwnRoutes(desk, accounts).routes(),
        new AbsenceApi(accounts, desk).routes(),
        new HandoverRoutes(handovers, accounts, forvaltningar).routes(),
        new InterestRoutes(interests).routes(),
        new InterestApi(interests).routes(),
        scanning.routes(forvaltningar)).flatMap(List::stream).toList();
  }

  CaseLists lists() {
    return lists;
  }

  /** Asks once what those who handle cases will ask. */
  void warmUp() {
    lists.warmUp();
  }

  Cases cases() {
    return cases;
  }

  Desk desk() {
    return desk;
  }

  /** Takes cases over from a förvaltning that has ended. */
  Succession succession() {
    return succession;
  }

  /** What the city notices of the world outside. */
  Scanning scanning() {
    return scanning;
  }

  Drafts drafts() {
    return drafts;
  }

  Attachments attachments() {
    return attachments;
  }

  /** What has to be done from time to time while the server runs. */
  Chores chores() {
    return chores;
  }

  @Override
  public void close() {
    chores.close();
    watch.close();
    scanning.close();
  }
}
