package se.malmo.meet;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import se.malmo.meet.Chores.Chore;
import se.malmo.meet.alliance.AllianceStore;
import se.malmo.meet.alliance.Alliances;
import se.malmo.meet.contact.Letters;
import se.malmo.meet.exchange.Exchange;
import se.malmo.meet.explorer.QuestionReader;
import se.malmo.meet.fairness.Exposures;
import se.malmo.meet.fairness.FairnessRoutes;
import se.malmo.meet.feedback.FeedbackApi;
import se.malmo.meet.feedback.Feedbacks;
import se.malmo.meet.forvaltning.Appointments;
import se.malmo.meet.forvaltning.ForvaltningStore;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.forvaltning.Register;
import se.malmo.meet.forvaltning.RegisterRoutes;
import se.malmo.meet.identity.Tokens;
import se.malmo.meet.initiative.Adviser;
import se.malmo.meet.initiative.DemandApi;
import se.malmo.meet.initiative.InitiativeApi;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.initiative.ReplayApi;
import se.malmo.meet.initiative.StartRoutes;
import se.malmo.meet.initiative.TeamApi;
import se.malmo.meet.language.TextAnalyzer;
import se.malmo.meet.matching.AsBefore;
import se.malmo.meet.matching.Bilingual;
import se.malmo.meet.matching.CandidateStore;
import se.malmo.meet.matching.Demands;
import se.malmo.meet.matching.Directory;
import se.malmo.meet.matching.Explaining;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.MovedWords;
import se.malmo.meet.matching.Profiles;
import se.malmo.meet.matching.Projection;
import se.malmo.meet.matching.Recorder;
import se.malmo.meet.matching.Replays;
import se.malmo.meet.matching.TeamStore;
import se.malmo.meet.matching.Teaming;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.organisation.CompanyRegister;
import se.malmo.meet.organisation.OrganisationStore;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Beginning;
import se.malmo.meet.platform.DataFolder;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.LeaveStore;
import se.malmo.meet.platform.Schema;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.reporting.ReportRoutes;
import se.malmo.meet.scanning.Scanning;
import se.malmo.meet.vocabulary.ChangeStore;
import se.malmo.meet.vocabulary.HoleStore;
import se.malmo.meet.vocabulary.Holes;
import se.malmo.meet.vocabulary.Rereading;
import se.malmo.meet.vocabulary.RereadingStore;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.vocabulary.VocabularyImport;
import se.malmo.meet.vocabulary.VocabularyStore;
import se.malmo.meet.vocabulary.Workbench;
import se.malmo.meet.web.Ceiling;
import se.malmo.meet.web.Clients;
import se.malmo.meet.web.ComponentRoutes;
import se.malmo.meet.web.Idempotency;
import se.malmo.meet.web.OpenApi;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.RouteTable;
import se.malmo.meet.workbench.VocabularyApi;
import se.malmo.meet.workbench.VocabularyRoutes;

/** The whole program put together, in order, in one place. */
final class App implements AutoCloseable {
  private final GraphAccess access;
  private final Ids ids;
  private final byte[] key;
  private final boolean demo;
  private final Clock clock;
  private final Ceiling ceiling;
  private final Idempotency once;
  private final Vocabulary vocabulary;
  private final Projection projection;
  private final Matcher matcher;
  private final Explaining explaining;
  private final Teaming teaming;
  private final Replays replays;
  private final Exposures exposures;
  private final Forvaltningar forvaltningar;
  private final Register register;
  private final Organisations organisations;
  private final CompanyRegister companies;
  private final Initiatives initiatives;
  private final Alliances alliances;
  private final Bilingual bilingual;
  private final VocabularyImport vocabularyImport;
  private final Workbench workbench;
  private final Holes holes;
  private final Feedbacks feedbacks;
  private final Tokens tokens;
  private final StaffSide staffSide;
  private final CaseSide caseSide;
  private final PublicSide publicSide;
  private final WeightSide weightSide;
  private final GapSide gapSide;
  private final NoticeSide noticeSide;
  private final MemberSide memberSide;
  private final ConveningSide conveningSide;
  private final InvitationSide invitationSide;
  private final AmbassadorSide ambassadorSide;
  private final IntegrationSide integrationSide;
  private final Measures measures;
  private final Exchange exchange;
  private final OpenSide openSide;

