package se.malmo.meet.web;

import java.util.Optional;

/**
 * Who looks at a page.
 *
 * @param role that they have signed in with
 * @param token for the form that signs them out, "" where nobody has signed in
 * @param canSignIn whether this server has a page to sign in on
 */
public record Visit(Optional<Role> role, String token, boolean canSignIn) {
  public static final Visit UNKNOWN = new Visit(Optional.empty(), "", false);

  /** Whether they handle cases. */
  public boolean isCaseWork() {
    return role.filter(one -> one == Role.COORDINATOR || one == Role.AMBASSADOR).isPresent();
  }

  /** Whether they keep accounts. */
  public boolean isAdministration() {
    return role.filter(one -> one == Role.ADMINISTRATOR).isPresent();
  }

  /** Whether they examine what everybody has done. */
  public boolean isAudit() {
    return role.filter(one -> one == Role.ADMINISTRATOR || one == Role.AUDITOR).isPresent();
  }

  /** Whether they have the whole pipeline in view. */
  public boolean isCoordination() {
    return role.filter(one -> one == Role.COORDINATOR || one == Role.ADMINISTRATOR).isPresent();
  }

  /** Whether they speak for an organisation. */
  public boolean isMember() {
    return role.filter(one -> one == Role.MEMBER).isPresent();
  }
}
