package se.malmo.meet.web;

/** What a browser lets pages of other sites do with an answer. What is more than {@link #OURS} never knows who reads it: no session is looked up. */
public enum Reach {
  /** Nothing: neither read by their scripts nor shown in their frames. */
  OURS,
  /** Read by the scripts of any site: public data, the same for everybody. */
  SCRIPTS,
  /** Shown in a frame of the sites that the operator has named. */
  FRAMES
}
