package se.malmo.meet.casework;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to a case, as a form and an address name it. */
public enum Doing {
  ASSIGN,
  NOT_OURS,
  CHANGE,
  EXTEND;

  /** As a form names it: "not-ours". */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Doing> of(String code) {
    return Arrays.stream(values()).filter(doing -> doing.code().equals(code)).findFirst();
  }
}
