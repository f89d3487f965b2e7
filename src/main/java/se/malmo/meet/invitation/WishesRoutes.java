package se.malmo.meet.invitation;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.language.Language;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.EventLog.Happening;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** How an organisation wants to be asked, whether its profile still holds, and how often and why it was shown; for those who speak for it. */
public final class WishesRoutes {
  /** A profile that nobody has confirmed for so long counts less. */
  static final int CONFIRMED_MONTHS = 12;
  private static final Duration SHOWN_SINCE = Duration.ofDays(365);
  private static final int LONGEST_PAUSE_DAYS = 366;
  private static final int BATCH = 500;
  private static final List<String> ORDER = List.of("aWeek", "capacity", "pause", "competence", "sender");

  private final WishesStore store;
  private final Accounts accounts;
  private final Organisations organisations;
  private final Vocabulary vocabulary;
  private final Senders senders;
  private final InstantSource clock;

  public WishesRoutes(Graph graph, Accounts accounts, Organisations organisations, Vocabulary vocabulary, Invitations invitations, InstantSource clock) {
    senders = invitations.senders();
    store = new WishesStore(graph);
    this.accounts = accounts;
    this.organisations = organisations;
    this.vocabulary = vocabulary;
    this.clock = clock;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/min-sida/:id/onskemal", "/en/my-page/:id/wishes", Audience.MEMBERSHIP, request -> page(request, 200, filled(request))),
        Route.form("/min-sida/:id/onskemal", "/en/my-page/:id/wishes", Audience.MEMBERSHIP, this::change, request -> again(request, 403, List.of(new Problem.Field("aWeek", "problem.form.lay")))),
        Route.page("/min-sida/:id/visningar", "/en/my-page/:id/shown", Audience.MEMBERSHIP, this::shown)
    ).flatMap(List::stream).toList();
  }

  /** What is done every hour: who has rested long enough is suggested again, what nobody has confirmed for a year counts less. */
  public List<IntSupplier> chores() {
    return List.of(this::resume, () -> store.age(today().minusMonths(CONFIRMED_MONTHS), BATCH, clock.instant()));
  }

  private int resume() {
    List<String> rested = store.rested(today(), BATCH);
    rested.forEach(id -> store.resume(id, today(), clock.instant()));
    return rested.size();
  }

  private LocalDate today() {
    return Sweden.today(clock);
  }

  private Organisation own(Request request) {
    return Optional.of(request.path("id")).filter(id -> accounts.byId(request.caller().account()).map(Account::organisations).orElseThrow(Problem.NotFound::new).contains(id))
        .flatMap(organisations::byId).orElseThrow(Problem.NotFound::new);
  }

  private Wishes wishes(Request request) {
    return store.of(own(request).id()).orElseThrow(Problem.NotFound::new);
  }

  private Form filled(Request request) {
    Wishes wishes = wishes(request);
    MultiMap values = MultiMap.caseInsensitiveMultiMap().set("aWeek", String.valueOf(wishes.aWeek())).set("capacity", wishes.capacity().map(String::valueOf).orElse(""))
        .set("pause", wishes.pausedUntil().map(LocalDate::toString).orElse(""));
    return new Form(values, request.formToken(), List.of());
  }

  private Answer page(Request request, int status, Form form) {
    Organisation organisation = own(request);
    Page page = request.page(form.titled(request.messages().get("wishes.title"), request.messages()), "").in("membership");
    Map<String, Object> parameters = new HashMap<>(Map.of("page", page, "form", form, "organisation", organisation, "wishes", wishes(request), "doubted", store.doubted(organisation.id()),
        "senders", senders.of(organisation.id()), "saved", request.query("saved").isPresent()));
    return Answer.html(status, Templates.render("invitation/wishes.jte", parameters));
  }

  private Answer again(Request request, int status, List<Problem.Field> faults) {
    // What another of the page's forms has stays as it was.
    MultiMap values = filled(request).values();
    request.fields().names().forEach(name -> values.set(name, request.fields().getAll(name)));
    return page(request, status, Form.of(values, request.formToken(), faults, ORDER, request.messages()));
  }

  private Answer change(Request request) {
    Organisation organisation = own(request);
    String by = request.caller().account();
    Instant at = clock.instant();
    try {
      switch (Optional.ofNullable(request.fields().get("do")).orElse("")) {
        case "keep" -> store.keep(organisation.id(), read(request), at, new Happening("organisation.wishes", organisation.id(), by));
        case "confirm" -> store.confirm(organisation.id(), today(), at, new Happening("organisation.confirmed", organisation.id(), by));
        case "avoid" -> {
          Competence competence = competence(request);
          store.avoid(organisation.id(), competence.id(), today(), at, new Happening("organisation.avoids", organisation.id(), by, Map.of("competence", competence.id())));
        }
        case "allow" -> {
          String competence = Optional.ofNullable(request.fields().get("competence")).orElse("");
          store.allow(organisation.id(), competence, at, new Happening("organisation.allows", organisation.id(), by, Map.of("competence", competence)));
        }
        case "refuse-sender" -> senders.refuse(organisation, sender(request), by);
        case "allow-sender" -> senders.allow(organisation.id(), Optional.ofNullable(request.fields().get("sender")).orElse(""), by);
        default -> throw new Problem.Invalid("do", "problem.case.do");
      }
    } catch (Problem.Invalid e) {
      return again(request, 400, e.fields());
    } catch (Problem.Conflict e) {
      return again(request, 409, List.of(new Problem.Field("sender", e.reason().key(), e.reason().arguments().toArray())));
    }
    return Answer.seeOther(request.links().wishes(organisation.id()) + "?saved=1");
  }

  private static String sender(Request request) {
    Checks checks = new Checks();
    String name = checks.required("sender", request.fields().get("sender"), 200);
    checks.done();
    return name;
  }

  private Wishes read(Request request) {
    Checks checks = new Checks();
    int aWeek = number(checks, "aWeek", checks.required("aWeek", request.fields().get("aWeek"), 20), Wishes.MOST_A_WEEK);
    Optional<Integer> capacity = checks.optional("capacity", request.fields().get("capacity"), 20).map(given -> number(checks, "capacity", given, Wishes.MOST_CAPACITY));
    Optional<LocalDate> until = checks.optional("pause", request.fields().get("pause"), 20).map(given -> until(checks, given));
    checks.done();
    return new Wishes(aWeek, capacity, until, List.of(), Optional.empty(), false);
  }

  private static int number(Checks checks, String field, String given, int most) {
    int number = given.matches("\\d{1,6}") ? Integer.parseInt(given) : -1;
    if (!given.isEmpty() && (number < 0 || number > most)) checks.fault(field, "problem.range", 0, most);
    return Math.max(0, number);
  }

  private LocalDate until(Checks checks, String given) {
    try {
      LocalDate until = LocalDate.parse(given);
      if (!until.isAfter(today()) || until.isAfter(today().plusDays(LONGEST_PAUSE_DAYS))) checks.fault("pause", "problem.wishes.pause");
      return until;
    } catch (DateTimeParseException e) {
      checks.fault("pause", "problem.date");
      return today();
    }
  }

  private Competence competence(Request request) {
    Checks checks = new Checks();
    String given = checks.required("competence", request.fields().get("competence"), 200);
    checks.done();
    return Stream.of(Language.values()).flatMap(language -> vocabulary.labelled(given, language).stream()).findFirst().or(() -> read(given, request))
        .orElseThrow(() -> new Problem.Invalid("competence", "problem.wishes.competence", given));
  }

  /** What a word that is no name of a competence is read as. */
  private Optional<Competence> read(String given, Request request) {
    return Language.of(request.messages().language()).stream().flatMap(language -> vocabulary.offered(given, language).stream()).flatMap(it -> it.competence().stream()).findFirst();
  }

  /**
   * One time that it was suggested.
   *
   * @param title of the initiative where everybody may know of it, "" where not
   */
  public record ShownLine(int rank, String when, String why, String title, String href) {}

  private Answer shown(Request request) {
    Organisation organisation = own(request);
    Page page = request.page(request.messages().get("shown.title"), "").in("membership");
    Instant since = clock.instant().minus(SHOWN_SINCE);
    WishesStore.Count count = store.count(organisation.id(), since);
    Paging paging = Paging.of(request.pageNumber(), count.times(), request.links().shown(organisation.id()), "");
    List<ShownLine> lines = store.shown(organisation.id(), since, paging.skip(), Paging.SIZE).stream().map(row -> new ShownLine(row.rank(), page.moment(row.at()), why(row.why(), page),
        row.isPublic() ? row.title() : "", row.isPublic() ? page.links().initiative(row.reference()) : "")).toList();
    return Answer.html(200, Templates.render("invitation/shown.jte", new HashMap<>(Map.of("page", page, "organisation", organisation, "lines", lines, "paging", paging, "times", count.times(),
        "exposure", count.exposure()))));
  }

  /** "Erbjuder matsvinn, delar ord med texten". */
  private String why(List<String> kinds, Page page) {
    return page.messages().list(kinds.stream().map(one -> {
      String[] parts = one.split(" ", 3);
      String label = parts[1].isEmpty() ? "" : vocabulary.byId(parts[2]).map(it -> page.messages().isEnglish() ? it.labelEn() : it.labelSv()).orElse("");
      return label.isEmpty() ? page.text("shown.kind." + parts[0]) : page.text("shown.competence", label);
    }).distinct().toList());
  }
}