  private App(GraphAccess access, TextAnalyzer analyzer, Settings settings, boolean bare, Clock clock) {
    this.access = access;
    Graph graph = access.graph();
    Schema.apply(graph);
    ids = new Ids(clock);
    key = DataFolder.secret(settings.data(), ids);
    demo = settings.demo();
    this.clock = clock;
    // Where the graph is another process, other servers may be on it too.
    Optional<LeaveStore> leave = settings.outside().map(outside -> new LeaveStore(graph, key));
    ceiling = new Ceiling(new Clients(settings.proxies()), clock, leave);
    once = new Idempotency(graph, clock, ids, key);
    EventLog log = new EventLog(graph);
    VocabularyStore vocabularyStore = new VocabularyStore(graph, clock);
    vocabulary = new Vocabulary(vocabularyStore, analyzer);
    projection = new Projection(graph, log, access.commits(), vocabulary, Weights.STANDARD);
    Profiles profiles = new Profiles(analyzer, vocabulary);
    matcher = new Matcher(profiles, projection, new CandidateStore(graph), vocabulary);
    explaining = new Explaining(matcher, profiles, vocabulary);
    teaming = new Teaming(matcher, new TeamStore(graph), clock);
    forvaltningar = new Forvaltningar(new ForvaltningStore(graph, clock), matcher);
    organisations = new Organisations(new OrganisationStore(graph, clock), matcher, vocabulary, ids);
    companies = new CompanyRegister(graph);
    exposures = new Exposures(graph, clock);
    Recorder recorder = new Recorder(matcher, projection, vocabulary, ids, exposures);
    initiatives = new Initiatives(graph, matcher, recorder, clock, ids, key);
    replays = new Replays(graph, matcher, projection, vocabulary);
    register = new Register(graph, forvaltningar, clock);
    staffSide = new StaffSide(graph, settings, clock, ids, key, forvaltningar::names);
    weightSide = new WeightSide(graph, projection, clock, ids);
    gapSide = new GapSide(graph, log, matcher::weights, clock, ids);
    invitationSide = new InvitationSide(graph, staffSide.accounts(), organisations, vocabulary, clock, ids);
    memberSide = new MemberSide(graph, settings, staffSide, organisations, companies, invitationSide.invitations(), clock, ids, key);
    ambassadorSide = new AmbassadorSide(graph, staffSide.accounts(), clock, ids, key);
    noticeSide = new NoticeSide(graph, log, staffSide.accounts(), vocabulary, memberSide, ambassadorSide.news(), clock, ids, key, settings.demo());
    integrationSide = new IntegrationSide(graph, log, settings, memberSide.outbox(), clock, ids, key);
    Appointments appointments = new Appointments(graph, forvaltningar, clock);
    Exporting exporting = new Exporting(organisations, initiatives, appointments, vocabulary);
    exchange = new Exchange(graph, organisations, initiatives, appointments, staffSide.accounts(), companies, exporting.all(() -> alliances(), reader -> caseSide().lists().exported(reader)), clock, ids);
    openSide = new OpenSide(graph, log, settings, vocabulary, clock);
    Letters letters = new Letters(graph, clock, ids, key);
    caseSide = new CaseSide(graph, log, clock, ids, key, staffSide.accounts(), new CaseSide.Departments(forvaltningar::names, forvaltningar::allNames), new MovedWords(profiles),
        Stream.concat(Stream.of(new Chore("retention", staffSide.retention()::purge), new Chore("notices", noticeSide::purge), new Chore("ambassadors", ambassadorSide::purge),
            new Chore("webhooks", integrationSide::purge), new Chore("register", register::keepDays), new Chore("idempotency", once::purge), new Chore("imports", exchange.imports()::purge),
            new Chore("leave", () -> leave.map(store -> store.purge(clock.instant())).orElse(0))), invitationSide.chores().stream()).toList(), new Scanning(graph, vocabulary, analyzer, clock, ids));
    conveningSide = new ConveningSide(graph, vocabulary, new Directory(projection), caseSide.drafts(), clock, ids);
    alliances = new Alliances(new AllianceStore(graph, clock), ids);
    publicSide = new PublicSide(graph, vocabulary, new QuestionReader(graph, vocabulary, analyzer, clock), letters, ambassadorSide::bookable, clock, ids);
    Rereading rereading = new Rereading(new RereadingStore(graph, clock), vocabulary, new AsBefore(profiles));
    vocabularyImport = new VocabularyImport(vocabularyStore, vocabulary, rereading);
    workbench = new Workbench(new ChangeStore(graph, clock), vocabulary, rereading, clock, ids);
    holes = new Holes(new HoleStore(graph), vocabulary, analyzer, clock);
    feedbacks = new Feedbacks(graph, clock, ids);
    tokens = new Tokens(graph, clock, ids);
    bilingual = new Bilingual(graph, profiles, projection);
    measures = new Measures(graph, log, projection, clock);
    Seed seed = new Seed(graph, vocabulary, forvaltningar, organisations, initiatives, alliances, clock);
    if (!bare) seed.city();
    if (!bare) seed.translations(bilingual);
    if (settings.demo()) seed.demo(staffSide.accounts(), caseSide.scanning(), conveningSide.convening(), ambassadorSide);
    projection.load();
  }

  /**
   * Opens the graph, reads the models meanwhile, and makes everything.
   *
   * @param purpose what this process is, for another that finds the folder taken
   * @throws se.malmo.meet.platform.StartFailure where something stands in the way
   */
  static App open(Settings settings, String purpose, boolean alone) {
    return open(settings, purpose, alone, CompletableFuture.supplyAsync(TextAnalyzer::load));
  }

