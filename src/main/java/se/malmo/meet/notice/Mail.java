package se.malmo.meet.notice;

import java.util.Optional;

/**
 * A mail as it leaves.
 *
 * @param id the same each time that the same mail is tried, so that a receiver recognises one that came twice (Message-ID, RFC 5322 section 3.6.4)
 * @param stop the address that ends such mails with one press (RFC 8058), where there is one
 */
record Mail(String id, String to, Content content, Optional<String> stop) {
  @Override
  public String toString() {
    return "mail " + id;
  }
}
