package se.malmo.meet.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is sent, so that its receiver knows that it is ours, whole and new (Standard Webhooks 1.0, "Signature scheme"). */
public final class Signature {
  private static final String SECRET = "whsec_";
  private static final String SYMMETRIC = "v1,";
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Signature() {}

  /** A new secret: 256 bits. */
  static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return SECRET + Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * The header webhook-signature: one signature for each secret, with spaces between.
   *
   * @param id of the message
   * @param seconds of the try since 1970
   */
  public static String of(List<String> secrets, String id, long seconds, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    return secrets.stream().map(secret -> SYMMETRIC + one(secret, signed.toByteArray())).collect(Collectors.joining(" "));
  }

  private static String one(String secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(SECRET.length())), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
