package se.malmo.meet.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

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

  /**
   * A kind of no that the API can say.
   *
   * @param name the end of its `type`
   */
  public record Refusal(String name, int status) {}

  /** All of them, by status. */
  public static List<Refusal> refusals() {
    return Failures.OF_API.entrySet().stream().map(one -> new Refusal(one.getKey(), one.getValue())).sorted(Comparator.comparingInt(Refusal::status).thenComparing(Refusal::name)).toList();
  }

  public static Route route() {
    String contract = contract();
    return Route.get("/openapi.json", Audience.ANYONE, request -> Answer.text(200, "application/json", contract).forEverybody());
  }
}
