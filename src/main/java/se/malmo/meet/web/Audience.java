package se.malmo.meet.web;

/** Who may use a route. Every route says it; there is no default. */
public enum Audience {
  /** Everybody, without an account. */
  ANYONE,
  /** Whoever has the secret in the address. */
  HOLDER_OF_SECRET,
  /** Whoever runs the machine: meant for probes, nothing personal in it. */
  OPERATOR
}
