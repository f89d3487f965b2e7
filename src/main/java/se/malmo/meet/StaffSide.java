package se.malmo.meet;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.identity.AccountRoutes;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.identity.Audit;
import se.malmo.meet.identity.AuditRoutes;
import se.malmo.meet.identity.OidcRoutes;
import se.malmo.meet.identity.Sessions;
import se.malmo.meet.identity.SignInRoutes;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.privacy.Privacy;
import se.malmo.meet.privacy.PrivacyRoutes;
import se.malmo.meet.privacy.Retention;
import se.malmo.meet.web.Route;

/** Those who work with the portal: their accounts, how they sign in, and what they have done. */
final class StaffSide implements AutoCloseable {
  private final Accounts accounts;
  private final Sessions sessions;
  private final Audit audit;
  private final Privacy privacy;
  private final Retention retention;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;
  private final Optional<OidcRoutes> oidc;
  private final boolean isDemo;

  /**
   * Puts it together.
   *
   * @param forvaltningar the city's departments, by name
   * @param key signs what browsers carry
   * @throws se.malmo.meet.platform.StartFailure where the settings of the identity provider cannot be read
   */
  StaffSide(Graph graph, Settings settings, Clock clock, Ids ids, byte[] key, Supplier<List<Forvaltning.Name>> forvaltningar) {
    this.forvaltningar = forvaltningar;
    accounts = new Accounts(graph, clock, ids);
    sessions = new Sessions(graph, clock, ids);
    audit = new Audit(graph, clock);
    privacy = new Privacy(graph, clock, ids);
    retention = new Retention(graph, clock);
    oidc = OidcRoutes.of(settings, sessions, accounts, forvaltningar, key, ids, clock);
    isDemo = SignInRoutes.isAllowed(settings.demo(), settings.host());
  }

  Accounts accounts() {
    return accounts;
  }

  Sessions sessions() {
    return sessions;
  }

  Audit audit() {
    return audit;
  }

  Retention retention() {
    return retention;
  }

  List<Route> routes() {
    List<Route> all = new ArrayList<>(new AccountRoutes(accounts, forvaltningar).routes());
    all.addAll(new AuditRoutes(audit).routes());
    all.addAll(new PrivacyRoutes(privacy, retention).routes());
    if (oidc.isPresent()) all.addAll(oidc.get().routes());
    else if (isDemo) all.addAll(new SignInRoutes(sessions, accounts, forvaltningar).routes());
    return all;
  }

  @Override
  public void close() {
    oidc.ifPresent(OidcRoutes::close);
  }
}
