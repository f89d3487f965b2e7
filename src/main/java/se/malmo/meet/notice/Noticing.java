package se.malmo.meet.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.initiative.Correspondence;
import se.malmo.meet.notice.Delivery.Made;
import se.malmo.meet.notice.Rules.Matter;
import se.malmo.meet.notice.Rules.When;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.EventLog.Event;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.web.Role;

/** Follows the log of what happens and puts into the outbox what somebody is to be told. What was before its first start is not told. */
public final class Noticing {
  private static final String CURSOR = "log";
  private static final int PAGE = 200;
  /** More receipts a day than this to one address are hardly asked for by whoever has it. */
  static final int MOST_RECEIPTS = 10;
  private static final List<String> DECISIONS = List.of("initiative.accepted", "initiative.referred", "initiative.declined", "initiative.working-group", "initiative.running", "initiative.ended");

  private static final String MERGED = """
      MATCH (i:Initiative {id: $id}) MATCH (o:Initiative {mergedInto: i.reference}) RETURN o.id AS id LIMIT 50
      """;

  private final Graph graph;
  private final EventLog log;
  private final Outbox outbox;
  private final Accounts accounts;
  private final RuleBook rules;
  private final AmbassadorNews ambassadors;
  private final InterestNews interests;

  Noticing(Graph graph, EventLog log, Outbox outbox, Accounts accounts, RuleBook rules, AmbassadorNews ambassadors, InterestNews interests) {
    this.interests = interests;
    this.ambassadors = ambassadors;
    this.graph = graph;
    this.log = log;
    this.outbox = outbox;
    this.accounts = accounts;
    this.rules = rules;
  }

  /** From now on all that happens is told; on a graph that has been followed before, from where that ended. */
  public void begin() {
    outbox.store().begin(CURSOR, log.last(), outbox.today());
  }

  /** Reads what has happened since; a server that dies between makes no mail twice and leaves none out. */
  void follow() {
    long seen = outbox.store().cursor(CURSOR).orElseThrow().sequence();
    for (List<Event> events = log.since(seen, PAGE); !events.isEmpty(); events = log.since(seen, PAGE)) {
      List<Made> made = events.stream().flatMap(this::asked).toList();
      outbox.advance(seen, events.getLast().sequence(), made);
      seen = events.getLast().sequence();
    }
  }

  private Stream<Made> asked(Event event) {
    if (AmbassadorNews.isOf(event)) return ambassadors.asked(event, rules);
    if (event.type().equals(InterestNews.NOTED)) return interests.asked(event);
    if (!event.type().startsWith("initiative.")) return Stream.empty();
    List<Made> made = new ArrayList<>();
    switch (event.type()) {
      case "initiative.received" -> {
        toSender(Kind.RECEIPT, event).ifPresent(made::add);
        made.addAll(fresh(event));
      }
      case "initiative.routed" -> made.addAll(toHandlers(event));
      case "initiative.moved" -> {
        toSender(Kind.MOVED, event).ifPresent(made::add);
        made.addAll(toHandlers(event));
      }
      case "initiative.returned" -> {
        toSender(Kind.RETURNED, event).ifPresent(made::add);
        made.addAll(fresh(event));
      }
      case "initiative.asked" -> toSender(Kind.ASKED, event).ifPresent(made::add);
      case "initiative.merged", "initiative.joined", "initiative.bundled", "initiative.parted", "initiative.unpaired" -> toSender(Kind.PAIRED, event).ifPresent(made::add);
      case "initiative.invited" -> made.addAll(toMembers(event));
      case "initiative.invitation-accepted", "initiative.invitation-declined", "initiative.invitation-lapsed" -> toSender(Kind.INVITED, event).ifPresent(made::add);
      case Correspondence.WRITTEN -> toSender(Kind.MESSAGE, event).ifPresent(made::add);
      case Correspondence.REPLIED -> made.addAll(replied(event));
      case "initiative.extended" -> toSender(Kind.EXTENDED, event).ifPresent(made::add);
      default -> {
        if (DECISIONS.contains(event.type())) {
          toSender(Kind.STATUS, event).ifPresent(made::add);
          made.addAll(toMerged(event));
        }
      }
    }
    return made.stream().distinct();
  }

