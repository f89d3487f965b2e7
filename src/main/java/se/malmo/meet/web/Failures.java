package se.malmo.meet.web;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;

/** What a client hears when something cannot be done: a page, or problem+json (RFC 9457) for the API. */
final class Failures {
  private static final Logger LOG = LogManager.getLogger();
  private static final String TYPE = "https://meetmalmo.example/problems/";
  /** What the API can say no with, each with its status; docs/api.md and the page of the API explain them. */
  static final Map<String, Integer> OF_API = Map.ofEntries(Map.entry("invalid", 400), Map.entry("malformed", 400), Map.entry("unknown", 401), Map.entry("role", 403), Map.entry("scope", 403),
      Map.entry("not-found", 404), Map.entry("method", 405), Map.entry("slow", 408), Map.entry("conflict", 409), Map.entry("changed", 412), Map.entry("too-large", 413),
      Map.entry("body-too-large", 413), Map.entry("media-type", 415), Map.entry("repeated", 422), Map.entry("unconditional", 428), Map.entry("busy", 429), Map.entry("fault", 500),
      Map.entry("loaded", 503));

  private Failures() {}

  private record Body(String type, String title, int status, String detail, List<FieldFault> errors) {}

  private record FieldFault(String field, String message) {}

  /** The answer to a failure; what is not the client's fault is logged once, with the request's id. */
  static Answer answer(Throwable failure, int status, RoutingContext context) {
    Messages messages = Messages.of(Request.accepted(context));
    boolean api = context.request().path().startsWith("/api/");
    return switch (failure) {
      case Problem.Invalid invalid -> problem(400, "invalid", invalid.fields(), messages, api);
      case Problem.TooLarge large -> problem(413, "too-large", List.of(large.field()), messages, api);
      case Problem.Conflict conflict -> problem(409, "conflict", List.of(conflict.reason()), messages, api);
      case Problem.Repeated repeated -> problem(422, "repeated", List.of(), messages, api);
      case Problem.Unconditional unconditional -> problem(428, "unconditional", List.of(), messages, api);
      case Problem.Changed changed -> problem(412, "changed", List.of(), messages, api);
      case Problem.NotFound missing -> problem(404, "not-found", List.of(), messages, api);
      case HttpException http when http.getStatusCode() < 500 -> problem(http.getStatusCode(), name(http.getStatusCode()), List.of(), messages, api);
      case Neo4jException graph when isLoaded(graph) -> {
        LOG.warn("Request {} to {}: the graph did not answer in time ({})", RequestMark.idOf(context), route(context), graph.code());
        yield problem(503, "loaded", List.of(), messages, api).with("Retry-After", "5");
      }
      // The watch has told of it already; once for each that asks meanwhile would fill the log.
      case Graph.Away gone -> problem(503, "away", List.of(), messages, api).with("Retry-After", "10");
      case null -> problem(status, name(status), List.of(), messages, api);
      default -> {
        if (status >= 400 && status < 500) yield problem(status, name(status), List.of(), messages, api);
        LOG.error("Request {} to {} failed", RequestMark.idOf(context), route(context), failure);
        yield problem(500, "fault", List.of(), messages, api);
      }
    };
  }

  /** Whether the graph has more to do than it can, or is gone for a while: another try may well do. */
  private static boolean isLoaded(Neo4jException graph) {
    return graph instanceof RetryableException || String.valueOf(graph.code()).contains("TransactionTimedOut") || isWithoutConnection(graph);
  }

  /** Whether all connections were in use for too long; the driver has no other sign of that than its words. */
  private static boolean isWithoutConnection(Neo4jException graph) {
    return graph instanceof ClientException && String.valueOf(graph.getMessage()).contains("acquire");
  }

  /** The answer where more ask than can be answered. */
  static Answer full(RoutingContext context) {
    return problem(503, "loaded", List.of(), Messages.of(Request.accepted(context)), context.request().path().startsWith("/api/")).with("Retry-After", "5");
  }

  /** The answer to somebody who is known and may not do this. */
  static Answer wrongRole(RoutingContext context) {
    boolean api = context.request().path().startsWith("/api/");
    return problem(403, api ? "role" : "page-role", List.of(), Messages.of(Request.accepted(context)), api);
  }

  /** The answer to a token that may read and would write. */
  static Answer wrongScope(RoutingContext context) {
    return problem(403, "scope", List.of(), Messages.of(Request.accepted(context)), true);
  }

  /** The answer to somebody who has not signed in and opens a page for which one must; says where one can. */
  static Answer signIn(RoutingContext context, boolean canSignIn) {
    Messages messages = Messages.of(Request.accepted(context));
    Links links = Links.of(messages.language());
    String name = canSignIn ? "sign-in" : "no-sign-in";
    String query = context.request().query() == null ? "" : "?" + context.request().query();
    boolean isRead = context.request().method().name().equals("GET");
    String way = canSignIn ? links.signIn() + (isRead ? "?next=" + Links.encoded(context.request().path() + query) : "") : "";
    return page(401, messages, messages.get("failure." + name + ".title"), messages.get("failure." + name + ".detail"), List.of(), way);
  }

  /** The pattern that was asked for, never the address itself: an address may hold a secret. */
  private static String route(RoutingContext context) {
    return context.request().method() + " " + RequestMark.routeOf(context);
  }

  private static String name(int status) {
    return switch (status) {
      case 401 -> "unknown";
      case 403 -> "forbidden";
      case 404 -> "not-found";
      case 405 -> "method";
      case 408 -> "slow";
      case 413 -> "body-too-large";
      case 415 -> "media-type";
      case 429 -> "busy";
      case 503 -> "starting";
      default -> "malformed";
    };
  }

  private static Answer problem(int status, String name, List<Problem.Field> fields, Messages messages, boolean api) {
    String title = messages.get("failure." + name + ".title");
    String detail = messages.get("failure." + name + ".detail");
    List<FieldFault> faults = fields.stream().map(f -> new FieldFault(f.field(), messages.get(f.key(), f.arguments().toArray()))).toList();
    if (api) {
      Body body = new Body(TYPE + name, title, status, detail, faults.isEmpty() ? null : faults);
      return new Answer(status, "application/problem+json", io.vertx.core.buffer.Buffer.buffer(Json.write(body)), Map.of());
    }
    return page(status, messages, title, detail, faults.stream().map(FieldFault::message).toList(), "");
  }

  /** @param way where one can sign in, "" for nowhere */
  private static Answer page(int status, Messages messages, String title, String detail, List<String> faults, String way) {
    Page page = new Page(messages, Links.of(messages.language()), title, "", "", "", Optional.empty(), false, Head.NONE, Visit.UNKNOWN);
    return Answer.html(status, Templates.render("web/failure.jte", Map.of("page", page, "detail", detail, "faults", faults, "way", way)));
  }
}
