package se.malmo.meet.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.malmo.meet.notice.Delivery.Made;
import se.malmo.meet.notice.FollowStore.Changed;
import se.malmo.meet.notice.FollowStore.Follower;
import se.malmo.meet.platform.Allowance;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.showcase.Theme;
import se.malmo.meet.showcase.Themes;

/**
 * Following a theme, a project or a förvaltning by mail, without an account. Nobody is followed up on who has not said yes by the link in a first mail. The secrets of the links
 * are made of the server's key and the follower's id, one for each purpose, so that none is good for anything else and the graph has only their hashes.
 */
public final class Follows {
  /** A link to say yes with is good for so long. */
  static final Duration ASKED_LIFE = Duration.ofDays(3);
  static final String THEME = "theme:";
  static final String PROJECT = "project:";
  static final String FORVALTNING = "forvaltning:";
  static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int MOST_FROM_ONE = 5;
  private static final int MOST_AN_HOUR = 300;
  /** Nobody is asked more often, whoever asks for it. */
  private static final int MOST_TO_ONE_A_DAY = 3;
  private static final int SECRET_DIGITS = 32;
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");
  private static final int MOST_CHANGED = 500;
  private static final int PAGE = 500;

  private final FollowStore store;
  private final Themes themes;
  private final EventLog log;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Ids ids;
  private final byte[] key;
  private final Allowance allowance;

  public Follows(Graph graph, Themes themes, EventLog log, Outbox outbox, InstantSource clock, Ids ids, byte[] key) {
    store = new FollowStore(graph);
    this.themes = themes;
    this.log = log;
    this.outbox = outbox;
    this.clock = clock;
    this.ids = ids;
    this.key = key.clone();
    allowance = new Allowance(MOST_FROM_ONE, WINDOW, clock);
  }

  /**
   * Asks the owner of an address whether they want to follow something. Whether they do already is told to nobody but them.
   *
   * @param target "theme:", "project:" or "forvaltning:" and which
   * @param from tells one who asks from another
   * @return false where too many ask just now and nothing was done
   */
  boolean ask(String target, String address, String language, String from) {
    Instant now = clock.instant();
    if (!allowance.take(from) || store.askedOfAll(now.minus(Duration.ofHours(1))) >= MOST_AN_HOUR) return false;
    String email = address.toLowerCase(Locale.ROOT);
    String followerKey = key(target, address);
    Optional<Follower> before = store.byKey(followerKey);
    if (before.filter(Follower::isConfirmed).isPresent() || store.askedOfAddress(email, now.minus(Duration.ofDays(1))) >= MOST_TO_ONE_A_DAY) return true;
    String id = before.map(Follower::id).orElseGet(() -> ids.next("flw-"));
    int asks = before.map(Follower::asks).orElse(0) + 1;
    store.ask(new FollowStore.Asked(followerKey, id, email, language, target, Hash.sha256(confirmSecret(id)), Hash.sha256(stopSecret(id)), now),
        outbox.statement(new Made("confirm " + id + " " + asks, Kind.CONFIRM, id, "", 0, Set.of())));
    return true;
  }

  /** The secret of the link that says yes, of somebody who was asked and has not answered. */
  Optional<String> asked(String target, String address) {
    return store.byKey(key(target, address)).filter(one -> !one.isConfirmed()).map(Follower::id).map(this::confirmSecret);
  }

  private static String key(String target, String address) {
    return Hash.sha256(address.toLowerCase(Locale.ROOT) + "\n" + target);
  }

  String confirmSecret(String id) {
    return Hash.hmac(key, "follow-confirm:" + id).substring(0, SECRET_DIGITS);
  }

  String stopSecret(String id) {
    return Hash.hmac(key, "follow-stop:" + id).substring(0, SECRET_DIGITS);
  }

  /** Who was asked by a link that is still good. */
  Optional<Follower> asked(String secret) {
    return SECRET.matcher(secret).matches() ? store.byConfirm(Hash.sha256(secret)).filter(one -> isOpen(one)) : Optional.empty();
  }

  /** Who was asked by a link that is still good, or has said yes by it and still follows. */
  Optional<Follower> invited(String secret) {
    return SECRET.matcher(secret).matches() ? store.byConfirm(Hash.sha256(secret)).filter(one -> one.isConfirmed() || isOpen(one)) : Optional.empty();
  }

  boolean isOpen(Follower one) {
    return !one.isConfirmed() && one.asked().plus(ASKED_LIFE).isAfter(clock.instant());
  }

  /** Says yes; works once. */
  boolean confirm(String secret) {
    return asked(secret).isPresent() && store.confirm(Hash.sha256(secret), log.last(), clock.instant());
  }

  Optional<Follower> ofStop(String secret) {
    return SECRET.matcher(secret).matches() ? store.byStop(Hash.sha256(secret)) : Optional.empty();
  }

  /** Ends it, and forgets the address; works once. */
  boolean stop(String secret) {
    return SECRET.matcher(secret).matches() && store.stop(Hash.sha256(secret));
  }

  Optional<Follower> byId(String id) {
    return store.byId(id);
  }

  long newest() {
    return log.last();
  }

  /** Puts a mail into the outbox for each who follows something that has changed between two events. */
  void tell(long from, long to, LocalDate day) {
    List<Changed> changed = store.changed(from, to, MOST_CHANGED);
    if (changed.isEmpty()) return;
    Set<String> targets = changed.stream().map(one -> PROJECT + one.reference()).collect(Collectors.toCollection(HashSet::new));
    changed.forEach(one -> one.forvaltningar().forEach(id -> targets.add(FORVALTNING + id)));
    for (String theme : store.followedThemes()) if (changed.stream().anyMatch(one -> isAbout(one, theme))) targets.add(theme);
    String after = "";
    for (List<String> some = store.ofTargets(targets, after, PAGE); !some.isEmpty(); some = store.ofTargets(targets, after, PAGE)) {
      outbox.make(some.stream().map(id -> new Made("news " + id + " " + day, Kind.NEWS, id, "", to, Set.of())).toList());
      after = some.getLast();
    }
  }

  /** What has changed of what somebody follows since they last heard, up to an event. */
  List<Changed> news(Follower follower, long to) {
    return store.changed(follower.told(), to, MOST_CHANGED).stream().filter(one -> isAbout(one, follower.target())).toList();
  }

  private boolean isAbout(Changed changed, String target) {
    if (target.startsWith(PROJECT)) return target.equals(PROJECT + changed.reference());
    if (target.startsWith(FORVALTNING)) return changed.forvaltningar().contains(target.substring(FORVALTNING.length()));
    Optional<Theme> theme = themes.bySlug(target.substring(THEME.length()));
    return theme.filter(it -> changed.competences().stream().anyMatch(it.competences()::contains)).isPresent();
  }

  /** The name of a theme that is followed, in a language; "" where there is none any more. */
  String themeName(String target, boolean english) {
    return themes.bySlug(target.substring(THEME.length())).map(theme -> english ? theme.nameEn() : theme.nameSv()).orElse("");
  }

  /** The name of a project or a förvaltning that is followed, in a language; "" where there is none any more. */
  String name(String target, boolean english) {
    String id = target.substring(target.indexOf(':') + 1);
    return target.startsWith(PROJECT) ? store.title(id) : store.forvaltning(id, english);
  }

  /** Forgets those who were asked and never said yes; tells how many. */
  public int purge() {
    return store.purge(clock.instant().minus(ASKED_LIFE));
  }
}
