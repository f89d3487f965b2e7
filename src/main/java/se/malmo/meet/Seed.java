package se.malmo.meet;

import com.fasterxml.jackson.databind.node.TextNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.alliance.AllianceRow;
import se.malmo.meet.alliance.Alliances;
import se.malmo.meet.ambassador.Slot;
import se.malmo.meet.convening.Convening;
import se.malmo.meet.evaluation.SyntheticCity.Sample;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.InitiativeRow;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.initiative.Status;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Bilingual;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Release;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.scanning.Scanning;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Role;

/** What a new graph begins with, from graph-schema/seed: the city's own facts always, the invented demo city on request. */
final class Seed {
  private static final String FOLDER = "/graph-schema/seed/";
  private static final String DEMO = "demo";
  private static final String CITY = "city";
  private static final int MOST_MEMBERS = 500;
  /** One invitation that waits for the demo's member, about an initiative that others may join. */
  private static final String INVITE = """
      MATCH (a:Account {id: $member}) MATCH (o:Organisation {id: a.organisations[0]})
      MATCH (i:Initiative) WHERE i.published AND i.status IN ['accepted', 'working-group', 'running'] AND NOT EXISTS { (o)-[:PARTICIPATES_IN|SUBMITTED]->(i) }
      WITH o, i ORDER BY i.reference DESC LIMIT 1
      MERGE (v:Invitation {id: 'inv-demo'})
      ON CREATE SET v.key = 'demo', v.initiative = i.id, v.organisation = o.id, v.by = 'demo', v.byName = 'Miljöförvaltningen', v.role = 'mentor', v.rank = 1, v.why = '',
        v.message = 'Ni kan det här bättre än vi. Vill ni vara med och dela med er under våren?', v.cited = [], v.citedTexts = [], v.at = datetime($at), v.until = date($until), v.state = 'open'
      """;
  /** Who sent the ideas that the invented city works with, so that answers have somebody to go to. */
  private static final String SENDERS = """
      MATCH (o:Organisation)-[:PARTICIPATES_IN {role: 'leader'}]->(i:Initiative {source: $source}) WHERE i.status IN $statuses AND i.senderName IS NULL
      SET i.senderName = CASE i.language WHEN 'en' THEN 'The sender (demo)' ELSE 'Avsändaren (demo)' END, i.senderSector = o.sector, i.senderOrganisation = o.name,
        i.senderEmail = 'demo@' + coalesce(nullIf(last(split(o.website, '/')), ''), 'demo.example')
      """;
  private static final List<Status> IN_WORK = List.of(Status.RECEIVED, Status.ASSESSED, Status.ACCEPTED, Status.WORKING_GROUP);
  private static final List<String> CITY_FILES = List.of("competences.csv", "forvaltningar.csv", "ambassadors.csv", "mandates.csv");
  private static final List<String> DEMO_FILES = List.of("organisations.csv", "initiatives.csv", "alliances.csv", "signals.csv", "feeds.csv", "proposals.csv", "assemblies.csv", "guests.csv",
      "questions.csv", "slots.csv");

  private final Graph graph;
  private final Vocabulary vocabulary;
  private final Forvaltningar forvaltningar;
  private final Organisations organisations;
  private final Initiatives initiatives;
  private final Alliances alliances;
  private final InstantSource clock;

  Seed(Graph graph, Vocabulary vocabulary, Forvaltningar forvaltningar, Organisations organisations, Initiatives initiatives, Alliances alliances,
      InstantSource clock) {
    this.graph = graph;
    this.vocabulary = vocabulary;
    this.forvaltningar = forvaltningar;
    this.organisations = organisations;
    this.initiatives = initiatives;
    this.alliances = alliances;
    this.clock = clock;
  }

  /** Förvaltningar with ambassadors and mandates, and the vocabulary: written when these files are new to the graph. */
  void city() {
    once(CITY, texts(CITY_FILES), () -> {
      vocabulary.save(rows("competences.csv").map(Seed::competence).toList());
      forvaltningar.save(forvaltningRows(), CITY);
    });
  }

  /** What the vocabulary's labels say of the other language: learnt again by another release, and where the labels have changed. */
  void translations(Bilingual bilingual) {
    once("translations", Release.version() + vocabulary.version(), () -> bilingual.learnFrom(vocabulary));
  }

  /** The invented city, with dates that follow the day: adds what is missing on its first start of a day. */
  void demo(Accounts accounts, Scanning scanning, Convening convening, AmbassadorSide side) {
    once(DEMO, Release.version() + Sweden.today(clock) + texts(CITY_FILES) + texts(DEMO_FILES), () -> {
      activities();
      accounts(accounts);
      scanning(scanning);
      assemblies(convening);
      ambassadors(side);
    });
  }

