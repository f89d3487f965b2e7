package se.malmo.meet.web;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import se.malmo.meet.platform.Json;

/**
 * What goes back to a client.
 *
 * @param headers beside those that every answer has
 */
public record Answer(int status, String contentType, Buffer content, Map<String, String> headers) {
  public static Answer html(int status, String html) {
    return new Answer(status, "text/html; charset=utf-8", Buffer.buffer(html), Map.of());
  }

  public static Answer json(int status, Object value) {
    return new Answer(status, "application/json", Buffer.buffer(Json.write(value)), Map.of());
  }

  public static Answer text(int status, String contentType, String text) {
    return new Answer(status, contentType, Buffer.buffer(text), Map.of());
  }

  /** After a POST: the client fetches the other address with GET. */
  public static Answer seeOther(String address) {
    return new Answer(303, "text/plain; charset=utf-8", Buffer.buffer(), Map.of("Location", address));
  }

  /** The same answer with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, content, more);
  }
}
