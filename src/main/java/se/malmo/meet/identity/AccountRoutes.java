package se.malmo.meet.identity;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Form;
import se.malmo.meet.web.Page;
import se.malmo.meet.web.Paging;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Role;
import se.malmo.meet.web.Route;
import se.malmo.meet.web.Templates;

/** The accounts of those who work with the portal, for whoever keeps them. */
public final class AccountRoutes {
  private static final List<Role> ROLES = List.of(Role.AMBASSADOR, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR);
  private static final List<String> ORDER = List.of("name", "email", "role", "forvaltningar");
  private static final int LONGEST = 200;

  private final Accounts accounts;
  private final Supplier<List<Forvaltning.Name>> forvaltningar;

  /** @param forvaltningar the city's departments, by name */
  public AccountRoutes(Accounts accounts, Supplier<List<Forvaltning.Name>> forvaltningar) {
    this.accounts = accounts;
    this.forvaltningar = forvaltningar;
  }

  public List<Route> routes() {
    return Stream.of(
        Route.page("/konton", "/en/accounts", Audience.ADMINISTRATION, request -> list(request, 200, Form.empty(request.formToken()))),
        Route.form("/konton", "/en/accounts", Audience.ADMINISTRATION, this::make, request -> list(request, 403, lay(request))),
        Route.page("/konton/:id", "/en/accounts/:id", Audience.ADMINISTRATION, request -> one(request, 200, filled(account(request), request))),
        Route.form("/konton/:id", "/en/accounts/:id", Audience.ADMINISTRATION, this::change, request -> one(request, 403, lay(request)))
    ).flatMap(List::stream).toList();
  }

  /** An account as it is typed. */
  private record Typed(String name, Optional<String> email, Role role, Set<String> forvaltningar) {}

  private Answer list(Request request, int status, Form form) {
    Page page = request.page(form.titled(request.messages().get("accounts.title"), request.messages()), "").in("accounts");
    Paging paging = Paging.of(request.pageNumber(), accounts.count(), request.links().accounts(), "");
    return Answer.html(status, Templates.render("identity/accounts.jte", Map.of("page", page, "form", form, "accounts", accounts.page(paging.skip(), Paging.SIZE),
        "forvaltningar", forvaltningar.get(), "roles", ROLES, "paging", paging)));
  }

  private Answer one(Request request, int status, Form form) {
    Account account = account(request);
    Page page = request.page(form.titled(account.name(), request.messages()), "").in("accounts");
    return Answer.html(status, Templates.render("identity/account.jte", Map.of("page", page, "form", form, "account", account, "forvaltningar", forvaltningar.get(), "roles", ROLES)));
  }

  private Account account(Request request) {
    return accounts.byId(request.path("id")).orElseThrow(Problem.NotFound::new);
  }

  /** A member stays one; nobody is made one here, since an organisation is what members speak for. */
  private static List<Role> roles(Optional<Account> own) {
    return own.filter(one -> one.role() == Role.MEMBER).isPresent() ? List.of(Role.MEMBER) : ROLES;
  }

  private static Form lay(Request request) {
    return Form.of(request.fields(), request.formToken(), List.of(new Problem.Field("name", "problem.form.lay")), ORDER, request.messages());
  }

  private static Form filled(Account account, Request request) {
    MultiMap values = MultiMap.caseInsensitiveMultiMap().set("name", account.name()).set("email", account.email().orElse("")).set("role", account.role().code());
    account.forvaltningar().forEach(slug -> values.add("forvaltningar", slug));
    return new Form(values, request.formToken(), List.of());
  }

  private Typed typed(Request request, Optional<Account> own) {
    Checks checks = new Checks();
    MultiMap fields = request.fields();
    String name = checks.required("name", fields.get("name"), LONGEST);
    Optional<String> email = checks.optional("email", fields.get("email"), LONGEST);
    email.ifPresent(address -> checks.email("email", address));
    if (email.flatMap(accounts::byEmail).filter(other -> own.filter(one -> one.id().equals(other.id())).isEmpty()).isPresent()) checks.fault("email", "problem.account.email");
    Optional<Role> role = Optional.ofNullable(fields.get("role")).flatMap(Role::of).filter(roles(own)::contains);
    if (role.isEmpty()) checks.fault("role", "problem.role");
    Set<String> known = forvaltningar.get().stream().map(Forvaltning.Name::id).collect(Collectors.toSet());
    Set<String> chosen = Set.copyOf(fields.getAll("forvaltningar"));
    if (!known.containsAll(chosen)) checks.fault("forvaltningar", "problem.forvaltning");
    if (role.filter(Role.AMBASSADOR::equals).isPresent() && chosen.isEmpty()) checks.fault("forvaltningar", "problem.account.forvaltning");
    checks.done();
    return new Typed(name, email, role.orElseThrow(), role.orElseThrow() == Role.AMBASSADOR ? chosen : Set.of());
  }

  private Answer make(Request request) {
    try {
      Typed typed = typed(request, Optional.empty());
      Account made = accounts.make(typed.role(), typed.name(), typed.email(), typed.forvaltningar(), Optional.empty(), request.caller().account());
      return Answer.seeOther(request.links().account(made.id()));
    } catch (Problem.Invalid e) {
      return list(request, 400, Form.of(request.fields(), request.formToken(), e.fields(), ORDER, request.messages()));
    }
  }

  private Answer change(Request request) {
    Account account = account(request);
    String by = request.caller().account();
    try {
      switch (Optional.ofNullable(request.fields().get("do")).orElse("")) {
        case "save" -> {
          Typed typed = typed(request, Optional.of(account));
          if (account.id().equals(by) && typed.role() != Role.ADMINISTRATOR) throw new Problem.Invalid("role", "problem.account.own");
          accounts.change(account.as(typed.role(), typed.name(), typed.email().map(one -> one.toLowerCase(java.util.Locale.ROOT)), typed.forvaltningar()), by);
        }
        case "end" -> accounts.endSessions(account, by);
        case "close", "open" -> {
          if (account.id().equals(by)) throw new Problem.Invalid("name", "problem.account.own");
          accounts.change(account.closed(!account.isClosed()), by);
        }
        default -> throw new Problem.Invalid("do", "problem.case.do");
      }
    } catch (Problem.Invalid e) {
      return one(request, 400, Form.of(request.fields(), request.formToken(), e.fields(), ORDER, request.messages()));
    }
    return Answer.seeOther(request.links().account(account.id()));
  }
}
