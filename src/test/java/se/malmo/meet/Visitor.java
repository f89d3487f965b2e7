package se.malmo.meet;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.malmo.meet.web.Role;

/** A browser without scripts: keeps its cookies, and sends a form with the token that the last page gave it. */
final class Visitor {
  private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(token|key)\" value=\"([0-9a-f]*)\">");

  private static final String BOUNDARY = "----a-boundary-that-no-file-has";

  private final TestServer server;
  private String base;
  private final Map<String, String> hidden = new LinkedHashMap<>();
  private final Map<String, String> cookies = new LinkedHashMap<>();

  Visitor(TestServer server) {
    this.server = server;
    base = server.url("");
  }

  /** From now on asks another server, as a proxy would have it. */
  Visitor goTo(String other) {
    base = other;
    return this;
  }

  /** Signs in with one of the demo's roles. */
  Visitor as(Role role, String forvaltning) {
    get("/logga-in");
    HttpResponse<String> answer = post("/logga-in", Map.of("role", role.code(), "forvaltning", forvaltning));
    if (answer.statusCode() != 303) throw new IllegalStateException("Not signed in: " + answer.statusCode());
    return this;
  }

  /** The body of a form with what the last page hid in it. */
  String withToken(String form) {
    return body(hidden) + "&" + form;
  }

  String cookie() {
    return cookies.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).collect(Collectors.joining("; "));
  }

  HttpResponse<String> get(String path) {
    return ask(path, "GET");
  }

  /** Only looks: takes no form and no cookie from the page, so that many can at once. */
  int look(String path) {
    return server.send(HttpRequest.newBuilder(URI.create(base + path)).header("Cookie", cookie())).statusCode();
  }

  /** Asks by a method that sends nothing. */
  HttpResponse<String> ask(String path, String method) {
    return seen(server.send(HttpRequest.newBuilder(URI.create(base + path)).header("Cookie", cookie()).method(method, HttpRequest.BodyPublishers.noBody())));
  }

  /** Fills in the form of the last page. */
  HttpResponse<String> post(String path, Map<String, String> fields) {
    return post(path, fields, Map.of());
  }

  /** The same where a field has several values. */
  HttpResponse<String> postAll(String path, Map<String, String> fields, Map<String, List<String>> several) {
    Map<String, String> all = new LinkedHashMap<>(hidden);
    all.putAll(fields);
    several.keySet().forEach(all::remove);
    String more = several.entrySet().stream().flatMap(field -> field.getValue().stream().map(value -> field.getKey() + "=" + encoded(value))).collect(Collectors.joining("&"));
    return seen(sent(path, body(all) + "&" + more, Map.of()));
  }

  HttpResponse<String> post(String path, Map<String, String> fields, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(hidden);
    all.putAll(fields);
    return seen(postAsIs(path, all, headers));
  }

  /** Fills in the form of the last page and adds files, by name and content. */
  HttpResponse<String> postFiles(String path, Map<String, String> fields, Map<String, byte[]> files) {
    return postFiles(path, fields, files, Map.of());
  }

  HttpResponse<String> postFiles(String path, Map<String, String> fields, Map<String, byte[]> files, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(hidden);
    all.putAll(fields);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    all.forEach((name, value) -> part(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
    files.forEach((name, content) -> part(body, "name=\"files\"; filename=\"" + name + "\"", content));
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .header("Cookie", cookie()).POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    headers.forEach(request::header);
    return seen(server.send(request));
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
    body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the form of the last page and takes nothing from the answer, so that many can at once. */
  HttpResponse<String> press(String path) {
    return postAsIs(path, Map.copyOf(hidden), Map.of());
  }

  /** Sends these fields and nothing else. */
  HttpResponse<String> postAsIs(String path, Map<String, String> fields, Map<String, String> headers) {
    return sent(path, body(fields), headers);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String body(Map<String, String> fields) {
    return fields.entrySet().stream().map(field -> field.getKey() + "=" + encoded(field.getValue())).collect(Collectors.joining("&"));
  }

  private HttpResponse<String> sent(String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
    request.header("Cookie", cookie());
    headers.forEach(request::header);
    return server.send(request);
  }

  private HttpResponse<String> seen(HttpResponse<String> answer) {
    for (String given : answer.headers().allValues("Set-Cookie")) {
      String[] pair = given.split(";", 2)[0].split("=", 2);
      if (pair[1].isEmpty()) cookies.remove(pair[0]);
      else cookies.put(pair[0], pair[1]);
    }
    if (answer.body().contains("name=\"token\"")) hidden.clear();
    Matcher fields = HIDDEN.matcher(answer.body());
    while (fields.find()) hidden.put(fields.group(1), fields.group(2));
    return answer;
  }
}
