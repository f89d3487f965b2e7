package se.malmo.meet.backup;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A sum over the content of a graph that is the same however the graph numbers its nodes and in whatever order they are read: the SHA-256 of each node, added up,
 * and of each relationship with those of its ends. Adding, unlike xor, also counts what is there twice (Bellare & Micciancio 1997: AdHash).
 * Keeps eight bytes of each node, 8 MB for a million.
 */
final class Fingerprint {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
  private static final int FIRST_ROOM = 1 << 14;

  private final MessageDigest digest = sha256();
  private BigInteger nodes = BigInteger.ZERO;
  private BigInteger relationships = BigInteger.ZERO;
  private long[] ofNode = new long[FIRST_ROOM];
  private int known;

  /** As hexadecimal digits. */
  record Both(String nodes, String relationships) {}

  /** Takes in the next node: its line in the backup. */
  void node(byte[] line) {
    byte[] hash = digest.digest(line);
    if (known == ofNode.length) ofNode = Arrays.copyOf(ofNode, known * 2);
    ofNode[known++] = ByteBuffer.wrap(hash).getLong();
    nodes = nodes.add(new BigInteger(1, hash)).mod(MODULUS);
  }

  /** Takes in a relationship between two of the nodes, by their places in the order in which they came: its type and properties. */
  void relationship(int from, int to, byte[] content) {
    digest.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(ofNode[from]).putLong(ofNode[to]).array());
    relationships = relationships.add(new BigInteger(1, digest.digest(content))).mod(MODULUS);
  }

  Both both() {
    return new Both(digits(nodes), digits(relationships));
  }

  private static String digits(BigInteger sum) {
    return String.format("%064x", sum);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
