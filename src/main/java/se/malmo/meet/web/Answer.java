package se.malmo.meet.web;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.SpreadsheetText;

/**
 * What goes back to a client.
 *
 * @param headers beside those that every answer has
 * @param isPublic whether it is the same for everybody, so that it may be kept
 * @param stored where the content lies in a file of its own, which is gone once it has been sent; then there is no other
 * @param live goes on with the answer for as long as the client listens; then there is no content
 */
public record Answer(int status, String contentType, Buffer content, Map<String, String> headers, boolean isPublic, Optional<Consumer<EventStream>> live, Optional<Path> stored) {

  public Answer(int status, String contentType, Buffer content, Map<String, String> headers) {
    this(status, contentType, content, headers, false, Optional.empty(), Optional.empty());
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

  /** Server-sent events, not compressed: what is written goes out at once. */
  public static Answer events(Consumer<EventStream> live) {
    return new Answer(200, "text/event-stream", Buffer.buffer(), Map.of("Content-Encoding", "identity", "X-Accel-Buffering", "no"), false, Optional.of(live), Optional.empty());
  }

  /** A file to be kept, never shown in the page's own place. */
  public static Answer file(String contentType, String name, byte[] content) {
    return new Answer(200, contentType, Buffer.buffer(content), Map.of("Content-Disposition", "attachment; filename*=UTF-8''" + Links.encoded(name)));
  }

  /** A file that is sent a piece at a time, and is thrown away then. */
  public static Answer stored(String contentType, String name, Path content) {
    return new Answer(200, contentType, Buffer.buffer(), Map.of("Content-Disposition", "attachment; filename*=UTF-8''" + Links.encoded(name)), false, Optional.empty(), Optional.of(content));
  }

  /** A table for a spreadsheet. */
  public static Answer table(String name, SpreadsheetText table) {
    return text(200, "text/csv; charset=utf-8", table.toString()).with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  /** Done, and nothing to say of it. */
  public static Answer empty() {
    return new Answer(204, "application/json", Buffer.buffer(), Map.of());
  }

  /** After a POST: the client fetches the other address with GET. */
  public static Answer seeOther(String address) {
    return new Answer(303, "text/plain; charset=utf-8", Buffer.buffer(), Map.of("Location", address));
  }

  /** The same answer with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, content, more, isPublic, live, stored);
  }

  /** The same with the version of what it shows, so that a later change can name it: "7" of a case that has been acted on seven times. */
  public Answer ofVersion(String version) {
    return with("ETag", "\"" + version + "." + Hash.sha256(content.getBytes()).substring(0, 16) + "\"");
  }

  /** The same answer with another status. */
  public Answer as(int other) {
    return new Answer(other, contentType, content, headers, isPublic, live, stored);
  }

  /** The same for everybody, so that it may be kept. */
  public Answer forEverybody() {
    return new Answer(status, contentType, content, headers, true, live, stored);
  }
}