  /** Does what a hash of the same says that it is done, unless it is. */
  private void once(String id, String same, Runnable work) {
    Map<String, Object> mark = Map.of("id", id, "hash", Hash.sha256(same));
    if (!graph.read("MATCH (s:Seed {id: $id, hash: $hash}) RETURN s.id AS id", mark).isEmpty()) return;
    work.run();
    graph.write("MERGE (s:Seed {id: $id}) SET s.hash = $hash", mark);
  }

  private static String texts(List<String> files) {
    return files.stream().map(Seed::text).collect(Collectors.joining());
  }

  /** Organisations, what they do together, and their alliances. */
  private void activities() {
    organisations.save(rows("organisations.csv").map(Seed::organisation).map(Organisations::checked).toList(), DEMO);
    initiatives.save(rows("initiatives.csv").map(this::initiative).map(Initiatives::checked).toList(), DEMO);
    graph.write(SENDERS, Map.of("source", DEMO, "statuses", IN_WORK.stream().map(Status::code).toList()));
    alliances.save(rows("alliances.csv").map(this::alliance).toList(), DEMO);
  }

  /** One account for each role, and for an ambassador in each förvaltning: roles, never the people whom the city has for them. */
  private void accounts(Accounts accounts) {
    Messages swedish = Messages.of("sv");
    for (Role role : List.of(Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)) accounts.demo(role, Optional.empty(), swedish.get("signin.demo." + role.code()));
    Account member = accounts.demo(Role.MEMBER, Optional.empty(), swedish.get("signin.demo.member"));
    organisations.page(Optional.of(Sector.BUSINESS), 0, 1).forEach(one -> accounts.join(member.email().orElseThrow(), member.name(), one.id(), "demo"));
    others(accounts, member);
    graph.write(INVITE, Map.of("member", member.id(), "at", clock.instant().minus(Duration.ofDays(2)).toString(), "until", Sweden.today(clock).plusDays(12).toString()));
    forvaltningar.names().forEach(name -> accounts.demo(Role.AMBASSADOR, Optional.of(name.id()), swedish.get("signin.demo.ambassador", name.swedish())));
  }

  /** One invented person speaks for the other claimed organisations, so that they can be asked to take part. */
  private void others(Accounts accounts, Account member) {
    Account others = accounts.join("alla-" + member.email().orElseThrow(), Messages.of("sv").get("signin.demo.member.others"), "", DEMO).orElseThrow();
    if (!others.organisations().isEmpty()) return;
    Set<String> taken = accounts.byId(member.id()).map(Account::organisations).orElse(Set.of());
    Set<String> all = organisations.page(Optional.empty(), 0, MOST_MEMBERS).stream().filter(one -> one.claimed() && !taken.contains(one.id())).map(Organisation::id).collect(Collectors.toSet());
    accounts.change(others.of(all), DEMO);
  }

  /** What the invented city has noticed of the world outside; its feed is read by nobody. */
  private void scanning(Scanning scanning) {
    rows("signals.csv").forEach(row -> scanning.seedSignal(row.getField("id"), row.getField("title"), row.getField("link"), row.getField("note"), row.getField("forvaltning"), ago(row)));
    rows("feeds.csv").forEach(row -> scanning.seedFeed(row.getField("id"), row.getField("address"), row.getField("title"), row.getField("forvaltning"), ago(row)));
    rows("proposals.csv").forEach(row -> scanning.seedProposal(row.getField("feed"), row.getField("address"), row.getField("forvaltning"), row.getField("title"), row.getField("link"),
        row.getField("note"), ago(row)));
  }

  /** A large meeting that is to come; where there is one already nothing happens. */
  private void assemblies(Convening convening) {
    rows("assemblies.csv").forEach(row -> convening.seed(row.getField("id"), new Convening.Invented(row.getField("title_sv"), row.getField("title_en"),
        Sweden.today(clock).plusDays(Long.parseLong(row.getField("days_ahead"))), row.getField("place"), cells(row, "themes"), Integer.parseInt(row.getField("table_size"))),
        rows("guests.csv").filter(guest -> guest.getField("assembly").equals(row.getField("id")))
            .map(guest -> new Convening.InventedGuest(guest.getField("name"), guest.getField("from"), guest.getField("here").equals("yes"))).toList()));
  }

