package se.malmo.meet.invitation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;

/**
 * Senders that an organisation never wants to hear from: it is not suggested for their cases and not asked by them. Neither its profile nor anybody's points change,
 * so that taking it back leaves all as it was. The sender is not told.
 */
public final class Senders {
  /** More than anybody has reason to refuse. */
  private static final int MOST = 200;

  private final SenderStore store;
  private final InstantSource clock;
  private final Ids ids;

  Senders(Graph graph, InstantSource clock, Ids ids) {
    store = new SenderStore(graph);
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Who sent an initiative.
   *
   * @param key the organisation's name as names are compared, or a SHA-256 of the address of somebody without one
   * @param organisation its name, "" for somebody without one
   * @param isPublic whether everybody may know who sent it
   */
  record Sender(String key, String organisation, boolean isPublic) {}

  /**
   * One whom an organisation does not want to hear from.
   *
   * @param label what they are called, "" for one who is only known by an initiative
   * @param title of the initiative that was refused first, "" for none
   */
  public record Refused(String id, String sender, String label, String title, String language, Instant at) {
    /** The day in Sweden. */
    public LocalDate day() {
      return Sweden.day(at);
    }
  }

  /** The organisations that do not want to hear from the sender of an initiative. */
  Set<String> refusedBy(String initiative) {
    return store.of(initiative).map(Sender::key).map(store::refusedBy).orElse(Set.of());
  }

  /** Whom an organisation does not want to hear from, the latest first. */
  List<Refused> of(String organisation) {
    return store.refused(organisation);
  }

  /** Whether the sender of an invitation's initiative is refused by the one who was asked; empty where nobody knows who sent it. */
  Optional<Boolean> isRefused(Invitation invitation) {
    return store.of(invitation.about().id()).map(sender -> of(invitation.organisation()).stream().anyMatch(one -> one.sender().equals(sender.key())));
  }

  /** Refuses the sender of an invitation's initiative from now on. */
  void refuse(Invitation invitation, String by) {
    Sender sender = store.of(invitation.about().id()).orElseThrow(() -> new Problem.Conflict("problem.senders.unknown"));
    // Who asks by somebody in the city has not said who they are.
    boolean isKnown = sender.isPublic() || invitation.by().equals(Invitations.Asker.SENDER);
    refuse(invitation.organisation(), sender.key(), isKnown ? sender.organisation() : "", invitation.about().id(), by);
  }

  /**
   * Refuses an organisation of the resource bank as a sender.
   *
   * @throws Problem.Invalid where there is none by that name, or it is the own one
   */
  void refuse(Organisation own, String name, String by) {
    String found = store.named(name).orElseThrow(() -> new Problem.Invalid("sender", "problem.senders.name", name));
    if (Organisation.nameKey(found).equals(Organisation.nameKey(own.name()))) throw new Problem.Invalid("sender", "problem.senders.own");
    refuse(own.id(), SenderStore.ofOrganisation(found), found, "", by);
  }

  private void refuse(String organisation, String sender, String label, String initiative, String by) {
    if (of(organisation).size() >= MOST) throw new Problem.Conflict("problem.senders.many", MOST);
    String id = ids.next("ref-");
    store.refuse(organisation, sender, label, initiative, id, clock.instant(), new Happening("organisation.refuses-sender", organisation, by, Map.of("refusal", id)));
  }

  /** Takes it back. */
  void allow(String organisation, String id, String by) {
    store.allow(organisation, id, clock.instant(), new Happening("organisation.allows-sender", organisation, by, Map.of("refusal", id)));
  }

  /** Takes back that the sender of an invitation's initiative is refused. */
  void allow(Invitation invitation, String by) {
    Optional<Sender> sender = store.of(invitation.about().id());
    of(invitation.organisation()).stream().filter(one -> sender.filter(it -> it.key().equals(one.sender())).isPresent()).forEach(one -> allow(invitation.organisation(), one.id(), by));
  }
}
