package se.malmo.meet.web;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import se.malmo.meet.platform.Json;

/**
 * What goes back to a client.
 *
 * @param headers beside those that every answer has
 * @param isPublic whether it is the same for everybody, so that it may be kept
 */
public record Answer(int status, String contentType, Buffer content, Map<String, String> headers, boolean isPublic) {
  /** One that is for this reader alone. */
  public Answer(int status, String contentType, Buffer content, Map<String, String> headers) {
    this(status, contentType, content, headers, false);
  }

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
    return new Answer(status, contentType, content, more, isPublic);
  }

  /** The same answer, which is the same for everybody; not for one with a form's token or with what only its reader may see. */
  public Answer forEverybody() {
    return new Answer(status, contentType, content, headers, true);
  }
}
