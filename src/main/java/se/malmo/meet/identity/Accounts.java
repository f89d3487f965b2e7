package se.malmo.meet.identity;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.platform.Trace;
import se.malmo.meet.web.Role;

/** The accounts of those who work with the portal. */
public final class Accounts {
  private static final String DEMO = "acc-demo-";
  /** Under a name that nobody can have (RFC 2606): what the demo writes to them is seen in its outbox. */
  private static final String DEMO_HOST = "@meet.example";

  private final AccountStore store;
  private final InstantSource clock;
  private final Ids ids;

  public Accounts(Graph graph, InstantSource clock, Ids ids) {
    store = new AccountStore(graph);
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Makes an account.
   *
   * @param subject who an identity provider says that it is, "issuer|subject"
   * @param by the id of the account that makes it, or a machine's name
   */
  public Account make(Role role, String name, Optional<String> email, Set<String> forvaltningar, Optional<String> subject, String by) {
    Account account = Account.of(ids.next("acc-"), role, name, email.map(one -> one.toLowerCase(Locale.ROOT)), forvaltningar);
    store.save(account, subject, by, false, clock.instant());
    return account;
  }

  /**
   * Lets the owner of an address speak for an organisation too; their account is made where there is none.
   *
   * @param name where the account is made
   * @return nothing where the address belongs to somebody who works for the city, or to an account that is closed
   */
  public Optional<Account> join(String email, String name, String organisation, String by) {
    Optional<Account> known = byEmail(email);
    if (known.filter(one -> one.isClosed() || one.role() != Role.MEMBER).isPresent()) return Optional.empty();
    Account before = known.orElseGet(() -> Account.of(ids.next("acc-"), Role.MEMBER, name, Optional.of(email.toLowerCase(Locale.ROOT)), Set.of()));
    Set<String> all = new HashSet<>(before.organisations());
    Account member = organisation.isEmpty() || !all.add(organisation) ? before : before.of(all);
    if (known.isEmpty() || !member.equals(before)) store.save(member, Optional.empty(), by, false, clock.instant());
    return Optional.of(member);
  }

  /** Whether an address may be that of somebody who handles a förvaltning's cases: it is nobody's yet, or an ambassador's whose account is open. */
  public boolean mayBeAmbassador(String email) {
    return byEmail(email).filter(one -> one.isClosed() || one.role() != Role.AMBASSADOR).isEmpty();
  }

  /** Whether somebody handles a förvaltning's cases by this address already. */
  public boolean isAmbassador(String email, String forvaltning) {
    return byEmail(email).filter(one -> one.role() == Role.AMBASSADOR && one.forvaltningar().contains(forvaltning)).isPresent();
  }

  /** Lets the owner of an address handle a förvaltning's cases too; their account is made where there is none. Does nothing where an address may not be. */
  public void ambassador(String email, String name, String forvaltning, String by, Trace trace) {
    if (!mayBeAmbassador(email) || isAmbassador(email, forvaltning)) return;
    Account before = byEmail(email).orElseGet(() -> Account.of(ids.next("acc-"), Role.AMBASSADOR, name, Optional.of(email.toLowerCase(Locale.ROOT)), Set.of()));
    Set<String> all = new HashSet<>(before.forvaltningar());
    all.add(forvaltning);
    store.save(before.as(before.role(), before.name(), before.email(), all), Optional.empty(), by, !before.forvaltningar().isEmpty(), clock.instant(), trace);
  }

  /** Those who speak for an organisation, by name. */
  public List<Account> members(String organisation) {
    return store.ofOrganisation(organisation);
  }

  /** Changes an account; whoever may do less or other than before is signed out everywhere. */
  public void change(Account account, String by) {
    Account before = store.byId(account.id()).orElseThrow();
    boolean isOther = account.isClosed() || before.role() != account.role() || !before.forvaltningar().equals(account.forvaltningar());
    store.save(account, Optional.empty(), by, isOther, clock.instant());
  }

  /** Signs somebody out of every browser. */
  public void endSessions(Account account, String by) {
    store.save(account, Optional.empty(), by, true, clock.instant());
  }

  /** The demo's account of a role, for an ambassador in a förvaltning; made where it is missing. */
  public Account demo(Role role, Optional<String> forvaltning, String name) {
    String id = DEMO + role.code() + forvaltning.map(one -> "-" + one).orElse("");
    return store.byId(id).orElseGet(() -> {
      Account made = Account.of(id, role, name, Optional.of(id + DEMO_HOST), forvaltning.map(Set::of).orElse(Set.of()));
      store.save(made, Optional.empty(), "demo", false, clock.instant());
      return made;
    });
  }

  public Optional<Account> byId(String id) {
    return store.byId(id);
  }

  public Optional<Account> byEmail(String email) {
    return store.byEmail(email.toLowerCase(Locale.ROOT));
  }

  /** Who an identity provider means, "issuer|subject". */
  public Optional<Account> bySubject(String subject) {
    return store.bySubject(subject);
  }

  /** A page of all accounts, by role and name. */
  public List<Account> page(int skip, int limit) {
    return store.page(skip, limit);
  }

  public int count() {
    return store.count();
  }

  /** Who handles the cases of a förvaltning, by name; those who are away are among them. */
  public List<Account> ambassadors(String forvaltning) {
    return store.ofForvaltning(forvaltning);
  }

  /** Those who have the whole in view, by name; those who are away are among them. */
  public List<Account> coordinators() {
    return store.coordinators();
  }

  /** Those who are away today and whose work is somebody's meanwhile, also by way of a deputy who is away too. */
  public List<Account> standsInFor(String account) {
    LocalDate today = Sweden.today(clock);
    Set<String> seen = new HashSet<>(Set.of(account));
    List<Account> all = new ArrayList<>();
    for (List<Account> next = away(account, today); !next.isEmpty();) {
      List<Account> fresh = next.stream().filter(one -> seen.add(one.id())).toList();
      all.addAll(fresh);
      next = fresh.stream().flatMap(one -> away(one.id(), today).stream()).toList();
    }
    return all;
  }

  private List<Account> away(String deputy, LocalDate today) {
    return store.withDeputy(deputy).stream().filter(one -> one.isAway(today)).toList();
  }

  /**
   * Who takes a new case that is meant for somebody: they themselves, or while they are away their deputy, or their deputy's deputy. Empty where all of
   * them are away, or closed.
   */
  public Optional<Account> present(Account meant) {
    LocalDate today = Sweden.today(clock);
    Account one = meant;
    for (Set<String> seen = new java.util.HashSet<>(); seen.add(one.id());) {
      if (!one.isClosed() && !one.isAway(today)) return Optional.of(one);
      Optional<Account> deputy = one.deputy().flatMap(store::byId);
      if (deputy.isEmpty()) return Optional.empty();
      one = deputy.get();
    }
    return Optional.empty();
  }
}