  /** An empty graph in a folder of its own, without even the city's own facts: for measuring. */
  static App bare(Settings settings, String purpose) {
    return open(GraphAccess.open(settings, purpose, true), settings, true, CompletableFuture.supplyAsync(TextAnalyzer::load), Clock.systemUTC());
  }

  /** The same with models that are read, or being read, already. */
  static App open(Settings settings, String purpose, boolean alone, CompletableFuture<TextAnalyzer> analyzer) {
    return open(settings, purpose, alone, analyzer, Clock.systemUTC());
  }

  /** The same at another time. */
  static App open(Settings settings, String purpose, boolean alone, CompletableFuture<TextAnalyzer> analyzer, Clock clock) {
    return open(GraphAccess.open(settings, purpose, alone), settings, false, analyzer, clock);
  }

  private static App open(GraphAccess access, Settings settings, boolean bare, CompletableFuture<TextAnalyzer> analyzer, Clock clock) {
    try {
      TextAnalyzer read = analyzer.join();
      return Beginning.alone(access.graph(), access.embedded().isPresent(), () -> new App(access, read, settings, bare, clock));
    } catch (CompletionException e) {
      access.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (RuntimeException e) {
      access.close();
      throw e;
    }
  }

  GraphAccess access() {
    return access;
  }

  Projection projection() {
    return projection;
  }

  Matcher matcher() {
    return matcher;
  }

  Forvaltningar forvaltningar() {
    return forvaltningar;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  Organisations organisations() {
    return organisations;
  }

  Exchange exchange() {
    return exchange;
  }

  Initiatives initiatives() {
    return initiatives;
  }

  Bilingual bilingual() {
    return bilingual;
  }

  Alliances alliances() {
    return alliances;
  }

  VocabularyImport vocabularyImport() {
    return vocabularyImport;
  }

  Workbench workbench() {
    return workbench;
  }

  Tokens tokens() {
    return tokens;
  }

  StaffSide staffSide() {
    return staffSide;
  }

  CaseSide caseSide() {
    return caseSide;
  }

  WeightSide weightSide() {
    return weightSide;
  }

  GapSide gapSide() {
    return gapSide;
  }

  NoticeSide noticeSide() {
    return noticeSide;
  }

  IntegrationSide integrationSide() {
    return integrationSide;
  }

  Measures measures() {
    return measures;
  }

  /** Every address that the server answers, in one table. */
  RouteTable routes(List<Route> own) {
    List<Route> all = new ArrayList<>(own);
    Adviser adviser = new Adviser(matcher, explaining, teaming, new Directory(projection), exposures, ambassadorSide::bookable);
    all.addAll(new FairnessRoutes(exposures).routes());
    all.addAll(new ReportRoutes(access.graph(), exposures, vocabulary, forvaltningar::allNames, clock).routes());
    all.addAll(weightSide.routes(matcher, vocabulary));
    StartRoutes start = new StartRoutes(adviser, vocabulary);
    all.addAll(start.routes());
    all.addAll(caseSide.routes(initiatives, matcher, adviser, invitationSide.invitations(), start::draft));
    all.addAll(invitationSide.routes(matcher, caseSide.cases(), caseSide.desk()));
    all.addAll(new InitiativeApi(initiatives, matcher, explaining, ids).routes());
    all.addAll(new ReplayApi(replays).routes());
    all.addAll(new DemandApi(new Demands(access.graph())).routes());
    all.addAll(new TeamApi(teaming).routes());
    all.addAll(publicSide.routes(organisations, forvaltningar, initiatives, alliances, matcher, projection));
    all.addAll(new VocabularyRoutes(vocabulary, holes).routes());
    all.addAll(new VocabularyApi(vocabulary, holes, workbench).routes());
    all.addAll(new FeedbackApi(feedbacks).routes());
    all.addAll(gapSide.routes(caseSide.scanning().signals()));
    all.addAll(staffSide.routes());
    all.addAll(noticeSide.routes(initiatives, forvaltningar));
    all.addAll(memberSide.routes());
    all.addAll(conveningSide.routes());
    all.addAll(ambassadorSide.routes(forvaltningar));
    all.addAll(new RegisterRoutes(register, caseSide.succession()).routes());
    all.addAll(integrationSide.routes(caseSide.chores()));
    all.addAll(exchange.routes());
    all.addAll(openSide.routes(organisations, forvaltningar, alliances, matcher));
    if (demo) all.addAll(new ComponentRoutes().routes());
    all.add(OpenApi.route());
    return new RouteTable(all, key, ids, new RouteTable.Door(tokens, staffSide.sessions(), staffSide.audit()::denied, ceiling, Optional.of(once)), demo, openSide.framers());
  }

  @Override
  public void close() {
    measures.close();
    exchange.close();
    integrationSide.close();
    noticeSide.close();
    caseSide.close();
    gapSide.close();
    staffSide.close();
    workbench.close();
    projection.close();
    access.close();
  }
}
