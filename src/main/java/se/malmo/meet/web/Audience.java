package se.malmo.meet.web;

import java.util.Set;

/** Who may use a route. Every route says it; there is no default. */
public enum Audience {
  /** Everybody, without an account. */
  ANYONE,
  /** Whoever has the secret in the address. */
  HOLDER_OF_SECRET,
  /** Whoever runs the machine: meant for probes, nothing personal in it. */
  OPERATOR,
  /** Those who speak for an organisation of the resource bank. */
  MEMBERSHIP(Role.MEMBER),
  /** Those who have the whole pipeline in view. */
  COORDINATION(Role.COORDINATOR, Role.ADMINISTRATOR),
  /** Those who use suggestions in their work and can say of what use they were. */
  CASE_WORK(Role.AMBASSADOR, Role.COORDINATOR, Role.INTEGRATOR),
  /** Those who handle a case and may read all that its sender handed in. */
  CASE_FILE(Role.AMBASSADOR, Role.COORDINATOR),
  /** Those who say who handles which case. */
  ASSIGNING(Role.COORDINATOR),
  /** Those who convene large meetings and plan their tables. */
  CONVENING(Role.COORDINATOR),
  /** Machines of others, and those who look after them. */
  INTEGRATION(Role.INTEGRATOR, Role.COORDINATOR, Role.ADMINISTRATOR),
  /** Those who keep or examine the register of cases (diarium). */
  REGISTER(Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR),
  /** Those who keep accounts and förvaltningar. */
  ADMINISTRATION(Role.ADMINISTRATOR),
  /** Those who examine what everybody has done. */
  AUDIT(Role.AUDITOR, Role.ADMINISTRATOR);

  private final Set<Role> roles;

  Audience(Role... roles) {
    this.roles = Set.of(roles);
  }

  /** Whether one must say who one is, by a bearer token. */
  public boolean isNamed() {
    return !roles.isEmpty();
  }

  public boolean includes(Caller caller) {
    return roles.contains(caller.role());
  }
}
