package se.malmo.meet.backup;

import java.util.List;

/**
 * What a backup holds, written last into it.
 *
 * @param format of the file, 1 for this one
 * @param program the version that made it
 * @param schema the newest schema file that the graph had, such as "036"; "" for none
 * @param taken the moment whose picture it is, as an instant
 * @param pausedMillis how long writers were held for it
 * @param nodes how many
 * @param relationships how many
 * @param fingerprint of all nodes and relationships, whatever numbers the graph has given them: the same content has the same
 * @param secret tells whether a data folder's secret is the one that belongs to it, without telling what it is; "" where none was at hand
 * @param parts the files in it, in order
 */
record Manifest(int format, String program, String schema, String taken, long pausedMillis, long nodes, long relationships, Fingerprint.Both fingerprint,
    String secret, List<Part> parts) {
  static final int FORMAT = 1;
  static final String NAME = "manifest.json";
  static final String CHECKSUM = "manifest.sha256";

  /**
   * One file inside.
   *
   * @param rows its lines
   * @param bytes how long it is, uncompressed
   * @param sha256 of the same bytes, as hexadecimal digits
   */
  record Part(String name, long rows, long bytes, String sha256) {}
}
