package se.malmo.meet.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The API's contract, served as it is written. */
public final class OpenApi {
  private OpenApi() {}

  /** The contract's text. */
  public static String contract() {
    try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Route route() {
    String contract = contract();
    return Route.get("/openapi.json", Audience.ANYONE, request -> Answer.text(200, "application/json", contract));
  }
}
