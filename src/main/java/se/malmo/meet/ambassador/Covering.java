package se.malmo.meet.ambassador;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.web.Caller;

/** Who takes what people send to a förvaltning, today. */
public final class Covering {
  private final Accounts accounts;

  public Covering(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Its ambassadors who are there, or who stands in for them; where nobody is, the coordinators. */
  public List<Account> takers(String forvaltning) {
    List<Account> there = present(accounts.ambassadors(forvaltning));
    return there.isEmpty() ? present(accounts.coordinators()) : there;
  }

  private List<Account> present(List<Account> meant) {
    return meant.stream().flatMap(one -> accounts.present(one).stream()).distinct().toList();
  }

  /** Whoever is there for somebody; where nobody is, those who take what is sent to the förvaltning. */
  public List<Account> takers(String account, String forvaltning) {
    List<Account> there = present(accounts.byId(account).stream().toList());
    return there.isEmpty() ? takers(forvaltning) : there;
  }

  /** Whose matters somebody sees: of the own förvaltningar and of those whom they stand in for today; empty for those who see all. */
  Optional<Set<String>> seen(Caller caller) {
    return caller.limit().map(own -> {
      Set<String> all = new HashSet<>(own);
      accounts.standsInFor(caller.account()).forEach(one -> all.addAll(one.forvaltningar()));
      return all;
    });
  }
}
