package se.malmo.meet.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keeps a short secret for a while so that the graph alone does not tell it: AES-GCM (NIST SP 800-38D) with a key that lies outside the graph. */
public final class Seal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /** @param key of the server; another one is derived from it, so that a seal is good for nothing else */
  public Seal(byte[] key) {
    this.key = new SecretKeySpec(HexFormat.of().parseHex(Hash.hmac(key, "seal")), "AES");
  }

  /** @param about what the secret belongs to: opened only with the same */
  public String close(String secret, String about) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, about, secret.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    return Base64.getEncoder().encodeToString(ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
  }

  /** Empty where it was sealed with another key, about something else, or is spoilt. */
  public Optional<String> open(String box, String about) {
    byte[] bytes = Base64.getDecoder().decode(box);
    if (bytes.length <= NONCE_BYTES) return Optional.empty();
    return run(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES), about, Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length))
        .map(opened -> new String(opened, StandardCharsets.UTF_8));
  }

  private Optional<byte[]> run(int mode, byte[] nonce, String about, byte[] content) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
      return Optional.of(cipher.doFinal(content));
    } catch (javax.crypto.AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES-GCM", e);
    }
  }
}
