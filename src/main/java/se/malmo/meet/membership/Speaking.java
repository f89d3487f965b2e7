package se.malmo.meet.membership;

import java.util.Optional;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Request;

/** Who speaks for which organisation, by the caller and the address of a request. */
public final class Speaking {
  private Speaking() {}

  /**
   * The caller's account.
   *
   * @throws Problem.NotFound for a machine, which has none
   */
  static Account account(Request request, Accounts accounts) {
    return accounts.byId(request.caller().account()).orElseThrow(Problem.NotFound::new);
  }

  /**
   * The organisation of the address, where the caller speaks for it.
   *
   * @throws Problem.NotFound else; that there is another is told to nobody
   */
  public static Organisation organisation(Request request, Accounts accounts, Organisations organisations) {
    return Optional.of(request.path("id")).filter(account(request, accounts).organisations()::contains).flatMap(organisations::byId).orElseThrow(Problem.NotFound::new);
  }
}