  /** What somebody in the invented city has asked an ambassador, and times to meet one. */
  private void ambassadors(AmbassadorSide side) {
    rows("questions.csv").forEach(row -> side.seedQuestion(row.getField("id"), row.getField("forvaltning"), row.getField("question"), row.getField("draft"), row.getField("name"),
        Integer.parseInt(row.getField("days_ago"))));
    rows("slots.csv").forEach(row -> side.seedSlot(row.getField("id"), row.getField("forvaltning"), Integer.parseInt(row.getField("days_ahead")), LocalTime.parse(row.getField("time")),
        Integer.parseInt(row.getField("minutes")), new Slot.Spot(row.getField("way").equals("video"), row.getField("where"))));
  }

  private Instant ago(NamedCsvRecord row) {
    return clock.instant().minus(Duration.ofDays(Long.parseLong(row.getField("days_ago"))));
  }

  /** Ids of the city's own förvaltningar, also where no graph has them yet. */
  static List<String> cityForvaltningar() {
    return rows("forvaltningar.csv").map(row -> row.getField("slug")).toList();
  }

  /** The descriptions of the demo city's organisations. */
  static List<Sample> demoDescriptions() {
    return rows("organisations.csv").map(row -> sample(row, "description")).toList();
  }

  /** The texts of the demo city's initiatives. */
  static List<Sample> demoInitiatives() {
    return rows("initiatives.csv").map(row -> sample(row, "text")).toList();
  }

  private static Sample sample(NamedCsvRecord row, String column) {
    return new Sample(Language.of(row.getField("language")).orElseThrow(), row.getField(column));
  }

  private static Competence competence(NamedCsvRecord row) {
    return new Competence(row.getField("slug"), row.getField("label_sv"), row.getField("label_en"), cells(row, "alt_sv"), cells(row, "alt_en"),
        cells(row, "broader"), cells(row, "related"));
  }

  private static List<Forvaltning> forvaltningRows() {
    Map<String, List<Forvaltning.Ambassador>> ambassadors = new LinkedHashMap<>();
    rows("ambassadors.csv").forEach(row -> ambassadors.computeIfAbsent(row.getField("forvaltning"), f -> new ArrayList<>())
        .add(new Forvaltning.Ambassador(row.getField("name"), row.getField("title"))));
    Map<String, Map<String, Double>> mandates = new LinkedHashMap<>();
    rows("mandates.csv").forEach(row -> mandates.computeIfAbsent(row.getField("forvaltning"), f -> new LinkedHashMap<>())
        .put(row.getField("competence"), Double.valueOf(row.getField("weight"))));
    return rows("forvaltningar.csv").map(row -> new Forvaltning(row.getField("slug"), row.getField("name"), row.getField("name_en"), cells(row, "aliases"),
        row.getField("description_sv"), row.getField("description_en"), ambassadors.getOrDefault(row.getField("slug"), List.of()),
        mandates.getOrDefault(row.getField("slug"), Map.of()))).toList();
  }

  private static OrganisationRow organisation(NamedCsvRecord row) {
    return new OrganisationRow(row.getField("id"), row.getField("name"), row.getField("sector"), row.getField("language"), row.getField("description"),
        cells(row, "offers"), cells(row, "seeks"), cells(row, "roles"), null, row.getField("website"));
  }

  private InitiativeRow initiative(NamedCsvRecord row) {
    return new InitiativeRow(row.getField("id"), TextNode.valueOf(row.getField("title")), TextNode.valueOf(row.getField("text")), row.getField("language"),
        daysAgo(row.getField("days_ago")).toString(), cells(row, "participants"), row.getField("status"), cells(row, "forvaltningar"), cells(row, "needs"), row.getField("outcome"),
        row.getField("lesson"), row.getField("lead"), null, null, null, null, null);
  }

  private AllianceRow alliance(NamedCsvRecord row) {
    return new AllianceRow(row.getField("id"), row.getField("name"), row.getField("name_en"), row.getField("description"), cells(row, "theme"),
        cells(row, "members"), daysAgo(row.getField("since_days")));
  }

  private LocalDate daysAgo(String days) {
    return Sweden.today(clock).minusDays(Long.parseLong(days));
  }

  private static List<String> cells(NamedCsvRecord row, String column) {
    return Stream.of(row.getField(column).split("\\|")).map(String::strip).filter(cell -> !cell.isEmpty()).toList();
  }

  private static Stream<NamedCsvRecord> rows(String file) {
    return CsvReader.builder().ofNamedCsvRecord(text(file)).stream();
  }

  private static String text(String file) {
    try (InputStream in = Seed.class.getResourceAsStream(FOLDER + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
