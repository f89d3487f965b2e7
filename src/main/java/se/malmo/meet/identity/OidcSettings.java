package se.malmo.meet.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.StartFailure;
import se.malmo.meet.web.Role;

/**
 * The city's identity provider (OpenID Connect Core 1.0).
 *
 * @param issuer its address, as its tokens name it
 * @param roleClaim where a token says what somebody may do
 * @param forvaltningClaim where it says for which förvaltningar, by slug or name
 * @param roles what the values of the role claim mean
 */
record OidcSettings(String issuer, String clientId, String clientSecret, String roleClaim, String forvaltningClaim, Map<String, Role> roles) {

  OidcSettings {
    roles = Map.copyOf(roles);
  }

  @Override
  public String toString() {
    return issuer;
  }

  /**
   * Reads MEET_OIDC_ISSUER, MEET_OIDC_CLIENT_ID, MEET_OIDC_CLIENT_SECRET, and what may be left out: MEET_OIDC_ROLE_CLAIM ("roles"),
   * MEET_OIDC_FORVALTNING_CLAIM ("forvaltningar") and MEET_OIDC_ROLES ("group=ambassador,other=coordinator"; else the values are the roles' own names).
   *
   * @return empty where no issuer is named
   * @throws StartFailure where something else is missing or cannot be read
   */
  static Optional<OidcSettings> of(Settings settings) {
    return settings.service("MEET_OIDC_ISSUER").map(issuer -> {
      if (!issuer.startsWith("https://") && !issuer.startsWith("http://")) {
        throw new StartFailure("MEET_OIDC_ISSUER is '" + issuer + "'.", "Set it to the provider's address, as https://login.example.");
      }
      return new OidcSettings(issuer, needed(settings, "MEET_OIDC_CLIENT_ID"), needed(settings, "MEET_OIDC_CLIENT_SECRET"),
          settings.service("MEET_OIDC_ROLE_CLAIM").orElse("roles"), settings.service("MEET_OIDC_FORVALTNING_CLAIM").orElse("forvaltningar"),
          settings.service("MEET_OIDC_ROLES").map(OidcSettings::roles).orElse(ownNames()));
    });
  }

  private static String needed(Settings settings, String name) {
    return settings.service(name).orElseThrow(() -> new StartFailure(name + " is not set.", "Set it, or unset MEET_OIDC_ISSUER to do without the identity provider."));
  }

  private static Map<String, Role> ownNames() {
    Map<String, Role> roles = new LinkedHashMap<>();
    for (Role role : Role.values()) roles.put(role.code(), role);
    return roles;
  }

  private static Map<String, Role> roles(String pairs) {
    Map<String, Role> roles = new LinkedHashMap<>();
    for (String pair : pairs.split(",")) {
      String[] parts = pair.split("=", 2);
      Role role = parts.length < 2 ? null : Role.of(parts[1].strip()).orElse(null);
      if (role == null) throw new StartFailure("MEET_OIDC_ROLES has '" + pair + "'.", "Write group=role, with a role such as ambassador or coordinator.");
      roles.put(parts[0].strip(), role);
    }
    return roles;
  }
}