  private Optional<Made> toSender(Kind kind, Event event) {
    return CaseFacts.read(graph, event.subject()).filter(facts -> !facts.email().isBlank() && (kind != Kind.RECEIPT || facts.today() <= MOST_RECEIPTS))
        .map(facts -> Made.ofEvent(kind, Delivery.SENDER, event.subject(), event.sequence()));
  }

  /** All who speak for the organisation that is asked. */
  private List<Made> toMembers(Event event) {
    return accounts.members(event.detail("organisation")).stream().filter(one -> one.email().isPresent())
        .map(one -> new Made("invitation " + event.detail("invitation") + " " + one.id(), Kind.INVITATION, one.id(), event.detail("invitation"), event.sequence(), Set.of())).toList();
  }

  /** Who has agreed that the own idea is answered in this case reads the answer too. */
  private List<Made> toMerged(Event event) {
    return graph.read(MERGED, Map.of("id", event.subject())).stream().map(row -> row.get("id").asString())
        .filter(id -> CaseFacts.read(graph, id).filter(facts -> !facts.email().isBlank()).isPresent())
        .map(id -> Made.ofEvent(Kind.STATUS, Delivery.SENDER + "+" + id, id, event.sequence())).toList();
  }

  /** The one who has got it, or where nobody is named all of the förvaltning; the others of it, where they want to know at once. */
  private List<Made> toHandlers(Event event) {
    List<Account> all = accounts.ambassadors(event.detail("forvaltning"));
    String named = event.detail("handler");
    List<Account> meant = named.isEmpty() ? all : accounts.byId(named).stream().toList();
    List<Account> present = meant.stream().flatMap(one -> accounts.present(one).stream()).distinct().toList();
    List<Account> others = all.stream().filter(one -> !meant.contains(one) && !present.contains(one)).flatMap(one -> accounts.present(one).stream()).distinct()
        .filter(one -> !present.contains(one)).toList();
    return Stream.concat(tell(Kind.ASSIGNED, Matter.ASSIGNED, present, event), tell(Kind.FRESH, Matter.FRESH, others, event)).toList();
  }

  /** Who does something to a case knows it already. */
  private Stream<Made> tell(Kind kind, Matter matter, List<Account> readers, Event event) {
    return readers.stream().filter(one -> one.email().isPresent() && !one.id().equals(event.by()) && rules.of(one.id()).of(matter) == When.NOW)
        .map(one -> Made.ofEvent(kind, one.id(), event.subject(), event.sequence()));
  }

  /** Who has the case, and who wrote what the sender answers; where nobody is left the coordinators. */
  private List<Made> replied(Event event) {
    Optional<CaseFacts> facts = CaseFacts.read(graph, event.subject());
    if (facts.isEmpty()) return List.of();
    Stream<Account> holders = facts.get().handler().isEmpty() ? facts.get().forvaltningar().stream().sorted().flatMap(one -> accounts.ambassadors(one).stream())
        : accounts.byId(facts.get().handler()).stream();
    List<Account> present = Stream.concat(holders, accounts.byId(event.detail("to")).stream()).flatMap(one -> accounts.present(one).stream()).distinct().toList();
    List<Account> readers = present.isEmpty() ? accounts.coordinators().stream().flatMap(one -> accounts.present(one).stream()).distinct().toList() : present;
    return tell(Kind.REPLIED, Matter.REPLIED, readers, event).toList();
  }

  /** A case that no förvaltning has: for coordinators, and for those whom its text points to. */
  private List<Made> fresh(Event event) {
    Optional<CaseFacts> facts = CaseFacts.read(graph, event.subject());
    if (facts.isEmpty()) return List.of();
    List<Account> readers = rules.all().entrySet().stream().filter(one -> one.getValue().of(Matter.FRESH) == When.NOW).flatMap(one -> accounts.byId(one.getKey()).stream())
        .filter(one -> one.role() == Role.COORDINATOR || one.role() == Role.AMBASSADOR && one.forvaltningar().stream().anyMatch(facts.get().proposed()::contains))
        .flatMap(one -> accounts.present(one).stream()).distinct().toList();
    return tell(Kind.FRESH, Matter.FRESH, readers, event).toList();
  }
}
