package se.malmo.meet.membership;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.neo4j.driver.Record;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.OrganisationRow;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;

/** Who wants to speak for an organisation that was known before: looked into by a person in the city, who says yes or no with a reason. */
public final class Claims {
  private static final int MOST_OF_ONE = 20;

  private static final String FIELDS = """
       OPTIONAL MATCH (o:Organisation {id: c.organisation})
       RETURN c.id AS id, c.organisation AS organisation, coalesce(o.name, '') AS name, c.account AS account, c.says AS says, c.state AS state, coalesce(c.reason, '') AS reason, c.at AS at
      """;

  private static final String MAKE = """
      MERGE (c:Claim {key: $account + ' ' + $organisation})
      ON CREATE SET c.id = $id, c.account = $account, c.organisation = $organisation
      SET c.says = $says, c.state = 'waiting', c.at = datetime($at) REMOVE c.reason
      """;

  private static final String BY_ID = "MATCH (c:Claim {id: $id})" + FIELDS;
  private static final String OF_ACCOUNT = "MATCH (c:Claim {account: $account})" + FIELDS + " ORDER BY at DESC LIMIT $limit";
  /** Those for the same organisation stand together, where the first of them stands. */
  private static final String WAITING = """
      MATCH (c:Claim {state: 'waiting'})
      WITH c, COLLECT { MATCH (other:Claim {organisation: c.organisation, state: 'waiting'}) RETURN other.at ORDER BY other.at LIMIT 1 }[0] AS first
      ORDER BY first, c.organisation, c.at, c.id SKIP $skip LIMIT $limit
      WITH c, first
      """ + FIELDS + ", first ORDER BY first, organisation, at, id";
  private static final String RIVALS = "MATCH (c:Claim {organisation: $organisation, state: 'waiting'}) WHERE c.id <> $id" + FIELDS + " ORDER BY at, id LIMIT $limit";
  private static final String COUNT = "MATCH (c:Claim {state: 'waiting'}) RETURN count(c) AS n";

  /** Of two who answer at once the second waits here, and is then told. */
  private static final String LOCK = "MATCH (c:Claim {id: $id}) SET c.touched = datetime($at)";

  private static final String ANSWER = """
      MATCH (c:Claim {id: $id, state: 'waiting'})
      SET c.state = $state, c.reason = $reason, c.answered = datetime($at)
      RETURN c.id AS id
      """;

  private final Graph graph;
  private final Organisations organisations;
  private final Accounts accounts;
  private final People people;
  private final Closing closing;
  private final InstantSource clock;
  private final Ids ids;
  private final Function<Claim, Graph.Statement> mail;

  /** @param mail the statement that has the one who asked told of the answer */
  public Claims(Graph graph, Organisations organisations, Accounts accounts, People people, Closing closing, InstantSource clock, Ids ids, Function<Claim, Graph.Statement> mail) {
    this.people = people;
    this.closing = closing;
    this.graph = graph;
    this.organisations = organisations;
    this.accounts = accounts;
    this.clock = clock;
    this.ids = ids;
    this.mail = mail;
  }

  /**
   * One who wants to speak for an organisation.
   *
   * @param says what they say that it offers
   * @param state "waiting", "granted" or "refused"
   * @param reason of the answer, "" before it
   */
  public record Claim(String id, String organisation, String name, String account, String says, String state, String reason, Instant at) {
    public boolean isWaiting() {
      return state.equals("waiting");
    }

    boolean isGranted() {
      return state.equals("granted");
    }
  }

  void make(Account account, Organisation organisation, String says) {
    if (account.organisations().contains(organisation.id())) return;
    Instant now = clock.instant();
    String id = ids.next("clm-");
    graph.write(List.of(new Graph.Statement(MAKE, Map.of("account", account.id(), "organisation", organisation.id(), "id", id, "says", says, "at", now.toString())),
        EventLog.append(now, List.of(new EventLog.Happening("organisation.claimed", organisation.id(), account.id())))));
  }

  public Optional<Claim> byId(String id) {
    return graph.read(BY_ID, Map.of("id", id)).stream().map(Claims::claim).findFirst();
  }

  List<Claim> of(String account) {
    return graph.read(OF_ACCOUNT, Map.of("account", account, "limit", MOST_OF_ONE)).stream().map(Claims::claim).toList();
  }

  /** Those that wait, the oldest first. */
  List<Claim> waiting(int skip, int limit) {
    return graph.read(WAITING, Map.of("skip", skip, "limit", limit)).stream().map(Claims::claim).toList();
  }

  /** Others who want to speak for the same organisation and wait too, the oldest first. */
  List<Claim> rivals(Claim claim) {
    return graph.read(RIVALS, Map.of("organisation", claim.organisation(), "id", claim.id(), "limit", MOST_OF_ONE)).stream().map(Claims::claim).toList();
  }

  int count() {
    return graph.read(COUNT, Map.of()).getFirst().get("n").asInt();
  }

  /**
   * Says yes or no.
   *
   * @param alone whether those who have spoken for it until now no longer do
   * @param by the id of the account that answers
   * @throws Problem.Conflict where somebody has answered before
   */
  void answer(Claim claim, boolean granted, boolean alone, String reason, String by) {
    Instant now = clock.instant();
    String state = granted ? "granted" : "refused";
    List<Record> rows = graph.write(List.of(
        new Graph.Statement(LOCK, Map.of("id", claim.id(), "at", now.toString())),
        EventLog.appendWhere("MATCH (c:Claim {id: $id, state: 'waiting'}) WITH c\n", Map.of("id", claim.id()), now,
            List.of(new EventLog.Happening("organisation.claim-" + state, claim.organisation(), by, Map.of("reason", reason, "account", claim.account(), "alone", String.valueOf(alone))))),
        mail.apply(claim),
        new Graph.Statement(ANSWER, Map.of("id", claim.id(), "state", state, "reason", reason, "at", now.toString()))));
    if (rows.isEmpty()) throw new Problem.Conflict("problem.claim.answered");
    if (granted) grant(claim, alone, by);
  }

  private void grant(Claim claim, boolean alone, String by) {
    Account account = accounts.byId(claim.account()).filter(one -> !one.isClosed()).orElseThrow(Problem.NotFound::new);
    people.join(claim.organisation(), account.id(), by);
    if (alone) people.leaveTo(claim.organisation(), account.id(), by);
    closing.open(claim.organisation(), by);
    organisations.byId(claim.organisation()).filter(one -> !one.claimed() || one.description().isBlank()).ifPresent(one -> {
      String description = one.description().isBlank() ? claim.says() : one.description();
      OrganisationRow row = new OrganisationRow(null, one.name(), one.sector().map(sector -> sector.code()).orElse(null), null, description, one.offers(), one.seeks(), one.roles(), null, one.website().orElse(null));
      organisations.keep(one.id(), organisations.understood(Organisations.checked(row)), account.id());
    });
  }

  private static Claim claim(Record row) {
    return new Claim(row.get("id").asString(), row.get("organisation").asString(), row.get("name").asString(), row.get("account").asString(), row.get("says").asString(), row.get("state").asString(),
        row.get("reason").asString(), row.get("at").asZonedDateTime().toInstant());
  }
}
