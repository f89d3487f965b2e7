package se.malmo.meet.web;

/** What somebody without an account may have the server keep, and how much of it one client may send in {@link Ceiling#WINDOW}. */
public enum Writing {
  /** Nothing is kept: reading, and looking at suggestions for a text. */
  NOTHING(Integer.MAX_VALUE),
  LETTER(10),
  /** A mail with the links of the cases of an address. */
  LOST_LINK(10),
  /** A question to an ambassador. */
  QUESTION(10),
  /** A meeting with one. */
  BOOKING(20),
  /** A sender's answer to what somebody of the city has written. */
  MESSAGE(20),
  /** A note of interest in a project. */
  NOTE(30),
  DRAFT(60),
  /** Each costs a process that reads it, whether it is kept or not. */
  FILE(60),
  SIGN_IN(90),
  /** An organisation that wants to join. */
  ORGANISATION(20),
  /** A whole workshop may sit behind one address. */
  INITIATIVE(600);

  private final int most;

  Writing(int most) {
    this.most = most;
  }

  int most() {
    return most;
  }
}
